package mpjdht.bench.work;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import mpjdht.command.ByteOutput;

/** The files of workloads in one folder, made when they are first asked for. */
public final class WorkloadFiles {
    /** What stays free beside a new file: for results, and for others. */
    private static final long RESERVE_BYTES = 1L << 30;

    private static final long MEGA = 1_000_000;

    private final Path folder;
    private final LongSupplier freeBytes;
    private final Consumer<String> progress;
    private final List<Path> made = new ArrayList<>();

    /**
     * Files in a folder, which is made if it is missing.
     *
     * @param progress is told of every file made
     */
    public WorkloadFiles(Path folder, Consumer<String> progress) throws IOException {
        this(folder, folder.toFile()::getUsableSpace, progress);
    }

    WorkloadFiles(Path folder, LongSupplier freeBytes, Consumer<String> progress) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.freeBytes = freeBytes;
        this.progress = progress;
    }

    /**
     * The file of a workload. A new one is on the disk, and not only on its way there, when this returns.
     *
     * @throws NoRoomException if it would fill the disk
     */
    public Path file(Workload workload, CommandForm form) throws IOException {
        Path file = folder.resolve(workload.fileName() + form.extension());
        if (!Files.exists(file)) {
            requireRoom(file, expectedBytes(workload, form));
            Path unfinished = folder.resolve(file.getFileName() + ".part");
            long start = System.nanoTime();
            try (FileChannel channel = FileChannel.open(
                    unfinished,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                write(workload, form, Channels.newOutputStream(channel));
                channel.force(false);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            made.add(file);
            progress.accept(String.format(
                    Locale.ROOT,
                    "made %s: %,d MB in %.1f s",
                    file.getFileName(),
                    Files.size(file) / MEGA,
                    (System.nanoTime() - start) / 1e9));
        }
        return file;
    }

    /** Deletes the files that were made here since the last call, if they are larger than that. */
    public void deleteMade(long largerThanBytes) throws IOException {
        for (Path file : made) {
            if (Files.exists(file) && Files.size(file) > largerThanBytes) {
                Files.delete(file);
            }
        }
        made.clear();
    }

    private void requireRoom(Path file, long bytes) throws NoRoomException {
        long free = freeBytes.getAsLong();
        if (bytes + RESERVE_BYTES > free) {
            throw new NoRoomException(String.format(
                    Locale.ROOT,
                    "no room for %s: it takes %,d MB, %,d MB should stay free, and %,d MB are; fewer --commands take less",
                    file,
                    bytes / MEGA,
                    RESERVE_BYTES / MEGA,
                    free / MEGA));
        }
    }

    /** Size of a file before it is made: exact but for the share of PUTs, which is random. */
    static long expectedBytes(Workload workload, CommandForm form) throws IOException {
        ByteArrayOutputStream put = new ByteArrayOutputStream();
        ByteArrayOutputStream get = new ByteArrayOutputStream();
        byte[] key = new byte[workload.keyBytes()];
        try (ByteOutput puts = new ByteOutput(put);
                ByteOutput gets = new ByteOutput(get)) {
            form.put(puts, key, new byte[workload.valueBytes()]);
            form.get(gets, key);
        }
        double share = workload.putPercent() / 100.0;
        return Math.round(workload.commands() * (share * put.size() + (1 - share) * get.size()));
    }

    /** Writes a workload; the stream is flushed, not closed. */
    static void write(Workload workload, CommandForm form, OutputStream stream) throws IOException {
        ByteOutput out = new ByteOutput(stream);
        SplittableRandom random = new SplittableRandom(workload.seed());
        IntSupplier keys = workload.distribution().keys(workload.keys(), random.split());
        byte[] key = new byte[workload.keyBytes()];
        byte[] value = new byte[workload.valueBytes()];
        for (long i = 0; i < workload.commands(); i++) {
            writeKey(key, keys.getAsInt());
            if (random.nextInt(100) < workload.putPercent()) {
                writeValue(value, random);
                form.put(out, key, value);
            } else {
                form.get(out, key);
            }
        }
        out.flush();
    }

    /** A letter and the number in decimal, with zeros in front. */
    public static void writeKey(byte[] key, int number) {
        int rest = number;
        for (int i = key.length - 1; i > 0; i--) {
            key[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        key[0] = 'k';
    }

    private static void writeValue(byte[] value, SplittableRandom random) {
        long bits = 0;
        for (int i = 0; i < value.length; i++) {
            if ((i & 15) == 0) {
                bits = random.nextLong();
            }
            value[i] = (byte) ('a' + (bits & 15));
            bits >>>= 4;
        }
    }
}
