package mpjdht.node.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mpjdht.message.ClientMessage.CopyDescribed;
import mpjdht.message.ClientMessage.NodeDescribed;
import mpjdht.message.ClientMessage.RingPart;
import mpjdht.message.ClientMessage.Sought;
import mpjdht.message.ControlMessage;
import mpjdht.message.CopyLoad;
import mpjdht.message.NodeLoad;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.ring.Region;
import mpjdht.ring.Replica;

/**
 * What a client asks storage ranks about the ring, and what they have answered. Ranks answer in any order, RING in one or more parts. Of
 * a node of which several ranks tell something, the figures are added up. Each question has a number, and
 * an answer to one before it is ignored: it has been asked again, of a newer ring, or has been given up.
 */
final class Inquiry {
    private final Set<Integer> awaited = new TreeSet<>();
    private final Map<Long, NodeLoad> nodes = new TreeMap<>(Long::compareUnsigned);
    private final Map<Integer, CopyDescribed> copies = new TreeMap<>();
    private NodeDescribed described;
    private long number;
    private long epoch;

    /** What ranks are asked. */
    @FunctionalInterface
    interface Question {

        /**
         * The message that asks it.
         *
         * @param number of the question
         */
        ControlMessage numbered(long number);
    }

    /**
     * Asks some ranks, each the same; what was known of an older question is forgotten.
     *
     * @param asked the ring that is meant
     */
    void ask(Collection<Integer> ranks, long asked, Question question, Outbox outbox) {
        awaited.clear();
        awaited.addAll(ranks);
        nodes.clear();
        copies.clear();
        described = null;
        epoch = asked;
        number++;
        ControlMessage message = question.numbered(number);
        awaited.forEach(rank -> outbox.send(rank, message));
    }

    /** Waits for no answer any more, and ignores those that come: they have a number with which nobody is asked any more. */
    void giveUp() {
        awaited.clear();
        number++;
    }

    /** Something that is known without asking. */
    void add(NodeLoad node) {
        nodes.merge(node.id(), node, Inquiry::sum);
    }

    private static NodeLoad sum(NodeLoad a, NodeLoad b) {
        return new NodeLoad(a.id(), a.rank(), a.keys() + b.keys(), a.bytes() + b.bytes(), a.successor());
    }

    /** Whether answers are awaited that go by an older ring than this. */
    boolean asksAboutOneBefore(long present) {
        return !awaited.isEmpty() && epoch != present;
    }

    /** Whether every answer is here. */
    boolean isAnswered() {
        return awaited.isEmpty();
    }

    /** Takes some nodes of a rank; tells whether it is news. */
    boolean take(int from, RingPart part) {
        if (!counts(from, part.question())) {
            return false;
        }
        part.nodes().forEach(this::add);
        if (part.last()) {
            awaited.remove(from);
        }
        return true;
    }

    /** Takes what a rank tells of a node; tells whether it is news. */
    boolean take(int from, NodeDescribed message) {
        if (!counts(from, message.question())) {
            return false;
        }
        add(message.node());
        if (described == null || from == message.node().rank()) {
            described = message;
        }
        awaited.remove(from);
        return true;
    }

    /** Takes what a rank tells of its copy of a key; tells whether it is news. */
    boolean take(int from, CopyDescribed message) {
        if (!counts(from, message.question())) {
            return false;
        }
        copies.put(from, message);
        awaited.remove(from);
        return true;
    }

    /** Takes what came of a search; tells whether it is news. */
    boolean take(int from, Sought message) {
        return counts(from, message.question()) && awaited.remove(from);
    }

    private boolean counts(int from, long answered) {
        if (answered == number && !awaited.contains(from)) {
            throw new ProtocolException("rank " + from + " told of its nodes, which nobody had asked it");
        }
        return answered == number;
    }

    /** Every node that was told of, in the order of the ids. */
    List<NodeLoad> nodes() {
        return new ArrayList<>(nodes.values());
    }

    /** The node that was asked about, with what all ranks have of it. */
    NodeDescribed described() {
        return new NodeDescribed(
                described.client(),
                described.question(),
                nodes.get(described.node().id()),
                described.predecessor(),
                described.successors(),
                described.fingers());
    }

    /** The copies of a region, whose ranks have been asked; none if it is not available. */
    List<CopyLoad> copies(Region region) {
        List<CopyLoad> all = new ArrayList<>();
        for (int place = 0; region.isAvailable() && place < region.line().size(); place++) {
            Replica replica = region.at(place);
            CopyDescribed copy = copies.get(replica.rank());
            all.add(new CopyLoad(
                    replica.id(), replica.rank(), region.role(place), copy.present(), copy.bytes(), copy.digest()));
        }
        return all;
    }
}
