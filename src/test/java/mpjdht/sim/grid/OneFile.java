package mpjdht.sim.grid;

import java.util.List;
import mpjdht.command.ByteSource;
import mpjdht.runtime.Script;

/** A command file in memory. */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record OneFile(byte[] text) implements Script.InputOpener {
    @Override
    public ByteSource open(String file) {
        return new ByteSource() {
            private int done;

            @Override
            public int read(byte[] into, int offset, int length) {
                int count = Math.min(length, text.length - done);
                System.arraycopy(text, done, into, offset, count);
                done += count;
                return count == 0 ? END : count;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public long totalBytes(List<String> files) {
        return text.length;
    }
}
