package mpjdht.node.flood;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import mpjdht.message.NeighbourHandler;
import mpjdht.message.NeighbourMessage;
import mpjdht.message.NeighbourMessage.Accepted;
import mpjdht.message.NeighbourMessage.Alive;
import mpjdht.message.NeighbourMessage.AskNeighbour;
import mpjdht.message.NeighbourMessage.Disconnect;
import mpjdht.message.NeighbourMessage.ForwardJoin;
import mpjdht.message.NeighbourMessage.Join;
import mpjdht.message.NeighbourMessage.Refused;
import mpjdht.message.NeighbourMessage.Shuffle;
import mpjdht.message.NeighbourMessage.Shuffled;
import mpjdht.ring.NodeRef;

/**
 * A node's neighbours, as others come, go and die: HyParView (Leitão, Pereira and Rodrigues, DSN 2007, section 4 and algorithm 1).
 *
 * <p>There a connection to each neighbour tells both sides when it breaks. Here nothing does: neighbours give each other a sign of life at
 * every beat, who is not heard for the time-out is dead, and who gets a sign of life from a node that is not its neighbour takes it for one or
 * says that it is none. So two nodes that think differently of each other, because a message was lost, agree a beat later.
 *
 * <p>And there a full node that has to take another one drops a neighbour, which may be the last link between two parts. Here the one that is
 * dropped gets the new one instead: A - B becomes A - new - B, so that no way is lost, and nobody has fewer neighbours than before. Only who has
 * room for both may ask for that.
 */
public final class Neighbourhood {
    private final NodeRef self;
    private final NeighbourSettings settings;
    private final FloodRules rules;
    private final Supplier<Optional<NodeRef>> contacts;
    private final Consumer<NodeRef> goneListener;
    private final Views views;
    private List<NodeRef> lastSent = List.of();
    private NodeRef asked;
    private long askedMicros;
    private int refusals;
    private int beats;

    /**
     * A node without neighbours.
     *
     * @param contacts somebody by whom the node may join, drawn anew each time; empty when it is the first
     * @param draw a number from 0 to its argument minus 1
     * @param goneListener is told of each node that is no neighbour any more
     */
    public Neighbourhood(
            NodeRef self,
            NeighbourSettings settings,
            FloodRules rules,
            Supplier<Optional<NodeRef>> contacts,
            IntUnaryOperator draw,
            Consumer<NodeRef> goneListener) {
        this.self = self;
        this.settings = settings;
        this.rules = rules;
        this.contacts = contacts;
        this.goneListener = goneListener;
        this.views = new Views(self, settings, draw);
    }

    /** The neighbours, in the order in which they became that. */
    public List<NodeRef> active() {
        return views.active();
    }

    /** Others who may become neighbours. */
    public List<NodeRef> passive() {
        return views.passive();
    }

    /** Another number whenever somebody has come or gone. */
    public long version() {
        return views.version();
    }

    /** Another number whenever a neighbour has come or gone. */
    public long activeVersion() {
        return views.activeVersion();
    }

    /** Takes a message; one for another node, which this process was in a former life, is ignored. */
    public void take(long nowMicros, NeighbourMessage message, NodeOutbox outbox) {
        if (message.to() == self.id()) {
            views.heard(message.from(), nowMicros);
            message.handle(new Messages(nowMicros, outbox));
        }
    }

    /** Does what is due at a beat; the host calls this once in {@link NeighbourSettings#beatMicros}. */
    public void beat(long nowMicros, NodeOutbox outbox) {
        beats++;
        if (rules.forgetsTheDead()) {
            buryTheDead(nowMicros);
        }
        views.active().forEach(neighbour -> outbox.send(neighbour, new Alive(self, neighbour.id())));
        if (hasRoomForTwo() && views.passive().isEmpty()) {
            contacts.get().ifPresent(contact -> outbox.send(contact, new Join(self, contact.id())));
        } else if (!views.isFull() && rules.replacesTheLost()) {
            promote(nowMicros, outbox);
        }
        if (beats % settings.shuffleBeats() == 0) {
            shuffle(outbox);
        }
    }

    private void buryTheDead(long nowMicros) {
        List<NodeRef> dead = new ArrayList<>();
        for (Views.Neighbour neighbour : views.neighbours()) {
            if (nowMicros - neighbour.heardMicros > settings.deadAfterMicros()) {
                dead.add(neighbour.node);
            }
        }
        dead.forEach(this::lose);
    }

    private void lose(NodeRef node) {
        if (views.removeActive(node)) {
            goneListener.accept(node);
        }
    }

    /** Asks one of those who may become neighbours; one that was asked before and has said nothing is dead. */
    private void promote(long nowMicros, NodeOutbox outbox) {
        if (asked != null && nowMicros - askedMicros > settings.deadAfterMicros()) {
            views.removePassive(asked);
            asked = null;
        }
        if (asked == null && !views.passive().isEmpty()) {
            asked = views.pick(views.passive());
            askedMicros = nowMicros;
            outbox.send(asked, new AskNeighbour(self, asked.id(), isUrgent()));
        }
    }

