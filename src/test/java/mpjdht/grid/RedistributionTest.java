package mpjdht.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.MembershipOutcome;
import mpjdht.message.Operation;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.FlowLimits;
import mpjdht.node.client.CommandSource;
import mpjdht.node.client.Fence;
import mpjdht.node.client.PlainResults;
import mpjdht.ring.Arc;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.RingView;
import mpjdht.store.KeyWalk;
import mpjdht.store.NodeTable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A million keys while nodes join and leave: after every change each key is there once, with its owner. */
class RedistributionTest {
    private static final int KEYS = 1_000_000;
    private static final int CHANGES = 20;
    private static final int RANKS = 8;

    static Stream<RoutingChoice> routings() {
        return Stream.of(RoutingChoice.ONE_HOP, RoutingChoice.chord(2));
    }

    @ParameterizedTest
    @MethodSource("routings")
    void everyKeyIsPresentOnceAfterEachOfTwentyChangesAndExactlyTheArcHasMoved(RoutingChoice routing) {
        Changes changes = new Changes();
        InMemoryGrid grid = InMemoryGrid.of(
                RANKS,
                1,
                rank -> new DirectKeySpace(KEYS),
                routing,
                3,
                1000,
                changes,
                changes,
                FlowLimits.ofWindow(4096),
                true);
        changes.grid = grid;

        grid.run();

        assertThat(changes.puts).isEqualTo(KEYS);
        assertThat(changes.done).isEqualTo(CHANGES);
    }

    /** PUTs of all keys 1 to a million, then joins and leaves; checks the whole grid at each of those. */
    private static final class Changes implements CommandSource, PlainResults {
        private final DirectKeySpace space = new DirectKeySpace(KEYS);
        private final KeyPlace place = new KeyPlace();
        private final Random random = new Random(42);
        private final TreeMap<Long, Integer> ring = new TreeMap<>();
        private InMemoryGrid grid;
        private int written;
        private int puts;
        private int changes;
        private int done;
        private long id;
        private Fence fence;

        Changes() {
            for (long initial : space.initialIds(3)) {
                ring.put(initial, 0);
            }
        }

        @Override
        public Next next(RequestBatch batch, int sequence) {
            if (written < KEYS) {
                written++;
                byte[] key = Integer.toString(written).getBytes(StandardCharsets.US_ASCII);
                space.locate(key, 0, key.length, place);
                batch.add(
                        Operation.PUT,
                        sequence,
                        place.position(),
                        place.hash(),
                        key,
                        0,
                        key.length,
                        key,
                        0,
                        key.length);
                return Next.REQUEST;
            }
            if (changes == CHANGES) {
                return Next.END;
            }
            changes++;
            if (changes % 2 == 1 || ring.size() == 1) {
                int rank = 1 + random.nextInt(RANKS - 2);
                do {
                    id = 1L + random.nextInt(KEYS);
                } while (ring.containsKey(id));
                fence = new Fence.Add(rank, true, id);
                return Next.FENCE;
            }
            id = ring.keySet().stream()
                    .skip(random.nextInt(ring.size()))
                    .findFirst()
                    .orElseThrow();
            fence = new Fence.Remove(id);
            return Next.FENCE;
        }

        @Override
        public boolean answered(long location, RequestCursor request, ReplyCursor reply, int from) {
            puts++;
            return true;
        }

        @Override
        public void added(long location, int onRank, MembershipChanged result) {
            ring.put(id, onRank);
            check(result, arcOf(id));
        }

        @Override
        public void removed(long location, MembershipChanged result) {
            Arc arc = arcOf(id);
            ring.remove(id);
            check(result, arc);
        }

        private Arc arcOf(long node) {
            Long before = ring.lowerKey(node);
            return new Arc(before == null ? ring.lastKey() : before, node);
        }

        private void check(MembershipChanged result, Arc arc) {
            done++;
            long arcKeys = 0;
            long arcBytes = 0;
            for (int key = 1; key <= KEYS; key++) {
                if (arc.contains(key)) {
                    arcKeys++;
                    arcBytes += 2L * Integer.toString(key).length();
                }
            }
            assertThat(result.outcome()).isEqualTo(MembershipOutcome.DONE);
            assertThat(result.keysMoved()).isEqualTo(arcKeys);
            assertThat(result.bytesMoved()).isEqualTo(arcBytes);
            checkEveryKeyIsWithItsOwnerOnce();
        }

        private void checkEveryKeyIsWithItsOwnerOnce() {
            RingView view = grid.view(grid.grid().command());
            assertThat(view.size()).isEqualTo(ring.size());
            BitSet seen = new BitSet(KEYS + 1);
            for (int node = 0; node < view.size(); node++) {
                NodeTable table = grid.storage(view.rank(node)).table(view.id(node));
                KeyWalk walk = table.walk();
                while (walk.next()) {
                    int key = (int) walk.position();
                    if (seen.get(key) || view.ownerIndex(key) != node) {
                        fail("key " + key + " is in the table of node " + view.id(node));
                    }
                    seen.set(key);
                }
            }
            assertThat(seen.cardinality()).isEqualTo(KEYS);
            for (int other = 1; other <= grid.grid().lastStorage(); other++) {
                NodeTable left =
                        ring.containsKey(id) ? null : grid.storage(other).table(id);
                assertThat(left == null || left.keys() == 0).isTrue();
            }
        }

        @Override
        public void ended(long location) {}

        @Override
        public boolean conclude(int nodes) {
            return true;
        }

        @Override
        public long location() {
            return 0;
        }

        @Override
        public Fence fence() {
            return fence;
        }
    }
}
