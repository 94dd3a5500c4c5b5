package mpjdht.node.replica;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import mpjdht.message.ChainEntry;
import mpjdht.message.Origin;
import mpjdht.message.ReplyBatch;
import mpjdht.node.Outbox;
import mpjdht.node.storage.ChargedReplies;
import mpjdht.node.storage.ClientAccount;

/**
 * Answers on their way to clients. Those to reads are held until every replica that serves the region has confirmed, in the
 * configuration in force, something that was sent behind the read. Then whatever the read saw has taken effect; and no younger
 * configuration had taken a write elsewhere when it read, because that would have been known to one of those that confirmed.
 *
 * <p>Every answer uses credit of its client at this rank, whoever it is that answers: the first of a chain or the last. The first has
 * requests wait while there is none ({@link FirstReplica}). It cannot know what is left at the last, so the answers to writes may
 * overdraw there, by as much as the window allows: they are small, but for the counts of what is no number, which tell the value.
 * What is dropped is given back.
 */
final class Answers {
    private final ReplicaState state;
    private final long creditBytes;
    private final Map<Integer, OfClient> clients = new LinkedHashMap<>();
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private final BitSet readRegions = new BitSet();
    private OfClient lastUsed;

    /** The answers to one client. */
    private static final class OfClient {
        final ClientAccount account;
        final ChargedReplies settled;
        final ChargedReplies unsettled;

        OfClient(int origin, long creditBytes) {
            this.account = new ClientAccount(origin, creditBytes);
            this.settled = new ChargedReplies(account, account.replies());
            this.unsettled = new ChargedReplies(account, new ReplyBatch(Origin.client(origin)));
        }
    }

    /** Answers that wait, for so many records of each of these regions to be confirmed. */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    private record Held(ClientAccount account, ReplyBatch batch, int[] regions, int[] numbers) {}

    /**
     * No answers.
     *
     * @param creditBytes answers that may be sent to a client unasked
     */
    Answers(ReplicaState state, long creditBytes) {
        this.state = state;
        this.creditBytes = creditBytes;
    }

    /** A configuration is in force: what waits, and what has not gone, is void, and its clients will ask again. */
    void restart() {
        for (OfClient client : clients.values()) {
            client.account.waiting().clear();
            client.account.setDue(null);
            giveBack(client.account, client.settled.drop() + client.unsettled.drop());
        }
        held.forEach(answers -> giveBack(answers.account(), ChargedReplies.bytes(answers.batch())));
        held.clear();
        readRegions.clear();
    }

    private void giveBack(ClientAccount account, int bytes) {
        if (state.rules.givesBack()) {
            account.giveBack(bytes);
        }
    }

    /** What this rank has to do with a client. */
    ClientAccount account(int origin) {
        return client(origin).account;
    }

    /** The batch for an answer to a client that may go at once. */
    ChargedReplies settled(int origin, Outbox outbox) {
        OfClient client = client(origin);
        if (client.settled.full()) {
            send(client, outbox);
        }
        return client.settled;
    }

    /** The batch for an answer to a client that tells what was read in a region. */
    ChargedReplies read(int origin, int region, Outbox outbox) {
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
            if (!client.settled.isEmpty()) {
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
                    Origin.rank(confirmed.account().origin()),
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
            if (!client.unsettled.isEmpty()) {
                ReplyBatch batch = client.unsettled.take(new ReplyBatch(Origin.client(client.account.origin())));
                batch.address(state.roles.epoch());
                held.add(new Held(client.account, batch, regions, numbers));
            }
        }
        return true;
    }

    private void send(OfClient client, Outbox outbox) {
        client.account.replies().address(state.roles.epoch());
        client.account.sendReplies(outbox);
    }

    private OfClient client(int origin) {
        if (lastUsed == null || lastUsed.account.origin() != origin) {
            lastUsed = clients.computeIfAbsent(origin, absent -> new OfClient(absent, creditBytes));
        }
        return lastUsed;
    }
}
