package mpjdht.service;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import mpjdht.runtime.Inbox;

/** A command file that somebody brings who has come in by a door, and its results. */
public final class Batch {
    private static final long MOST_UNREAD_BYTES = 1 << 20;

    private final BatchInput input;
    private final boolean stopsOnError;
    private final Reader reader;
    private final Executor doors;
    private final Inbox.Slot readers;
    private final AtomicLong unreadBytes = new AtomicLong();
    private volatile boolean isAbandoned;

    /** Who brings the file; all of this is called in the doors' thread. */
    public interface Reader {

        /** Results have come. The array is the reader's; it says {@link Batch#read} when they are on their way. */
        void results(byte[] bytes);

        /** There is room for more of the file where there was none. */
        void hasRoom();

        /** Every line has run that is to run, and all results have come. */
        void ended();
    }

    /**
     * A file of which nothing has come.
     *
     * @param stopsOnError whether nothing is run behind a line that cannot be read or a command that fails
     * @param doors runs what is for the doors' thread
     * @param files wakes the rank when more of the file has come
     * @param readers wakes it when there is room for results
     */
    Batch(boolean stopsOnError, Reader reader, Executor doors, Inbox.Slot files, Inbox.Slot readers) {
        this.stopsOnError = stopsOnError;
        this.reader = reader;
        this.doors = doors;
        this.readers = readers;
        this.input = new BatchInput(files, () -> doors.execute(this::tellOfRoom));
    }

    private void tellOfRoom() {
        if (!isAbandoned) {
            reader.hasRoom();
        }
    }

    /** More of the file. For the doors' thread. */
    public void give(byte[] bytes) {
        input.give(bytes);
    }

    /** Whether more of the file is to be given now. */
    public boolean hasRoom() {
        return input.hasRoom();
    }

    /** The file is whole. For the doors' thread. */
    public void endInput() {
        input.end();
    }

    /** So many bytes of results are on their way. For the doors' thread. */
    public void read(long bytes) {
        unreadBytes.addAndGet(-bytes);
        readers.post();
    }

    /** Nobody wants the results any more; what has not begun does not begin. For the doors' thread. */
    public void abandon() {
        isAbandoned = true;
        input.end();
        readers.post();
    }

    boolean isAbandoned() {
        return isAbandoned;
    }

    boolean stopsOnError() {
        return stopsOnError;
    }

    BatchInput input() {
        return input;
    }

    /** Whether the reader takes more results. For the rank's thread. */
    boolean takesResults() {
        if (isAbandoned || unreadBytes.get() < MOST_UNREAD_BYTES) {
            return true;
        }
        readers.awaitNext();
        boolean takes = isAbandoned || unreadBytes.get() < MOST_UNREAD_BYTES;
        if (takes) {
            readers.settle();
        }
        return takes;
    }

    /** Tells the reader that this is over. For the rank's thread. */
    void end() {
        doors.execute(() -> {
            if (!isAbandoned) {
                reader.ended();
            }
        });
    }

    /** The way of the results to the reader. For the rank's thread. */
    OutputStream results() {
        return new OutputStream() {
            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                if (length == 0 || isAbandoned) {
                    return;
                }
                unreadBytes.addAndGet(length);
                byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
                doors.execute(() -> {
                    if (!isAbandoned) {
                        reader.results(copy);
                    }
                });
            }
        };
    }
}
