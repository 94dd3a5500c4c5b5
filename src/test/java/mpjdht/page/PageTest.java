package mpjdht.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTest {
    private final Page page = Page.load();
    private final String text = new String(page.bytes(), UTF_8);

    private static List<String> blocks(String html, String tag) {
        return Pattern.compile("<" + tag + ">(.*?)</" + tag + ">", Pattern.DOTALL)
                .matcher(html)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void allowsItsOneStyleAndItsOneScriptByTheirHashes() throws NoSuchAlgorithmException {
        for (String tag : List.of("style", "script")) {
            assertThat(blocks(text, tag)).hasSize(1);
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(blocks(text, tag).get(0).getBytes(UTF_8));
            assertThat(page.contentSecurityPolicy())
                    .contains(tag + "-src 'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
        }
    }

    @Test
    void needsNothingOfElsewhere() {
        String markup = text.replaceAll("(?s)<script>.*</script>|<style>.*</style>", "");
        assertThat(markup).doesNotContainPattern("\\s(src|style|on[a-z]+)=");
        assertThat(Pattern.compile("href=\"([^\"]*)\"").matcher(markup).results())
                .allMatch(link -> link.group(1).startsWith("#") || link.group(1).startsWith("data:"));
        assertThat(text).doesNotContainPattern("https?://(?!www\\.w3\\.org/2000/svg)");
        assertThat(text).doesNotContain("innerHTML", "insertAdjacentHTML", "document.write", "eval(");
    }

    @Test
    void putsARunIntoAnElementThatNoTextOfItCanEnd() {
        String html = page.withReplay("{\"plan\":\"</script><script>alert(1)</script><!--\"}");
        Matcher run = Pattern.compile("<script type=\"application/json\" id=\"replay\">(.*?)</script>")
                .matcher(html);
        assertThat(run.find()).isTrue();
        assertThat(run.group(1))
                .isEqualTo("{\"plan\":\"\\u003c/script>\\u003cscript>alert(1)\\u003c/script>\\u003c!--\"}");
        assertThat(blocks(html, "script")).isEqualTo(blocks(text, "script"));
        assertThat(html)
                .contains("<meta http-equiv=\"Content-Security-Policy\"")
                .doesNotContain("frame-ancestors");
    }
}
