package mpjdht.runtime.gather;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import mpjdht.runtime.ResultFile;

/** The histories of several clients as one, by the times of their events. They wait on the disk until all have ended. */
public final class MergedHistory implements Destination {
    private final ResultFile file;
    private final List<SpoolFile> spools = new ArrayList<>();
    private final BitSet ended = new BitSet();

    /**
     * Nothing has happened.
     *
     * @param file takes the whole
     * @param streams how many histories there are, numbered from 0
     */
    public MergedHistory(ResultFile file, int streams) throws IOException {
        this.file = file;
        try {
            for (int stream = 0; stream < streams; stream++) {
                spools.add(SpoolFile.open());
            }
        } catch (IOException e) {
            closeSpools();
            throw e;
        }
    }

    @Override
    public void take(int stream, byte[] bytes, int offset, int length) throws IOException {
        spools.get(stream).write(bytes, offset, length);
    }

    @Override
    public void end(int stream, boolean failed) {
        ended.set(stream);
    }

    /**
     * Merges them. Of one that has not ended, events behind its last may be missing, so nothing of the others that came later is
     * taken: what one of them heard may have its cause there.
     */
    @Override
    public void close(boolean failed) throws IOException {
        try (file) {
            OutputStream out = new BufferedOutputStream(file);
            PriorityQueue<TimedLines> next = new PriorityQueue<>(
                    Comparator.comparingLong(TimedLines::time).thenComparingInt(TimedLines::number));
            boolean whole = true;
            for (int stream = 0; stream < spools.size(); stream++) {
                TimedLines lines = new TimedLines(stream, spools.get(stream).read());
                if (lines.next()) {
                    next.add(lines);
                } else {
                    whole &= ended.get(stream);
                }
            }
            while (whole && !next.isEmpty()) {
                TimedLines earliest = next.remove();
                earliest.write(out);
                if (earliest.next()) {
                    next.add(earliest);
                } else {
                    whole = ended.get(earliest.number());
                }
            }
            out.flush();
            if (failed) {
                file.abandon();
            }
        } finally {
            closeSpools();
        }
    }

    private void closeSpools() throws IOException {
        for (SpoolFile spool : spools) {
            spool.close();
        }
    }
}
