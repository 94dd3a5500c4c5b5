package mpjdht.experiment.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class RingDrawingTest {
    private static final long EAST = 1L << 62;
    private static final long SOUTH = 1L << 63;
    private static final long WEST = SOUTH | EAST;

    private static Document draw(RingDrawing drawing) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(drawing.svg("A < B"))));
    }

    @Test
    void putsNodesClockwiseFromTheTop() throws Exception {
        Document svg = draw(new RingDrawing(List.of(WEST, 0L, EAST, SOUTH)).line(0, SOUTH));

        double[][] places = {{0, -160}, {160, 0}, {0, 160}, {-160, 0}};
        for (int i = 0; i < places.length; i++) {
            Element node = (Element) svg.getElementsByTagName("circle").item(i);
            assertThat(Double.parseDouble(node.getAttribute("cx"))).isEqualTo(places[i][0]);
            assertThat(Double.parseDouble(node.getAttribute("cy"))).isEqualTo(places[i][1]);
        }
        assertThat(svg.getElementsByTagName("path").getLength()).isEqualTo(4 + 1);
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("A < B");
    }

    @Test
    void drawsOneNodeWithTheWholeCircle() throws Exception {
        assertThat(draw(new RingDrawing(List.of(5L))).getElementsByTagName("circle").getLength()).isEqualTo(2);
    }

    @Test
    void refusesLinesToNodesThatAreNotThere() {
        assertThatThrownBy(() -> new RingDrawing(List.of(5L)).line(5, -1)).hasMessageContaining("18446744073709551615");
        assertThatThrownBy(() -> new RingDrawing(List.of())).hasMessageContaining("without nodes");
    }
}
