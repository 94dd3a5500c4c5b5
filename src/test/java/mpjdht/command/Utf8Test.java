package mpjdht.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    private static boolean isValidForTheJdk(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    @Test
    void agreesWithTheJdkOnEveryTwoBytes() {
        for (int i = 0; i < 0x10000; i++) {
            byte[] bytes = {(byte) (i >> 8), (byte) i};
            assertThat(Utf8.isValid(bytes, 0, 2)).as("%04x", i).isEqualTo(isValidForTheJdk(bytes));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void agreesWithTheJdkOnRandomBytesThatAreNearlyText(long seed) {
        Random random = new Random(seed);
        int[] leads = {0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xC1, 0xC2};
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[3 + random.nextInt(3)];
            bytes[0] = (byte) leads[random.nextInt(leads.length)];
            for (int k = 1; k < bytes.length; k++) {
                bytes[k] = (byte) (random.nextInt(8) == 0 ? random.nextInt(256) : 0x80 + random.nextInt(0x40));
            }
            assertThat(Utf8.isValid(bytes, 0, bytes.length))
                    .as("seed %d: %s", seed, java.util.HexFormat.of().formatHex(bytes))
                    .isEqualTo(isValidForTheJdk(bytes));
        }
    }
}
