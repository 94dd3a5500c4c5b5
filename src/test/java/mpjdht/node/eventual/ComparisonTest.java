package mpjdht.node.eventual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import mpjdht.message.MessageKind;
import mpjdht.ring.Arc;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;
import mpjdht.ring.Xxh3KeySpace;
import mpjdht.store.VersionedTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rank 1 compares what it has with rank 2, which answers. */
class ComparisonTest {
    private static final int ASKER = ComparedPair.ASKER;
    private static final int ANSWERER = ComparedPair.ANSWERER;

    private static KeySpace space(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new DirectKeySpace(1000);
            case 1 -> new Xxh3KeySpace(8);
            case 2 -> new Xxh3KeySpace(16);
            default -> new Xxh3KeySpace(64);
        };
    }

    private static void fill(Random random, ComparedPair pair, EventualState state, int keys, int mostKeys) {
        for (int i = 0; i < keys; i++) {
            int number = random.nextInt(mostKeys);
            long time = 1L + random.nextInt(3);
            int writer = random.nextInt(3);
            // A version has one value.
            String value = (number + time + writer) % 5 == 0 ? null : ("v" + time).repeat(writer * writer * 20);
            StatesOfRanks.merge(state, pair.space, "key-" + number, value, time, writer);
        }
    }

    private static Map<String, String> newest(ComparedPair pair, boolean ofBoth) {
        Map<String, String> newest = new TreeMap<>();
        for (EventualState state : List.of(pair.asking, pair.answering)) {
            StatesOfRanks.content(state).forEach((key, content) -> {
                if (pair.isInAnArcOfBoth(key) == ofBoth) {
                    newest.merge(key, content, (a, b) -> version(a).compareTo(version(b)) > 0 ? a : b);
                }
            });
        }
        return newest;
    }

    /** Times and writers have one digit here. */
    private static String version(String content) {
        return content.substring(content.lastIndexOf(' '));
    }

    private static Map<String, String> content(ComparedPair pair, EventualState state, boolean ofBoth) {
        Map<String, String> content = new TreeMap<>(StatesOfRanks.content(state));
        content.keySet().removeIf(key -> pair.isInAnArcOfBoth(key) != ofBoth);
        return content;
    }

    @ParameterizedTest(name = "seeds {0}*100 to {0}*100+99")
    @ValueSource(ints = {0, 1, 2, 3})
    void whateverTwoRanksDifferInOneComparisonMakesThemEqual(int block) {
        for (long seed = block * 100L; seed < block * 100L + 100; seed++) {
            Random random = new Random(seed);
            KeySpace space = space(random);
            int ranks = 2 + random.nextInt(2);
            ComparedPair pair = new ComparedPair(
                    space,
                    StatesOfRanks.ring(random, space, ranks, 8),
                    1 + random.nextInt(3),
                    1 + random.nextInt(3),
                    random.nextInt(2),
                    random.nextInt(2));
            int mostKeys = random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(3000);
            fill(random, pair, pair.asking, random.nextInt(mostKeys), mostKeys);
            fill(random, pair, pair.answering, random.nextInt(mostKeys), mostKeys);
            if (random.nextBoolean()) {
                // Sums are kept or counted anew.
                pair.requireSumsThatAreRight();
            }
            Map<String, String> newest = newest(pair, true);
            boolean differ = !content(pair, pair.asking, true).equals(content(pair, pair.answering, true));
            Map<String, String> othersOfAsker = content(pair, pair.asking, false);

            pair.compare();

            String where = "seed " + seed;
            assertThat(pair.comparison.hasFailed()).as(where).isFalse();
            assertThat(content(pair, pair.asking, true)).as(where).isEqualTo(newest);
            assertThat(content(pair, pair.answering, true)).as(where).isEqualTo(newest);
            assertThat(content(pair, pair.asking, false)).as(where).isEqualTo(othersOfAsker);
            assertThat(pair.comparison.foundDifference()).as(where).isEqualTo(differ);
            pair.requireSumsThatAreRight();

            pair.compare();
            assertThat(pair.comparison.foundDifference()).as(where).isFalse();
            assertThat(pair.comparison.keysMoved()).as(where).isZero();
        }
    }

    @Test
    void equalTablesOfAnySizeCostOneQuestion() {
        ComparedPair pair = largePair(0);
        pair.compare();

        assertThat(pair.questions).containsExactly("CompareAll");
        assertThat(pair.bytesSaid()).isLessThan(100);
        assertThat(pair.comparison.foundDifference()).isFalse();
    }

    /** Two ranks with 20,000 keys, of which some differ: missing on one side, or of another version. */
    private static ComparedPair largePair(int differing) {
        KeySpace space = new Xxh3KeySpace(64);
        ComparedPair pair = new ComparedPair(space, StatesOfRanks.ring(new Random(1), space, 2, 4), 2, 4, 0, 0);
        for (int i = 0; i < 20_000; i++) {
            String key = "key-" + i;
            boolean differs = i < differing;
            if (!differs || i % 3 > 0) {
                StatesOfRanks.merge(pair.asking, space, key, "some value of this key", 1, 1);
            }
            if (!differs || i % 3 != 1) {
                StatesOfRanks.merge(pair.answering, space, key, "some value of this key", differs ? 2 : 1, 1);
            }
        }
        return pair;
    }

    @Test
    void aHundredKeysOfTwentyThousandThatDifferCostFarFewerBytesThanAll() {
        ComparedPair pair = largePair(100);
        pair.compare();

        assertThat(StatesOfRanks.content(pair.asking)).isEqualTo(StatesOfRanks.content(pair.answering));
        assertThat(pair.comparison.keysMoved()).isEqualTo(100);
        // A state with its key takes about 70 bytes here, so that all take 1.4 MB.
        assertThat(pair.bytesSaid()).isLessThan(160_000);
    }

    /** As large as tables of jobs may be, and with as many levels as theirs. How long it takes is printed. */
    @Test
    void aHundredKeysOfAMillionThatDifferCostLessThanAHundredthOfTheData() {
        int keys = 1_000_000;
        int differing = 100;
        KeySpace space = new Xxh3KeySpace(64);
        RingView ring = StatesOfRanks.ring(new Random(1), space, 2, 8);
        ComparedPair pair = new ComparedPair(space, ring, 2, VersionedTable.USUAL_LEVELS, 0, 0);
        long beginning = System.nanoTime();
        for (int i = 0; i < keys; i++) {
            String key = Integer.toString(10_000_000 + i);
            boolean differs = i % (keys / differing) == 0;
            int how = i / (keys / differing) % 3;
            if (!differs || how > 0) {
                StatesOfRanks.merge(pair.asking, space, key, "sixteen bytes...", 1, 1);
            }
            if (!differs || how != 1) {
                StatesOfRanks.merge(pair.answering, space, key, "sixteen bytes...", differs ? 2 : 1, 1);
            }
        }
        double filled = secondsSince(beginning);

        beginning = System.nanoTime();
        pair.compare();
        double counted = secondsSince(beginning);
        System.out.printf(
                "%d of %d keys differ: %d B in %d questions; %.3f s, and %.3f s to fill the tables%n",
                differing, keys, pair.bytesSaid(), pair.questions.size(), counted, filled);

        assertThat(pair.comparison.hasFailed()).isFalse();
        assertThat(pair.comparison.keysMoved()).isEqualTo(differing);
        assertThat(pair.bytesSaid()).isLessThan(keys * (8L + 16L) / 100);
        for (int index = 0; index < ring.size(); index++) {
            assertThat(pair.asking.digest(index)).isEqualTo(pair.answering.digest(index));
        }

        beginning = System.nanoTime();
        pair.compare();
        System.out.printf("none differs: %d B, %.6f s%n", pair.bytesSaid(), secondsSince(beginning));
        assertThat(pair.questions).containsExactly("CompareAll");
        assertThat(pair.said).hasSize(2);
        assertThat(pair.bytesSaid()).isLessThan(100);
    }

    private static double secondsSince(long beginning) {
        return (System.nanoTime() - beginning) / 1e9;
    }

    @Test
    void oneKeyThatDiffersCostsAQuestionForEachLevelOfTheTree() {
        ComparedPair pair = largePair(1);
        pair.compare();

        assertThat(pair.comparison.keysMoved()).isEqualTo(1);
        assertThat(pair.questions).hasSizeLessThanOrEqualTo(6);
        assertThat(pair.bytesSaid()).isLessThan(12_000);
    }

    @Test
    void statesThatDoNotFitInOneBatchAreSentInSeveral() {
        KeySpace space = new DirectKeySpace(1000);
        for (boolean askerHasThem : new boolean[] {true, false}) {
            ComparedPair pair = new ComparedPair(space, StatesOfRanks.ring(new Random(1), space, 2, 2), 2, 2, 0, 0);
            for (int i = 0; i < 40; i++) {
                StatesOfRanks.merge(
                        askerHasThem ? pair.asking : pair.answering,
                        space,
                        "key-" + i,
                        Integer.toString(i).repeat(30_000),
                        1,
                        1);
            }
            pair.compare();

            assertThat(StatesOfRanks.content(pair.asking)).hasSize(40).isEqualTo(StatesOfRanks.content(pair.answering));
            assertThat(pair.comparison.keysMoved()).isEqualTo(40);
            assertThat(pair.said.stream().filter(message -> message[0] == MessageKind.DIFFERENCES))
                    .hasSizeGreaterThan(10);
        }
    }

    @Test
    void whoHasEverythingOfAnArcTellsWhoHasNotAndHearsIt() {
        KeySpace space = new DirectKeySpace(1000);
        RingView ring = RingView.of(0, new long[] {300, 1000}, new int[] {ASKER, ANSWERER});
        ComparedPair asksOneWhoHasNothing = new ComparedPair(space, ring, 2, 2, 0, 1);
        StatesOfRanks.merge(asksOneWhoHasNothing.asking, space, "5", "v", 1, 1);
        assertThat(asksOneWhoHasNothing.compare().madeEqual)
                .containsExactly(new Arc(1000, -1), new Arc(-1, 300), new Arc(300, 1000));
        assertThat(asksOneWhoHasNothing.comparison.isPeerComplete(0)).isFalse();

        ComparedPair hasNothing = new ComparedPair(space, ring, 2, 2, 1, 0);
        StatesOfRanks.merge(hasNothing.answering, space, "5", "v", 1, 1);
        assertThat(hasNothing.compare().madeEqual).isEmpty();
        assertThat(hasNothing.questions).doesNotContain("CompareAll");
        assertThat(hasNothing.comparison.isPeerComplete(0)).isTrue();
        assertThat(hasNothing.comparison.isPeerComplete(1)).isTrue();
    }

    @Test
    void whoKeptAnArcAloneTellsTheNextOneThatItHasEverything() {
        KeySpace space = new DirectKeySpace(1000);
        RingView alone = RingView.of(0, new long[] {1000}, new int[] {ASKER});
        ComparedPair pair = new ComparedPair(space, alone, 1, 2, 0, 1);
        RingView ring = RingView.of(0, new long[] {300, 1000}, new int[] {ANSWERER, ASKER});
        for (EventualState state : List.of(pair.asking, pair.answering)) {
            state.install(Optional.of(new Groups(ring, StatesOfRanks.placement(1), state.rank)));
        }
        assertThat(pair.asking.hasInheritance(0)).isTrue();
        assertThat(pair.answering.isComplete(0)).isFalse();

        pair.compare(List.of(0)).madeEqual.forEach(pair.answering::hasEverythingOf);

        assertThat(pair.answering.isFilled(0)).isTrue();
        pair.answering.complete(0);
        assertThat(pair.compare(List.of(0)).comparison.isPeerComplete(0)).isTrue();
    }

    @Test
    void twoThatKnowDifferentRingsDoNotCompare() {
        KeySpace space = new DirectKeySpace(1000);
        RingView ring = RingView.of(0, new long[] {300, 1000}, new int[] {ASKER, ANSWERER});
        ComparedPair pair = new ComparedPair(space, ring, 2, 2, 0, 0);
        StatesOfRanks.merge(pair.answering, space, "5", "v", 1, 1);
        pair.answering.install(Optional.of(new Groups(ring.join(500, 3), StatesOfRanks.placement(2), ANSWERER)));

        pair.compare();

        assertThat(pair.comparison.hasFailed()).isTrue();
        assertThat(StatesOfRanks.content(pair.asking)).isEmpty();
    }

    @Test
    void manyKeysThatNoPositionTellsApartAreComparedInSlices() {
        KeySpace space = new DirectKeySpace(2);
        ComparedPair pair =
                new ComparedPair(space, RingView.of(0, new long[] {1, 2}, new int[] {ASKER, ANSWERER}), 2, 1, 0, 0);
        List<Integer> numbers =
                new ArrayList<>(IntStream.range(0, 30_000).boxed().toList());
        Collections.shuffle(numbers, new Random(1));
        for (int number : numbers) {
            EventualState state = number % 2 == 0 ? pair.asking : pair.answering;
            StatesOfRanks.merge(state, space, "key-" + number, "v", 1, 1);
        }
        pair.compare();

        assertThat(pair.comparison.hasFailed()).isFalse();
        assertThat(StatesOfRanks.content(pair.asking)).hasSize(30_000).isEqualTo(StatesOfRanks.content(pair.answering));
    }
}
