package mpjdht.node.eventual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import mpjdht.ring.Arc;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.NodeRef;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;

/** Rank 3 has keys of arcs that ranks 1 and 2 are to keep. */
class StraysTest {
    private final KeySpace space = new DirectKeySpace(1000);
    private final RingView ring = RingView.of(0, new long[] {250, 500, 750, 1000}, new int[] {1, 2, 3, 1});
    private final EventualState state = StatesOfRanks.state(3, space, ring, 2, 2);
    private final Strays strays = new Strays(state);

    private void key(int position, long time) {
        StatesOfRanks.merge(state, space, Integer.toString(position), "v", time, 1);
    }

    private int keysOf(int index) {
        return state.table.digest(ring.arc(index), 0, 0).keys();
    }

    @Test
    void keysOfAnArcThatBelongsElsewhereGoWhenEveryReplicaHasTheSame() {
        key(100, 1);
        key(101, 1);
        key(600, 1);
        assertThat(strays.has(0)).isTrue();
        assertThat(strays.has(2)).isFalse();
        assertThat(strays.has(3)).isFalse();
        assertThat(strays.any()).isTrue();
        assertThat(strays.ranksToAsk(0)).containsExactly(1, 2);

        strays.hasThem(0, 2, state.digest(0));
        assertThat(strays.ranksToAsk(0)).containsExactly(1);
        assertThat(keysOf(0)).isEqualTo(2);
        strays.hasThem(0, 1, state.digest(0));

        assertThat(strays.any()).isFalse();
        assertThat(StatesOfRanks.content(state)).containsOnlyKeys("600");
    }

    @Test
    void whatHasChangedMeanwhileIsComparedWithEverybodyAgain() {
        key(100, 1);
        strays.hasThem(0, 2, state.digest(0));
        key(100, 2);
        assertThat(strays.ranksToAsk(0)).containsExactly(1, 2);

        strays.hasThem(0, 1, state.digest(0));
        assertThat(keysOf(0)).isEqualTo(1);
        assertThat(strays.ranksToAsk(0)).containsExactly(2);
        strays.restart();
        assertThat(strays.ranksToAsk(0)).containsExactly(1, 2);
    }

    @Test
    void agreesWithASetOfWhoHasTheSame() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            RingView drawn = StatesOfRanks.ring(random, space, 5, 12);
            int copies = 1 + random.nextInt(4);
            EventualState tried = StatesOfRanks.state(3, space, drawn, copies, 2);
            Strays over = new Strays(tried);
            Map<Integer, Set<Integer>> equals = new HashMap<>();
            Map<Integer, Integer> keys = new HashMap<>();
            Set<String> known = new HashSet<>();
            for (int step = 1; step < 150; step++) {
                int position = 1 + random.nextInt(1000);
                int index = tried.known().index(position);
                boolean isStray = !tried.known().isMember(index);
                List<Integer> members =
                        tried.known().members(index).stream().map(NodeRef::rank).toList();
                if (random.nextInt(4) == 0) {
                    StatesOfRanks.merge(tried, space, Integer.toString(position), "v", step, 1);
                    if (known.add(Integer.toString(position))) {
                        keys.merge(index, 1, Integer::sum);
                    }
                    equals.remove(index);
                } else if (isStray && keys.getOrDefault(index, 0) > 0) {
                    int rank = members.get(random.nextInt(members.size()));
                    over.hasThem(index, rank, tried.digest(index));
                    equals.computeIfAbsent(index, absent -> new HashSet<>()).add(rank);
                    if (equals.get(index).containsAll(members)) {
                        equals.remove(index);
                        keys.remove(index);
                        Arc gone = drawn.arc(index);
                        known.removeIf(key -> gone.contains(Long.parseLong(key)));
                    }
                }
                String where = "seed " + seed + ", step " + step;
                assertThat(over.has(index)).as(where).isEqualTo(isStray && keys.getOrDefault(index, 0) > 0);
                assertThat(over.ranksToAsk(index))
                        .as(where)
                        .isEqualTo(members.stream()
                                .filter(rank ->
                                        !equals.getOrDefault(index, Set.of()).contains(rank))
                                .toList());
            }
            assertThat(StatesOfRanks.content(tried).keySet()).as("seed " + seed).isEqualTo(known);
        }
    }

    @Test
    void withoutARingNothingIsAnywhereWhereItDoesNotBelong() {
        key(100, 1);
        state.install(Optional.empty());

        assertThat(strays.any()).isFalse();
    }
}
