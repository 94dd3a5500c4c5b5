package mpjdht.node.eventual;

import java.util.ArrayList;
import java.util.List;
import mpjdht.message.Finger;
import mpjdht.message.MessageKind;
import mpjdht.metric.Figure;
import mpjdht.node.Outbox;
import mpjdht.node.chord.ChordMachine;
import mpjdht.node.chord.ChordNode;
import mpjdht.node.chord.ChordRules;
import mpjdht.node.chord.ChordSettings;
import mpjdht.node.routing.ChordRouter;
import mpjdht.node.routing.NodeRouter;
import mpjdht.ring.KeySpace;
import mpjdht.ring.NodeRef;
import mpjdht.ring.RingView;

/**
 * Nodes that keep their pointers by the Chord protocol, without a head: they join through any member, stabilise, fix their fingers, and take
 * whoever does not answer to be dead. What the ranks hear of each other closes gaps sooner, and makes one ring of two that were cut apart.
 */
public final class ChordPointers implements NodePointers {
    private static final long TIMERS = 1L << 62;
    private static final int LIFE_AT = 48;
    private static final int MOST_LIVES = (1 << 13) - 1;

    /** Sets the timers of the nodes apart from those of their rank, and of its other lives. */
    private final long timers;

    private final int rank;
    private final ChordMachine machine;
    private final ChordRules rules;
    private List<NodeRouter> routers = List.of();
    private long version = -1;
    private RingView known;

    private ChordPointers(int rank, int life, ChordMachine machine, ChordRules rules) {
        this.timers = TIMERS | (long) (life & MOST_LIVES) << LIFE_AT;
        this.rank = rank;
        this.machine = machine;
        this.rules = rules;
    }

    /**
     * The nodes of a rank, as they are when it begins.
     *
     * @param life how often it has begun anew; in its first life it knows the ring at start, and later it hosts none
     * @param start the ring at start
     * @param space the circle, for this rank alone
     */
    public static ChordPointers of(int rank, int life, RingView start, KeySpace space, ChordSettings settings) {
        ChordRules rules = new ChordRules();
        ChordMachine machine = new ChordMachine(rank, space, settings, rules, life);
        if (life == 0) {
            machine.start(start);
        }
        return new ChordPointers(rank, life, machine, rules);
    }

    private Outbox apart(Outbox outbox) {
        return new Outbox() {
            @Override
            public void send(int to, byte[] bytes, int offset, int length) {
                outbox.send(to, bytes, offset, length);
            }

            @Override
            public void setTimer(long delayMicros, long timer) {
                outbox.setTimer(delayMicros, timer ^ timers);
            }

            @Override
            public void count(Figure figure, long more) {
                outbox.count(figure, more);
            }
        };
    }

    @Override
    public void follow(RingView ring, List<Long> own, Outbox outbox) {
        Outbox out = apart(outbox);
        machine.onIdle(0, out);
        for (long id : own) {
            ChordNode node = machine.node(id);
            if (node == null || node.left()) {
                join(id, ring, out);
            }
        }
        for (ChordNode node : machine.nodes()) {
            if (node.member() && !node.leaving() && !own.contains(node.self().id())) {
                machine.leave(node.self().id(), out);
            }
        }
        if (ring != known) {
            known = ring;
            machine.heardOf(ring, out);
        }
    }

    /** Any member helps a node to join; where there is none, it is the first. */
    private void join(long id, RingView ring, Outbox outbox) {
        NodeRef helper = null;
        for (int index = 0; index < ring.size() && helper == null; index++) {
            NodeRef other = ring.node(index);
            boolean isHere = other.rank() == rank;
            ChordNode here = isHere ? machine.node(other.id()) : null;
            if (other.id() != id && (!isHere || (here != null && here.member()))) {
                helper = other;
            }
        }
        if (helper == null) {
            machine.found(id, outbox);
        } else {
            machine.join(id, helper, outbox);
        }
    }

    @Override
    public boolean takes(byte kind) {
        return kind == MessageKind.CHORD || kind == MessageKind.TRANSFER;
    }

    @Override
    public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        machine.onMessage(nowMicros, from, bytes, offset, length, apart(outbox));
    }

    @Override
    public void onTimer(long nowMicros, long timer, Outbox outbox) {
        machine.onTimer(nowMicros, timer ^ timers, apart(outbox));
    }

    @Override
    public List<NodeRouter> routers() {
        List<ChordNode> nodes = machine.nodes();
        long now = nodes.size();
        for (ChordNode node : nodes) {
            now = now * 31 + node.version() + node.fingers().version();
        }
        if (now != version) {
            version = now;
            List<NodeRouter> all = new ArrayList<>();
            for (ChordNode node : nodes) {
                if (node.member()) {
                    all.add(router(node));
                }
            }
            routers = all;
        }
        return routers;
    }

    private NodeRouter router(ChordNode node) {
        long self = node.self().id();
        // Who does not know its predecessor owns nothing but its own place, unless it is alone.
        long before = node.predecessor() != null ? node.predecessor().id() : isAlone(node) ? self : self - 1;
        return new ChordRouter(before, self, node.successors(), node.fingers().copy(), rules);
    }

    private static boolean isAlone(ChordNode node) {
        return node.successors().get(0).id() == node.self().id();
    }

    @Override
    public int mostHops() {
        return ChordRouter.MOST_HOPS;
    }

    @Override
    public List<NodeRef> successors(long id) {
        ChordNode node = machine.node(id);
        return node == null ? List.of() : node.successors();
    }

    @Override
    public List<Finger> fingers(long id) {
        ChordNode node = machine.node(id);
        return node == null ? List.of() : node.knownFingers();
    }
}
