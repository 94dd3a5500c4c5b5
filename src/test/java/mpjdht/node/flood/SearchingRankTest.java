package mpjdht.node.flood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import mpjdht.message.Operation;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.message.RoutedCursor;
import mpjdht.message.SearchKind;
import mpjdht.message.SearchMessage;
import mpjdht.message.SearchMessage.Seek;
import mpjdht.message.SearchedKey;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.StateMachine;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;

/** Ranks that search, with messages that a seed delivers in any order between two ranks, against breadth-first search. */
class SearchingRankTest {
    private static final int SEEDS = 300;
    private static final int RANKS = 5;
    private static final int CLIENT = 0;
    private static final long RING = 7;
    private static final SearchedKey KEY = new SearchedKey(1, 2, new byte[] {3});
    private static final byte[] NEWS = {MessageKind.TO_EVERY_RANK, 0};

    /** A grid of nothing but ranks that search and a client. */
    private static final class Grid {
        private final Random random;
        private final RingView ring;
        private final OverlayGraphs graphs;
        private final TreeSet<Long> holders = new TreeSet<>();
        private final boolean[] knows = new boolean[RANKS];
        private final List<SearchingRank> ranks = new ArrayList<>();
        private final List<ArrayDeque<byte[]>> links = new ArrayList<>();
        private final List<Sought> answers = new ArrayList<>();
        private final List<Integer> heardByRoles = new ArrayList<>();
        /** Requests that came to roles. */
        private final List<Passed> passed = new ArrayList<>();

        Grid(long seed, UsualSearch usual) {
            this(seed, usual, false);
        }

        Grid(long seed, UsualSearch usual, boolean searchesReads) {
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
                ranks.add(new SearchingRank(
                        RANKS, rank, 0, new Role(rank), new Tables(rank), graphs, usual, searchesReads));
            }
            IntStream.range(0, RANKS * RANKS).forEach(link -> links.add(new ArrayDeque<>()));
        }

        /** A rank, of which nodes there are. */
        int asked() {
            return ring.rank(random.nextInt(ring.size()));
        }

