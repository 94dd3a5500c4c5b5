package mpjdht.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {
    private static final String NEAR = "0123456789-+ 9";

    private static boolean isNumber(String text) {
        byte[] bytes = ("#" + text + "7").getBytes(ISO_8859_1);
        return DecimalText.isNumber(bytes, 1, bytes.length - 1);
    }

    private static boolean naive(String text) {
        return text.matches("0|-?[1-9][0-9]*") && new BigInteger(text).bitLength() < Long.SIZE;
    }

    @Test
    void agreesWithBigIntegersOnWhatIsANumberAndWhich() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(22); length > 0; length--) {
                int from = random.nextInt(20) == 0 ? NEAR.length() : 10;
                text.append(NEAR.charAt(random.nextInt(from)));
            }
            String drawn = random.nextInt(3) == 0 ? "-" + text : text.toString();

            assertThat(isNumber(drawn)).as(drawn).isEqualTo(naive(drawn));
            if (naive(drawn)) {
                byte[] bytes = ("#" + drawn + "7").getBytes(ISO_8859_1);
                long number = DecimalText.number(bytes, 1, bytes.length - 1);
                assertThat(number).isEqualTo(new BigInteger(drawn).longValueExact());
                assertThat(new String(DecimalText.of(number), ISO_8859_1)).isEqualTo(drawn);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "9223372036854775807", "-9223372036854775808"})
    void takesTheEndsOfSixtyFourBits(String text) {
        assertThat(isNumber(text)).isTrue();
        byte[] bytes = text.getBytes(ISO_8859_1);
        assertThat(DecimalText.number(bytes, 0, bytes.length)).isEqualTo(Long.parseLong(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "-0",
                "00",
                "01",
                "+1",
                " 1",
                "1 ",
                "1e3",
                "\u00B2",
                "9223372036854775808",
                "-9223372036854775809",
                "10000000000000000000"
            })
    void refusesWhatNoNumberIsWrittenAs(String text) {
        assertThat(isNumber(text)).isFalse();
    }
}
