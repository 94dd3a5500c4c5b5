package mpjdht.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Records one behind another, in files, so that the oldest can be given up. What is appended waits in memory for {@link #write}; what
 * was written outlives the process, and what was {@linkplain #force forced} the machine.
 *
 * <p>The first record of each file says with which file the journal began when that one did. Files are given up when it is forced, so the first record of
 * the last file tells which have to be there; what is left of those before is of no use.
 *
 * <p>What was written or forced is where the next reader looks for it: if the file is not there any more by its name, that fails.
 *
 * <p>After an exception the journal is of no use: nobody knows what is on the disk, which is not asked again, and a new one has to read it.
 */
public final class Journal implements Closeable {
    /** What waits in memory is written when it is so much. */
    private static final int MOST_WAITING_BYTES = 1 << 20;

    /** What is written but not forced is forced when it is so much, so that no force takes long, whoever asks for it. */
    private static final long MOST_UNFORCED_BYTES = 8L << 20;

    private static final byte[] NOTHING = {};

    private final Disk disk;
    private final long fileBytes;
    private final byte[] headerBytes = new byte[Frame.HEADER_BYTES];
    private final ByteBuffer header = ByteBuffer.wrap(headerBytes);

    private DiskFile file;

    /** Number of the file with which the journal begins. */
    private long first;

    private long number;
    private long written;

    /** Bytes of the file that outlive the machine. */
    private long forced;

    /** Length of the file when that was written behind them. */
    private long marked;

    private byte[] waiting = new byte[MOST_WAITING_BYTES];
    private int waitingBytes;

    private Journal(Disk disk, long fileBytes) {
        this.disk = disk;
        this.fileBytes = fileBytes;
    }

    /**
     * Goes on where a journal ends. A torn end is cut off first.
     *
     * @param end what {@link JournalReader} has found
     * @param fileBytes a file that has become so long is followed by another
     */
    public static Journal goOn(Disk disk, JournalEnd end, long fileBytes) throws IOException {
        Journal journal = new Journal(new FailStopDisk(disk), fileBytes);
        journal.first = end.first();
        String name = JournalFiles.name(end.number());
        if (end.length() > 0) {
            journal.number = end.number();
            journal.file = journal.disk.open(name);
            journal.file.truncate(end.length());
            journal.written = end.length();
            journal.forceAndMark();
        } else if (end.torn().isPresent()) {
            // The last file was begun, and not even its first record is there.
            DiskFile begun = journal.disk.open(name);
            begun.truncate(0);
            journal.begin(end.number(), begun);
        } else {
            journal.begin(end.number() + 1, journal.disk.create(JournalFiles.name(end.number() + 1)));
        }
        journal.dropBeforeFirst();
        return journal;
    }

    private void begin(long fileNumber, DiskFile empty) throws IOException {
        number = fileNumber;
        file = empty;
        written = 0;
        forced = 0;
        byte[] begins = JournalFiles.firstRecord(first);
        add(begins, 0, begins.length);
        forceAndMark();
        disk.forceNames();
    }

    /** Number of the file to which records are appended now. */
    public long number() {
        return number;
    }

    /** Bytes of that file, with what waits. */
    public long length() {
        return written + waitingBytes;
    }

    /**
     * Appends a record, which is taken at the call.
     *
     * @param length at least 1
     */
    public void append(byte[] bytes, int offset, int length) throws IOException {
        if (length() >= fileBytes) {
            turnOver(first);
        }
        add(bytes, offset, length);
        if (waitingBytes >= MOST_WAITING_BYTES) {
            write();
        }
    }

    /**
     * Goes on in another file, so that the one up to now can be given up some time. What was appended outlives the machine then.
     *
     * @param from number of a file; those before are given up, because what was appended until now makes them needless
     * @return number of the other file
     */
    public long turnOver(long from) throws IOException {
        write();
        file.force();
        file.requireThere();
        file.close();
        boolean isShorter = from > first;
        first = Math.max(first, from);
        begin(number + 1, disk.create(JournalFiles.name(number + 1)));
        if (isShorter) {
            dropBeforeFirst();
        }
        return number;
    }

    private void add(byte[] record, int offset, int length) {
        int frameBytes = Math.toIntExact(Frame.bytes(length));
        if (waiting.length - waitingBytes < frameBytes) {
            waiting = Arrays.copyOf(waiting, Math.max(2 * waiting.length, Math.addExact(waitingBytes, frameBytes)));
        }
        Frame.write(header, number, length(), forced, record, offset, length);
        int at = waitingBytes;
        System.arraycopy(headerBytes, 0, waiting, at, Frame.HEADER_BYTES);
        System.arraycopy(record, offset, waiting, at + Frame.HEADER_BYTES, length);
        Arrays.fill(waiting, at + Frame.HEADER_BYTES + length, at + frameBytes, (byte) 0);
        waitingBytes += frameBytes;
    }

    /** Writes what waits. */
    public void write() throws IOException {
        writeWaiting();
        file.requireThere();
    }

    private void writeWaiting() throws IOException {
        if (waitingBytes > 0) {
            file.write(written, waiting, 0, waitingBytes);
            written += waitingBytes;
            waitingBytes = 0;
            if (written - forced >= MOST_UNFORCED_BYTES) {
                file.force();
                forced = written;
            }
            if (waiting.length > 2 * MOST_WAITING_BYTES) {
                waiting = new byte[MOST_WAITING_BYTES];
            }
        }
    }

    /** Returns when all that was appended outlives the machine. */
    public void force() throws IOException {
        if (length() > marked) {
            forceAndMark();
        }
    }

    /** Forces, and writes how far: so that whoever reads it after the process has died can tell a flipped bit from a torn end. */
    private void forceAndMark() throws IOException {
        writeWaiting();
        file.force();
        forced = written;
        add(NOTHING, 0, 0);
        writeWaiting();
        file.requireThere();
        marked = written;
    }

    /** Removes the files that are given up. If one comes back because the machine loses power, it is known to be of no use. */
    private void dropBeforeFirst() throws IOException {
        for (String name : disk.names()) {
            long of = JournalFiles.number(name);
            if (of > 0 && of < first) {
                disk.delete(name);
            }
        }
    }

    /** Forces everything, and that it did: whoever reads it takes nothing of it for a torn end. */
    @Override
    public void close() throws IOException {
        force();
        file.force();
        file.requireThere();
        file.close();
    }
}
