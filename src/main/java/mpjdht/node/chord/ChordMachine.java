package mpjdht.node.chord;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mpjdht.message.ChordCodec;
import mpjdht.message.ControlCodec;
import mpjdht.message.MessageKind;
import mpjdht.message.PointerHandler;
import mpjdht.message.PointerMessage;
import mpjdht.message.PointerMessage.JoinRing;
import mpjdht.message.PointerMessage.LeaveRing;
import mpjdht.message.TransferChunk;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.StateMachine;
import mpjdht.ring.KeySpace;
import mpjdht.ring.NodeRef;
import mpjdht.ring.RingView;

/**
 * The Chord nodes of one rank: hands each its messages, and wakes it when its times have come.
 *
 * <p>A timer is named by the token of a question (positive), or by the number of a node and what it is time for (negative). No
 * two nodes of a rank have ever the same number: so the times of one that is gone mean nothing to whoever has its id next. The
 * first of a node's times lie where its id says, so that the nodes of a ring do not all work at once.
 */
public final class ChordMachine implements StateMachine, PointerHandler {
    private static final int STABILISE = 0;
    private static final int FIX_FINGERS = 1;
    private static final int CHECK_PREDECESSOR = 2;
    private static final int DUTIES = 3;

    /** Odd, about 2^64 divided by the golden ratio: spreads ids over all 64 bits. */
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private final int rank;
    private final KeySpace space;
    private final ChordSettings settings;
    private final ChordRules rules;
    private final Line line;
    private final Absent absent;
    private final TakenTransfers taken;
    private final TreeMap<Long, ChordNode> nodeOfNumber = new TreeMap<>();
    private final Map<Long, ChordNode> nodeOfId = new HashMap<>();
    private ChordNode lastReceiver;
    private long lastNodeNumber;
    private boolean started;

    /**
     * A rank without nodes.
     *
     * @param rank this rank
     * @param space the circle, for this rank alone
     * @param settings lengths and times
     * @param rules the decisions of the protocol
     */
    public ChordMachine(int rank, KeySpace space, ChordSettings settings, ChordRules rules) {
        this(rank, space, settings, rules, 0);
    }

    /**
     * A rank without nodes that may have lived before.
     *
     * @param rank this rank
     * @param space the circle, for this rank alone
     * @param settings lengths and times
     * @param rules the decisions of the protocol
     * @param life different for each life of this rank, at least 0
     */
    public ChordMachine(int rank, KeySpace space, ChordSettings settings, ChordRules rules, int life) {
        this.rank = rank;
        this.space = space;
        this.settings = settings;
        this.rules = rules;
        this.line = new Line(settings.answerMicros(), life);
        this.absent = new Absent(line);
        this.taken = new TakenTransfers(line.newNumber());
    }

    /** Hosts the nodes of a ring that is known from the start; their times begin with the first {@link #onIdle}. */
    public void start(RingView view) {
        install(view);
    }

    /**
     * A view that whoever guards the ring has announced, and with it an epoch: nodes that it has on this rank are or become
     * members with exact pointers, and those that it has no more are forgotten. What was said in another epoch means nothing
     * from now on.
     */
    void install(RingView view) {
        line.enter(view.epoch());
        nodeOfId.keySet().removeIf(id -> view.indexOf(id) < 0);
        nodeOfNumber.values().removeIf(node -> view.indexOf(node.self().id()) < 0);
        lastReceiver = null;
        for (int i = 0; i < view.size(); i++) {
            if (view.rank(i) == rank) {
                ChordNode node = nodeOfId.get(view.id(i));
                (node == null ? place(view.id(i)) : node).install(view, i);
            }
        }
    }

    /** The node with that id that this rank hosts, be it still joining or gone; null when there is none. */
    public ChordNode node(long id) {
        return nodeOfId.get(id);
    }

    /** The nodes that this rank hosts, in the order of their ids. */
    public List<ChordNode> nodes() {
        List<ChordNode> nodes = new ArrayList<>(nodeOfId.values());
        nodes.sort(Comparator.comparing(ChordNode::self, NodeRef.BY_ID));
        return nodes;
    }

    /** A node of this rank joins the ring, helped by any member. */
    public void join(long id, NodeRef member, Outbox outbox) {
        line.use(outbox);
        ChordNode present = nodeOfId.get(id);
        if (present != null && !present.left()) {
            throw new ProtocolException("node " + Long.toUnsignedString(id) + " was to join rank " + rank + " twice");
        }
        place(id).join(member);
    }

    /** A node of this rank begins a ring of its own, because this rank knows of no other node. */
    public void found(long id, Outbox outbox) {
        line.use(outbox);
        ChordNode node = place(id);
        node.install(RingView.of(line.epoch(), new long[] {id}, new int[] {rank}), 0);
        keepTime(node);
    }

    /**
     * Somebody knows better who is on the circle: whoever is not is dropped from all pointers, and whoever lies between a node of this rank
     * and its successor is asked, and becomes its successor if it answers. So a ring closes at once over a rank that is known to be dead, and
     * two rings become one when either hears of the other.
     *
     * @param ring the nodes that are known to be there
     */
    public void heardOf(RingView ring, Outbox outbox) {
        line.use(outbox);
        for (ChordNode node : nodes()) {
            if (node.member()) {
                node.stabiliser().heardOf(ring);
            }
        }
    }

