package mpjdht.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mpjdht.cli.setting.UsageException;
import mpjdht.command.ByteOutput;
import mpjdht.command.FileTrouble;
import mpjdht.command.MetricsJson;
import mpjdht.metric.JobMetrics;
import mpjdht.runtime.OpenedAs;
import mpjdht.runtime.ResultFile;

/** The file that takes what a job has counted, if the user asks for one. It is there whole when the job ends, or as it was before. */
final class MetricsFile {
    private final ResultFile file;
    private final CountDownLatch over = new CountDownLatch(1);

    private MetricsFile(ResultFile file) {
        this.file = file;
    }

    /** That of a job which writes none. */
    static MetricsFile none() {
        return new MetricsFile(null);
    }

    /**
     * Opens the file, if the settings name one.
     *
     * @throws UsageException if it cannot be written
     */
    static MetricsFile open(Settings settings) throws UsageException {
        if (settings.metrics().isEmpty()) {
            return none();
        }
        String name = settings.metrics().get().toString();
        try {
            return new MetricsFile(ResultFile.open(OpenedAs.path(name)));
        } catch (IOException e) {
            throw new UsageException(
                    "--metrics " + name,
                    "cannot be written: " + FileTrouble.reason(e),
                    "a file in a folder that you may write to");
        }
    }

    /** Writes what was counted, and puts it in place. */
    void write(JobMetrics metrics) {
        if (file == null) {
            return;
        }
        synchronized (this) {
            try {
                writeWhole(metrics);
            } catch (IOException e) {
                throw new UncheckedIOException("the metrics cannot be written: " + e.getMessage(), e);
            } finally {
                over.countDown();
            }
        }
    }

    private void writeWhole(JobMetrics metrics) throws IOException {
        try (ByteOutput out = new ByteOutput(file)) {
            try {
                MetricsJson.writeLine(out, metrics);
                out.flush();
            } catch (IOException e) {
                file.discard();
                throw e;
            }
        }
    }

    /**
     * Waits until the file is in place, of a job that is being ended in order. For any thread.
     *
     * @return whether it is
     */
    boolean awaitEnd(long millis) throws InterruptedException {
        return file == null || over.await(millis, TimeUnit.MILLISECONDS);
    }

    /** The job has failed: the file stays as it was, unless it is in place already. For any thread. */
    void drop() {
        if (file != null) {
            synchronized (this) {
                file.drop();
            }
        }
    }
}
