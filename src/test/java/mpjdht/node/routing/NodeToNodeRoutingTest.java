package mpjdht.node.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.stream.Stream;
import mpjdht.message.Operation;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.chord.ChordOverlay;
import mpjdht.node.chord.ChordSettings;
import mpjdht.node.overlay.NodeHost;
import mpjdht.node.overlay.Overlay;
import mpjdht.ring.CircleRules;
import mpjdht.ring.Circles;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;
import mpjdht.ring.Sha1KeySpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NodeToNodeRoutingTest {

    static Stream<KeySpace> circles() {
        return Circles.all();
    }

    @ParameterizedTest
    @MethodSource("circles")
    void ringRequestsArriveAtTheOwnerAfterAsManyHopsAsNodesLieBetween(KeySpace space) {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            Ring ring = new Ring(Circles.ring(space, random, 40), RingRouter.factory(CircleRules.EXACT));
            for (int i = 0; i < 100; i++) {
                long position = Circles.place(space, random);
                int from = random.nextInt(ring.view.size());

                int hops = ring.hopsToOwner(from, position);

                int to = ring.view.ownerIndex(position);
                assertThat(hops).isEqualTo(Math.floorMod(to - from, ring.view.size()));
                assertThat(1 + hops).isLessThanOrEqualTo(ring.factory.mostHops(ring.view));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("circles")
    void chordRequestsArriveAtTheOwnerFromEveryNodeWithinTheBitsOfTheCircle(KeySpace space) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(space.highestId() - space.lowestId());
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            int successors = 1 + random.nextInt(8);
            RingView view = Circles.ring(space, random, 60);
            Ring ring = new Ring(view, chord(space, successors));
            for (int from = 0; from < view.size(); from++) {
                for (int i = 0; i < 40; i++) {
                    long position = i < 10 ? view.id(random.nextInt(view.size())) : Circles.place(space, random);
                    assertThat(ring.hopsToOwner(from, position))
                            .as("seed %d, %d successors, node %d to %d", seed, successors, from, position)
                            .isLessThanOrEqualTo(bits + 1);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 5.84", "10, 4.25"})
    void chordTakesHalfTheLogarithmOfTheNodesOnAverageAndLessWithMoreSuccessors(int successors, double mean) {
        int nodes = 1024;
        KeySpace space = new Sha1KeySpace(160);
        RingView view = RingView.of(0, space.initialIds(nodes), new int[nodes]);
        Ring ring = new Ring(view, chord(space, successors));
        Random random = new Random(1);
        long hops = 0;
        int requests = 20_000;
        for (int i = 0; i < requests; i++) {
            hops += ring.hopsToOwner(random.nextInt(nodes), random.nextLong());
        }

        assertThat((double) hops / requests).isCloseTo(mean, within(0.1));
    }

    @Test
    void aNodeKnowsItsNeighboursWhateverItsListHasRoomFor() {
        KeySpace space = new DirectKeySpace(1000);
        RingView view = RingView.of(0, new long[] {100, 200, 300}, new int[] {1, 2, 3});
        NodeRouter.Factory factory = chord(space, 99);
        NodeRouter node = factory.router(view, 2);

        assertThat(node.id()).isEqualTo(300);
        assertThat(node.next(300)).isEqualTo(NodeRouter.HERE);
        assertThat(node.next(201)).isEqualTo(NodeRouter.HERE);
        int contact = node.next(101);
        assertThat(node.contactId(contact)).isEqualTo(200);
        assertThat(node.contactRank(contact)).isEqualTo(2);
        NodeRouter alone = factory.router(RingView.of(0, new long[] {7}, new int[] {1}), 0);
        assertThat(alone.next(8)).isEqualTo(NodeRouter.HERE);
        assertThat(alone.next(7)).isEqualTo(NodeRouter.HERE);
    }

    @ParameterizedTest
    @CsvSource({"1, 30", "2, 30", "3, 40"})
    void theClosestNodeBeforeAPositionIsSearchedInFingersAndSuccessors(int successors, long closest) {
        KeySpace space = new DirectKeySpace(1000);
        RingView view = RingView.of(0, new long[] {10, 20, 30, 40, 600, 700}, new int[6]);
        NodeRouter node = chord(space, successors).router(view, 0);

        assertThat(node.contactId(node.next(50))).isEqualTo(closest);
    }

    @Test
    void theHeadPassesEverythingToTheNodeWithTheSmallestId() {
        RingView view = RingView.of(0, new long[] {-5, 100, 200}, new int[] {3, 2, 1});

        RequestBatch batch = new RequestBatch();
        batch.add(Operation.GET, 0, 150, 0, new byte[1], 0, 1, new byte[0], 0, 0);
        RequestCursor request = new RequestCursor();
        request.open(batch.bytes(), 0, batch.length());
        request.next();

        assertThat(new EntryNodeRouting().firstHop(view, request)).isEqualTo(2);
    }

    /** What Chord nodes know, as the hosts of their ranks have it. */
    private static NodeRouter.Factory chord(KeySpace space, int successors) {
        Overlay overlay = new ChordOverlay(ChordSettings.ofGrid(successors));
        Map<RingView, Map<Integer, NodeRouter.Factory>> hosts = new HashMap<>();
        return new NodeRouter.Factory() {
            @Override
            public NodeRouter router(RingView view, int index) {
                return hosts.computeIfAbsent(view, key -> new HashMap<>())
                        .computeIfAbsent(view.rank(index), rank -> routersOf(view, rank))
                        .router(view, index);
            }

            private NodeRouter.Factory routersOf(RingView view, int rank) {
                NodeHost host = overlay.host(rank, space);
                host.install(view);
                return host.routers().orElseThrow();
            }

            @Override
            public int mostHops(RingView view) {
                return ChordRouter.MOST_HOPS;
            }
        };
    }

    /** All nodes of a ring, each with its own knowledge. */
    private static final class Ring {
        private final RingView view;
        private final NodeRouter.Factory factory;
        private final NavigableMap<Long, Integer> naive;
        private final Map<Long, NodeRouter> nodes = new HashMap<>();

        Ring(RingView view, NodeRouter.Factory factory) {
            this.view = view;
            this.factory = factory;
            this.naive = Circles.naive(view);
            for (int i = 0; i < view.size(); i++) {
                nodes.put(view.id(i), factory.router(view, i));
            }
        }

        int hopsToOwner(int from, long position) {
            NodeRouter node = nodes.get(view.id(from));
            int hops = 0;
            int next = node.next(position);
            while (next != NodeRouter.HERE) {
                long id = node.contactId(next);
                assertThat(node.contactRank(next)).isEqualTo(naive.get(id));
                assertThat(hops).as("hops").isLessThan(2 * view.size());
                node = nodes.get(id);
                hops++;
                next = node.next(position);
            }
            assertThat(node.id()).isEqualTo(Circles.owner(naive, position));
            return hops;
        }
    }
}
