package mpjdht.runtime.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32C;
import mpjdht.journal.DamageException;
import mpjdht.journal.Disk;
import mpjdht.journal.DiskFile;

/** A file with a short text, for people as well, and a checksum behind it: {@code 7 crc32c 1a2b3c4d}. */
final class CheckedText {
    private static final int MOST_BYTES = 4096;
    private static final String MARK = " crc32c ";
    private static final String NEXT = ".next";

    private CheckedText() {}

    /**
     * Reads one.
     *
     * @throws DamageException if it is not what was written
     */
    static String read(Disk disk, String name) throws IOException {
        try (DiskFile file = disk.open(name)) {
            byte[] bytes = new byte[(int) Math.min(MOST_BYTES, file.length())];
            file.read(0, bytes, 0, bytes.length);
            String line = new String(bytes, StandardCharsets.UTF_8);
            int end = line.lastIndexOf(MARK);
            String text = end < 0 ? "" : line.substring(0, end);
            if (end < 0 || !line.equals(line(text))) {
                throw new DamageException(disk.path(name), 0, "the checksum is wrong");
            }
            return text;
        }
    }

    /** Writes one in the place of another, in one step. */
    static void write(Disk disk, String name, String text) throws IOException {
        String next = name + NEXT;
        if (disk.names().contains(next)) {
            disk.delete(next);
        }
        byte[] bytes = line(text).getBytes(StandardCharsets.UTF_8);
        try (DiskFile file = disk.create(next)) {
            file.write(0, bytes, 0, bytes.length);
            file.force();
        }
        disk.rename(next, name);
        disk.forceNames();
    }

    private static String line(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return text + MARK + String.format(Locale.ROOT, "%08x", crc.getValue()) + "\n";
    }
}
