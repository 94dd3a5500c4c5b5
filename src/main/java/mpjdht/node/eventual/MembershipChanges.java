package mpjdht.node.eventual;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.ClientMessage.StillWorking;
import mpjdht.message.MemberMessage.AwaitFilled;
import mpjdht.message.MemberMessage.Join;
import mpjdht.message.MemberMessage.Leave;
import mpjdht.message.MembershipOutcome;
import mpjdht.message.Origin;
import mpjdht.message.PeerMessage.Residents;
import mpjdht.node.Outbox;
import mpjdht.node.head.MembershipRules;
import mpjdht.ring.Arc;
import mpjdht.ring.RingView;
import mpjdht.store.Version;

/**
 * Nodes that join and leave because a client asks for it. The rank that hosts the node decides by the ring that it knows, and answers when
 * all keys are where they belong.
 */
final class MembershipChanges {
    private static final int PATIENCE = 16;

    private final EventualState state;
    private final Members members;
    private final AntiEntropy antiEntropy;
    private final MembershipRules rules;
    private final long timeoutMicros;
    private final long patienceMicros;
    private final List<Waiting> waiting = new ArrayList<>();

    /** What each client has asked for last of that which others decide. */
    private final Map<Integer, PassedOn> passedOn = new TreeMap<>();

    /** Since when this rank has had what there is; -1 while it has not. */
    private long sinceMicros = -1;

    /** A change that is made, and waits for its keys. */
    private record Waiting(
            int origin, long id, boolean joins, boolean isOfAll, long keys, long bytes, long untilMicros) {}

    /** A node is to leave of which another rank decides. */
    private record PassedOn(Leave message, int rank) {}

    /** Keys and bytes of an arc. */
    private record Load(long keys, long bytes) {}

    MembershipChanges(
            EventualState state, Members members, AntiEntropy antiEntropy, MembershipRules rules, long timeoutMicros) {
        this.state = state;
        this.members = members;
        this.antiEntropy = antiEntropy;
        this.rules = rules;
        this.timeoutMicros = timeoutMicros;
        this.patienceMicros = PATIENCE * timeoutMicros;
    }

    void join(long nowMicros, Join message, Outbox outbox) {
        RingView ring = members.ring().orElse(null);
        MembershipRules.Decision decision = ring == null
                ? new MembershipRules.Decision(MembershipOutcome.DONE, message.id())
                : message.hasId() ? rules.joining(ring, message.id()) : rules.joiningOnRank(ring, state.rank);
        boolean isFull = members.own().size() == Residents.MOST;
        if (decision.outcome() != MembershipOutcome.DONE || isFull) {
            refuse(
                    message.origin(),
                    isFull ? MembershipOutcome.CIRCLE_FULL : decision.outcome(),
                    decision.id(),
                    outbox);
            return;
        }
        members.join(decision.id(), outbox);
        waiting.add(new Waiting(message.origin(), decision.id(), true, false, 0, 0, nowMicros + patienceMicros));
    }

    void leave(long nowMicros, Leave message, Outbox outbox) {
        RingView ring = members.ring().orElse(null);
        if (ring == null || ring.indexOf(message.id()) < 0) {
            refuse(message.origin(), MembershipOutcome.NOT_ON_CIRCLE, message.id(), outbox);
            return;
        }
        int rank = ring.rank(ring.indexOf(message.id()));
        if (rank != state.rank) {
            passedOn.put(message.origin(), new PassedOn(message, rank));
            outbox.send(rank, message);
            return;
        }
        MembershipRules.Decision decision = rules.leaving(ring, message.id());
        if (decision.outcome() != MembershipOutcome.DONE) {
            refuse(message.origin(), decision.outcome(), message.id(), outbox);
            return;
        }
        Load load = load(message.id());
        members.leave(message.id(), outbox);
        waiting.add(new Waiting(
                message.origin(), message.id(), false, false, load.keys(), load.bytes(), nowMicros + patienceMicros));
    }

