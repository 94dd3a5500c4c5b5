package mpjdht.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of a journal on a disk: {@code journal-0000000001} and so on. The first record of each says what it is, and with which
 * file the journal began when this one did.
 */
final class JournalFiles {
    /** How the first record of a file begins: what it belongs to, and by which version of the format it was written. */
    static final String FORMAT = "mpj-dht journal 1";

    private static final Pattern NAME = Pattern.compile("journal-(\\d{10})");

    private JournalFiles() {}

    static String name(long number) {
        return String.format(Locale.ROOT, "journal-%010d", number);
    }

    /** The first record of a file: the format, and the number of the file with which the journal begins (long). */
    static byte[] firstRecord(long first) {
        byte[] format = FORMAT.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(format.length + Long.BYTES)
                .put(format)
                .putLong(first)
                .array();
    }

    /** The number that a first record tells; 0 if it is of another format. */
    static long first(byte[] record, int offset, int length) {
        byte[] format = FORMAT.getBytes(StandardCharsets.US_ASCII);
        boolean isKnown = length == format.length + Long.BYTES
                && Arrays.equals(record, offset, offset + format.length, format, 0, format.length);
        return isKnown
                ? ByteBuffer.wrap(record, offset + format.length, Long.BYTES).getLong()
                : 0;
    }

    /** The numbers of the files that are there, ascending. */
    static List<Long> numbers(Disk disk) throws IOException {
        return disk.names().stream()
                .map(JournalFiles::number)
                .filter(number -> number > 0)
                .toList();
    }

    /** The number of a file; 0 if it is none of a journal. */
    static long number(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
