package mpjdht.runtime.mpj;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLongArray;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Request;
import mpjdht.message.MalformedMessageException;
import mpjdht.message.Sizes;
import mpjdht.runtime.PeerLostException;
import mpjdht.runtime.Received;
import mpjdht.runtime.Transport;
import xdev.XDevException;

/**
 * Messages over MPJ Express, as bytes.
 *
 * <p>No MPJ message is longer than {@value #FRAGMENT_BYTES} bytes, which keeps below the eager limit and lets one buffer size serve: a longer
 * message is announced with its length and follows in fragments. Sends are non-blocking; MPJ copies the bytes at the call,
 * and completed ones are collected with every send.
 */
final class MpjTransport implements Transport {
    /** Longest MPJ message; a full batch of small records fits. */
    static final int FRAGMENT_BYTES = 124 << 10;

    private static final int WHOLE = 1;
    private static final int ANNOUNCEMENT = 2;
    private static final int FRAGMENT = 3;
    private static final int BEAT = 4;
    private static final int FAREWELL = 5;

    private final Intracomm world;
    private final int rank;
    private final int size;
    private final boolean distributed;
    private final ArrayDeque<Request> sends = new ArrayDeque<>();
    private final ArrayDeque<Request> beats = new ArrayDeque<>();
    private final byte[] announcement = new byte[Integer.BYTES];
    private final byte[][] partial;
    private final int[] partialLength;
    private final AtomicLongArray lastHeardNanos;
    /** When this rank last knew that it had heard all there was; meaningless while it listens. */
    private volatile long listenedUntilNanos = System.nanoTime();

    private volatile boolean listening;
    private final PostedReceives receives;
    private final Wakeup wakeup;

    /** Ranks from which nothing comes any more. */
    private int parted;

    /** One wait for whatever comes next. */
    private interface Wait {
        /** Whether something came. */
        boolean brings() throws InterruptedException;
    }

