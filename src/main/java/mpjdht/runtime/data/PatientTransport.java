package mpjdht.runtime.data;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import mpjdht.runtime.Received;
import mpjdht.runtime.Transport;

/** A transport on which a rank may first wait for what one other says; what others say meanwhile comes afterwards. */
final class PatientTransport implements Transport {
    private final Transport transport;
    private final ArrayDeque<Early> early = new ArrayDeque<>();

    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    private record Early(int from, byte[] bytes) {}

    PatientTransport(Transport transport) {
        this.transport = transport;
    }

    /** Waits for a message of a rank. */
    byte[] takeFrom(int rank) throws InterruptedException {
        for (Iterator<Early> said = early.iterator(); said.hasNext(); ) {
            Early message = said.next();
            if (message.from() == rank) {
                said.remove();
                return message.bytes();
            }
        }
        Received received = new Received();
        while (true) {
            transport.take(received);
            int from = received.offset();
            byte[] bytes = Arrays.copyOfRange(received.bytes(), from, from + received.length());
            if (received.from() == rank) {
                return bytes;
            }
            early.add(new Early(received.from(), bytes));
        }
    }

    private boolean takeEarly(Received into) {
        Early first = early.poll();
        if (first != null) {
            into.set(first.from(), first.bytes(), 0, first.bytes().length);
        }
        return first != null;
    }

    @Override
    public boolean poll(Received into) {
        return takeEarly(into) || transport.poll(into);
    }

    @Override
    public void take(Received into) throws InterruptedException {
        if (!takeEarly(into)) {
            transport.take(into);
        }
    }

    @Override
    public boolean take(Received into, long limitNanos) throws InterruptedException {
        return takeEarly(into) || transport.take(into, limitNanos);
    }

    @Override
    public void send(int to, byte[] bytes, int offset, int length) {
        transport.send(to, bytes, offset, length);
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
