package mpjdht.node.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mpjdht.message.ClientMessage.NodeDescribed;
import mpjdht.message.CopyLoad;
import mpjdht.message.NodeLoad;

/** A question to ranks of which it is not known who they are until one of those asked says so, and what they have answered. */
final class Poll {
    private final Set<Integer> answered = new TreeSet<>();
    private final Map<Long, NodeLoad> nodes = new TreeMap<>(Long::compareUnsigned);
    private final Map<Integer, CopyLoad> copies = new TreeMap<>();
    private long question;
    private Optional<List<Integer>> asked = Optional.empty();
    private Optional<NodeDescribed> node = Optional.empty();

    /** Another question is asked; answers to those before it mean nothing any more. */
    void begin() {
        question++;
        asked = Optional.empty();
        answered.clear();
        nodes.clear();
        copies.clear();
        node = Optional.empty();
    }

    /** Number of the question. */
    long question() {
        return question;
    }

    /** Whether that is the number of the question at hand. */
    boolean is(long number) {
        return number == question;
    }

    /** These ranks will answer. */
    void isFor(List<Integer> ranks) {
        asked = Optional.of(ranks);
    }

    /** A rank has told all that it has to tell. */
    void hasAnswered(int rank) {
        answered.add(rank);
    }

    /** Whether all have who will. */
    boolean isOver() {
        return asked.isPresent() && answered.containsAll(asked.get());
    }

    void add(List<NodeLoad> some) {
        some.forEach(one -> nodes.put(one.id(), one));
    }

    void add(NodeDescribed described) {
        node = Optional.of(described);
    }

    void add(int rank, CopyLoad copy) {
        copies.put(rank, copy);
    }

    /** The nodes that were told of, by their ids. */
    List<NodeLoad> nodes() {
        return List.copyOf(nodes.values());
    }

    /** The one that was asked for. */
    Optional<NodeDescribed> node() {
        return node;
    }

    /** The copies, in the order of the ranks that were asked, when the poll is over. */
    List<CopyLoad> copies() {
        return asked.orElseThrow().stream().map(copies::get).toList();
    }
}
