package mpjdht.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PercentTest {

    @Test
    void readsAnyBytesBackThatWereEncoded() {
        SplittableRandom random = new SplittableRandom(3);
        for (int seed = 0; seed < 1000; seed++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            StringBuilder text = new StringBuilder();
            for (byte next : bytes) {
                boolean isLetter = next >= 'a' && next <= 'z';
                text.append(isLetter && random.nextBoolean() ? "" + (char) next : "%%%02x".formatted(next & 0xff));
            }
            assertThat(Percent.decode(text.toString()).orElseThrow()).isEqualTo(bytes);
        }
    }

    @Test
    void readsTextThatOthersEncoded() {
        String text = "a/ü €?";
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        assertThat(Percent.decode(encoded).orElseThrow()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "a%4", "%g0", "%0g", "€", "%%20"})
    void refusesWhatIsNoEscape(String text) {
        assertThat(Percent.decode(text)).isEmpty();
    }
}
