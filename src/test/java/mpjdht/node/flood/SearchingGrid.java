package mpjdht.node.flood;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import mpjdht.message.ClientMessage;
import mpjdht.message.ClientMessage.Sought;
import mpjdht.message.ControlCodec;
import mpjdht.message.MessageKind;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.message.RoutedCursor;
import mpjdht.message.SearchMessage.Seek;
import mpjdht.message.SearchedKey;
import mpjdht.node.Outbox;
import mpjdht.node.StateMachine;
import mpjdht.ring.RingView;

/** A grid of nothing but ranks that search and a client, which a seed makes; messages come in any order that is kept between two ranks. */
final class SearchingGrid {
    static final int RANKS = 5;
    static final long RING = 7;
    static final SearchedKey KEY = new SearchedKey(1, 2, new byte[] {3});
    private static final int CLIENT = 0;
    private static final int NOBODY = -1;
    private static final byte[] NEWS = {MessageKind.TO_EVERY_RANK, 0};

    final Random random;
    final RingView ring;
    final OverlayGraphs graphs;
    final TreeSet<Long> holders = new TreeSet<>();
    private final boolean[] knows = new boolean[RANKS];
    final List<SearchingRank> ranks = new ArrayList<>();
    private final List<ArrayDeque<byte[]>> links = new ArrayList<>();
    private final List<Sought> answers = new ArrayList<>();
    final List<Integer> heardByRoles = new ArrayList<>();
    /** A rank that hears nothing; none when it is negative. */
    int deaf = NOBODY;

    /** Requests that came to roles. */
    private final List<Passed> passed = new ArrayList<>();

    SearchingGrid(long seed, UsualSearch usual) {
        this(seed, usual, false);
    }

    SearchingGrid(long seed, UsualSearch usual, boolean searchesReads) {
        random = new Random(seed);
        int nodes = 1 + random.nextInt(40);
        ring = RingView.of(
                RING,
                IntStream.range(0, nodes).mapToLong(i -> 10L * i).toArray(),
                IntStream.range(0, nodes)
                        .map(i -> 1 + random.nextInt(RANKS - 1))
                        .toArray());
        graphs = new OverlayGraphs(random.nextBoolean(), 4, chance -> new Random(chance)::nextInt);
        for (int copies = random.nextInt(3); copies > 0; copies--) {
            holders.add(ring.id(random.nextInt(nodes)));
        }
        for (int rank = 0; rank < RANKS; rank++) {
            knows[rank] = random.nextInt(4) > 0;
            ranks.add(
                    new SearchingRank(RANKS, rank, 0, new Role(rank), new Tables(rank), graphs, usual, searchesReads));
        }
        IntStream.range(0, RANKS * RANKS).forEach(link -> links.add(new ArrayDeque<>()));
    }

    /** A rank, of which nodes there are. */
    int asked() {
        return ring.rank(random.nextInt(ring.size()));
    }

    Optional<Sought> ask(int rank, Seek seek) {
        answers.clear();
        links.get(rank).add(seek.encode());
        IntStream.range(1, RANKS).forEach(other -> links.get(other).add(NEWS));
        while (step()) {
            assertThat(answers).hasSizeLessThan(2);
        }
        return answers.stream().findFirst();
    }

    /** Requests of a client come in at a rank; what the roles hear of them, when nothing more is said. */
    List<Passed> enter(int rank, RequestBatch batch) {
        links.get(rank).add(Arrays.copyOf(batch.bytes(), batch.length()));
        IntStream.range(1, RANKS).forEach(other -> links.get(other).add(NEWS));
        while (step()) {
            assertThat(answers).isEmpty();
        }
        return passed;
    }

