package mpjdht.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of a journal on a disk: {@code journal-0000000001} and so on. The first record of each says what it is. */
final class JournalFiles {
    /** What the first record of a file is: what it belongs to, and by which version of the format it was written. */
    static final String FORMAT = "mpj-dht journal 1";

    private static final Pattern NAME = Pattern.compile("journal-(\\d{10})");

    private JournalFiles() {}

    static String name(long number) {
        return String.format(Locale.ROOT, "journal-%010d", number);
    }

    static byte[] format() {
        return FORMAT.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The numbers of the files, ascending.
     *
     * @param first those before it do not count
     * @throws DamageException if one is missing between two others, or before them
     */
    static List<Long> numbers(Disk disk, long first) throws IOException {
        List<Long> numbers = new ArrayList<>();
        for (String name : disk.names()) {
            if (number(name) >= first) {
                numbers.add(number(name));
            }
        }
        for (int i = 0; i < numbers.size(); i++) {
            if (numbers.get(i) != first + i) {
                throw new DamageException(disk.path(name(first + i)), 0, "the file is missing");
            }
        }
        return numbers;
    }

    /** The number of a file; 0 if it is none of a journal. */
    static long number(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