    /** A node of this rank leaves the ring. */
    public void leave(long id, Outbox outbox) {
        line.use(outbox);
        ChordNode node = nodeOfId.get(id);
        if (node == null || !node.member() || node.leaving()) {
            throw new ProtocolException("rank " + rank + " was told to let node " + Long.toUnsignedString(id)
                    + " leave, which is no member here");
        }
        node.leave();
    }

    @Override
    public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        line.use(outbox);
        byte kind = MessageKind.of(bytes, offset, length);
        switch (kind) {
            case MessageKind.CHORD -> hear(from, bytes, offset, length);
            case MessageKind.TRANSFER -> take(from, bytes, offset, length);
            case MessageKind.TO_NODE_HOST ->
                ControlCodec.decode(PointerMessage.class, bytes, offset, length).handle(from, this);
            default -> throw new ProtocolException("a Chord rank got a message of kind " + kind + " from rank " + from);
        }
    }

    /** A message of another epoch is no longer, or not yet, about this ring; a question is asked again in this one. */
    private void hear(int from, byte[] bytes, int offset, int length) {
        if (ChordCodec.epoch(bytes, offset, length) == line.epoch()) {
            ChordNode node = receiver(ChordCodec.receiver(bytes, offset, length));
            boolean present = node != null && node.member();
            ChordCodec.decode(from, bytes, offset, length, present ? node.answers() : absent);
        }
    }

    /** The node with that id; that of the last message costs no search. */
    private ChordNode receiver(long id) {
        if (lastReceiver == null || lastReceiver.self().id() != id) {
            lastReceiver = nodeOfId.get(id);
        }
        return lastReceiver;
    }

    private void take(int from, byte[] bytes, int offset, int length) {
        TransferChunk.check(length);
        if (TransferChunk.epoch(bytes, offset) != line.epoch()) {
            return;
        }
        ChordNode node = nodeOfId.get(TransferChunk.taker(bytes, offset));
        // A chunk with keys may be one that an earlier life of the node has taken: also while it joins again it says
        // so.
        boolean bearsTicket = TransferChunk.chunk(bytes, offset) > 0;
        if (node != null && (node.member() || node.left() || bearsTicket)) {
            node.ownership().take(from, bytes, offset, length);
        } else {
            absent.refuse(bytes, offset, from);
        }
    }

    @Override
    public void onTimer(long nowMicros, long timer, Outbox outbox) {
        line.use(outbox);
        if (timer > 0) {
            line.expired(timer);
            return;
        }
        long index = -(timer + 1);
        ChordNode node = nodeOfNumber.get(index / DUTIES);
        if (node == null || !node.member()) {
            return;
        }
        int duty = (int) (index % DUTIES);
        switch (duty) {
            case STABILISE -> node.stabilise();
            case FIX_FINGERS -> node.fingerFixer().run();
            default -> node.stabiliser().checkPredecessor();
        }
        if (node.member()) {
            outbox.setTimer(period(duty), timer);
        }
    }

    @Override
    public boolean onIdle(long nowMicros, Outbox outbox) {
        if (started) {
            return false;
        }
        started = true;
        line.use(outbox);
        for (ChordNode node : nodeOfNumber.values()) {
            if (node.member()) {
                keepTime(node);
            }
        }
        return true;
    }

    @Override
    public boolean finished() {
        return false;
    }

    @Override
    public void onJoinRing(int from, JoinRing message) {
        join(message.id(), new NodeRef(message.memberId(), message.memberRank()), line.outbox());
    }

    @Override
    public void onLeaveRing(int from, LeaveRing message) {
        leave(message.id(), line.outbox());
    }

    /** Begins to wake a node that is on the circle. */
    void keepTime(ChordNode node) {
        started = true;
        long hash = node.self().id() * SPREAD;
        for (int duty = 0; duty < DUTIES; duty++) {
            long offset = Math.floorMod(Long.rotateLeft(hash, 16 * duty), period(duty));
            line.outbox().setTimer(1 + offset, -1 - (node.number() * DUTIES + duty));
        }
    }

    KeySpace space() {
        return space;
    }

    ChordSettings settings() {
        return settings;
    }

    ChordRules rules() {
        return rules;
    }

    Line line() {
        return line;
    }

    TakenTransfers taken() {
        return taken;
    }

    private ChordNode place(long id) {
        lastNodeNumber++;
        ChordNode node = new ChordNode(new NodeRef(id, rank), lastNodeNumber, this);
        nodeOfNumber.put(lastNodeNumber, node);
        ChordNode before = nodeOfId.put(id, node);
        if (before != null) {
            nodeOfNumber.remove(before.number());
        }
        lastReceiver = null;
        return node;
    }

    private long period(int duty) {
        return switch (duty) {
            case STABILISE -> settings.stabiliseMicros();
            case FIX_FINGERS -> settings.fixFingersMicros();
            case CHECK_PREDECESSOR -> settings.checkPredecessorMicros();
            default -> throw new IllegalArgumentException("no duty " + duty);
        };
    }
}
