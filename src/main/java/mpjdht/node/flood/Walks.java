package mpjdht.node.flood;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import mpjdht.message.SearchId;
import mpjdht.message.SearchMessage.Check;
import mpjdht.message.SearchMessage.Checked;
import mpjdht.message.SearchMessage.Walk;
import mpjdht.message.SearchMessage.WalkOver;
import mpjdht.message.SearchTally;
import mpjdht.message.SearchedKey;
import mpjdht.ring.NodeRef;

/**
 * Walkers at one node (Lv, Cao, Cohen, Li and Shenker, "Search and Replication in Unstructured Peer-to-Peer Networks", ICS 2002, section 4.2).
 * Each goes to a neighbour drawn at random, but not back where it came from if there is another. After some steps it asks the root whether it is
 * to go on. It ends where it finds what it looks for, where it is told to, or when it has no step left, and tells the root what it has met.
 */
final class Walks {
    private final SearchedNode node;
    private final int checkSteps;
    private final SeenSearches seen;
    private final IntUnaryOperator draw;

    Walks(SearchedNode node, int checkSteps, SeenSearches seen, IntUnaryOperator draw) {
        this.node = node;
        this.checkSteps = checkSteps;
        this.seen = seen;
        this.draw = draw;
    }

    /** Walkers leave the root: to different neighbours, as far as there are any. */
    void begin(SearchId id, long oldest, int walkers, int steps, SearchedKey key, NodeOutbox outbox) {
        List<NodeRef> rest = new ArrayList<>();
        for (int walker = 0; walker < walkers; walker++) {
            if (rest.isEmpty()) {
                rest.addAll(node.neighbours());
            }
            NodeRef next = rest.remove(draw.applyAsInt(rest.size()));
            SearchTally first = SearchTally.NOTHING.plusMessages(1);
            outbox.send(
                    next, new Walk(id, node.self(), next.id(), node.self(), oldest, walker, steps - 1, 1, first, key));
        }
    }

    void take(Walk walk, NodeOutbox outbox) {
        SeenSearch search = seen.open(walk.id(), walk.oldest());
        if (search == null) {
            end(walk, SearchTally.NOTHING, outbox);
            return;
        }
        boolean known = search.isKnown();
        SearchTally here = search.look(node, walk.key(), walk.steps());
        SearchTally met = known ? here.plus(SearchTally.DUPLICATE) : here;
        if (met.hit().isPresent() || walk.left() == 0 || node.neighbours().isEmpty()) {
            end(walk, met, outbox);
        } else if (walk.steps() % checkSteps == 0) {
            search.waitingWalkers().put(walk.walker(), with(walk, walk.tally().plus(met)));
            outbox.send(
                    walk.root(), new Check(walk.id(), node.self(), walk.root().id(), walk.walker()));
        } else {
            step(with(walk, walk.tally().plus(met)), outbox);
        }
    }

    /** The root has told a walker that waits here whether it is to go on. */
    void take(Checked answer, NodeOutbox outbox) {
        SeenSearch search = seen.find(answer.id());
        Walk walk = search == null ? null : search.waitingWalkers().remove(answer.walker());
        if (walk == null) {
            return;
        }
        if (answer.goesOn() && !node.neighbours().isEmpty()) {
            step(walk, outbox);
        } else {
            end(walk, SearchTally.NOTHING, outbox);
        }
    }

    private void step(Walk walk, NodeOutbox outbox) {
        List<NodeRef> others = new ArrayList<>(node.neighbours());
        if (others.size() > 1) {
            others.remove(walk.from());
        }
        NodeRef next = others.get(draw.applyAsInt(others.size()));
        outbox.send(
                next,
                new Walk(
                        walk.id(),
                        node.self(),
                        next.id(),
                        walk.root(),
                        walk.oldest(),
                        walk.walker(),
                        walk.left() - 1,
                        walk.steps() + 1,
                        walk.tally().plusMessages(1),
                        walk.key()));
    }

    private void end(Walk walk, SearchTally met, NodeOutbox outbox) {
        NodeRef root = walk.root();
        outbox.send(
                root,
                new WalkOver(
                        walk.id(),
                        node.self(),
                        root.id(),
                        walk.walker(),
                        walk.tally().plus(met)));
    }

    private static Walk with(Walk walk, SearchTally tally) {
        return new Walk(
                walk.id(),
                walk.from(),
                walk.to(),
                walk.root(),
                walk.oldest(),
                walk.walker(),
                walk.left(),
                walk.steps(),
                tally,
                walk.key());
    }
}
