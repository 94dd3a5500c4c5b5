package mpjdht.runtime.mpj;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLongArray;
import mpi.Intracomm;
import mpi.MPI;
import mpi.MPIException;
import mpi.Request;
import mpi.Status;
import mpjdht.message.MalformedMessageException;
import mpjdht.message.Sizes;
import mpjdht.runtime.PeerLostException;
import mpjdht.runtime.Received;
import mpjdht.runtime.Transport;

/**
 * Messages over MPJ Express, as bytes.
 *
 * <p>A receive is always posted, so a rank waits parked and a sender need not wait for the receiver to ask. No MPJ message
 * is longer than {@value #FRAGMENT_BYTES} bytes, which keeps below the eager limit and lets one buffer size serve: a longer
 * message is announced with its length and follows in fragments. Sends are non-blocking; MPJ copies the bytes at the call,
 * and completed ones are collected with every send.
 */
final class MpjTransport implements Transport {
    /** Longest MPJ message; a full batch of small records fits. */
    static final int FRAGMENT_BYTES = 96 << 10;

    private static final int WHOLE = 1;
    private static final int ANNOUNCEMENT = 2;
    private static final int FRAGMENT = 3;
    private static final int BEAT = 4;

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
    private byte[] posted = new byte[FRAGMENT_BYTES];
    private byte[] spare = new byte[FRAGMENT_BYTES];
    private Request receive;

    MpjTransport(Intracomm world, boolean distributed) {
        this.world = world;
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
        collect(sends);
    }

    @Override
    public boolean poll(Received into) {
        collect(sends);
        while (true) {
            Request request = postedReceive();
            Status status = request.Test();
            if (status == null) {
                return false;
            }
            if (accept(status, into)) {
                return true;
            }
        }
    }

    @Override
    public void take(Received into) {
        while (!accept(postedReceive().Wait(), into)) {
            collect(sends);
        }
    }

    @Override
    public void beat(int to) {
        try {
            beats.add(world.Isend(announcement, 0, 1, MPI.BYTE, to, BEAT));
        } catch (MPIException e) {
            throw new PeerLostException("the connection to rank " + to + " is broken", e);
        }
        collect(beats);
    }

    @Override
    public long silenceNanos(int peer) {
        return System.nanoTime() - lastHeardNanos.get(peer);
    }

    /** Waits until every message sent is on its way. */
    void completeSends() {
        while (!sends.isEmpty()) {
            sends.poll().Wait();
        }
    }

    private void isend(int to, byte[] bytes, int offset, int length, int tag) {
        try {
            sends.add(world.Isend(bytes, offset, length, MPI.BYTE, to, tag));
        } catch (MPIException e) {
            throw new PeerLostException("the connection to rank " + to + " is broken", e);
        }
    }

    private static void collect(ArrayDeque<Request> requests) {
        while (!requests.isEmpty() && requests.peek().Test() != null) {
            requests.poll();
        }
    }

    private Request postedReceive() {
        if (receive == null) {
            receive = world.Irecv(posted, 0, FRAGMENT_BYTES, MPI.BYTE, MPI.ANY_SOURCE, MPI.ANY_TAG);
        }
        return receive;
    }

    /** Takes what was received; true when that completes a message. */
    private boolean accept(Status status, Received into) {
        byte[] bytes = posted;
        posted = spare;
        spare = bytes;
        receive = null;
        int from = status.source;
        int length = status.Get_count(MPI.BYTE);
        if (distributed) {
            lastHeardNanos.set(from, System.nanoTime());
        }
        switch (status.tag) {
            case WHOLE -> {
                postedReceive();
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
            default -> throw new MalformedMessageException("rank " + from + " sent a message with tag " + status.tag);
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
