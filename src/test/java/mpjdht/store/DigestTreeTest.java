package mpjdht.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DigestTreeTest {
    private static final int NODE_BITS = 4;

    /** The way of a key through the tree, bit by bit. */
    static String way(long position, int positionBits, int hash) {
        String positions = "0".repeat(Long.SIZE) + Long.toBinaryString(position);
        String hashes = "0".repeat(Integer.SIZE) + Integer.toBinaryString(hash);
        return positions.substring(positions.length() - positionBits)
                + hashes.substring(hashes.length() - Integer.SIZE);
    }

    /** The node of a level on the way of a key. */
    static int node(int level, long position, int positionBits, int hash) {
        return Integer.parseInt("0" + way(position, positionBits, hash).substring(0, NODE_BITS * level), 2);
    }

    private static long anyPosition(Random random, int bits) {
        return random.nextLong() >>> (Long.SIZE - bits);
    }

    @Test
    void theWayOfAKeyIsItsPositionAndThenItsHash() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            int bits = 1 + random.nextInt(Long.SIZE);
            DigestTree tree = new DigestTree(bits, 1 + random.nextInt(5));
            for (int i = 0; i < 20; i++) {
                long position = anyPosition(random, bits);
                int hash = random.nextInt();
                int leaf = tree.leaf(position, hash);

                assertThat(leaf).as("seed " + seed).isEqualTo(node(tree.levels(), position, bits, hash));
                for (int level = 0; level <= tree.levels(); level++) {
                    int node = node(level, position, bits, hash);
                    assertThat(leaf - tree.firstLeaf(level, node))
                            .as("seed " + seed)
                            .isBetween(0, tree.leavesBelow(level) - 1);
                    assertThat(node).isLessThan(tree.nodes(level));
                }
            }
        }
    }

    @Test
    void aLeafHasThePositionsFromItsFirstToItsLastAndNoOther() {
        for (int bits = 1; bits <= 10; bits++) {
            for (int levels = 1; levels <= 3; levels++) {
                DigestTree tree = new DigestTree(bits, levels);
                for (long position = 0; position < 1L << bits; position++) {
                    for (int hash : new int[] {0, -1, 0x5555_5555}) {
                        int leaf = tree.leaf(position, hash);
                        assertThat(position).isBetween(tree.first(leaf), tree.last(leaf));
                    }
                }
                for (int leaf = 1; leaf < tree.nodes(levels); leaf++) {
                    long gap = tree.first(leaf) - tree.last(leaf - 1);
                    assertThat(gap == 1 || (gap == 0 && bits < NODE_BITS * levels))
                            .isTrue();
                }
                assertThat(tree.last(tree.nodes(levels) - 1)).isEqualTo((1L << bits) - 1);
            }
        }
    }

    @Test
    void thePositionsOfTheLargestCircleAreUnsigned() {
        DigestTree tree = new DigestTree(Long.SIZE, 1);

        assertThat(tree.leaf(-1, 0)).isEqualTo(15);
        assertThat(tree.first(15)).isEqualTo(0xf000_0000_0000_0000L);
        assertThat(tree.last(15)).isEqualTo(-1);
        assertThat(tree.last(7)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aLeafHasTheSumOfItsChanges() {
        DigestTree tree = new DigestTree(8, 2);
        tree.change(3, Long.MAX_VALUE, 1);
        tree.change(3, 5, 1);
        tree.change(4, 7, 1);
        tree.change(3, -1, -1);

        assertThat(tree.sum(3)).isEqualTo(Long.MAX_VALUE + 4);
        assertThat(tree.keys(3)).isEqualTo(1);
        assertThat(tree.sum(4)).isEqualTo(7);
        assertThat(tree.keys(5)).isZero();
    }
}
