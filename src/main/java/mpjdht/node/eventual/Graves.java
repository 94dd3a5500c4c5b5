package mpjdht.node.eventual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import mpjdht.message.MessageKind;
import mpjdht.message.PeerMessage;
import mpjdht.message.PeerMessage.Forget;
import mpjdht.message.PeerMessage.MayForget;
import mpjdht.message.StateBatch;
import mpjdht.message.StateCursor;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.store.KeyWalk;
import mpjdht.store.SiblingState;
import mpjdht.store.Version;

/**
 * Forgets tombstones, and only those that nobody needs any more. Whoever leads an arc asks every storage rank of the grid, whether it keeps
 * copies of the arc or not: each has to have the tombstone, or to keep nothing of the key, and to have nothing on its way that is older.
 * When all have said so, all forget it; and what any of them had sent before it said so is not taken any more, however late it comes. So no
 * repair brings back what was deleted. A rank that is away cannot say so, and keeps every tombstone alive for as long.
 *
 * <p>Where siblings are kept, it is the same with actors of whose values none is left: they are pruned from a key of which everybody has the
 * very same siblings. An actor that writes to the key once more finds itself forgotten, and takes another name ({@link EventualState#actor}).
 */
final class Graves {
    private static final int MOST = PeerMessage.MOST_ARCS;
    private static final int MOST_BYTES = 64 << 10;

    private final Grid grid;
    private final EventualState state;
    private final Members members;
    private final Elections elections;
    private final Spread spread;
    private final long periodMicros;
    private final long[] clocksOfRanks;
    private final Map<Integer, Proposal> proposals = new HashMap<>();
    private final StateCursor cursor = new StateCursor();
    private long nextMicros;
    private int round;
    private int proposed;
    private final Map<Integer, MayForget> answers = new HashMap<>();
    private long forgotten;

    /** What a rank proposes to forget, as this rank was told. */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    private record Proposal(int round, byte[] batch) {}

    Graves(Grid grid, EventualState state, Members members, Elections elections, Spread spread, long periodMicros) {
        this.grid = grid;
        this.state = state;
        this.members = members;
        this.elections = elections;
        this.spread = spread;
        this.periodMicros = periodMicros;
        this.clocksOfRanks = new long[grid.size()];
        this.round = state.life << 16;
    }

    /** Tombstones that this rank has forgotten, and siblings of which it has forgotten something. */
    long forgotten() {
        return forgotten;
    }

    /** Whether what a rank sent at that time of its clock comes too late to be taken. */
    boolean isTooLate(int from, long clock) {
        return state.rules.isTooLate(clock < clocksOfRanks[from]);
    }

    /** From time to time proposes what to forget. */
    void look(long nowMicros, Outbox outbox) {
        if (nowMicros < nextMicros
                || state.table.forgettable() == 0
                || state.groups().isEmpty()
                || !isEnough(reachable())) {
            return;
        }
        nextMicros = nowMicros + periodMicros;
        StateBatch batch = new StateBatch(MessageKind.GRAVES);
        for (int index = 0; index < state.known().size(); index++) {
            if (elections.leads(index) && state.isComplete(index)) {
                gather(index, batch);
            }
        }
        if (batch.records() > 0) {
            propose(batch, outbox);
        }
    }

    private int reachable() {
        return 1 + members.others().size();
    }

    private boolean isEnough(int confirmed) {
        return state.rules.mayForget(confirmed, reachable(), grid.lastStorage());
    }

    private void gather(int index, StateBatch batch) {
        state.table.forEach(state.known().arc(index), key -> {
            if (batch.records() < MOST && batch.length() < MOST_BYTES && isForgettable(key)) {
                batch.add(key.hash(), key.position(), key.bytes(), key.keyOffset(), key.keyLength(), key.valueLength());
            }
        });
    }

    private static boolean isForgettable(KeyWalk key) {
        return Version.isForgettable(
                key.bytes(), key.keyOffset() + key.keyLength() + key.valueLength() - Version.BYTES);
    }

