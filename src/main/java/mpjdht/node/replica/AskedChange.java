package mpjdht.node.replica;

import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.HeadMessage.AddNode;
import mpjdht.message.HeadMessage.RemoveNode;
import mpjdht.message.MembershipOutcome;
import mpjdht.message.Origin;
import mpjdht.node.Outbox;
import mpjdht.node.head.MembershipRules;
import mpjdht.ring.RingView;

/** A change of the ring that a client has asked for, what was decided about it, and what it has moved so far. */
final class AskedChange {
    private final int asker;
    private final boolean joins;
    private final int rank;
    private final boolean hasId;
    private final long askedId;
    private long id;
    private long successor;
    private long keysMoved;
    private long bytesMoved;

    private AskedChange(int asker, boolean joins, int rank, boolean hasId, long askedId) {
        this.asker = asker;
        this.joins = joins;
        this.rank = rank;
        this.hasId = hasId;
        this.askedId = askedId;
    }

    /** A node is to join. */
    static AskedChange joining(int from, AddNode request) {
        return new AskedChange(Origin.of(from, request.client()), true, request.rank(), request.hasId(), request.id());
    }

    /** A node is to leave. */
    static AskedChange leaving(int from, RemoveNode request) {
        return new AskedChange(Origin.of(from, request.client()), false, 0, true, request.id());
    }

    /** Decides whether it can be, by the ring as it should be without it. */
    MembershipOutcome decide(MembershipRules rules, Census census, RingView ring) {
        MembershipRules.Decision decision;
        if (joins ? !census.isAlive(rank) : ring.indexOf(askedId) >= 0 && census.alive(askedId) == null) {
            decision = new MembershipRules.Decision(MembershipOutcome.RANK_SILENT, askedId);
        } else if (!joins) {
            decision = rules.leaving(ring, askedId);
        } else {
            RingView all = census.withTheSilent(ring);
            decision = hasId ? rules.joining(all, askedId) : rules.joiningOnRank(all, rank);
        }
        id = decision.id();
        int owner = ring.ownerIndex(id);
        successor = ring.id(ring.indexOf(id) < 0 ? owner : ring.successorIndex(owner));
        return decision.outcome();
    }

    /** What the ring becomes; it was decided that it can be. */
    RingView apply(Census census, RingView ring) {
        if (joins) {
            census.add(id, rank);
            return ring.join(id, rank);
        }
        return ring.leave(id);
    }

    /** Whether it is a node that is on its way to the ring. */
    boolean isJoiner(long node) {
        return joins && node == id;
    }

    /** Whether the ring has become what was asked for. */
    boolean hasSucceeded(RingView ring) {
        return joins == ring.indexOf(id) >= 0;
    }

    /** A replica has been filled for it. */
    void moved(long keys, long bytes) {
        keysMoved += keys;
        bytesMoved += bytes;
    }

    /** Tells the client what has become of it. */
    void report(MembershipOutcome outcome, Outbox outbox) {
        outbox.send(Origin.rank(asker), result(outcome));
    }

    /** Has it written down that it is done, with what comes next. */
    void persist(Outbox outbox) {
        byte[] done = result(MembershipOutcome.DONE).encode();
        outbox.persist(done, 0, done.length);
    }

    private MembershipChanged result(MembershipOutcome outcome) {
        return new MembershipChanged(Origin.client(asker), outcome, id, successor, keysMoved, bytesMoved);
    }
}
