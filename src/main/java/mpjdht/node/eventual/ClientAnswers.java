package mpjdht.node.eventual;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mpjdht.message.Origin;
import mpjdht.message.ReplyBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.Outbox;
import mpjdht.node.storage.ChargedReplies;
import mpjdht.node.storage.ClientAccount;
import mpjdht.store.Version;

/**
 * Answers on their way to clients. A write is acknowledged when as many copies as are asked for have it: with one, at once; else its answer
 * is held until enough of the other replicas have confirmed that they have taken it.
 */
final class ClientAnswers {
    private final EventualState state;
    private final Spread spread;
    private final int othersNeeded;
    private final long creditBytes;
    private final Map<Integer, OfClient> clients = new LinkedHashMap<>();
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private final BitSet writtenArcs = new BitSet();
    private OfClient lastUsed;
    private long nowMicros;

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

    /** Answers that wait until of each of these groups enough have confirmed. */
    private record Held(ReplyBatch batch, int origin, List<Need> needs, long sinceMicros) {}

    /** Some of these ranks have to confirm the batches with these numbers. */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    private record Need(int[] ranks, int[] numbers) {}

    /**
     * No answers.
     *
     * @param writeAcks copies that a write has to be on before it is acknowledged
     * @param creditBytes answers that may be sent to a client unasked
     */
    ClientAnswers(EventualState state, Spread spread, int writeAcks, long creditBytes) {
        this.state = state;
        this.spread = spread;
        this.othersNeeded = writeAcks - 1;
        this.creditBytes = creditBytes;
    }

    /** What this rank has to do with a client. */
    ClientAccount account(int origin) {
        return client(origin).account;
    }

    /** Answers a command with what it has come to. */
    void add(int origin, int hops, RequestCursor request, long node, KeyCommands done, Outbox outbox) {
        OfClient client = client(origin);
        boolean waits = done.wrote() && othersNeeded > 0;
        ChargedReplies to = waits ? client.unsettled : client.settled;
        if (to.full()) {
            flush(outbox);
            to = waits ? client.unsettled : client.settled;
        }
        if (waits) {
            writtenArcs.set(state.known().index(request.position()));
        }
        to.add(done.outcome(), hops, request.sequence(), node, done.bytes(), done.offset(), done.length());
    }

    /** Answers a read with a state, or with a version alone. */
    void tell(int origin, int outcome, int hops, int sequence, long node, byte[] told, Outbox outbox) {
        OfClient client = client(origin);
        if (client.settled.full()) {
            flush(outbox);
        }
        client.settled.add(outcome, hops, sequence, node, told, 0, told.length);
    }

    /** Answers a command that was not done. */
    void fail(int origin, int outcome, int hops, RequestCursor request, long node, Outbox outbox) {
        tell(origin, outcome, hops, request.sequence(), node, new byte[Version.BYTES], outbox);
    }

    /** Sends what may go; tells whether there was anything to do. */
    boolean flush(long now, Outbox outbox) {
        nowMicros = now;
        return flush(outbox);
    }

    private boolean flush(Outbox outbox) {
        boolean any = hold();
        any |= release(outbox);
        for (OfClient client : clients.values()) {
            if (!client.settled.isEmpty()) {
                client.account.replies().address(state.clock.time());
                client.account.sendReplies(outbox);
                any = true;
            }
        }
        return any;
    }

    private boolean hold() {
        if (writtenArcs.isEmpty()) {
            return false;
        }
        List<Need> needs = new ArrayList<>();
        for (int index = writtenArcs.nextSetBit(0); index >= 0; index = writtenArcs.nextSetBit(index + 1)) {
            if (index < state.known().size()) {
                int[] ranks = state.known().otherRanks(index);
                int[] numbers = new int[ranks.length];
                for (int i = 0; i < ranks.length; i++) {
                    numbers[i] = spread.number(ranks[i]);
                }
                needs.add(new Need(ranks, numbers));
            }
        }
        writtenArcs.clear();
        for (OfClient client : clients.values()) {
            if (!client.unsettled.isEmpty()) {
                int origin = client.account.origin();
                held.add(new Held(
                        client.unsettled.take(new ReplyBatch(Origin.client(origin))), origin, needs, nowMicros));
            }
        }
        return true;
    }

    /** Time has passed: who has waited for so long has given its command up, or asked somebody else. */
    void look(long now, long mostMicros) {
        while (!held.isEmpty() && now - held.element().sinceMicros() > mostMicros) {
            Held late = held.remove();
            account(late.origin()).giveBack(ChargedReplies.bytes(late.batch()));
        }
    }

    /** Sends what has been confirmed; tells whether anything had. */
    boolean release(Outbox outbox) {
        boolean any = false;
        for (Iterator<Held> all = held.iterator(); all.hasNext(); ) {
            Held next = all.next();
            // Others need not wait for one that waits for a rank that is away.
            if (isConfirmed(next)) {
                all.remove();
                next.batch().address(state.clock.time());
                outbox.send(
                        Origin.rank(next.origin()),
                        next.batch().bytes(),
                        0,
                        next.batch().length());
                any = true;
            }
        }
        return any;
    }

    private boolean isConfirmed(Held answers) {
        for (Need need : answers.needs()) {
            int taken = 0;
            for (int i = 0; i < need.ranks().length; i++) {
                taken += spread.isTaken(need.ranks()[i], need.numbers()[i]) ? 1 : 0;
            }
            if (taken < Math.min(othersNeeded, need.ranks().length)) {
                return false;
            }
        }
        return true;
    }

    private OfClient client(int origin) {
        if (lastUsed == null || lastUsed.account.origin() != origin) {
            lastUsed = clients.computeIfAbsent(origin, absent -> new OfClient(absent, creditBytes));
        }
        return lastUsed;
    }
}
