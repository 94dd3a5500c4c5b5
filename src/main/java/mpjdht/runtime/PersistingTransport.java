package mpjdht.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import mpjdht.command.FileTrouble;
import mpjdht.journal.Journal;

/**
 * The transport of a rank that writes down what it does: nothing leaves before what was to be persisted before it is as safe as the {@link Durability} says
 * (first persist, then send: Ongaro and Ousterhout, "In Search of an Understandable Consensus Algorithm", USENIX ATC 2014, section 5.1).
 *
 * <p>What is said meanwhile is held in its order. It leaves when the rank has nothing more to do and is about to wait, or when much is held: so as many
 * writes share a commit as come while the one before is made.
 *
 * <p>An exception of the disk comes out as {@link UncheckedIOException} to the rank, which ends. It is not tried again, and nothing that is held
 * leaves any more.
 */
public final class PersistingTransport implements Transport {
    /** With more bytes held the rank does not wait for a moment without work. */
    private static final long MOST_HELD_BYTES = 4L << 20;

    private final Transport transport;
    private final Journal journal;
    private final String where;
    private final Durability durability;
    private final LongSupplier nanoClock;
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private long heldBytes;

    /** Whether something was appended that is not as safe as it is to be before anything is sent. */
    private boolean isAhead;

    /** Whether something is written that does not outlive the machine yet. */
    private boolean isUnforced;

    /** When that is to be forced. */
    private long forceAtNanos;

    /** What waits. */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    private record Held(int to, byte[] bytes) {}

    /**
     * How safe what a rank has done is before anybody hears of it.
     *
     * @param kind what is waited for
     * @param millis with {@link Kind#INTERVAL}: what was written is forced after so long at the latest
     */
    public record Durability(Kind kind, long millis) {

        /** What is waited for. */
        public enum Kind {
            /** It outlives the machine. */
            FSYNC,
            /** It outlives the process. */
            FLUSH,
            /** It outlives the process, and after a while the machine. */
            INTERVAL
        }
    }

    /**
     * Holds back what has to wait.
     *
     * @param transport carries it
     * @param journal takes what is to be persisted
     * @param where the journal is, for people
     * @param nanoClock {@link System#nanoTime}, or what stands for it in a test
     */
    public PersistingTransport(
            Transport transport, Journal journal, String where, Durability durability, LongSupplier nanoClock) {
        this.transport = transport;
        this.journal = journal;
        this.where = where;
        this.durability = durability;
        this.nanoClock = nanoClock;
    }

    @Override
    public void persist(byte[] bytes, int offset, int length) {
        isAhead = true;
        run(() -> journal.append(bytes, offset, length));
    }

    @Override
    public long turnOver(long from) {
        run(() -> journal.turnOver(from));
        return journal.number();
    }

    @Override
    public void send(int to, byte[] bytes, int offset, int length) {
        if (!isAhead) {
            transport.send(to, bytes, offset, length);
            return;
        }
        byte[] copy = new byte[length];
        System.arraycopy(bytes, offset, copy, 0, length);
        held.add(new Held(to, copy));
        heldBytes += length;
        if (heldBytes > MOST_HELD_BYTES) {
            commit();
        }
    }

    /** Makes safe what was to be persisted, and lets go what was held for that. */
    public void commit() {
        if (isAhead) {
            run(this::makeSafe);
            isAhead = false;
        }
        for (Held message = held.poll(); message != null; message = held.poll()) {
            transport.send(message.to(), message.bytes(), 0, message.bytes().length);
        }
        heldBytes = 0;
    }

    private void makeSafe() throws IOException {
        if (durability.kind() == Durability.Kind.FSYNC) {
            journal.force();
            return;
        }
        journal.write();
        if (durability.kind() == Durability.Kind.INTERVAL && !isUnforced) {
            isUnforced = true;
            forceAtNanos = nanoClock.getAsLong() + TimeUnit.MILLISECONDS.toNanos(durability.millis());
        }
    }

    @Override
    public boolean poll(Received into) {
        if (isUnforced && nanosToForce() <= 0) {
            force();
        }
        return transport.poll(into);
    }

    @Override
    public void take(Received into) throws InterruptedException {
        commit();
        if (isUnforced && !takeBeforeForced(into, Long.MAX_VALUE)) {
            force();
        } else if (isUnforced) {
            return;
        }
        transport.take(into);
    }

    @Override
    public boolean take(Received into, long limitNanos) throws InterruptedException {
        commit();
        if (isUnforced && nanosToForce() < limitNanos) {
            return takeBeforeForced(into, limitNanos);
        }
        return transport.take(into, limitNanos);
    }

    /** Waits for a message until it is time to force; a wait that ends then without one has forced. */
    private boolean takeBeforeForced(Received into, long limitNanos) throws InterruptedException {
        long left = Math.min(limitNanos, nanosToForce());
        boolean came = left > 0 && transport.take(into, left);
        if (!came && nanosToForce() <= 0) {
            force();
        }
        return came;
    }

    private long nanosToForce() {
        return forceAtNanos - nanoClock.getAsLong();
    }

    private void force() {
        run(journal::force);
        isUnforced = false;
    }

    /** Something that the disk does. */
    @FunctionalInterface
    private interface DiskWork {
        void run() throws IOException;
    }

    private void run(DiskWork work) {
        try {
            work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(where + " cannot be written: " + FileTrouble.reason(e), e);
        }
    }

    @Override
    public int rank() {
        return transport.rank();
    }

    @Override
    public int size() {
        return transport.size();
    }

    @Override
    public boolean distributed() {
        return transport.distributed();
    }

    @Override
    public void wake() {
        transport.wake();
    }

    @Override
    public void beat(int to) {
        transport.beat(to);
    }

    @Override
    public long silenceNanos(int peer) {
        return transport.silenceNanos(peer);
    }
}