        Optional<Sought> ask(int rank, Seek seek) {
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
            } else {
                ranks.get(to).onMessage(0, link / RANKS, message, 0, message.length, outbox(to));
            }
            return true;
        }

        private Outbox outbox(int from) {
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
            public long ringOfQuestion(long question) {
                return question;
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

            @Override
            public boolean isMoving() {
                return false;
            }
        }

        /** What a rank is besides. It learns of the ring. */
        private final class Role implements StateMachine {
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
    }

    /** A request that came to the role of a rank. */
    private record Passed(int rank, byte kind, int operation, int sequence, int origin, long node, int hops) {}

    private static final int ORIGIN = 77;

    private static RequestBatch putAndGet(long epoch) {
        RequestBatch batch = new RequestBatch();
        batch.address(ORIGIN, epoch);
        byte[] key = KEY.bytes();
        batch.add(Operation.PUT, 5, KEY.position(), KEY.hash(), key, 0, key.length, key, 0, 1);
        batch.add(Operation.GET, 6, KEY.position(), KEY.hash(), key, 0, key.length, key, 0, 0);
        return batch;
    }

    @Test
    void aGetIsSearchedForAndGoesToTheOwnerOfItsKeyAndEverythingElseIsForTheRoleThatItCameTo() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Grid grid = new Grid(
                    seed, new UsualSearch(SearchKind.RING, SearchMessage.EVERYBODY, SearchSettings.certain(4)), true);
            int entry = grid.ring.rank(0);
            int owner = grid.ring.ownerIndex(KEY.position());
            int hops = 1 + grid.nearest(grid.distances(entry)).orElse(owner == 0 ? 0 : 1);

            assertThat(grid.enter(entry, putAndGet(RING)))
                    .as("seed %s", seed)
                    .containsExactlyInAnyOrder(
                            new Passed(entry, MessageKind.REQUESTS, Operation.PUT, 5, ORIGIN, -1, -1),
                            new Passed(
                                    grid.ring.rank(owner),
                                    MessageKind.ROUTED,
                                    Operation.GET,
                                    6,
                                    ORIGIN,
                                    grid.ring.id(owner),
                                    hops));
        }
    }

    @Test
    void theOwnerIsToldWhenASearchHasEndedWithoutTheKeyAndWithoutHavingAskedEverybody() {
        int notReached = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            int ttl = 1 + (int) (seed % 3);
            Grid grid = new Grid(seed, new UsualSearch(SearchKind.FLOOD, ttl, SearchSettings.certain(4)), true);
            int entry = grid.ring.rank(0);
            int[] distances = grid.distances(entry);
            boolean isFound =
                    grid.nearest(distances).filter(hops -> hops <= ttl).isPresent();
            boolean everybody = Arrays.stream(distances).allMatch(hops -> hops <= ttl);

            int operation = isFound || everybody ? Operation.GET : Operation.NOT_REACHED;
            assertThat(grid.enter(entry, putAndGet(RING)))
                    .as("seed %s", seed)
                    .filteredOn(request -> request.kind() == MessageKind.ROUTED)
                    .singleElement()
                    .satisfies(request -> assertThat(request.operation()).isEqualTo(operation));
            notReached += operation == Operation.NOT_REACHED ? 1 : 0;
        }
        assertThat(notReached).isBetween(SEEDS / 10, SEEDS * 9 / 10);
    }

    @Test
    void requestsByARingThatNobodyGoesByAnyMoreAreRefused() {
        Grid grid = new Grid(
                1, new UsualSearch(SearchKind.FLOOD, SearchMessage.EVERYBODY, SearchSettings.certain(4)), true);

        assertThatThrownBy(() -> grid.enter(grid.ring.rank(0), putAndGet(RING - 1)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("sent requests by the ring of epoch 6, by which nothing goes");
    }

    private static Grid grid(long seed) {
        return new Grid(seed, new UsualSearch(SearchKind.FLOOD, SearchMessage.EVERYBODY, SearchSettings.certain(4)));
    }

    private static Seek seek(long ring, SearchKind kind, int ttl) {
        return new Seek(0, ring, Optional.ofNullable(kind), ttl, KEY);
    }

    @Test
    void aFloodToEverybodyFindsEveryCopyForTheMessagesOfTheFormula() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Grid grid = grid(seed);

            Sought sought = grid.ask(grid.asked(), seek(RING, null, SearchMessage.USUAL))
                    .orElseThrow();

            int nodes = grid.ring.size();
            assertThat(sought.nodes()).as("seed %s", seed).isEqualTo(nodes);
            assertThat(sought.rounds()).isEqualTo(1);
            assertThat(sought.tally().nodes()).as("seed %s", seed).isEqualTo(nodes);
            assertThat(sought.tally().copies()).as("seed %s", seed).isEqualTo(grid.holders.size());
            assertThat(sought.tally().messages())
                    .as("seed %s", seed)
                    .isEqualTo(2L * grid.graphs.of(nodes).edges() - (nodes - 1));
            sought.tally().hit().ifPresent(hit -> assertThat(grid.holders)
                    .contains(hit.node().id()));
        }
    }

    @Test
    void aFloodWithALimitReachesWhoeverIsThatNear() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Grid grid = grid(seed);
            int asked = grid.asked();
            int ttl = grid.random.nextInt(4);
            int[] distances = grid.distances(asked);

            Sought sought = grid.ask(asked, seek(RING, SearchKind.FLOOD, ttl)).orElseThrow();

            assertThat((long) sought.tally().nodes())
                    .as("seed %s", seed)
                    .isEqualTo(
                            Arrays.stream(distances).filter(hops -> hops <= ttl).count());
            assertThat(sought.tally().hit().isPresent())
                    .as("seed %s", seed)
                    .isEqualTo(
                            grid.nearest(distances).filter(hops -> hops <= ttl).isPresent());
        }
    }

    @Test
    void anExpandingRingFindsTheNearestCopyInAsManyRoundsAsItIsAway() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Grid grid = grid(seed);
            int asked = grid.asked();
            Optional<Integer> nearest = grid.nearest(grid.distances(asked));

            Sought sought = grid.ask(asked, seek(RING, SearchKind.RING, SearchMessage.EVERYBODY))
                    .orElseThrow();

            assertThat(sought.tally().hit().map(hit -> hit.hops()))
                    .as("seed %s", seed)
                    .isEqualTo(nearest);
        }
    }

    @Test
    void walkersFindNothingButCopies() {
        int found = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Grid grid = grid(seed);

            Sought sought =
                    grid.ask(grid.asked(), seek(RING, SearchKind.WALK, 200)).orElseThrow();

            sought.tally().hit().ifPresent(hit -> assertThat(grid.holders)
                    .contains(hit.node().id()));
            found += sought.tally().hit().isPresent() == grid.holders.isEmpty() ? 0 : 1;
        }
        assertThat(found).isGreaterThan(SEEDS * 9 / 10);
    }

    @Test
    void walkersGoAsFarAsTheyAreTold() {
        Grid grid = grid(3);
        grid.holders.clear();
        int steps = 3 * SearchSettings.USUAL_WALK_STEPS;

        Sought sought =
                grid.ask(grid.asked(), seek(RING, SearchKind.WALK, steps)).orElseThrow();

        assertThat(sought.tally().messages()).isGreaterThanOrEqualTo(4L * steps);
    }

    @Test
    void aSearchByARingThatNobodyGoesByAnyMoreEnds() {
        Grid grid = grid(1);

        assertThat(grid.ask(grid.asked(), seek(RING - 1, null, SearchMessage.USUAL)))
                .isEmpty();
    }

    @Test
    void everythingElseIsForTheRole() {
        Grid grid = grid(2);

        grid.ask(grid.asked(), seek(RING, null, SearchMessage.USUAL));

        assertThat(grid.heardByRoles).containsExactlyInAnyOrder(1, 2, 3, 4);
        assertThat(grid.ranks.get(1).finished()).isTrue();
        assertThat(grid.ranks.get(0).finished()).isFalse();
        assertThat(grid.ranks.get(1).role()).isInstanceOf(Grid.Role.class);
        assertThatThrownBy(() -> grid.ranks.get(1).onTimer(0, 1, grid.outbox(1)))
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void aNodeHasTwoNeighboursAtLeast() {
        assertThatThrownBy(() -> new OverlayGraphs(false, 1, chance -> new Random(chance)::nextInt))
                .hasMessageContaining("2 neighbours at least, not 1");
    }
}
