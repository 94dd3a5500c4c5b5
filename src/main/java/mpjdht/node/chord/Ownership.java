package mpjdht.node.chord;

import java.util.function.Consumer;
import mpjdht.message.ChordMessage;
import mpjdht.message.ChordMessage.ChunkStored;
import mpjdht.message.ChordMessage.NoSuchNode;
import mpjdht.message.ChordMessage.Ping;
import mpjdht.message.ChordMessage.Pong;
import mpjdht.message.ChordMessage.PredecessorIs;
import mpjdht.message.ChordMessage.Question;
import mpjdht.message.ChordMessage.Stabilise;
import mpjdht.node.chord.KeyGiver.End;
import mpjdht.ring.Arc;
import mpjdht.ring.NodeRef;
import mpjdht.store.NodeTable;

/**
 * How what a node owns follows its pointers.
 *
 * <ul>
 *   <li>A predecessor inside the arc has joined there: everything up to it is handed over ({@link KeyGiver}). The giver owns
 *       it until it sends the last of the keys, and the taker from when it gets them, so at no time both do.
 *   <li>A predecessor before the arc means that those between are dead, or that they are not heard of yet. So the node whose
 *       arc ends where this one begins is asked. If it lives, it is the predecessor; if not, its arc is inherited.
 * </ul>
 */
final class Ownership {
    /** Stabilisations after which a transfer from which nothing comes any more is given up. */
    private static final int PATIENCE_TICKS = 3;

    private final ChordNode node;
    private final NodeTable table;
    private final Claim claim;
    private final TakenTransfers taken;
    private KeyGiver giver;
    private KeyTaker taker;
    private boolean asking;
    private int idleTicks;
    private long keysTaken;

    /**
     * What a node owns: nothing.
     *
     * @param taken the transfers that this rank has taken, whichever node took them
     */
    Ownership(ChordNode node, NodeTable table, TakenTransfers taken) {
        this.node = node;
        this.table = table;
        this.claim = new Claim(node.self());
        this.taken = taken;
    }

    /** Whoever guards the ring says what this node owns; what was on its way is there, or will not come. */
    void settle(NodeRef before) {
        claim.begin(before, true);
        if (giver != null) {
            giver.settle(!claim.contains(giver.arc().last()));
            giver = null;
        }
        giveUpTaking();
        taken.clear();
        asking = false;
    }

    Arc owned() {
        return claim.arc();
    }

    Arc handed() {
        return claim.handed();
    }

    Arc giving() {
        return giver == null || !giver.keysAreOut() ? null : giver.arc();
    }

    NodeTable table() {
        return table;
    }

    long keysTaken() {
        return keysTaken;
    }

    /** Whether the node owns a position. */
    boolean owns(long position) {
        return claim.contains(position);
    }

    /** Whether keys are on their way from this node, or are about to be. */
    boolean gives() {
        return giver != null;
    }

    /** Whether keys are on their way to or from this node. */
    boolean busy() {
        return giver != null || taker != null;
    }

    /** Makes what is owned fit the predecessor. */
    void reconcile() {
        if (node.leaving() || busy()) {
            return;
        }
        if (holdsPartOfPredecessor()) {
            givePartOfPredecessor(allTaken -> {});
        } else if (predecessorIsBefore(claim.before())) {
            if (node.rules().asksBeforeInheriting()) {
                askWhetherAlive(claim.before());
            } else {
                inherit();
            }
        }
    }

    /** Whether what is owned begins before the predecessor, so that some of it is the predecessor's. */
    boolean holdsPartOfPredecessor() {
        NodeRef before = node.predecessor();
        return claim.before() != null
                && before != null
                && before.id() != claim.before().id()
                && before.id() != node.self().id()
                && claim.contains(before.id());
    }

    /** Whether what is owned begins at a node, and the predecessor is another one, farther away. */
    private boolean predecessorIsBefore(NodeRef first) {
        NodeRef before = node.predecessor();
        return first != null
                && first.equals(claim.before())
                && before != null
                && before.id() != first.id()
                && !claim.contains(before.id());
    }

    private void askWhetherAlive(NodeRef neighbour) {
        if (asking) {
            return;
        }
        asking = true;
        node.line().ask(new Ask(node, neighbour) {
            @Override
            Question question(long token) {
                return new Ping(token);
            }

            @Override
            public void onPong(Pong answer) {
                asking = false;
                if (predecessorIsBefore(neighbour)) {
                    node.setPredecessor(neighbour);
                }
            }

            @Override
            void failed() {
                asking = false;
                if (predecessorIsBefore(neighbour) && !busy() && !node.leaving()) {
                    inherit();
                }
            }
        });
    }

    private void inherit() {
        claim.grow(node.predecessor(), false);
        node.changed();
    }

    /** Hands the predecessor what is its own. */
    void givePartOfPredecessor(Consumer<Boolean> ended) {
        NodeRef before = node.predecessor();
        give(new Arc(claim.before().id(), before.id()), before, ended);
    }

    /** Hands everything to the successor. */
    void giveAll(NodeRef successor, Consumer<Boolean> ended) {
        give(claim.arc(), successor, ended);
    }