    /**
     * Whether a node may not be refused: it has no neighbour; or it has room for two at least, and as many as it knows have refused it. Without
     * the second a few nodes that have only each other would stay alone for ever, among others whose views are full.
     */
    private boolean isUrgent() {
        return views.neighbourCount() == 0
                || (hasRoomForTwo() && refusals >= views.passive().size());
    }

    private boolean hasRoomForTwo() {
        return views.neighbourCount() + 1 < settings.active();
    }

    private void shuffle(NodeOutbox outbox) {
        NodeRef neighbour = views.anyActive(self);
        if (neighbour != null) {
            List<NodeRef> told = new ArrayList<>(List.of(self));
            told.addAll(views.some(views.active(), settings.shuffledActive()));
            told.addAll(views.some(views.passive(), settings.shuffledPassive()));
            told.remove(neighbour);
            lastSent = told;
            outbox.send(neighbour, new Shuffle(self, neighbour.id(), self, settings.shuffleSteps(), told));
        }
    }

    /** Takes a node for a neighbour, and tells it so. When there is no room, another one makes place, and gets the new one instead. */
    private void accept(NodeRef node, long nowMicros, NodeOutbox outbox) {
        if (node.equals(self)) {
            return;
        }
        if (views.isFull() && !views.isNeighbour(node) && rules.makesRoom()) {
            NodeRef dropped = views.anyActive(self);
            lose(dropped);
            views.addPassive(dropped, List.of());
            outbox.send(dropped, new Disconnect(self, dropped.id(), List.of(node)));
        }
        views.addActive(node, nowMicros);
        outbox.send(node, new Accepted(self, node.id()));
    }

    /** Takes a node for a neighbour that has taken this one, or says that there is no room. */
    private void agree(NodeRef node, long nowMicros, NodeOutbox outbox) {
        if (views.isNeighbour(node) || node.equals(self)) {
            return;
        }
        if (views.isFull()) {
            outbox.send(node, new Disconnect(self, node.id(), List.of()));
        } else {
            views.addActive(node, nowMicros);
        }
    }

    private void learn(List<NodeRef> nodes) {
        nodes.forEach(node -> views.addPassive(node, lastSent));
    }

    /** What others say. */
    private final class Messages implements NeighbourHandler {
        private final long nowMicros;
        private final NodeOutbox outbox;

        Messages(long nowMicros, NodeOutbox outbox) {
            this.nowMicros = nowMicros;
            this.outbox = outbox;
        }

        @Override
        public void onJoin(Join message) {
            NodeRef newcomer = message.from();
            accept(newcomer, nowMicros, outbox);
            for (NodeRef neighbour : views.active()) {
                if (!neighbour.equals(newcomer)) {
                    outbox.send(neighbour, new ForwardJoin(self, neighbour.id(), newcomer, settings.joinSteps()));
                }
            }
        }

        @Override
        public void onForwardJoin(ForwardJoin message) {
            NodeRef next = views.anyActive(message.from());
            if (message.left() <= 0 || next == null) {
                if (views.isFull()) {
                    views.addPassive(message.newcomer(), List.of());
                } else {
                    accept(message.newcomer(), nowMicros, outbox);
                }
                return;
            }
            if (message.left() == settings.passiveJoinSteps()) {
                views.addPassive(message.newcomer(), List.of());
            }
            outbox.send(next, new ForwardJoin(self, next.id(), message.newcomer(), message.left() - 1));
        }

        @Override
        public void onDisconnect(Disconnect message) {
            lose(message.from());
            if (message.from().equals(asked)) {
                asked = null;
            }
            views.addPassive(message.from(), List.of());
            for (NodeRef instead : message.instead()) {
                if (!views.isFull()) {
                    accept(instead, nowMicros, outbox);
                }
            }
        }

        @Override
        public void onAskNeighbour(AskNeighbour message) {
            if (message.urgent() || !views.isFull() || views.isNeighbour(message.from())) {
                accept(message.from(), nowMicros, outbox);
            } else {
                outbox.send(message.from(), new Refused(self, message.from().id()));
            }
        }

        @Override
        public void onAccepted(Accepted message) {
            if (message.from().equals(asked)) {
                asked = null;
            }
            refusals = 0;
            agree(message.from(), nowMicros, outbox);
        }

        @Override
        public void onRefused(Refused message) {
            if (message.from().equals(asked)) {
                asked = null;
                refusals++;
            }
        }

        @Override
        public void onShuffle(Shuffle message) {
            NodeRef next = views.anyActive(message.from());
            if (message.left() > 0 && next != null && views.neighbourCount() > 1) {
                outbox.send(next, new Shuffle(self, next.id(), message.origin(), message.left() - 1, message.nodes()));
            } else if (!message.origin().equals(self)) {
                List<NodeRef> answer =
                        views.some(views.passive(), message.nodes().size());
                outbox.send(
                        message.origin(), new Shuffled(self, message.origin().id(), answer));
                learn(message.nodes());
            }
        }

        @Override
        public void onShuffled(Shuffled message) {
            learn(message.nodes());
        }

        @Override
        public void onAlive(Alive message) {
            agree(message.from(), nowMicros, outbox);
        }
    }
}
