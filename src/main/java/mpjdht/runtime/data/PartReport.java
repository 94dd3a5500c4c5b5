package mpjdht.runtime.data;

import java.io.IOException;
import java.util.Optional;
import mpjdht.journal.DamageException;
import mpjdht.journal.Disk;
import mpjdht.journal.DiskFile;
import mpjdht.journal.JournalEnd;
import mpjdht.journal.JournalReader;
import mpjdht.message.Sizes;

/**
 * What there is of a part of a generation.
 *
 * @param name of the part
 * @param files of its journal
 * @param bytes of all files
 * @param records that are good
 * @param keys that it has; empty where it has none by its nature, or some of it is damaged
 * @param liveBytes what its keys would take if they were written anew
 * @param torn its torn end, if it has one
 * @param damage what is wrong, if anything is
 */
public record PartReport(
        String name,
        int files,
        long bytes,
        long records,
        Optional<Long> keys,
        long liveBytes,
        Optional<JournalEnd.Torn> torn,
        Optional<DamageException> damage) {

    /** Reads a part; {@code taker} takes its records. */
    static PartReport read(Generations folder, long generation, String part, JournalReader.Taker taker)
            throws IOException {
        int files = 0;
        long bytes = 0;
        long[] records = {0};
        try {
            Disk disk = folder.look(generation, part);
            for (String name : disk.names()) {
                try (DiskFile file = disk.open(name)) {
                    files++;
                    bytes += file.length();
                }
            }
            JournalEnd end = JournalReader.read(disk, Sizes.MAX_MESSAGE_BYTES, (file, record, offset, length) -> {
                records[0]++;
                taker.take(file, record, offset, length);
            });
            if (end.equals(JournalEnd.NONE)) {
                throw new DamageException(disk.path(""), 0, "its journal is missing");
            }
            return new PartReport(part, files, bytes, records[0], Optional.empty(), 0, end.torn(), Optional.empty());
        } catch (DamageException e) {
            return new PartReport(
                    part, files, bytes, records[0], Optional.empty(), 0, Optional.empty(), Optional.of(e));
        }
    }

    /** The same without what every part begins with. */
    PartReport beginningMissing(String path) {
        return new PartReport(
                name,
                files,
                bytes,
                records,
                keys,
                liveBytes,
                torn,
                Optional.of(new DamageException(path, 0, "what it begins with is missing")));
    }

    /** The same with the keys that are in it. */
    PartReport withKeys(long count, long live) {
        return new PartReport(name, files, bytes, records, Optional.of(count), live, torn, damage);
    }

    /** How many of a hundred bytes are not needed any more. */
    public long wastePercent() {
        return bytes == 0 ? 0 : Math.max(0, 100 - 100 * liveBytes / bytes);
    }
}
