package mpjdht.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldRequestsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 64})
    void agreesWithAQueueForEachHashWhereverTheHashesLie(int slots) {
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            int[] hashes = random.ints(1 + random.nextInt(6))
                    .map(any -> random.nextBoolean() ? any : any & -slots)
                    .toArray();
            HeldRequests held = new HeldRequests(slots);
            Map<Integer, ArrayDeque<Integer>> expected = new TreeMap<>();
            Set<Integer> all = new HashSet<>();
            int next = Integer.MAX_VALUE - random.nextInt(100);
            for (int step = 0; step < 400; step++) {
                String where = "seed " + seed + ", step " + step;
                int hash = hashes[random.nextInt(hashes.length)];
                ArrayDeque<Integer> queue = expected.computeIfAbsent(hash, absent -> new ArrayDeque<>());
                if (random.nextBoolean() && !all.contains(next - slots)) {
                    held.add(hash, next);
                    queue.add(next);
                    all.add(next);
                    next++;
                } else if (!queue.isEmpty()) {
                    held.removeFirst(hash);
                    all.remove(queue.remove());
                } else if (!all.contains(next - slots)) {
                    next++;
                }
                assertThat(held.has(hash)).as(where).isEqualTo(!queue.isEmpty());
                if (!queue.isEmpty()) {
                    assertThat(held.first(hash)).as(where).isEqualTo(queue.element());
                }
                for (int probe : hashes) {
                    for (int sequence = next - slots; sequence != next; sequence++) {
                        assertThat(held.has(probe, sequence))
                                .as(where)
                                .isEqualTo(expected.getOrDefault(probe, new ArrayDeque<>())
                                        .contains(sequence));
                    }
                }
            }
        }
    }
}
