package mpjdht.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TagTest {

    private static String tag(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return Tag.of(bytes, 0, bytes.length);
    }

    @Test
    void namesTheSameValueInTheSameWayWhereverItLies() {
        byte[] bytes = "..value..".getBytes(StandardCharsets.UTF_8);
        assertThat(Tag.of(bytes, 2, 5)).isEqualTo(tag("value")).matches("\"[0-9a-f]{32}\"");
        assertThat(tag("value")).isNotEqualTo(tag("valuf")).isNotEqualTo(tag(""));
    }

    @Test
    void isFoundInAListOrByAStar() {
        String tag = tag("v");
        assertThat(Tag.isAmong(tag, tag, false)).isTrue();
        assertThat(Tag.isAmong("\"x\", " + tag + " ,\"y\"", tag, false)).isTrue();
        assertThat(Tag.isAmong(" * ", tag, false)).isTrue();
        assertThat(Tag.isAmong("\"x\"", tag, true)).isFalse();
        assertThat(Tag.isAmong("", tag, true)).isFalse();
    }

    @Test
    void countsAWeakTagWhereThatIsEnough() {
        String tag = tag("v");
        assertThat(Tag.isAmong("W/" + tag, tag, true)).isTrue();
        assertThat(Tag.isAmong("W/" + tag, tag, false)).isFalse();
    }
}
