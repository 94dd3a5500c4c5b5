package mpjdht.node.chord;

import java.util.ArrayList;
import java.util.List;
import mpjdht.message.ChordMessage.ClosestPrecedingFinger;
import mpjdht.message.ChordMessage.GetSuccessors;
import mpjdht.message.ChordMessage.NextOnTheWay;
import mpjdht.message.ChordMessage.Question;
import mpjdht.message.ChordMessage.SuccessorsAre;
import mpjdht.ring.NodeRef;

/**
 * An iterative search for the last node before a position (Stoica et al., figure 5, {@code find_predecessor}). Of all nodes
 * heard of on the way the one nearest to the position is asked next; one that does not answer is passed over, and when nobody
 * is left between the nearest node that answered and the position, that one is it.
 */
abstract class PredecessorSearch {
    /** Most nodes that a search asks: far more than a ring of 2^64 nodes needs. */
    private static final int MOST_QUESTIONS = 512;

    private final ChordNode node;
    private final long position;
    private final List<NodeRef> candidates = new ArrayList<>();
    private final List<NodeRef> heardOf = new ArrayList<>();
    private NodeRef last;
    private boolean shortCut;
    private int questions;
    private int hops;
    private int timeouts;

    /**
     * A search that has not begun.
     *
     * @param node who searches
     * @param shortCut whether it may end at a node that has the owner in its successor list, before it has come to the last one
     *     before the position
     */
    PredecessorSearch(ChordNode node, long position, boolean shortCut) {
        this.node = node;
        this.position = position;
        this.shortCut = shortCut;
        this.last = node.self();
    }

    /**
     * The search has come to its end.
     *
     * @param nearest the last live node before the position, or one before that which knows the owner
     * @param behind its successors at or behind the position, nearest first; at least one
     */
    abstract void predecessor(NodeRef nearest, List<NodeRef> behind);

    /** Nobody on the way answers. */
    abstract void notFound();

    final void begin() {
        take(node.self(), NextSteps.of(node, 0, position, shortCut));
    }

    /** Whether there is a longer way, to the last node before the position; if so, goes it from where the short cut began. */
    final boolean goesTheLongWay() {
        if (!shortCut) {
            return false;
        }
        shortCut = false;
        if (last.id() == node.self().id()) {
            begin();
        } else {
            hops--;
            ask(last);
        }
        return true;
    }

    final ChordNode node() {
        return node;
    }

    final long position() {
        return position;
    }

    /** Nodes that have answered so far. */
    final int hops() {
        return hops;
    }

    /** Nodes that have not answered. */
    final int timeouts() {
        return timeouts;
    }

    final void countHop() {
        hops++;
    }

    final void countTimeout() {
        timeouts++;
    }

    private void take(NodeRef from, NextOnTheWay step) {
        if (from.id() != last.id() && node.rules().between(last.id(), from.id(), position)) {
            last = from;
        }
        if (step.arrived() && from.id() == last.id()) {
            predecessor(last, step.nodes());
        } else {
            add(step.nodes());
            askNearest();
        }
    }

    private boolean add(List<NodeRef> nodes) {
        boolean news = false;
        for (NodeRef named : nodes) {
            if (node.rules().between(last.id(), named.id(), position) && !isIn(heardOf, named.id())) {
                heardOf.add(named);
                candidates.add(named);
                news = true;
            }
        }
        return news;
    }

    private static boolean isIn(List<NodeRef> nodes, long id) {
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (nodes.get(i).id() == id) {
                return true;
            }
        }
        return false;
    }

    private void askNearest() {
        NodeRef nearest = null;
        for (NodeRef candidate : candidates) {
            if (node.rules().between(last.id(), candidate.id(), position)
                    && (nearest == null || node.rules().between(nearest.id(), candidate.id(), position))) {
                nearest = candidate;
            }
        }
        questions++;
        if (questions > MOST_QUESTIONS) {
            notFound();
        } else if (nearest == null) {
            askLastForItsList();
        } else {
            candidates.remove(nearest);
            ask(nearest);
        }
    }

    private void ask(NodeRef to) {
        node.line().ask(new Ask(node, to) {
            @Override
            Question question(long token) {
                return new ClosestPrecedingFinger(token, position, shortCut);
            }

            @Override
            public void onNextOnTheWay(NextOnTheWay step) {
                hops++;
                take(to, step);
            }

            @Override
            void failed() {
                timeouts++;
                askNearest();
            }
        });
    }

    /** Everybody whom the last node named is dead: what else is in its list lives behind the position, or is asked too. */
    private void askLastForItsList() {
        node.line().ask(new Ask(node, last) {
            @Override
            Question question(long token) {
                return new GetSuccessors(token);
            }

            @Override
            public void onSuccessorsAre(SuccessorsAre answer) {
                if (add(answer.successors())) {
                    askNearest();
                } else {
                    conclude(answer.successors());
                }
            }

            @Override
            void failed() {
                timeouts++;
                notFound();
            }
        });
    }

    private void conclude(List<NodeRef> successors) {
        List<NodeRef> behind = new ArrayList<>(successors);
        behind.removeIf(successor -> node.rules().between(last.id(), successor.id(), position));
        if (behind.isEmpty()) {
            notFound();
        } else {
            predecessor(last, behind);
        }
    }
}
