package mpjdht.runtime.console;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The text form of {@link Frame}s: one line of printable ASCII each, because MPJ Express' daemon and starter pass on
 * lines, decode and encode them with the platform's charset, drop empty ones, and end a host's stream at a line that
 * ends in "EXIT".
 *
 * <pre>
 * ~dht:R7:GET 15 -&gt; 673 @40%0A;
 * </pre>
 *
 * is prefix, kind, rank, colon, payload with {@code %XX} for a percent sign and for what is not printable, and
 * {@code ;} at the end, or {@code +} when the payload goes on in the next frame. A line, its break included, has at
 * most 4096 bytes: what POSIX writes to a pipe in one piece, so that another writer of the process cannot cut it.
 */
public final class Frames {
    /** The longest line in bytes, its break included. */
    public static final int LINE_BYTES_MAX = 4096;

    /** The longest payload in bytes. */
    public static final int PAYLOAD_BYTES_MAX = LINE_BYTES_MAX;

    private static final String PREFIX = "~dht:";
    private static final int RANK_DIGITS_MAX = 9;
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final int ESCAPE_BYTES = 3;
    private static final int TAIL_BYTES = 2;

    private Frames() {}

    /**
     * Returns where a frame begins in {@code line}, behind what another writer left without a line break; -1 if none. A line
     * that is the beginning of a prefix is that of a frame, too.
     */
    public static int indexOf(String line) {
        boolean cutShort = !line.isEmpty() && PREFIX.startsWith(line);
        return cutShort ? 0 : line.indexOf(PREFIX);
    }

    /**
     * Encodes as much of a payload as one line holds.
     *
     * @param from index of the first byte to encode
     * @param to index behind the last
     * @param line receives the line, its break included; at least {@link #LINE_BYTES_MAX} long
     * @return where encoding stopped, and how long the line is
     */
    static Encoded encode(Frame.Kind kind, int rank, byte[] payload, int from, int to, byte[] line) {
        byte[] head = (PREFIX + kind.letter() + rank + ":").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, line, 0, head.length);
        int length = head.length;
        int at = from;
        while (at < to && length + ESCAPE_BYTES + TAIL_BYTES <= LINE_BYTES_MAX) {
            byte b = payload[at++];
            if (b >= ' ' && b <= '~' && b != '%') {
                line[length++] = b;
            } else {
                line[length++] = '%';
                line[length++] = HEX[(b >> 4) & 0xF];
                line[length++] = HEX[b & 0xF];
            }
        }
        line[length++] = (byte) (at < to ? '+' : ';');
        line[length++] = '\n';
        return new Encoded(at, length);
    }

    record Encoded(int next, int lineBytes) {}

    /**
     * Decodes one line.
     *
     * @param line without its break, beginning with a frame
     * @return the frame; empty if the line is not exactly one
     */
    public static Optional<Frame> decode(String line) {
        int last = line.length() - 1;
        if (!line.startsWith(PREFIX) || line.length() >= LINE_BYTES_MAX) {
            return Optional.empty();
        }
        int colon = line.indexOf(':', PREFIX.length());
        if (colon < 0 || colon >= last || (line.charAt(last) != ';' && line.charAt(last) != '+')) {
            return Optional.empty();
        }
        Optional<Frame.Kind> kind = kindOf(line.charAt(PREFIX.length()));
        int rank = number(line, PREFIX.length() + 1, colon);
        Optional<byte[]> payload = unescape(line, colon + 1, last);
        if (kind.isEmpty() || rank < 0 || payload.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Frame(kind.get(), rank, line.charAt(last) == ';', payload.get()));
    }

    private static Optional<Frame.Kind> kindOf(char letter) {
        return Arrays.stream(Frame.Kind.values())
                .filter(kind -> kind.letter() == letter)
                .findFirst();
    }

    /** Returns the decimal number in {@code line[from, to)}, or -1. */
    private static int number(String line, int from, int to) {
        if (to <= from || to - from > RANK_DIGITS_MAX) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = line.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static Optional<byte[]> unescape(String line, int from, int to) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(to - from);
        for (int i = from; i < to; i++) {
            char c = line.charAt(i);
            if (c < ' ' || c > '~') {
                return Optional.empty();
            }
            if (c != '%') {
                bytes.write(c);
                continue;
            }
            int high = i + 2 < to ? hexDigit(line.charAt(i + 1)) : -1;
            int low = i + 2 < to ? hexDigit(line.charAt(i + 2)) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            bytes.write(high << 4 | low);
            i += 2;
        }
        return Optional.of(bytes.toByteArray());
    }

    private static int hexDigit(char c) {
        return HexFormat.isHexDigit(c) ? HexFormat.fromHexDigit(c) : -1;
    }
}
