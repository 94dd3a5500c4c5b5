package mpjdht.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import mpjdht.command.ByteSource;

/**
 * Bytes of a pipe or terminal, opened and read ahead by a thread of its own, so that whoever asks never has to wait: neither
 * for bytes, nor for somebody who opens the other end. A few blocks are held at most; then the thread stops reading until they
 * are taken. What comes after there was nothing is posted to the inbox of the rank that reads.
 */
public final class PipeByteSource implements ByteSource {
    private static final int BLOCK_BYTES = 64 << 10;
    private static final int BLOCKS_AHEAD = 16;
    private static final Block END_BLOCK = new Block(new byte[0], -1, null);

    /** Some bytes, or the end, or what went wrong. */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    private record Block(byte[] bytes, int length, IOException failure) {}

    private final Opener opener;
    private final Inbox.Slot slot;
    private final BlockingQueue<Block> blocks = new ArrayBlockingQueue<>(BLOCKS_AHEAD);
    private Block current;
    private int taken;

    /** Opens a stream, which may take until somebody writes to it. */
    @FunctionalInterface
    public interface Opener {
        InputStream open() throws IOException;
    }

    /**
     * Begins to open and to read.
     *
     * @param name of the stream, for its thread
     * @param inbox of the rank that reads
     */
    public PipeByteSource(Opener opener, String name, Inbox inbox) {
        this.opener = opener;
        this.slot = inbox.slot();
        Thread reader = new Thread(this::readAhead, "reader-" + name);
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (current == null && !take(blocks.poll())) {
            slot.awaitNext();
            if (!take(blocks.poll())) {
                return NOTHING_YET;
            }
        }
        if (current.failure() != null) {
            throw current.failure();
        }
        if (current.length() < 0) {
            return END;
        }
        int count = Math.min(length, current.length() - taken);
        System.arraycopy(current.bytes(), taken, into, offset, count);
        taken += count;
        if (taken == current.length()) {
            current = null;
        }
        return count;
    }

    /** Waits until {@link #read} has something to say, but no longer than {@code millis}; tells whether it has. */
    public boolean await(long millis) throws InterruptedException {
        return current != null || take(blocks.poll(millis, TimeUnit.MILLISECONDS));
    }

    private boolean take(Block next) {
        if (next == null) {
            return false;
        }
        current = next;
        taken = 0;
        slot.settle();
        return true;
    }

    /** Leaves the stream alone: the thread may be waiting in it. */
    @Override
    public void close() {
        slot.settle();
    }

    private void readAhead() {
        try {
            give(readToEnd());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void give(Block block) throws InterruptedException {
        blocks.put(block);
        slot.post();
    }

    /** The end, or what came in its way: whoever waits for bytes must hear of it, whatever it is. */
    private Block readToEnd() throws InterruptedException {
        try {
            InputStream stream = opener.open();
            while (true) {
                byte[] bytes = new byte[BLOCK_BYTES];
                int length = stream.read(bytes, 0, bytes.length);
                if (length < 0) {
                    return END_BLOCK;
                }
                give(new Block(bytes, length, null));
            }
        } catch (IOException e) {
            return failed(e);
        } catch (RuntimeException | Error e) {
            return failed(new IOException(e.toString(), e));
        }
    }

    private static Block failed(IOException failure) {
        return new Block(new byte[0], -1, failure);
    }
}