    void awaitFilled(long nowMicros, AwaitFilled message) {
        if (message.life() == state.life) {
            waiting.add(new Waiting(message.origin(), 0, true, true, 0, 0, nowMicros + patienceMicros));
        }
    }

    private static void refuse(int origin, MembershipOutcome outcome, long id, Outbox outbox) {
        outbox.send(Origin.rank(origin), new MembershipChanged(Origin.client(origin), outcome, id, 0, 0, 0));
    }

    /**
     * Answers those whose keys have come, or gone, and those who have waited for long: what is missing may be lost. Tells whether there were
     * any.
     */
    boolean review(long nowMicros, Outbox outbox) {
        if (waiting.isEmpty()) {
            return false;
        }
        // Who has just begun anew may know of nobody, nor which nodes it had.
        boolean isKnown = members.knowsOwn() && state.groups().isPresent();
        boolean isInPlace = isKnown && antiEntropy.isInPlace();
        boolean isInPlaceAgain = isInPlace || (isKnown && antiEntropy.isInPlaceAgain()) || isAllThereIs(nowMicros);
        int before = waiting.size();
        for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
            Waiting change = all.next();
            if (!(change.isOfAll() ? isInPlaceAgain : isInPlace) && nowMicros < change.untilMicros()) {
                continue;
            }
            all.remove();
            Load load = change.joins() ? load(change) : new Load(change.keys(), change.bytes());
            outbox.send(
                    Origin.rank(change.origin()),
                    new MembershipChanged(
                            Origin.client(change.origin()),
                            MembershipOutcome.DONE,
                            change.id(),
                            successor(change.id()),
                            load.keys(),
                            load.bytes()));
        }
        return waiting.size() < before;
    }

    /** Whether for a time-out nobody has had anything for this rank, though some of what it is to have is missing everywhere. */
    private boolean isAllThereIs(long nowMicros) {
        if (!members.knowsOwn() || !antiEntropy.hasWhatThereIs()) {
            sinceMicros = -1;
            return false;
        }
        sinceMicros = sinceMicros < 0 ? nowMicros : sinceMicros;
        return nowMicros - sinceMicros >= timeoutMicros;
    }

    /** Time has passed: says to those who wait that it goes on, and for ranks that have died before they could decide that their node is gone. */
    void look(Outbox outbox) {
        RingView ring = members.ring().orElse(null);
        for (Iterator<PassedOn> all = passedOn.values().iterator(); all.hasNext(); ) {
            PassedOn leave = all.next();
            if (ring == null || ring.indexOf(leave.message().id()) < 0) {
                all.remove();
                if (!members.isAlive(leave.rank())) {
                    refuse(
                            leave.message().origin(),
                            MembershipOutcome.NOT_ON_CIRCLE,
                            leave.message().id(),
                            outbox);
                }
            }
        }
        waiting.forEach(
                change -> outbox.send(Origin.rank(change.origin()), new StillWorking(Origin.client(change.origin()))));
    }

    private long successor(long id) {
        RingView ring = members.ring().orElse(null);
        if (ring == null) {
            return id;
        }
        int index = ring.indexOf(id);
        return ring.id(index < 0 ? ring.ownerIndex(id) : ring.successorIndex(index));
    }

    /** What a node has that has joined, or all nodes of a rank that has begun anew. */
    private Load load(Waiting change) {
        return change.isOfAll() ? load(Arc.wholeCircle(0)) : load(change.id());
    }

    private Load load(long id) {
        int index = state.groups().map(groups -> groups.indexOf(id)).orElse(-1);
        if (index < 0) {
            return new Load(0, 0);
        }
        return load(state.known().arc(index));
    }

    private Load load(Arc arc) {
        long[] sums = {0, 0};
        state.table.forEach(arc, key -> {
            int version = key.keyOffset() + key.keyLength() + key.valueLength() - Version.BYTES;
            if (!Version.isTombstone(key.bytes(), version)) {
                sums[0]++;
                sums[1] += key.keyLength()
                        + state.table.bytesOfValues(key.bytes(), key.keyOffset() + key.keyLength(), key.valueLength());
            }
        });
        return new Load(sums[0], sums[1]);
    }
}
