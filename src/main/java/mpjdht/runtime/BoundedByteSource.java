package mpjdht.runtime;

import java.io.IOException;
import mpjdht.command.ByteSource;

/** The bytes of another source, to its end or to one that is set on the way. */
final class BoundedByteSource implements ByteSource {
    private final ByteSource source;
    private long left = Long.MAX_VALUE;

    BoundedByteSource(ByteSource source) {
        this.source = source;
    }

    /** From here on there are at most so many bytes more. */
    void endWithin(long bytes) {
        left = bytes;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (left == 0) {
            return END;
        }
        int count = source.read(into, offset, (int) Math.min(length, left));
        left -= Math.max(0, count);
        return count;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
