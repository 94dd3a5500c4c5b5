package mpjdht.node.flood;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import mpjdht.message.ClientMessage.Sought;
import mpjdht.message.ControlMessage;
import mpjdht.message.Origin;
import mpjdht.message.SearchKind;
import mpjdht.message.SearchMessage;
import mpjdht.message.SearchMessage.Seek;
import mpjdht.message.SearchedKey;
import mpjdht.node.Outbox;
import mpjdht.ring.NodeRef;
import mpjdht.ring.RingView;

/** The nodes of a rank in the overlay of one ring, and what they say to each other and to those of other ranks. */
final class HostedOverlay {
    /** Most searches that go out from here before there is another overlay. */
    static final long MOST_SEARCHES = 1L << 24;

    private final int rank;
    private final long ringNumber;
    private final RingView ring;
    private final SearchedTables tables;
    private final UsualSearch usual;
    private final RankBatches batches;
    private final Map<Long, Searches> nodes = new HashMap<>();
    /** Cancels the last search of each client that has asked for any. */
    private final Map<Integer, Runnable> asked = new HashMap<>();

    private final ArrayDeque<SearchMessage.Hop> here = new ArrayDeque<>();
    private final long root;
    private final boolean hasRoot;
    private long nowMicros;
    private Outbox outbox;

    HostedOverlay(
            int rank,
            long ringNumber,
            RingView ring,
            SearchedTables tables,
            OverlayGraphs graphs,
            UsualSearch usual,
            long firstNumber,
            RankBatches batches) {
        this.rank = rank;
        this.ringNumber = ringNumber;
        this.ring = ring;
        this.tables = tables;
        this.usual = usual;
        this.batches = batches;
        RandomGraph graph = graphs.of(ring.size());
        FloodRules rules = new FloodRules();
        int first = ring.size();
        for (int i = ring.size() - 1; i >= 0; i--) {
            if (ring.rank(i) == rank) {
                first = i;
                List<NodeRef> neighbours =
                        graph.neighbours(i).stream().map(ring::node).toList();
                nodes.put(
                        ring.id(i),
                        new Searches(
                                new Hosted(ring.node(i), neighbours),
                                usual.settings(),
                                rules,
                                firstNumber,
                                graphs.ofRank(rank)));
            }
        }
        this.hasRoot = first < ring.size();
        this.root = hasRoot ? ring.id(first) : 0;
    }

    long ringNumber() {
        return ringNumber;
    }

    /** What is done now is done at this time, and said to this outbox. */
    void enter(long now, Outbox out) {
        nowMicros = now;
        outbox = out;
    }

    /** The ring. */
    RingView ring() {
        return ring;
    }

    /** A client asks for a search, and waits for none any more that it has asked for before. */
    void seek(int from, Seek seek) {
        int client = Origin.of(from, seek.client());
        asked.getOrDefault(client, HostedOverlay::nothing).run();
        Runnable cancel = seek(
                usual.kind(seek),
                usual.ttl(seek),
                seek.key(),
                result -> outbox.send(
                        from,
                        new Sought(seek.client(), seek.question(), result.rounds(), ring.size(), result.tally())));
        asked.put(client, cancel);
    }

    /** Begins a search in the usual way. */
    void seek(SearchedKey key, Consumer<SearchResult> listener) {
        seek(usual.kind(), usual.ttl(), key, listener);
    }

    /** A search goes out from the node with the smallest id that is hosted here; where there is none, nothing does. */
    private Runnable seek(SearchKind kind, int ttl, SearchedKey key, Consumer<SearchResult> listener) {
        return hasRoot ? nodes.get(root).seek(nowMicros, kind, ttl, key, listener, this::send) : HostedOverlay::nothing;
    }

    /** There is no search to cancel. */
    private static void nothing() {}

    /** Takes a message to a node of this rank. */
    void take(SearchMessage.Hop message) {
        Searches node = nodes.get(message.to());
        if (node != null) {
            node.take(nowMicros, message, this::send);
        }
    }

    /** Lets the nodes of this rank talk until they have nothing more to say to each other. */
    void run() {
        for (SearchMessage.Hop message = here.poll(); message != null; message = here.poll()) {
            take(message);
        }
    }

    private void send(NodeRef to, ControlMessage message) {
        if (!(message instanceof SearchMessage.Hop hop)) {
            throw new IllegalArgumentException("a search says " + message);
        }
        if (to.rank() == rank) {
            here.add(hop);
        } else {
            batches.add(to.rank(), ringNumber, hop, outbox);
        }
    }

    /** A node of this rank. */
    private final class Hosted implements SearchedNode {
        private final NodeRef self;
        private final List<NodeRef> neighbours;

        Hosted(NodeRef self, List<NodeRef> neighbours) {
            this.self = self;
            this.neighbours = neighbours;
        }

        @Override
        public NodeRef self() {
            return self;
        }

        @Override
        public List<NodeRef> neighbours() {
            return neighbours;
        }

        @Override
        public Optional<byte[]> value(SearchedKey key) {
            return tables.value(self.id(), key);
        }
    }
}
