package mpjdht.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static mpjdht.store.SiblingsBytes.USUAL;
import static mpjdht.store.SiblingsBytes.done;
import static mpjdht.store.SiblingsBytes.put;
import static mpjdht.store.SiblingsBytes.randomLeft;
import static mpjdht.store.SiblingsBytes.siblings;
import static mpjdht.store.SiblingsBytes.texts;
import static mpjdht.store.SiblingsBytes.tryPut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import mpjdht.store.SiblingUpdate.Outcome;
import mpjdht.store.SiblingsBytes.Left;
import org.junit.jupiter.api.Test;

class SiblingsTest {
    private static final CausalContext BLIND = CausalContext.EMPTY;

    @Test
    void aBlindWriteStandsBesideWhatItsOwnActorAndOthersWrote() {
        Siblings siblings = put(put(put(Siblings.EMPTY, BLIND, 7, "a"), BLIND, -1, "b"), BLIND, 7, "c");
        assertThat(texts(siblings)).containsExactly("a", "c", "b");
    }

    @Test
    void aWriteTakesThePlaceOfWhatItsContextHasSeenAndOfNothingElse() {
        Siblings read = put(put(Siblings.EMPTY, BLIND, 1, "a"), BLIND, 2, "b");
        Siblings since = put(read, BLIND, 1, "c");
        assertThat(texts(put(since, read.context(), 3, "d"))).containsExactly("c", "d");
        assertThat(texts(put(since, read.context(), 1, "d"))).containsExactly("c", "d");
    }

    @Test
    void aWriteOverwritesWhatItsContextHasSeenAlsoWhereThatHasNotArrived() {
        Siblings read = put(Siblings.EMPTY, BLIND, 1, "a");
        Siblings elsewhere = put(Siblings.EMPTY, read.context(), 2, "b");
        assertThat(texts(elsewhere.merge(read))).containsExactly("b");
        assertThat(texts(read.merge(elsewhere))).containsExactly("b");
    }

    @Test
    void aDeleteWithAContextLeavesWhatTheContextHasNotSeen() {
        Siblings read = put(Siblings.EMPTY, BLIND, 1, "a");
        Siblings since = put(read, BLIND, 2, "b");
        assertThat(texts(done(since.delete(USUAL, read.context())))).containsExactly("b");
        assertThat(texts(done(since.delete(USUAL, BLIND)))).containsExactly("a", "b");
    }

    @Test
    void aDeleteWithoutAContextLeavesATombstoneThatKeepsWhatItDeletedFromComingBackButNotWhatItHadNotHeardOf() {
        Siblings before = put(Siblings.EMPTY, BLIND, 1, "a");
        Siblings deleted = before.deleteAll();
        assertThat(deleted.isTombstone()).isTrue();
        assertThat(deleted.context()).isEqualTo(before.context());
        assertThat(texts(deleted.merge(put(before, BLIND, 2, "b")))).containsExactly("b");
        assertThat(Siblings.EMPTY.deleteAll()).isEqualTo(Siblings.EMPTY);
        assertThat(Siblings.EMPTY.isTombstone()).isFalse();
    }

