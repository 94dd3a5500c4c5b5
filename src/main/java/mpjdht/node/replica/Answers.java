package mpjdht.node.replica;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import mpjdht.message.ChainEntry;
import mpjdht.message.Origin;
import mpjdht.message.ReplyBatch;
import mpjdht.node.Outbox;

/**
 * Answers on their way to clients. Those to reads are held until every replica that serves the region has confirmed, in the
 * configuration in force, something that was sent behind the read. Then whatever the read saw has taken effect; and no younger
 * configuration had taken a write elsewhere when it read, because that would have been known to one of those that confirmed.
 */
final class Answers {
    private final ReplicaState state;
    private final Map<Integer, OfClient> clients = new LinkedHashMap<>();
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private final BitSet readRegions = new BitSet();
    private OfClient lastUsed;

    /** The answers to one client. */
    private static final class OfClient {
        final int origin;
        final ReplyBatch settled;
        ReplyBatch unsettled;

        OfClient(int origin) {
            this.origin = origin;
            this.settled = new ReplyBatch(Origin.client(origin));
            this.unsettled = new ReplyBatch(Origin.client(origin));
        }
    }

    /** Answers that wait, for so many records of each of these regions to be confirmed. */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    private record Held(int rank, ReplyBatch batch, int[] regions, int[] numbers) {}

    Answers(ReplicaState state) {
        this.state = state;
    }

    /** A configuration is in force: what has not gone is void, and its clients will ask again. */
    void restart() {
        held.clear();
        readRegions.clear();
        clients.values().forEach(client -> {
            client.unsettled.reset();
            client.settled.reset();
        });
    }

    /** The batch for an answer to a client that may go at once. */
    ReplyBatch settled(int origin, Outbox outbox) {
        OfClient client = client(origin);
        if (client.settled.full()) {
            send(client, outbox);
        }
        return client.settled;
    }

    /** The batch for an answer to a client that tells what was read in a region. */
    ReplyBatch read(int origin, int region, Outbox outbox) {
        if (state.rules.readMayGo(state.roles.isLast(region))) {
            return settled(origin, outbox);
        }
        OfClient client = client(origin);
        if (client.unsettled.full()) {
            hold(outbox);
        }
        readRegions.set(region);
        return client.unsettled;
    }

    /** Sends what may go, and asks for the confirmation of what may not; tells whether there was anything to do. */
    boolean flush(Outbox outbox) {
        boolean any = hold(outbox);
        any |= release(outbox);
        for (OfClient client : clients.values()) {
            if (client.settled.records() > 0) {
                send(client, outbox);
                any = true;
            }
        }
        return any;
    }

    /** Sends what has been confirmed; tells whether anything had. */
    boolean release(Outbox outbox) {
        boolean any = false;
        while (!held.isEmpty() && isConfirmed(held.element())) {
            Held confirmed = held.remove();
            outbox.send(
                    confirmed.rank(),
                    confirmed.batch().bytes(),
                    0,
                    confirmed.batch().length());
            any = true;
        }
        return any;
    }

    private boolean isConfirmed(Held answers) {
        for (int i = 0; i < answers.regions().length; i++) {
            if (state.streams.confirmed(answers.regions()[i]) < answers.numbers()[i]) {
                return false;
            }
        }
        return true;
    }

    /** Asks for the confirmation of all that was read. */
    private boolean hold(Outbox outbox) {
        if (readRegions.isEmpty()) {
            return false;
        }
        int[] regions = readRegions.stream().toArray();
        int[] numbers = new int[regions.length];
        for (int i = 0; i < regions.length; i++) {
            long last = state.roles.region(regions[i]).arc().last();
            state.streams.batch(regions[i], outbox).addMark(ChainEntry.BARRIER, last);
            numbers[i] = state.streams.told(regions[i]);
        }
        readRegions.clear();
        for (OfClient client : clients.values()) {
            if (client.unsettled.records() > 0) {
                client.unsettled.address(state.roles.epoch());
                held.add(new Held(Origin.rank(client.origin), client.unsettled, regions, numbers));
                client.unsettled = new ReplyBatch(Origin.client(client.origin));
            }
        }
        return true;
    }

    private void send(OfClient client, Outbox outbox) {
        client.settled.address(state.roles.epoch());
        outbox.send(Origin.rank(client.origin), client.settled.bytes(), 0, client.settled.length());
        client.settled.reset();
    }

    private OfClient client(int origin) {
        if (lastUsed == null || lastUsed.origin != origin) {
            lastUsed = clients.computeIfAbsent(origin, OfClient::new);
        }
        return lastUsed;
    }
}