    private boolean step() {
        List<Integer> full = IntStream.range(0, links.size())
                .filter(link -> !links.get(link).isEmpty())
                .boxed()
                .toList();
        if (full.isEmpty() || random.nextInt(4) == 0) {
            boolean sent = false;
            for (int rank = 1; rank < RANKS; rank++) {
                sent |= ranks.get(rank).onIdle(0, outbox(rank));
            }
            return sent || !full.isEmpty();
        }
        int link = full.get(random.nextInt(full.size()));
        byte[] message = links.get(link).poll();
        int to = link % RANKS;
        if (to == CLIENT) {
            answers.add((Sought) ControlCodec.decode(ClientMessage.class, message, 0, message.length));
        } else if (to != deaf) {
            ranks.get(to).onMessage(0, link / RANKS, message, 0, message.length, outbox(to));
        }
        return true;
    }

    Outbox outbox(int from) {
        return new Outbox() {
            @Override
            public void send(int to, byte[] bytes, int offset, int length) {
                links.get(from * RANKS + to).add(Arrays.copyOfRange(bytes, offset, offset + length));
            }

            @Override
            public void setTimer(long delayMicros, long timer) {
                throw new AssertionError("nothing is lost here, so nobody waits");
            }
        };
    }

    /** Hops from the first node of a rank to each node. */
    int[] distances(int rank) {
        RandomGraph graph = graphs.of(ring.size());
        int[] hops = new int[ring.size()];
        Arrays.fill(hops, Integer.MAX_VALUE);
        int root = IntStream.range(0, ring.size())
                .filter(i -> ring.rank(i) == rank)
                .findFirst()
                .orElseThrow();
        hops[root] = 0;
        ArrayDeque<Integer> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            int node = open.poll();
            for (int next : graph.neighbours(node)) {
                if (hops[next] == Integer.MAX_VALUE) {
                    hops[next] = hops[node] + 1;
                    open.add(next);
                }
            }
        }
        return hops;
    }

    /** Hops to the nearest holder; none when nobody holds the key. */
    Optional<Integer> nearest(int[] distances) {
        return IntStream.range(0, ring.size())
                .filter(i -> holders.contains(ring.id(i)))
                .map(i -> distances[i])
                .boxed()
                .min(Integer::compare);
    }

    private final class Tables implements SearchedTables {
        private final int rank;

        Tables(int rank) {
            this.rank = rank;
        }

        @Override
        public long ringOfQuestion(long epoch) {
            return epoch;
        }

        @Override
        public Optional<RingView> ring(long number) {
            return number == RING ? Optional.of(ring) : Optional.empty();
        }

        @Override
        public boolean isAhead(long number) {
            return number == RING && !knows[rank];
        }

        @Override
        public Optional<byte[]> value(long node, SearchedKey key) {
            assertThat(ring.rank(ring.ownerIndex(node))).isEqualTo(rank);
            return holders.contains(node) ? Optional.of(new byte[] {9}) : Optional.empty();
        }
    }

    /** What a rank is besides. It learns of the ring. */
    final class Role implements StateMachine {
        private final int rank;

        Role(int rank) {
            this.rank = rank;
        }

        @Override
        public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
            heardByRoles.add(rank);
            byte kind = MessageKind.of(bytes, offset, length);
            if (kind == MessageKind.REQUESTS) {
                RequestCursor request = new RequestCursor();
                request.open(bytes, offset, length);
                int origin = RequestBatch.origin(bytes, offset, length);
                while (request.next()) {
                    passed.add(new Passed(rank, kind, request.operation(), request.sequence(), origin, -1, -1));
                }
            } else if (kind == MessageKind.ROUTED) {
                RoutedCursor request = new RoutedCursor();
                request.open(bytes, offset, length);
                while (request.next()) {
                    passed.add(new Passed(
                            rank,
                            kind,
                            request.operation(),
                            request.sequence(),
                            request.origin(),
                            request.node(),
                            request.hops()));
                }
            } else {
                knows[rank] = true;
            }
        }

        @Override
        public boolean onIdle(long nowMicros, Outbox outbox) {
            return false;
        }

        @Override
        public boolean finished() {
            return heardByRoles.contains(rank);
        }
    }

    /** A request that came to the role of a rank. */
    record Passed(int rank, byte kind, int operation, int sequence, int origin, long node, int hops) {}

    /** Every rank hears everything again. */
    void heal() {
        deaf = NOBODY;
    }
}