    private void give(Arc arc, NodeRef to, Consumer<Boolean> ended) {
        giver = new KeyGiver(node, table, arc, claim, to) {
            @Override
            void givesUpTheArc() {
                if (!node.rules().ownsWhatIsOnItsWay()) {
                    loseArc(this, to);
                }
            }

            @Override
            void ended(End end) {
                giver = null;
                if (end != End.TAKEN) {
                    getArcBack(this, end);
                } else {
                    loseArc(this, to);
                }
                node.changed();
                ended.accept(end == End.TAKEN);
                if (end == End.TAKEN) {
                    reconcile();
                }
            }
        };
        node.changed();
        giver.begin();
    }

    private void loseArc(KeyGiver given, NodeRef to) {
        if (given.arc().last() == node.self().id()) {
            claim.end();
        } else {
            claim.shrink(to);
        }
        node.changed();
    }

    private void getArcBack(KeyGiver given, End end) {
        boolean handedOver = given.sure() && end == End.REFUSED;
        if (!given.inDoubt() || node.rules().ownsWhatIsOnItsWay()) {
            return;
        }
        if (given.arc().last() == node.self().id()) {
            claim.begin(given.before(), handedOver);
        } else {
            claim.grow(given.before(), handedOver);
        }
    }

    /** Takes an offer or a chunk, and answers it. */
    void take(int fromRank, byte[] bytes, int offset, int length) {
        KeyTaker.Header header = KeyTaker.header(fromRank, bytes, offset);
        node.say(header.giver(), header.chunk() == 0 ? consider(header) : store(header, bytes, offset, length));
    }

    private ChordMessage consider(KeyTaker.Header offer) {
        if (taker == null || !taker.beganWith(offer)) {
            if (!accepts(offer)) {
                return new ChunkStored(offer.token(), false, 0);
            }
            giveUpTaking();
            taker = new KeyTaker(table, offer, node.line().newNumber());
            idleTicks = 0;
            node.changed();
        }
        return new ChunkStored(offer.token(), true, taker.ticket());
    }

    private boolean accepts(KeyTaker.Header offer) {
        if (!node.member() || node.leaving() || giver != null || (taker != null && taker.begun())) {
            return false;
        }
        boolean forItself = offer.arc().last() == node.self().id();
        boolean givesAll = offer.arc().last() == offer.giver().id();
        return forItself || (givesAll && reaches(offer.giver().id()));
    }

    /**
     * Whether what is owned begins right behind a node, or before it. A giver may not know that it has nothing to give any more:
     * when the answer to its last chunk was lost, or when this node took it for dead while others joined.
     */
    private boolean reaches(long id) {
        return claim.before() != null && (claim.before().id() == id || claim.contains(id));
    }

    private ChordMessage store(KeyTaker.Header chunk, byte[] bytes, int offset, int length) {
        if (!taken.contains(chunk)) {
            if (!taken.isOfThisLife(chunk)) {
                return new NoSuchNode(chunk.token());
            }
            if (taker == null || !taker.continuedBy(chunk)) {
                return new ChunkStored(chunk.token(), false, 0);
            }
            idleTicks = 0;
            if (taker.take(chunk, bytes, offset, length)) {
                taken.add(chunk.giver(), chunk.ticket());
                finish(chunk);
            }
            node.changed();
        }
        return new ChunkStored(chunk.token(), true, chunk.ticket());
    }

    private void finish(KeyTaker.Header chunk) {
        keysTaken += taker.keys();
        taker = null;
        Arc arc = chunk.arc();
        if (claim.before() == null) {
            claim.begin(chunk.before(), chunk.sure());
        } else if (arc.contains(claim.before().id())) {
            claim.grow(
                    chunk.before(), chunk.sure() && arc.last() == claim.before().id());
        }
        if (arc.last() != node.self().id()) {
            if (node.predecessor() != null && node.predecessor().id() == arc.last()) {
                node.setPredecessor(null);
            }
        } else if (node.joinedBehind() != null) {
            node.say(node.joinedBehind(), new Stabilise());
        }
        reconcile();
    }

    /** Ends a transfer to this node; what has come of it is not this node's. */
    private void giveUpTaking() {
        if (taker != null) {
            Arc arc = taker.arc();
            taker = null;
            dropUnowned(arc);
            node.changed();
        }
    }

    /** Drops the keys of an arc as far as it is not owned; that is a part at its beginning, or all of it, or nothing. */
    private void dropUnowned(Arc arc) {
        long first = claim.before() == null ? arc.last() : claim.before().id();
        if (arc.contains(first) && first != node.self().id()) {
            table.detach(new Arc(arc.after(), first)).releaseAll();
        } else if (!claim.contains(arc.last())) {
            table.detach(arc).releaseAll();
        }
    }

    /** A time for stabilisation has come. */
    void tick() {
        if (taker != null) {
            idleTicks++;
            if (idleTicks > PATIENCE_TICKS) {
                giveUpTaking();
            }
        }
        reconcile();
    }

    /**
     * The successor takes this node for its predecessor and says what it owns. When that begins behind this node, nobody holds
     * this node's arc for it, because who did has crashed: then it is inherited.
     */
    void successorOwns(PredecessorIs answer) {
        if (claim.before() == null
                && taker == null
                && answer.owns()
                && answer.after() == node.self().id()
                && node.predecessor() != null
                && !node.leaving()) {
            claim.begin(node.predecessor(), false);
            node.changed();
        }
    }
}
