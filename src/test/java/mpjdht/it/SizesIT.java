package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values and keys of every size that is allowed come back unchanged. */
class SizesIT {
    private static final int[] VALUE_BYTES = {0, 1, 64 << 10, 1 << 20, 64 << 20};
    private static final int KEY_BYTES = 64 << 10;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"multicore", "niodev"})
    void comeBackUnchanged(String device) throws IOException {
        ByteArrayOutputStream script = new ByteArrayOutputStream();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        Random random = new Random(1);
        for (int bytes : VALUE_BYTES) {
            roundTrip(ascii("key-" + bytes), letters(random, bytes), script, expected);
        }
        roundTrip(letters(random, KEY_BYTES), ascii("a long key's value"), script, expected);
        Path file = Files.write(folder.resolve("script"), script.toByteArray());

        Job.Result result = Job.dht("--device", device, "--nodes", "6", "--format", "classic", file.toString())
                .run();

        assertThat(result.exitCode()).isZero();
        byte[] results = new String(result.out(), StandardCharsets.US_ASCII)
                .replaceAll(", storage id is \\d+\n", "\n")
                .getBytes(StandardCharsets.US_ASCII);
        expected.writeBytes(ascii("command finalizing\n"));
        assertThat(Arrays.mismatch(results, expected.toByteArray())).isEqualTo(-1);
    }

    private static void roundTrip(
            byte[] key, byte[] value, ByteArrayOutputStream script, ByteArrayOutputStream expected) {
        script.writeBytes(ascii("PUT "));
        script.writeBytes(key);
        script.writeBytes(ascii(" \""));
        script.writeBytes(value);
        script.writeBytes(ascii("\"\nGET "));
        script.writeBytes(key);
        script.writeBytes(ascii("\n"));
        expected.writeBytes(ascii("val is "));
        expected.writeBytes(value);
        expected.writeBytes(ascii("\n"));
    }

    private static byte[] letters(Random random, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) ('a' + random.nextInt(26));
        }
        return bytes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
