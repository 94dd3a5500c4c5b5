package mpjdht.bench.work;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import mpjdht.command.ByteOutput;

/** The files of workloads in one folder, made when they are first asked for. */
public final class WorkloadFiles {
    private final Path folder;

    /** Files in a folder, which is made if it is missing. */
    public WorkloadFiles(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** The file of a workload. */
    public Path file(Workload workload, CommandForm form) throws IOException {
        Path file = folder.resolve(workload.fileName() + form.extension());
        if (!Files.exists(file)) {
            Path unfinished = folder.resolve(file.getFileName() + ".part");
            try (OutputStream stream = Files.newOutputStream(unfinished)) {
                write(workload, form, stream);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
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
