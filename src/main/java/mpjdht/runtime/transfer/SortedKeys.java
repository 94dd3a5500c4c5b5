package mpjdht.runtime.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Keys in the order of their bytes, any number of them in bounded memory: an external merge sort (Knuth, The Art of Computer Programming, volume 3, section
 * 5.4). Keys come together up to a limit, and go sorted to a file as a run; the runs are merged when the keys are asked for, in several passes when they
 * are many. The file is beside the table's and loses its name at once, so that nothing of it is left, whatever happens.
 */
final class SortedKeys implements Closeable {
    /** Bytes that a key in memory takes beside its own. */
    private static final int KEY_OVERHEAD = 32;

    private static final int LENGTH_BYTES = Short.BYTES;

    private final Path beside;
    private final long memoryBytes;
    private final int fanIn;
    private final int blockBytes;
    private final List<byte[]> gathered = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private long gatheredBytes;
    private FileChannel file;
    private long fileEnd;
    private Iterator<byte[]> merged;

    /** A part of the file, sorted. */
    private record Run(long from, long to) {}

    /**
     * No keys.
     *
     * @param beside a file in whose folder the runs may be
     * @param memoryBytes of keys that are kept in memory, about
     * @param fanIn runs that are merged at once, at least 2
     * @param blockBytes read of a run at once, and written
     */
    SortedKeys(Path beside, long memoryBytes, int fanIn, int blockBytes) {
        this.beside = beside;
        this.memoryBytes = memoryBytes;
        this.fanIn = fanIn;
        this.blockBytes = blockBytes;
    }

    /** Takes a key, which must not change any more; none after {@link #next} was asked. */
    void add(byte[] key) throws IOException {
        gathered.add(key);
        gatheredBytes += key.length + KEY_OVERHEAD;
        if (gatheredBytes >= memoryBytes) {
            spill();
        }
    }

    /** The next key in the order of the bytes, unsigned; null when there is none. */
    byte[] next() throws IOException {
        if (merged == null) {
            merged = begin();
        }
        try {
            return merged.hasNext() ? merged.next() : null;
        } catch (UncheckedRead e) {
            throw e.cause();
        }
    }

    private Iterator<byte[]> begin() throws IOException {
        if (runs.isEmpty()) {
            gathered.sort(Arrays::compareUnsigned);
            return gathered.iterator();
        }
        if (!gathered.isEmpty()) {
            spill();
        }
        while (runs.size() > fanIn) {
            List<Run> first = runs.subList(0, fanIn);
            Iterator<byte[]> pass = new Merge(first);
            first.clear();
            append(pass);
        }
        return new Merge(runs);
    }

    private void spill() throws IOException {
        if (file == null) {
            PartFile made = PartFile.beside(beside);
            file = made.channel();
            Files.delete(made.path());
        }
        gathered.sort(Arrays::compareUnsigned);
        append(gathered.iterator());
        gathered.clear();
        gatheredBytes = 0;
    }

    /** Appends a run to the file. */
    private void append(Iterator<byte[]> keys) throws IOException {
        long from = fileEnd;
        ByteBuffer block = ByteBuffer.allocate(Math.max(blockBytes, LENGTH_BYTES));
        try {
            while (keys.hasNext()) {
                byte[] key = keys.next();
                makeRoom(block, LENGTH_BYTES);
                block.putShort((short) (key.length - 1));
                for (int done = 0; done < key.length; ) {
                    makeRoom(block, 1);
                    int count = Math.min(block.remaining(), key.length - done);
                    block.put(key, done, count);
                    done += count;
                }
            }
        } catch (UncheckedRead e) {
            throw e.cause();
        }
        drain(block);
        runs.add(new Run(from, fileEnd));
    }

    private void makeRoom(ByteBuffer block, int bytes) throws IOException {
        if (block.remaining() < bytes) {
            drain(block);
        }
    }

    private void drain(ByteBuffer block) throws IOException {
        block.flip();
        while (block.hasRemaining()) {
            fileEnd += file.write(block, fileEnd);
        }
        block.clear();
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    /** Carries a failure through {@link Iterator}. */
    private static final class UncheckedRead extends RuntimeException {
        private static final long serialVersionUID = 1;

        UncheckedRead(IOException cause) {
            super(cause);
        }

        IOException cause() {
            return (IOException) getCause();
        }
    }

    /** Several runs as one. */
    private final class Merge implements Iterator<byte[]> {
        private final PriorityQueue<RunReader> readers =
                new PriorityQueue<>((one, other) -> Arrays.compareUnsigned(one.head, other.head));

        Merge(List<Run> parts) throws IOException {
            for (Run run : parts) {
                RunReader reader = new RunReader(run);
                if (reader.advance()) {
                    readers.add(reader);
                }
            }
        }

        @Override
        public boolean hasNext() {
            return !readers.isEmpty();
        }

        @Override
        public byte[] next() {
            RunReader first = readers.remove();
            byte[] key = first.head;
            try {
                if (first.advance()) {
                    readers.add(first);
                }
            } catch (IOException e) {
                throw new UncheckedRead(e);
            }
            return key;
        }
    }

    /** Reads a run, key by key. */
    private final class RunReader {
        private final long to;
        private final ByteBuffer block;
        private long position;
        private byte[] head = {};

        RunReader(Run run) {
            position = run.from();
            to = run.to();
            block = ByteBuffer.allocate(Math.max(blockBytes, LENGTH_BYTES)).limit(0);
        }

        /** Goes to the next key; false when there is none. */
        boolean advance() throws IOException {
            if (!block.hasRemaining() && position == to) {
                return false;
            }
            while (block.remaining() < LENGTH_BYTES) {
                fill();
            }
            head = new byte[(block.getShort() & 0xffff) + 1];
            for (int done = 0; done < head.length; ) {
                if (!block.hasRemaining()) {
                    fill();
                }
                int count = Math.min(block.remaining(), head.length - done);
                block.get(head, done, count);
                done += count;
            }
            return true;
        }

        private void fill() throws IOException {
            block.compact();
            block.limit((int) Math.min(block.capacity(), block.position() + (to - position)));
            int count = file.read(block, position);
            if (count <= 0) {
                throw new IOException("the file of the keys that are sorted is cut off");
            }
            position += count;
            block.flip();
        }
    }
}
