package mpjdht.sim;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;
import mpjdht.node.Outbox;
import mpjdht.node.StateMachine;

/**
 * A machine whose messages get through whole, once, and in order although those of the network, which are datagrams, are lost, doubled
 * and overtaken: each has a number, is kept until that is acknowledged, and is sent again when it is not (RFC 9293, section 3.8, without
 * windows). So a network that loses becomes one that is late by long and irregular times, as for any program above TCP.
 *
 * <p>When the machine has finished, it stays until all that it has said is acknowledged, or has been said again so often that nobody is
 * there any more.
 */
public final class OrderedLinks implements StateMachine {
    /** Kind of its datagrams, which no message of the grid has. */
    public static final byte KIND = 60;

    private static final byte DATA = 0;
    private static final byte ACKNOWLEDGEMENT = 1;
    private static final int HEADER_BYTES = 2 + Integer.BYTES;
    private static final int MOST_RETRIES_AT_THE_END = 500;
    private static final long TIMER = 1L << 40;

    private final StateMachine machine;
    private final long retryMicros;
    private final Map<Integer, Link> links = new TreeMap<>();
    private boolean timerSet;
    private int retriesAtTheEnd;

    /** What one rank has with another. */
    private static final class Link {
        final ArrayDeque<byte[]> unacknowledged = new ArrayDeque<>();
        final Map<Integer, byte[]> early = new TreeMap<>();
        int firstUnacknowledged;
        int nextDue;
    }

    /**
     * A machine above datagrams.
     *
     * @param retryMicros after how long what is not acknowledged is sent again
     */
    public OrderedLinks(StateMachine machine, long retryMicros) {
        this.machine = machine;
        this.retryMicros = retryMicros;
    }

    /** The machine above the links. */
    public StateMachine machine() {
        return machine;
    }

    @Override
    public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, length).order(ByteOrder.LITTLE_ENDIAN);
        int number = in.getInt(offset + 2);
        Link link = link(from);
        if (bytes[offset + 1] == ACKNOWLEDGEMENT) {
            while (link.firstUnacknowledged - number < 0) {
                link.unacknowledged.remove();
                link.firstUnacknowledged++;
            }
            return;
        }
        if (number - link.nextDue >= 0) {
            byte[] message = new byte[length - HEADER_BYTES];
            System.arraycopy(bytes, offset + HEADER_BYTES, message, 0, message.length);
            link.early.put(number, message);
        }
        for (byte[] due = link.early.remove(link.nextDue); due != null; due = link.early.remove(link.nextDue)) {
            link.nextDue++;
            if (!machine.finished()) {
                machine.onMessage(nowMicros, from, due, 0, due.length, above(outbox));
            }
        }
        byte[] answer = datagram(ACKNOWLEDGEMENT, link.nextDue, new byte[0], 0, 0);
        outbox.send(from, answer, 0, answer.length);
    }

    @Override
    public void onTimer(long nowMicros, long timer, Outbox outbox) {
        if (timer != TIMER) {
            if (!machine.finished()) {
                machine.onTimer(nowMicros, timer, above(outbox));
            }
            return;
        }
        timerSet = false;
        retriesAtTheEnd += machine.finished() ? 1 : 0;
        links.forEach((to, link) -> link.unacknowledged.forEach(datagram -> send(to, datagram, outbox)));
    }

    private void send(int to, byte[] datagram, Outbox outbox) {
        outbox.send(to, datagram, 0, datagram.length);
        if (!timerSet) {
            timerSet = true;
            outbox.setTimer(retryMicros, TIMER);
        }
    }

    @Override
    public boolean onIdle(long nowMicros, Outbox outbox) {
        return !machine.finished() && machine.onIdle(nowMicros, above(outbox));
    }

    @Override
    public boolean finished() {
        return machine.finished()
                && (retriesAtTheEnd > MOST_RETRIES_AT_THE_END
                        || links.values().stream().allMatch(link -> link.unacknowledged.isEmpty()));
    }

    private Link link(int peer) {
        return links.computeIfAbsent(peer, absent -> new Link());
    }

    private static byte[] datagram(byte what, int number, byte[] bytes, int offset, int length) {
        return ByteBuffer.allocate(HEADER_BYTES + length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(KIND)
                .put(what)
                .putInt(number)
                .put(bytes, offset, length)
                .array();
    }

    private Outbox above(Outbox outbox) {
        return new Outbox() {
            @Override
            public void send(int to, byte[] bytes, int offset, int length) {
                Link link = link(to);
                int number = link.firstUnacknowledged + link.unacknowledged.size();
                byte[] datagram = datagram(DATA, number, bytes, offset, length);
                link.unacknowledged.add(datagram);
                OrderedLinks.this.send(to, datagram, outbox);
            }

            @Override
            public void setTimer(long delayMicros, long timer) {
                outbox.setTimer(delayMicros, timer);
            }
        };
    }
}
