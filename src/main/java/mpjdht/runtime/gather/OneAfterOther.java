package mpjdht.runtime.gather;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import mpjdht.command.ByteOutput;

/**
 * One output for all streams, one after the other: the first that has not ended goes straight there, what comes of others
 * waits in files without a name.
 */
public final class OneAfterOther implements Destination {
    private final ByteOutput output;
    private final int streams;
    private final Map<Integer, SpoolFile> spooled = new HashMap<>();
    private final boolean[] ended;
    private int current;

    /**
     * Nothing has come.
     *
     * @param output takes all of it; it is not closed
     * @param streams how many streams there are, numbered from 0
     */
    public OneAfterOther(ByteOutput output, int streams) {
        this.output = output;
        this.streams = streams;
        this.ended = new boolean[streams];
    }

    @Override
    public void take(int stream, byte[] bytes, int offset, int length) throws IOException {
        if (stream == current) {
            output.write(bytes, offset, length);
            return;
        }
        SpoolFile spool = spooled.get(stream);
        if (spool == null) {
            spool = SpoolFile.open();
            spooled.put(stream, spool);
        }
        spool.write(bytes, offset, length);
    }

    @Override
    public void end(int stream, boolean failed) throws IOException {
        ended[stream] = true;
        while (current < streams && ended[current]) {
            current++;
            bringOut(current);
        }
    }

    /** Brings out what is here, also of streams behind one that has not ended. */
    @Override
    public void close(boolean failed) throws IOException {
        for (int stream = current; stream < streams; stream++) {
            bringOut(stream);
        }
    }

    private void bringOut(int stream) throws IOException {
        SpoolFile spool = spooled.remove(stream);
        if (spool != null) {
            try (spool) {
                spool.copyTo(output);
            }
        }
    }
}
