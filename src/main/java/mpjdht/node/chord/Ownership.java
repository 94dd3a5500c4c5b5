package mpjdht.node.chord;

import java.util.function.Consumer;
import mpjdht.message.ChordMessage.ChunkStored;
import mpjdht.message.ChordMessage.PredecessorIs;
import mpjdht.message.ChordMessage.Stabilise;
import mpjdht.ring.Arc;
import mpjdht.ring.NodeRef;
import mpjdht.store.NodeTable;

/**
 * What a node owns, and how that follows its pointers: an arc that ends at the node, or nothing while it waits for the keys of
 * its own arc.
 *
 * <ul>
 *   <li>A predecessor inside the arc has joined there: everything up to it is handed over ({@link KeyGiver}). The giver owns
 *       it until the taker has confirmed all of it; only then does the taker own it, so at no time both or neither do.
 *   <li>A predecessor before the arc means that those between have crashed: the arc grows up to it.
 * </ul>
 */
final class Ownership {
    /** Stabilisations after which a transfer from which nothing comes any more is given up. */
    private static final int PATIENCE_TICKS = 3;

    private final ChordNode node;
    private final NodeTable table;
    private Arc owned;
    private KeyGiver giver;
    private KeyTaker taker;
    private final TakenTransfers taken = new TakenTransfers();

    private int idleTicks;
    private long keysGiven;
    private long bytesGiven;
    private long keysTaken;
    private long bytesTaken;

    Ownership(ChordNode node, NodeTable table) {
        this.node = node;
        this.table = table;
    }

    /** Whoever guards the ring says what this node owns; what was on its way is there, or will not come. */
    void settle(Arc arc) {
        if (giver != null) {
            giver.settle(!arc.contains(giver.arc().last()));
            giver = null;
        }
        if (taker != null && arc.after() != arc.last()) {
            table.detach(new Arc(/* after= */ arc.last(), /* last= */ arc.after()))
                    .releaseAll();
        }
        taker = null;
        own(arc);
    }

    Arc owned() {
        return owned;
    }

    Arc giving() {
        return giver == null ? null : giver.arc();
    }

    NodeTable table() {
        return table;
    }

    long keysGiven() {
        return keysGiven;
    }

    long bytesGiven() {
        return bytesGiven;
    }

    long keysTaken() {
        return keysTaken;
    }

    long bytesTaken() {
        return bytesTaken;
    }

    /** Whether the node owns a position, be it about to hand it over or not. */
    boolean owns(long position) {
        return owned != null && owned.contains(position);
    }

    /** Whether keys are on their way to or from this node. */
    boolean busy() {
        return giver != null || taker != null;
    }

    /** Makes what is owned fit the predecessor. */
    void reconcile() {
        NodeRef before = node.predecessor();
        if (node.leaving()
                || owned == null
                || before == null
                || busy()
                || before.id() == node.self().id()) {
            return;
        }
        if (holdsPartOfPredecessor()) {
            givePartOfPredecessor(allTaken -> {});
        } else if (before.id() != owned.after()) {
            own(new Arc(before.id(), node.self().id()));
        }
    }

    /** Whether what is owned begins before the predecessor, so that some of it is the predecessor's. */
    boolean holdsPartOfPredecessor() {
        NodeRef before = node.predecessor();
        return owned != null
                && before != null
                && before.id() != owned.after()
                && before.id() != node.self().id()
                && owned.contains(before.id());
    }

    /** Hands the predecessor what is its own. */
    void givePartOfPredecessor(Consumer<Boolean> ended) {
        NodeRef before = node.predecessor();
        give(new Arc(owned.after(), before.id()), before, ended);
    }

    /** Hands everything to the successor. */
    void giveAll(NodeRef successor, Consumer<Boolean> ended) {
        give(owned, successor, ended);
    }

    private void give(Arc arc, NodeRef to, Consumer<Boolean> ended) {
        giver = new KeyGiver(node, table, arc, to, node.line().newNumber()) {
            @Override
            void ended(boolean allTaken) {
                giver = null;
                if (allTaken) {
                    keysGiven += keys();
                    bytesGiven += payloadBytes();
                    own(rest(arc));
                }
                node.changed();
                ended.accept(allTaken);
                if (allTaken) {
                    reconcile();
                }
            }
        };
        if (!node.rules().ownsUntilConfirmed()) {
            own(rest(arc));
        }
        node.changed();
        giver.begin();
    }

    /** What is left of the arc when its beginning up to and with {@code given} is gone; null when that is all of it. */
    private Arc rest(Arc given) {
        long self = node.self().id();
        return given.last() == self ? null : new Arc(given.last(), self);
    }

    private void own(Arc arc) {
        owned = arc;
        node.changed();
    }

    /** Takes a chunk, and answers it. */
    void take(int fromRank, byte[] bytes, int offset, int length) {
        KeyTaker.Header header = KeyTaker.header(fromRank, bytes, offset, length);
        if (taken.contains(header)) {
            node.say(header.giver(), new ChunkStored(header.token(), true));
            return;
        }
        if (taker == null || !taker.continuedBy(header)) {
            if (header.chunk() > 0) {
                return;
            }
            if (taker != null || !accepts(header)) {
                node.say(header.giver(), new ChunkStored(header.token(), false));
                return;
            }
            taker = new KeyTaker(node, table, header, owned);
        }
        idleTicks = 0;
        if (taker.take(header, bytes, offset, length)) {
            taken.add(header);
            finish(taker);
        }
        node.changed();
        node.say(header.giver(), new ChunkStored(header.token(), true));
    }

    private boolean accepts(KeyTaker.Header header) {
        if (!node.member() || node.leaving()) {
            return false;
        }
        boolean forItself = header.arc().last() == node.self().id();
        boolean givesAll = header.arc().last() == header.giver().id();
        return forItself || (givesAll && giver == null && reaches(header.giver().id()));
    }

    /**
     * Whether what is owned begins right behind a node, or before it. A giver may not know that it has nothing to give any more:
     * when the answer to its last chunk was lost, or when this node took it for dead while others joined.
     */
    private boolean reaches(long id) {
        return owned != null && (owned.after() == id || owned.contains(id));
    }

    private void finish(KeyTaker done) {
        taker = null;
        keysTaken += done.keys();
        bytesTaken += done.payloadBytes();
        Arc arc = done.arc();
        long self = node.self().id();
        if (arc.last() != self) {
            if (arc.contains(owned.after())) {
                own(new Arc(arc.after(), self));
            }
            if (node.predecessor() != null && node.predecessor().id() == arc.last()) {
                node.setPredecessor(null);
            }
        } else if (owned == null || arc.contains(owned.after())) {
            own(arc);
            if (node.joinedBehind() != null) {
                node.say(node.joinedBehind(), new Stabilise());
            }
        }
        reconcile();
    }

    /** A time for stabilisation has come. */
    void tick() {
        if (taker != null) {
            idleTicks++;
            if (idleTicks > PATIENCE_TICKS) {
                taker = null;
                node.changed();
            }
        }
        reconcile();
    }

    /**
     * The successor takes this node for its predecessor and says what it owns. When that begins behind this node, nobody holds
     * this node's arc for it, because who did has crashed: then it is owned from here.
     */
    void successorOwns(PredecessorIs answer) {
        if (owned == null
                && taker == null
                && answer.owns()
                && answer.after() == node.self().id()
                && node.predecessor() != null
                && !node.leaving()) {
            own(new Arc(node.predecessor().id(), node.self().id()));
        }
    }
}
