package mpjdht.runtime;

import java.io.IOException;
import java.io.OutputStream;

/** Results on the terminal that also shows progress: whatever is written wipes the progress line first. */
public final class WipingOutput extends OutputStream {
    private final OutputStream out;
    private final Runnable wipe;

    /**
     * Results to {@code out}.
     *
     * @param wipe removes the progress line
     */
    public WipingOutput(OutputStream out, Runnable wipe) {
        this.out = out;
        this.wipe = wipe;
    }

    @Override
    public void write(int b) throws IOException {
        wipe.run();
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > 0) {
            wipe.run();
            out.write(bytes, offset, length);
            out.flush();
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
