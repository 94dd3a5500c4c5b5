package mpjdht.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysUnderWayTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 8, 9, 64, 1000})
    void agreesWithAHashMapWhereverTheHashesLie(int window) {
        for (long seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            int[] hashes = hashes(random);
            KeysUnderWay keys = new KeysUnderWay(window);
            Map<Integer, Integer> expected = new HashMap<>();
            List<Integer> underWay = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                // Now it fills, now it empties.
                boolean adds = random.nextInt(10) < (i / 200 % 2 == 0 ? 7 : 3);
                if (underWay.isEmpty() || (adds && underWay.size() < window)) {
                    int hash = hashes[random.nextInt(hashes.length)];
                    keys.addUnless(hash, KeysUnderWay.READ, 0);
                    underWay.add(hash);
                    expected.merge(hash, 1, Integer::sum);
                } else {
                    int hash = underWay.remove(random.nextInt(underWay.size()));
                    keys.remove(hash, KeysUnderWay.READ);
                    expected.merge(hash, -1, Integer::sum);
                }
                int probe = hashes[random.nextInt(hashes.length)];
                assertThat(contains(keys, probe)).as("seed " + seed).isEqualTo(expected.getOrDefault(probe, 0) > 0);
            }
            for (int hash : hashes) {
                assertThat(contains(keys, hash)).as("seed " + seed).isEqualTo(expected.getOrDefault(hash, 0) > 0);
            }
        }
    }

    private static boolean contains(KeysUnderWay keys, int hash) {
        return !keys.addUnless(hash, 0, KeysUnderWay.READS);
    }

    @Test
    void aWriteAndWhatIsHeldAreToldFromReads() {
        KeysUnderWay keys = new KeysUnderWay(8);
        assertThat(keys.addUnless(-1, KeysUnderWay.READ, KeysUnderWay.HELD)).isTrue();
        assertThat(keys.addUnless(-1, KeysUnderWay.WRITE, KeysUnderWay.READS)).isFalse();
        assertThat(keys.addUnless(-1, KeysUnderWay.HELD, KeysUnderWay.HELD)).isTrue();
        assertThat(keys.addUnless(-1, KeysUnderWay.READ, KeysUnderWay.HELD)).isFalse();
        assertThat(keys.remove(-1, KeysUnderWay.READ)).isEqualTo(KeysUnderWay.HELD);
        assertThat(keys.addUnless(-1, KeysUnderWay.WRITE, KeysUnderWay.READS)).isTrue();
        assertThat(keys.remove(-1, KeysUnderWay.HELD)).isEqualTo(KeysUnderWay.WRITE);
        assertThat(keys.remove(-1, KeysUnderWay.WRITE)).isZero();
        assertThat(keys.addUnless(-1, 0, -1)).isTrue();
    }

    /** Anywhere, side by side, and at both ends of the table. */
    private static int[] hashes(Random random) {
        int count = 1 + random.nextInt(60);
        int base = random.nextInt();
        int kinds = 1 + random.nextInt(4);
        return random.ints(count)
                .map(any -> switch (random.nextInt(kinds)) {
                    case 0 -> base + any % 100;
                    case 1 -> any % 20;
                    case 2 -> any << 28;
                    default -> any;
                })
                .toArray();
    }
}
