package mpjdht.experiment.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.SplittableRandom;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class XmlTest {
    @Test
    void escapesWhatIsMarkup() {
        assertThat(Xml.escape("<a href=\"x\" b='y'> & \n")).isEqualTo("&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt; &amp; \n");
    }

    @Test
    void isReadBackAsItWasWhateverTheText() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(1, 20), 0, 0x300).filter(c -> !Character.isISOControl(c)).forEach(text::appendCodePoint);
            text.append("&<>\"'".charAt(random.nextInt(5))).appendCodePoint(0x1F600);

            String xml = "<e a=\"" + Xml.escape(text.toString()) + "\">" + Xml.escape(text.toString()) + "</e>";

            Element element = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement();
            assertThat(element.getTextContent()).isEqualTo(text.toString());
            assertThat(element.getAttribute("a")).isEqualTo(text.toString());
        }
    }

    @Test
    void replacesWhatNoXmlMayHold() {
        assertThat(Xml.escape("a\0b\u001Bc\uD800d")).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd");
    }
}
