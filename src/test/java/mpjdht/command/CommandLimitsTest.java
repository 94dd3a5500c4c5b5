package mpjdht.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes at their limit and one byte past it. */
class CommandLimitsTest {
    private static final String TOO_LONG =
            "f.dht:1:1: error: the line is too long; right is a line of at most 68157440 B (65 MiB)";

    /** A head, {@code fill} times the same byte, a tail; nothing of it is ever whole in memory here. */
    private static ByteSource filled(String head, long fill, String tail) {
        return new ByteSource() {
            private long position;

            @Override
            public int read(byte[] into, int offset, int length) {
                long end = head.length() + fill + tail.length();
                int size = (int) Math.min(length, end - position);
                for (int i = 0; i < size; i++) {
                    long at = position + i;
                    into[offset + i] = (byte)
                            (at < head.length()
                                    ? head.charAt((int) at)
                                    : at < head.length() + fill ? 'v' : tail.charAt((int) (at - head.length() - fill)));
                }
                position += size;
                return size == 0 ? END : size;
            }

            @Override
            public void close() {}
        };
    }

    private static CommandReader reader(String head, long fill, String tail) {
        return new CommandReader("f.dht", filled(head, fill, tail), Sources.LIMITS);
    }

    @Test
    void takesAKeyOf64KiBAndRefusesOneByteMore() throws IOException {
        CommandReader fits = reader("GET ", Limits.MAX_KEY_BYTES, "\n");
        assertThat(fits.next()).isEqualTo(CommandReader.Result.COMMAND);
        assertThat(fits.command().keyLength()).isEqualTo(65_536);

        CommandReader past = reader("GET ", Limits.MAX_KEY_BYTES + 1, "\nGET a\n");
        assertThat(past.next()).isEqualTo(CommandReader.Result.ERROR);
        assertThat(past.error().text())
                .isEqualTo("f.dht:1:5: error: the key has 65537 B; right is a key of 1 B to 65536 B (64 KiB)");
        assertThat(past.next()).isEqualTo(CommandReader.Result.COMMAND);
    }

    @Test
    void measuresAQuotedKeyAfterDecoding() throws IOException {
        CommandReader fits = reader("GET \"\\x41", Limits.MAX_KEY_BYTES - 1, "\"\n");
        assertThat(fits.next()).isEqualTo(CommandReader.Result.COMMAND);
        assertThat(fits.command().keyLength()).isEqualTo(65_536);
        assertThat(reader("GET \"\\x41", Limits.MAX_KEY_BYTES, "\"\n").next()).isEqualTo(CommandReader.Result.ERROR);
    }

    @ParameterizedTest
    @CsvSource({"'PUT key ', ''", "'PUT key \"', '\"'"})
    void takesAValueOf64MiBAndRefusesOneByteMore(String head, String tail) throws IOException {
        CommandReader fits = reader(head, Limits.MAX_VALUE_BYTES, tail + "\n");
        assertThat(fits.next()).isEqualTo(CommandReader.Result.COMMAND);
        assertThat(fits.command().valueLength()).isEqualTo(67_108_864);
        assertThat(fits.command().valueBytes()[fits.command().valueOffset() + 67_108_863])
                .isEqualTo((byte) 'v');

        CommandReader past = reader(head, Limits.MAX_VALUE_BYTES + 1, tail + "\n");
        assertThat(past.next()).isEqualTo(CommandReader.Result.ERROR);
        assertThat(past.error().text())
                .isEqualTo(
                        "f.dht:1:9: error: the value has 67108865 B; right is a value of 0 B to 67108864 B (64 MiB)");
    }