    MpjTransport(Intracomm world, PostedReceives receives, Wakeup wakeup, boolean distributed) {
        this.world = world;
        this.receives = receives;
        this.wakeup = wakeup;
        this.rank = world.Rank();
        this.size = world.Size();
        this.distributed = distributed;
        this.partial = new byte[size][];
        this.partialLength = new int[size];
        this.lastHeardNanos = new AtomicLongArray(size);
        long now = System.nanoTime();
        for (int peer = 0; peer < size; peer++) {
            lastHeardNanos.set(peer, now);
        }
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean distributed() {
        return distributed;
    }

    @Override
    public void send(int to, byte[] bytes, int offset, int length) {
        if (length <= FRAGMENT_BYTES) {
            isend(to, bytes, offset, length, WHOLE);
        } else {
            writeLength(announcement, length);
            isend(to, announcement, 0, announcement.length, ANNOUNCEMENT);
            for (int done = 0; done < length; done += FRAGMENT_BYTES) {
                isend(to, bytes, offset + done, Math.min(FRAGMENT_BYTES, length - done), FRAGMENT);
            }
        }
    }

    @Override
    public boolean poll(Received into) {
        try {
            collect(sends);
            while (receives.poll()) {
                if (accept(into)) {
                    return true;
                }
            }
            if (distributed) {
                listenedUntilNanos = System.nanoTime();
            }
            return false;
        } catch (XDevException e) {
            throw lost("the connection to another rank is broken", e);
        }
    }

    @Override
    public void take(Received into) throws InterruptedException {
        listen(into, () -> {
            receives.await();
            return true;
        });
    }

    @Override
    public boolean take(Received into, long limitNanos) throws InterruptedException {
        long begin = System.nanoTime();
        return listen(into, () -> receives.await(limitNanos - (System.nanoTime() - begin)));
    }

    @Override
    public void wake() {
        wakeup.wake();
    }

    /** Waits until a message is whole, or a wait was in vain. */
    private boolean listen(Received into, Wait wait) throws InterruptedException {
        listening = true;
        try {
            while (wait.brings()) {
                collect(sends);
                if (accept(into)) {
                    return true;
                }
            }
            return false;
        } catch (XDevException e) {
            throw lost("the connection to another rank is broken", e);
        } finally {
            listenedUntilNanos = System.nanoTime();
            listening = false;
        }
    }

    @Override
    public void beat(int to) {
        try {
            beats.add(world.Isend(announcement, 0, 1, MPI.BYTE, to, BEAT));
            collect(beats);
        } catch (XDevException e) {
            throw lost("the connection to rank " + to + " is broken", e);
        }
    }

    @Override
    public long silenceNanos(int peer) {
        long until = listening ? System.nanoTime() : listenedUntilNanos;
        return Math.max(0, until - lastHeardNanos.get(peer));
    }

    /**
     * Says to every rank that nothing more comes from this one, and hears the same from all: whatever they said before that, to a rank that listened no more, is taken and means nothing. Between
     * threads a message that nobody takes is never sent, and who sent it could not leave.
     */
    void part() {
        for (int peer = 0; peer < size; peer++) {
            if (peer != rank) {
                isend(peer, announcement, 0, 1, FAREWELL);
            }
        }
        Received nobody = new Received();
        try {
            while (parted < size - 1) {
                receives.await();
                accept(nobody);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (XDevException e) {
            throw lost("another rank is gone instead of leaving", e);
        }
        while (!sends.isEmpty()) {
            sends.poll().Wait();
        }
    }

    private void isend(int to, byte[] bytes, int offset, int length, int tag) {
        try {
            sends.add(world.Isend(bytes, offset, length, MPI.BYTE, to, tag));
            collect(sends);
        } catch (XDevException e) {
            throw lost("the connection to rank " + to + " is broken", e);
        }
    }

    /** Between processes MPJ Express fails when one of them is gone; between threads that is a failure of its own. */
    RuntimeException lost(String message, XDevException cause) {
        return distributed ? new PeerLostException(message, cause) : cause;
    }

    private static void collect(ArrayDeque<Request> requests) {
        while (!requests.isEmpty() && requests.peek().Test() != null) {
            requests.poll();
        }
    }

    /** Takes what was received; true when that completes a message. */
    private boolean accept(Received into) {
        int from = receives.from();
        byte[] bytes = receives.bytes();
        int length = receives.length();
        if (distributed) {
            lastHeardNanos.set(from, System.nanoTime());
        }
        switch (receives.tag()) {
            case WHOLE -> {
                into.set(from, bytes, 0, length);
                return true;
            }
            case ANNOUNCEMENT -> partial[from] = new byte[announcedLength(from, bytes, length)];
            case FRAGMENT -> {
                if (append(from, bytes, length)) {
                    into.set(from, partial[from], 0, partialLength[from]);
                    partial[from] = null;
                    partialLength[from] = 0;
                    return true;
                }
            }
            case BEAT -> {}
            case FAREWELL -> parted++;
            default ->
                throw new MalformedMessageException("rank " + from + " sent a message with tag " + receives.tag());
        }
        return false;
    }

    private int announcedLength(int from, byte[] bytes, int length) {
        int announced = length == Integer.BYTES ? readLength(bytes) : -1;
        if (announced <= FRAGMENT_BYTES || announced > Sizes.MAX_MESSAGE_BYTES || partial[from] != null) {
            throw new MalformedMessageException("rank " + from + " announced a message of " + announced + " bytes");
        }
        return announced;
    }

    private boolean append(int from, byte[] bytes, int length) {
        byte[] whole = partial[from];
        if (whole == null || length > whole.length - partialLength[from]) {
            throw new MalformedMessageException("rank " + from + " sent a fragment that was not announced");
        }
        System.arraycopy(bytes, 0, whole, partialLength[from], length);
        partialLength[from] += length;
        return partialLength[from] == whole.length;
    }

    private static void writeLength(byte[] to, int length) {
        for (int i = 0; i < Integer.BYTES; i++) {
            to[i] = (byte) (length >>> (8 * i));
        }
    }

    private static int readLength(byte[] from) {
        int length = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            length |= (from[i] & 0xff) << (8 * i);
        }
        return length;
    }
}
