package mpjdht.node.flood;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import mpjdht.message.SearchId;
import mpjdht.message.SearchMessage.Query;
import mpjdht.message.SearchMessage.Tally;
import mpjdht.message.SearchTally;
import mpjdht.message.SearchedKey;
import mpjdht.ring.NodeRef;

/**
 * Floods at one node. A query that comes the first time is looked up, and passed on to all neighbours but the one that asked, with one hop less
 * to go ("The Gnutella Protocol Specification v0.4", section 3.3). Each query is answered once, to the neighbour that asked: a duplicate at once,
 * any other when those that the node has asked because of it have answered, with what they found added to its own. So the answers are added up
 * on their way back, as in an echo (Chang, "Echo Algorithms", IEEE TSE 1982), and when the root has them all the flood is over everywhere.
 */
final class Floods {
    private static final long MICROS_PER_MILLI = 1000;

    private final SearchedNode node;
    private final FloodRules rules;
    private final int hopMillis;
    private final SeenSearches seen;
    private final BiConsumer<SearchId, SearchTally> overAtRoot;
    /** Those that wait for answers. */
    private final List<Visit> open = new ArrayList<>();

    Floods(
            SearchedNode node,
            FloodRules rules,
            int hopMillis,
            SeenSearches seen,
            BiConsumer<SearchId, SearchTally> overAtRoot) {
        this.node = node;
        this.rules = rules;
        this.hopMillis = hopMillis;
        this.seen = seen;
        this.overAtRoot = overAtRoot;
    }

    /** A flood that goes out from here. */
    void begin(long nowMicros, SearchId id, long oldest, int ttl, int waitMillis, SearchedKey key, NodeOutbox outbox) {
        SeenSearch search = seen.open(id, oldest);
        visit(nowMicros, search, id, null, oldest, ttl, 0, waitMillis, key, outbox);
    }

    void take(long nowMicros, Query query, NodeOutbox outbox) {
        SeenSearch search = seen.open(query.id(), query.oldest());
        if (search != null && search.isHeardFirst(query)) {
            if (rules.isDuplicate(search.isKnown(), search.mostLeft(), query.left())) {
                answer(query.id(), query.from(), query.left(), SearchTally.DUPLICATE, outbox);
            } else {
                visit(
                        nowMicros,
                        search,
                        query.id(),
                        query.from(),
                        query.oldest(),
                        query.left(),
                        query.hops(),
                        query.waitMillis(),
                        query.key(),
                        outbox);
            }
        }
    }

    private void visit(
            long nowMicros,
            SeenSearch search,
            SearchId id,
            NodeRef parent,
            long oldest,
            int left,
            int hops,
            int waitMillis,
            SearchedKey key,
            NodeOutbox outbox) {
        SearchTally own = search.look(node, key, hops);
        search.cameWith(left);
        long deadline = waitMillis == 0 ? Visit.FOR_EVER : nowMicros + MICROS_PER_MILLI * waitMillis;
        Visit visit = new Visit(id, parent, left, deadline, parent != null && own.nodes() == 0 ? again(own) : own);
        if (rules.goesOn(left)) {
            int behind = rules.leftBehind(left);
            int patience = waitMillis == 0 ? 0 : Math.max(hopMillis, waitMillis - hopMillis);
            for (NodeRef neighbour : node.neighbours()) {
                if (!neighbour.equals(parent)) {
                    visit.awaited.add(neighbour);
                    outbox.send(
                            neighbour,
                            new Query(id, node.self(), neighbour.id(), oldest, behind, hops + 1, patience, key));
                }
            }
            visit.tally = visit.tally.plusMessages(visit.awaited.size());
        }
        search.open().add(visit);
        open.add(visit);
        if (visit.awaited.isEmpty()) {
            close(visit, outbox);
        }
    }

    /** It has been here before, so the message by which it came again is a duplicate as well. */
    private static SearchTally again(SearchTally own) {
        return own.plus(SearchTally.DUPLICATE);
    }

    void take(Tally answer, NodeOutbox outbox) {
        SeenSearch search = seen.find(answer.id());
        if (search == null) {
            return;
        }
        for (Visit visit : List.copyOf(search.open())) {
            if (rules.leftBehind(visit.left) == answer.left() && visit.awaited.remove(answer.from())) {
                visit.tally = visit.tally.plus(answer.tally());
                closeIfAnswered(visit, outbox);
                return;
            }
        }
    }

    /** A node is no neighbour any more: it counts as answered. */
    void neighbourGone(NodeRef gone, NodeOutbox outbox) {
        if (rules.answersWithoutTheDead()) {
            for (Visit visit : List.copyOf(open)) {
                if (visit.awaited.remove(gone)) {
                    visit.tally = visit.tally.plusLost(1);
                    closeIfAnswered(visit, outbox);
                }
            }
        }
    }

    /** What has been waited for too long counts as answered. */
    void look(long nowMicros, NodeOutbox outbox) {
        if (rules.answersWithoutTheDead()) {
            for (Visit visit : List.copyOf(open)) {
                if (nowMicros >= visit.deadlineMicros) {
                    visit.tally = visit.tally.plusLost(visit.awaited.size());
                    visit.awaited.clear();
                    close(visit, outbox);
                }
            }
        }
    }

    /** A flood that went out from here is over, whoever has not answered. */
    void forget(SearchId id) {
        open.removeIf(visit -> visit.id.equals(id));
        SeenSearch search = seen.find(id);
        if (search != null) {
            search.open().clear();
        }
    }

    private void closeIfAnswered(Visit visit, NodeOutbox outbox) {
        if (visit.awaited.isEmpty()) {
            close(visit, outbox);
        }
    }

    private void close(Visit visit, NodeOutbox outbox) {
        open.remove(visit);
        SeenSearch search = seen.find(visit.id);
        if (search != null) {
            search.open().remove(visit);
        }
        if (visit.parent == null) {
            overAtRoot.accept(visit.id, visit.tally);
        } else {
            answer(visit.id, visit.parent, visit.left, visit.tally, outbox);
        }
    }

    private void answer(SearchId id, NodeRef heardFrom, int left, SearchTally tally, NodeOutbox outbox) {
        List<NodeRef> neighbours = node.neighbours();
        NodeRef last = neighbours.isEmpty() ? heardFrom : neighbours.get(neighbours.size() - 1);
        NodeRef to = rules.answerTo(heardFrom, last);
        outbox.send(to, new Tally(id, node.self(), to.id(), left, tally));
    }

    /** Whether anything waits for answers. */
    boolean isWaiting() {
        return !open.isEmpty();
    }
}