    @Test
    void valuesAreInTheUnsignedOrderOfTheirActorsAndThenInThatInWhichTheyWereWritten() {
        Siblings siblings = Siblings.EMPTY;
        for (long actor : new long[] {-1, 5, Long.MIN_VALUE, 0, Long.MAX_VALUE}) {
            siblings = put(put(siblings, BLIND, actor, actor + " first"), BLIND, actor, actor + " second");
        }
        List<String> expected = new ArrayList<>();
        for (long actor : new long[] {0, 5, Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
            expected.add(actor + " first");
            expected.add(actor + " second");
        }
        assertThat(texts(siblings)).isEqualTo(expected);
    }

    @Test
    void mergingIsCommutativeAssociativeAndIdempotentAndKeepsTheDotsThatNeitherSideKnowsToBeOverwritten() {
        for (long seed = 0; seed < 5000; seed++) {
            Random random = new Random(seed);
            SortedMap<Long, Left> leftOfA = randomLeft(random);
            SortedMap<Long, Left> leftOfB = randomLeft(random);
            Siblings a = siblings(leftOfA);
            Siblings b = siblings(leftOfB);
            Siblings c = siblings(randomLeft(random));
            Siblings ab = a.merge(b);
            String as = "seed " + seed;
            assertThat(b.merge(a).toBytes()).as(as).isEqualTo(ab.toBytes());
            assertThat(ab.merge(c).toBytes())
                    .as(as)
                    .isEqualTo(a.merge(b.merge(c)).toBytes());
            assertThat(a.merge(a).toBytes()).as(as).isEqualTo(a.toBytes());
            assertThat(ab.merge(b).toBytes()).as(as).isEqualTo(ab.toBytes());
            assertThat(texts(ab)).as(as).isEqualTo(mergedByDots(leftOfA, a, leftOfB, b));
            assertThat(ab.context().covers(a.context())).as(as).isTrue();
            assertThat(ab.context().covers(b.context())).as(as).isTrue();
        }
    }

    /** The rule for single dots: what both have, and what one has and the other has not heard of. */
    private static List<String> mergedByDots(
            SortedMap<Long, Left> leftOfA, Siblings a, SortedMap<Long, Left> leftOfB, Siblings b) {
        List<String> merged = new ArrayList<>();
        SortedSet<Long> actors = new TreeSet<>(Long::compareUnsigned);
        actors.addAll(leftOfA.keySet());
        actors.addAll(leftOfB.keySet());
        for (long actor : actors) {
            SortedSet<Long> dotsOfA = dots(leftOfA.get(actor));
            SortedSet<Long> dotsOfB = dots(leftOfB.get(actor));
            SortedSet<Long> all = new TreeSet<>(dotsOfA);
            all.addAll(dotsOfB);
            all.removeIf(dot -> !dotsOfA.contains(dot) && dot <= a.context().counter(actor));
            all.removeIf(dot -> !dotsOfB.contains(dot) && dot <= b.context().counter(actor));
            all.forEach(dot -> merged.add(new String(SiblingsBytes.value(actor, dot), US_ASCII)));
        }
        return merged;
    }

    private static SortedSet<Long> dots(Left left) {
        SortedSet<Long> dots = new TreeSet<>();
        for (int i = 0; left != null && i < left.values(); i++) {
            dots.add(left.counter() - i);
        }
        return dots;
    }

    @Test
    void aWriteThatWouldMakeTooManyValuesIsRefusedAndChangesNothing() {
        SiblingLimits limits = new SiblingLimits(2, 9, 1000);
        Siblings full = put(put(Siblings.EMPTY, BLIND, 1, "a"), BLIND, 2, "b");
        SiblingUpdate refused = tryPut(full, limits, BLIND, 1, "c");
        assertThat(refused).isEqualTo(new SiblingUpdate(Outcome.TOO_MANY_VALUES, full));
        assertThat(refused.isDone()).isFalse();
        assertThat(texts(done(tryPut(full, limits, full.context(), 1, "c")))).containsExactly("c");
    }

    @Test
    void aWriteThatWouldBringTooManyActorsIsRefusedAndChangesNothing() {
        SiblingLimits limits = new SiblingLimits(9, 2, 1000);
        Siblings full = put(put(Siblings.EMPTY, BLIND, 1, "a"), BLIND, 2, "b");
        Siblings other = put(Siblings.EMPTY, BLIND, 3, "c");
        assertThat(tryPut(full, limits, BLIND, 3, "c")).isEqualTo(new SiblingUpdate(Outcome.TOO_MANY_ACTORS, full));
        assertThat(tryPut(full, limits, other.context(), 1, "c").outcome()).isEqualTo(Outcome.TOO_MANY_ACTORS);
        assertThat(full.delete(limits, other.context())).isEqualTo(new SiblingUpdate(Outcome.TOO_MANY_ACTORS, full));
        assertThat(tryPut(full, limits, BLIND, 2, "c").isDone()).isTrue();
    }

    @Test
    void aWriteThatWouldMakeTooManyBytesIsRefusedAndOneThatMakesThemFewerIsNot() {
        Siblings large = put(put(Siblings.EMPTY, BLIND, 1, "x".repeat(50)), BLIND, 1, "y".repeat(50));
        int bytes = large.toBytes().length;
        SiblingLimits limits = new SiblingLimits(9, 9, bytes);
        assertThat(large.encodedLength()).isEqualTo(bytes);
        assertThat(tryPut(large, limits, BLIND, 1, "")).isEqualTo(new SiblingUpdate(Outcome.TOO_MANY_BYTES, large));
        SiblingLimits narrow = new SiblingLimits(9, 9, 1);
        assertThat(tryPut(large, narrow, large.context(), 1, "z".repeat(99)).isDone())
                .isTrue();
        assertThat(done(large.delete(narrow, large.context())).isTombstone()).isTrue();
    }

    @Test
    void mergingKnowsNoLimitAndWhoReadsAllOfItCanWriteAgain() {
        SiblingLimits limits = new SiblingLimits(1, 1, 1000);
        Siblings merged = Siblings.EMPTY;
        for (long actor = 0; actor < 5; actor++) {
            merged = merged.merge(done(tryPut(Siblings.EMPTY, limits, BLIND, actor, "v" + actor)));
        }
        assertThat(texts(merged)).containsExactly("v0", "v1", "v2", "v3", "v4");
        assertThat(tryPut(merged, limits, BLIND, 0, "w").outcome()).isEqualTo(Outcome.TOO_MANY_VALUES);
        assertThat(texts(done(tryPut(merged, limits, merged.context(), 0, "w"))))
                .containsExactly("w");
    }

    @Test
    void anActorWhoseDotsWereSpentByAContextThatWasMadeUpIsRefused() {
        Siblings last =
                done(Siblings.EMPTY.delete(USUAL, new CausalContext(new long[] {1}, new long[] {Long.MAX_VALUE})));
        assertThat(tryPut(last, USUAL, BLIND, 1, "a")).isEqualTo(new SiblingUpdate(Outcome.NO_DOT_LEFT, last));
        assertThat(texts(put(last, BLIND, 2, "a"))).containsExactly("a");
    }

    @Test
    void limitsBelowOneAreRefused() {
        for (int[] limits : new int[][] {{0, 1, 1}, {1, 0, 1}, {1, 1, 0}}) {
            assertThatThrownBy(() -> new SiblingLimits(limits[0], limits[1], limits[2]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("at least 1 value");
        }
    }

    @Test
    void pruningForgetsSettledActorsThatHaveNoValueLeft() {
        Siblings first = put(put(Siblings.EMPTY, BLIND, 1, "a"), BLIND, 2, "b");
        Siblings second = put(put(first, first.context(), 3, "c"), BLIND, 4, "d");
        Siblings pruned = second.prune(actor -> actor == 1 || actor == 3);
        assertThat(texts(pruned)).containsExactly("c", "d");
        assertThat(pruned.context().counter(1)).isZero();
        assertThat(pruned.context().counter(2)).isEqualTo(1);
        assertThat(pruned.context().counter(3)).isEqualTo(1);
        assertThat(second.deleteAll().prune(actor -> true)).isEqualTo(Siblings.EMPTY);
    }

    @Test
    void whatWasPrunedComesBackOnlyAsACounterFromReplicasAndContextsThatStillHaveIt() {
        Siblings old = put(Siblings.EMPTY, BLIND, 1, "a");
        Siblings settled = put(old, old.context(), 2, "b");
        Siblings pruned = settled.prune(actor -> actor == 1);
        assertThat(pruned.merge(settled)).isEqualTo(settled);
        assertThat(texts(put(pruned, old.context(), 2, "c"))).containsExactly("b", "c");
        assertThat(pruned.context().covers(settled.context())).isFalse();
        assertThat(settled.context().covers(pruned.context())).isTrue();
    }

    @Test
    void pruningBeforeEveryReplicaHasHeardOfTheOverwriteBringsTheOverwrittenValueBack() {
        Siblings late = put(Siblings.EMPTY, BLIND, 1, "old");
        Siblings early = put(late, late.context(), 2, "new");
        assertThat(texts(early.merge(late))).containsExactly("new");
        assertThat(texts(early.prune(actor -> actor == 1).merge(late))).containsExactly("old", "new");
    }

    @Test
    void pruningAnActorThatWritesAgainLosesWhatItWrites() {
        Siblings elsewhere = put(Siblings.EMPTY, BLIND, 1, "old").deleteAll();
        Siblings again = put(elsewhere.prune(actor -> actor == 1), BLIND, 1, "new");
        assertThat(texts(again)).containsExactly("new");
        assertThat(texts(again.merge(elsewhere))).isEmpty();
    }
}