    @ParameterizedTest
    @CsvSource({"'CAS key ', ' '", "'CAS key a ', ''", "'CAS key \"', '\" '"})
    void takesTwoValuesOf64MiBLess4BytesTogetherAndRefusesOneByteMore(String head, String tail) throws IOException {
        String rest = tail.isEmpty() ? "\n" : tail + "b\n";
        CommandReader fits = reader(head, Limits.MAX_VALUE_BYTES - 5, rest);
        assertThat(fits.next()).isEqualTo(CommandReader.Result.COMMAND);
        assertThat(fits.command().valueLength() + fits.command().replacementLength())
                .isEqualTo(67_108_860);

        CommandReader past = reader(head, Limits.MAX_VALUE_BYTES - 4, rest);
        assertThat(past.next()).isEqualTo(CommandReader.Result.ERROR);
        assertThat(past.error().text())
                .isEqualTo("f.dht:1:9: error: the old and the new value have 67108861 B together; right is 0 B to"
                        + " 67108860 B (64 MiB less 4 B)");
    }

    @ParameterizedTest
    @CsvSource({"'\n'", "'\r\n'", "''"})
    void takesALineOf65MiBAndRefusesOneByteMore(String lineEnd) throws IOException {
        CommandReader fits = reader("#", Limits.MAX_LINE_BYTES - 1, lineEnd);
        assertThat(fits.next()).isEqualTo(CommandReader.Result.END_OF_FILE);

        CommandReader past = reader("#", Limits.MAX_LINE_BYTES, lineEnd);
        assertThat(past.next()).isEqualTo(CommandReader.Result.ERROR);
        assertThat(past.error().text()).isEqualTo(TOO_LONG);
        assertThat(past.next()).isEqualTo(CommandReader.Result.END_OF_FILE);
    }

    @Test
    void reportsALongerLineBeforeItEndsAndNeverHoldsIt() throws IOException {
        CommandReader reader = reader("PUT a ", 10L * Limits.MAX_LINE_BYTES, "\nGET a\n");
        assertThat(reader.next()).isEqualTo(CommandReader.Result.ERROR);
        assertThat(reader.error().text()).isEqualTo(TOO_LONG);
        assertThat(reader.bytesRead()).isLessThan(2L * Limits.MAX_LINE_BYTES);
        assertThat(reader.next()).isEqualTo(CommandReader.Result.COMMAND);
        assertThat(reader.command().line()).isEqualTo(2);
        assertThat(reader.capacityBytes()).isLessThanOrEqualTo(Limits.MAX_LINE_BYTES + 2);
    }

    @Test
    void theRestOfATooLongLineIsNoLine() throws IOException {
        CommandReader reader = reader("PUT a ", 2L * Limits.MAX_LINE_BYTES, "\nGET a\n");
        reader.next();
        assertThat(reader.next()).isEqualTo(CommandReader.Result.COMMAND);
        assertThat(reader.line()).isEqualTo(2);
    }

    @Test
    void growsForALongLineOnlyAndShrinksBack() throws IOException {
        byte[] text = Sources.latin("PUT a " + "v".repeat(5_000) + "\n" + "GET abc\n".repeat(20_000));
        CommandReader reader = Sources.reader(Sources.whole(text), 1_000, 10_000);
        assertThat(reader.next()).isEqualTo(CommandReader.Result.COMMAND);
        assertThat(reader.capacityBytes()).isBetween(5_000, 10_002);
        assertThat(reader.command().valueLength()).isEqualTo(5_000);
        int commands = 1;
        while (reader.next() == CommandReader.Result.COMMAND) {
            commands++;
        }
        assertThat(commands).isEqualTo(20_001);
        assertThat(reader.capacityBytes()).isEqualTo(1_000);
    }

    @Test
    void theMemoryOfALineIsBoundedWhateverItsLength() throws IOException {
        byte[] text = new byte[100_000];
        Arrays.fill(text, (byte) 'x');
        CommandReader reader = Sources.reader(Sources.whole(text), 16, 1_000);
        assertThat(reader.next()).isEqualTo(CommandReader.Result.ERROR);
        assertThat(reader.next()).isEqualTo(CommandReader.Result.END_OF_FILE);
        assertThat(reader.capacityBytes()).isLessThanOrEqualTo(1_002);
    }
}
