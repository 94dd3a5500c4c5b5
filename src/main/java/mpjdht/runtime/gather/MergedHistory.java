package mpjdht.runtime.gather;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import mpjdht.runtime.ResultFile;

/** The histories of several clients as one, by the times of their events. They wait on the disk until all have ended. */
public final class MergedHistory implements Destination {
    private final ResultFile file;
    private final List<SpoolFile> spools = new ArrayList<>();

    /**
     * Nothing has happened.
     *
     * @param file takes the whole
     * @param streams how many histories there are, numbered from 0
     */
    public MergedHistory(ResultFile file, int streams) throws IOException {
        this.file = file;
        for (int stream = 0; stream < streams; stream++) {
            spools.add(SpoolFile.open());
        }
    }

    @Override
    public void take(int stream, byte[] bytes, int offset, int length) throws IOException {
        spools.get(stream).write(bytes, offset, length);
    }

    @Override
    public void end(int stream) {
        // It is merged with the others.
    }

    @Override
    public void close(boolean failed) throws IOException {
        try (file) {
            OutputStream out = new BufferedOutputStream(file);
            PriorityQueue<TimedLines> next = new PriorityQueue<>(
                    Comparator.comparingLong(TimedLines::time).thenComparingInt(TimedLines::number));
            for (SpoolFile spool : spools) {
                TimedLines lines = new TimedLines(next.size(), spool.read());
                if (lines.next()) {
                    next.add(lines);
                }
            }
            while (!next.isEmpty()) {
                TimedLines earliest = next.remove();
                earliest.write(out);
                if (earliest.next()) {
                    next.add(earliest);
                }
            }
            out.flush();
            if (failed) {
                file.abandon();
            }
        } finally {
            for (SpoolFile spool : spools) {
                spool.close();
            }
        }
    }
}