    private void propose(StateBatch batch, Outbox outbox) {
        round++;
        proposed = batch.records();
        answers.clear();
        batch.address(round, state.clock.time(), state.life);
        for (int rank = 1; rank <= grid.lastStorage(); rank++) {
            outbox.send(rank, batch.bytes(), 0, batch.length());
        }
    }

    /** A rank proposes what to forget: says of what this rank has no need. */
    void proposed(int from, byte[] bytes, int offset, int length, Outbox outbox) {
        int number = StateBatch.number(bytes, offset, length);
        List<Integer> places = new ArrayList<>();
        if (state.groups().isPresent() && spread.hasNothingUnconfirmed()) {
            cursor.open(bytes, offset, length);
            for (int place = 0; cursor.next(); place++) {
                if (mayForget()) {
                    places.add(place);
                }
            }
        }
        proposals.put(from, new Proposal(number, Arrays.copyOfRange(bytes, offset, offset + length)));
        // Whatever is sent from now on is newer than this answer.
        outbox.send(from, new MayForget(state.clock.tick(), number, places));
    }

    /** Whether the tombstone on which the cursor stands is here, or its key nowhere near. */
    private boolean mayForget() {
        int index = state.known().index(cursor.position());
        boolean isMember = state.known().isMember(index);
        return isMember ? state.isComplete(index) && isHere() : !isKnown();
    }

    private boolean isKnown() {
        return state.table.find(
                cursor.hash(), cursor.position(), cursor.bytes(), cursor.keyOffset(), cursor.keyLength());
    }

    private boolean isHere() {
        int version = cursor.valueOffset() + cursor.valueLength() - Version.BYTES;
        return isKnown()
                && Version.compare(cursor.bytes(), version, state.table.bytes(), state.table.versionOffset()) == 0;
    }

    /** A rank has said what it has no need of; what nobody needs is forgotten. */
    void mayForget(int from, MayForget message, Outbox outbox) {
        if (message.round() != round) {
            return;
        }
        answers.put(from, message);
        if (!isEnough(answers.size())) {
            return;
        }
        TreeSet<Integer> all = new TreeSet<>();
        for (int place = 0; place < proposed; place++) {
            all.add(place);
        }
        List<Long> clocks = new ArrayList<>();
        for (int rank = 1; rank <= grid.lastStorage(); rank++) {
            MayForget answer = answers.get(rank);
            clocks.add(answer == null ? 0 : answer.clock());
            if (answer != null) {
                all.retainAll(answer.places());
            }
        }
        answers.clear();
        round++;
        if (!all.isEmpty()) {
            Forget forget = new Forget(state.clock.time(), round - 1, List.copyOf(all), clocks);
            for (int rank = 1; rank <= grid.lastStorage(); rank++) {
                outbox.send(rank, forget);
            }
        }
    }

    /** Nobody needs these tombstones any more. */
    void forget(int from, Forget message) {
        Proposal proposal = proposals.remove(from);
        if (proposal == null
                || proposal.round() != message.round()
                || message.clocks().size() != grid.lastStorage()
                || state.groups().isEmpty()) {
            return;
        }
        for (int rank = 1; rank <= grid.lastStorage(); rank++) {
            clocksOfRanks[rank] = Math.max(clocksOfRanks[rank], message.clocks().get(rank - 1));
        }
        cursor.open(proposal.batch(), 0, proposal.batch().length);
        for (int place = 0; cursor.next(); place++) {
            if (message.places().contains(place) && isHere()) {
                forgetFound();
                state.changed(cursor.position());
                forgotten++;
            }
        }
    }

    /** Forgets what everybody has: a deleted key, or of the siblings of another who has nothing left of what he wrote to it. */
    private void forgetFound() {
        if (state.table.isTombstone()) {
            state.table.remove(
                    cursor.hash(), cursor.position(), cursor.bytes(), cursor.keyOffset(), cursor.keyLength());
        } else {
            byte[] pruned = SiblingState.of(state.table.siblings().prune(actor -> true));
            state.table.write(
                    cursor.hash(), cursor.position(), cursor.bytes(), cursor.keyOffset(), cursor.keyLength(), pruned);
        }
    }
}
