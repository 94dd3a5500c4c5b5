package mpjdht.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteOutputTest {
    private static String number(long number) throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        try (ByteOutput out = new ByteOutput(stream)) {
            out.writeUnsigned(number);
        }
        return stream.toString(java.nio.charset.StandardCharsets.US_ASCII);
    }

    @Test
    void writesUnsignedNumbersAsTheJdkDoes() throws IOException {
        for (int bit = 0; bit < 64; bit++) {
            for (int delta = -2; delta <= 2; delta++) {
                long number = (1L << bit) + delta;
                assertThat(number(number)).isEqualTo(Long.toUnsignedString(number));
            }
        }
        long power = 1;
        for (int digits = 1; digits <= 20; digits++, power *= 10) {
            assertThat(number(power)).isEqualTo(Long.toUnsignedString(power));
            assertThat(number(power - 1)).isEqualTo(Long.toUnsignedString(power - 1));
        }
    }

    @Test
    void writesIdsAsNumbersHoweverManyThereAreAndInWhateverOrder() throws IOException {
        Random random = new Random(7);
        long[] ids = random.longs(2_000).toArray();
        ids[0] = 0;
        ids[1] = -1;
        StringBuilder expected = new StringBuilder();
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        try (ByteOutput out = new ByteOutput(stream, 32)) {
            for (int i = 0; i < 20_000; i++) {
                long id = ids[random.nextInt(random.nextBoolean() ? 8 : ids.length)];
                out.writeId(id);
                out.write(' ');
                expected.append(Long.toUnsignedString(id)).append(' ');
            }
        }
        assertThat(stream.toString(java.nio.charset.StandardCharsets.US_ASCII)).isEqualTo(expected.toString());
    }

    @Test
    void keepsTheOrderOfSmallAndLargeWrites() throws IOException {
        Random random = new Random(5);
        ByteArrayOutputStream actual = new ByteArrayOutputStream();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        try (ByteOutput out = new ByteOutput(actual, 32)) {
            for (int i = 0; i < 2_000; i++) {
                byte[] bytes = new byte[random.nextInt(100)];
                random.nextBytes(bytes);
                out.write(bytes);
                expected.write(bytes);
                out.write(i);
                expected.write(i);
                out.writeUnsigned(i);
                expected.write(Sources.latin(Integer.toString(i)));
            }
        }
        assertThat(actual.toByteArray()).isEqualTo(expected.toByteArray());
    }

    @Test
    void passesLargeValuesOnWithoutCopyingThem() throws IOException {
        byte[] large = new byte[1_000];
        byte[][] seen = new byte[1][];
        OutputStream stream = new OutputStream() {
            @Override
            public void write(int b) {}

            @Override
            public void write(byte[] bytes, int offset, int length) {
                seen[0] = bytes;
            }
        };
        try (ByteOutput out = new ByteOutput(stream, 100)) {
            out.write(large);
            assertThat(seen[0]).isSameAs(large);
        }
    }

    @Test
    void aFullDiskIsThrownToTheWriter() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        ByteOutput out = new ByteOutput(full, 32);
        assertThatThrownBy(() -> {
                    out.write(new byte[20]);
                    out.write(new byte[20]);
                })
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
        ByteOutput small = new ByteOutput(full, 32);
        assertThatThrownBy(() -> {
                    small.write('a');
                    small.close();
                })
                .hasMessage("No space left on device");
    }
}
