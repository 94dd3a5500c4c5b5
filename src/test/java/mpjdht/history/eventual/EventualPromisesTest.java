package mpjdht.history.eventual;

import static mpjdht.history.eventual.Story.version;
import static org.assertj.core.api.Assertions.assertThat;

import mpjdht.history.Outcome;
import mpjdht.history.Verb;
import mpjdht.history.Version;
import org.junit.jupiter.api.Test;

class EventualPromisesTest {

    private static void assertKept(Story story) {
        assertThat(story.check().violations()).isEmpty();
    }

    private static void assertBroken(Story story, Promise... promises) {
        assertThat(story.check().violations()).extracting(Violation::promise).containsExactly(promises);
    }

    @Test
    void anOldValueIsNoViolationBeforeASync() {
        assertKept(new Story()
                .puts(1, "old", version(1))
                .puts(1, "new", version(2))
                .finds(2, "old", version(1))
                .misses(2, Version.NOTHING)
                .failsSync(2)
                .finds(2, "old", version(1)));
    }

    @Test
    void aValueThatNobodyHadWrittenYetIsInvented() {
        assertBroken(new Story().puts(1, "a").finds(2, "b").puts(1, "b"), Promise.WRITTEN);
        assertKept(new Story().begins(1, Verb.PUT, "b", null).finds(2, "b"));
    }

    @Test
    void aSwapThatDidNotHappenWritesNothing() {
        assertBroken(
                new Story()
                        .puts(1, "a")
                        .begins(1, Verb.CAS, "x", "b")
                        .ends(1, Outcome.DIFFERS, "a", Version.UNTOLD)
                        .finds(2, "b"),
                Promise.WRITTEN);
        assertKept(new Story().puts(1, "a").begins(1, Verb.CAS, "a", "b").finds(2, "b"));
    }

    @Test
    void aSwapTellsThatTheOldValueWasThere() {
        assertBroken(
                new Story().puts(1, "a").begins(1, Verb.CAS, "x", "b").ends(1, Outcome.SWAPPED, null, Version.UNTOLD),
                Promise.WRITTEN);
    }

    @Test
    void aCountThatNobodyHeardMayBeAnyNumberAndNothingElse() {
        assertKept(new Story().begins(1, Verb.INCR, null, null).finds(2, "-17"));
        assertBroken(new Story().begins(1, Verb.INCR, null, null).finds(2, "017"), Promise.WRITTEN);
        assertBroken(
                new Story()
                        .begins(1, Verb.INCR, null, null)
                        .ends(1, Outcome.STORED, "1", Version.UNTOLD)
                        .finds(2, "2"),
                Promise.WRITTEN);
    }

    @Test
    void aVersionStandsForOneValue() {
        assertBroken(new Story().puts(1, "a", version(1)).puts(2, "b", version(1)), Promise.ONE_VALUE);
        assertBroken(
                new Story().puts(1, "a", version(1)).puts(1, "b", version(2)).finds(2, "a", version(2)),
                Promise.ONE_VALUE);
        assertBroken(new Story().deletes(1, version(1)).puts(2, "b", version(1)), Promise.ONE_VALUE);
        assertBroken(new Story().puts(1, "a").finds(2, "a", Version.NOTHING), Promise.ONE_VALUE);
        assertKept(new Story().puts(1, "a", version(1)).onKey("other").puts(2, "b", version(1)));
    }

    @Test
    void aVersionIsNotReadBeforeItsWriteBegins() {
        assertBroken(
                new Story().puts(1, "a", version(1)).finds(2, "a", version(2)).puts(1, "a", version(2)),
                Promise.WRITTEN);
    }

    @Test
    void aWriteIsNotLostByASync() {
        assertBroken(
                new Story()
                        .puts(1, "old", version(1))
                        .puts(1, "new", version(2))
                        .syncs(1)
                        .finds(2, "old", version(1)),
                Promise.KEPT);
    }

    @Test
    void theClockAndNotTheOrderOfTheAnswersSaysWhichWriteIsTheLast() {
        assertKept(new Story()
                .puts(1, "winner", version(5))
                .puts(1, "loser", version(2))
                .syncs(1)
                .finds(2, "winner", version(5)));
        assertBroken(
                new Story()
                        .puts(1, "winner", version(5))
                        .puts(1, "loser", version(2))
                        .syncs(1)
                        .finds(2, "loser", version(2)),
                Promise.KEPT);
    }

    @Test
    void aDeletedValueIsNotFoundAgainAfterASync() {
        Story story = new Story()
                .puts(1, "v", version(1))
                .deletes(1, version(2))
                .syncs(1)
                .finds(2, "v", version(1));
        assertBroken(story, Promise.DELETED);
        assertKept(new Story()
                .puts(1, "v", version(1))
                .deletes(1, version(2))
                .syncs(1)
                .misses(2, Version.NOTHING));
    }

    @Test
    void aWriteThatBeginsAfterTheSyncLoosensIt() {
        assertKept(new Story()
                .puts(1, "old", version(1))
                .puts(1, "new", version(2))
                .beginsSync(1)
                .puts(3, "late", version(3))
                .endsSync(1)
                .finds(2, "old", version(1)));
        assertKept(new Story()
                .puts(1, "old", version(1))
                .puts(1, "new", version(2))
                .syncs(1)
                .begins(3, Verb.PUT, "late", null)
                .finds(2, "old", version(1)));
    }

    @Test
    void aWriteThatTheSyncOvertakesMayBeReadOrNot() {
        assertKept(new Story()
                .puts(1, "a", version(1))
                .begins(2, Verb.PUT, "b", null)
                .beginsSync(1)
                .ends(2, Outcome.STORED, null, version(2))
                .endsSync(1)
                .finds(1, "b", version(2))
                .finds(3, "a", version(1))
                .finds(3, "b", version(2)));
    }

    @Test
    void aWriteThatNobodyAcknowledgedMayComeLateButNothingElseDoes() {
        assertKept(new Story()
                .puts(1, "a", version(1))
                .begins(2, Verb.PUT, "b", null)
                .syncs(1)
                .finds(1, "a", version(1))
                .finds(1, "b", version(7)));
        assertKept(new Story()
                .puts(1, "a", version(1))
                .begins(2, Verb.PUT, "b", null)
                .syncs(1)
                .finds(1, "a", version(7)));
        assertBroken(new Story().puts(1, "a", version(1)).syncs(1).misses(1, version(7)), Promise.OWNED);
        assertBroken(
                new Story()
                        .puts(1, "a", version(1))
                        .begins(2, Verb.PUT, "b", null)
                        .syncs(1)
                        .misses(1, Version.NOTHING),
                Promise.KEPT);
    }

    @Test
    void aDeleteThatNobodyAcknowledgedMayBeTheLastWriteAndForgotten() {
        assertKept(new Story()
                .puts(1, "a", version(1))
                .begins(2, Verb.DELETE, null, null)
                .syncs(1)
                .misses(1, Version.NOTHING));
    }

    @Test
    void aDeleteThatWasDoneTwiceMayBeTheLastWriteAndForgotten() {
        Story story = new Story()
                .deletes(2, version(1))
                .puts(1, "a", version(2))
                .syncs(1)
                .misses(1, Version.NOTHING);
        assertBroken(story, Promise.KEPT);
        assertThat(new EventualChecker(call -> call.client() == 2)
                        .check(story.history())
                        .violations())
                .isEmpty();
        assertThat(new EventualChecker(call -> call.client() == 1)
                        .check(story.history())
                        .violations())
                .isNotEmpty();
    }

    @Test
    void readsAfterASyncAgreeAlsoWhereNoVersionsAreTold() {
        assertBroken(
                new Story().puts(1, "a").puts(2, "b").syncs(1).finds(1, "a").finds(2, "b"), Promise.AGREED);
        assertBroken(
                new Story()
                        .puts(1, "a")
                        .puts(2, "b")
                        .syncs(1)
                        .finds(1, "a")
                        .syncs(2)
                        .finds(2, "b"),
                Promise.AGREED);
        assertKept(new Story()
                .puts(1, "a")
                .puts(2, "b")
                .syncs(1)
                .finds(1, "a")
                .puts(2, "b")
                .syncs(1)
                .finds(2, "b"));
    }

    @Test
    void whatNobodyDeletedIsThereAfterASyncAlsoWhereNoVersionsAreTold() {
        assertBroken(new Story().puts(1, "a").syncs(1).misses(1, Version.UNTOLD), Promise.KEPT);
        assertKept(new Story().syncs(1).misses(1, Version.UNTOLD));
        assertKept(new Story()
                .begins(2, Verb.DELETE, null, null)
                .puts(1, "a")
                .syncs(1)
                .misses(1, Version.UNTOLD));
    }

    @Test
    void readsOlderThanTheirClientsWritesAndReadsAreCountedWithWhatTheyMissed() {
        EventualReport report = new Story()
                .puts(1, "a", version(1))
                .puts(1, "b", version(2))
                .puts(2, "c", version(3))
                .finds(1, "a", version(1))
                .finds(2, "b", version(2))
                .finds(3, "c", version(3))
                .finds(3, "b", version(2))
                .finds(4, "a", version(1))
                .finds(4, "a")
                .check();

        assertThat(report.violations()).isEmpty();
        assertThat(report.ages()).isEqualTo(new ReadAges(6, 5, 4, 6, 2, 2, 1));
        assertThat(report.ages().meanMissed()).isEqualTo(1.5);
    }

    @Test
    void aReadThatBeganBeforeTheWriteWasAcknowledgedIsNotStale() {
        EventualReport report = new Story()
                .puts(1, "a", version(1))
                .begins(2, Verb.GET, null, null)
                .puts(1, "b", version(2))
                .ends(2, Outcome.FOUND, "a", version(1))
                .check();

        assertThat(report.ages()).isEqualTo(new ReadAges(1, 1, 0, 0, 0, 0, 0));
        assertThat(report.ages().meanMissed()).isZero();
    }

    @Test
    void theTextShowsAFewKeysAndCountsTheOthers() {
        Story story = new Story();
        for (int i = 0; i < 7; i++) {
            story.onKey("k" + i).puts(1, "old", version(1)).puts(1, "new", version(2));
        }
        story.syncs(2);
        for (int i = 0; i < 7; i++) {
            story.onKey("k" + i).finds(3, "old", version(1));
        }

        EventualReport report = story.check();

        assertThat(report.violations()).hasSize(7);
        assertThat(new EventualText(story.history(), report).lines())
                .startsWith(
                        "key \"k0\": a read after a SYNC tells what is older than a write acknowledged before it (from line 3 to"
                                + " line 32)",
                        "client 1  PUT \"new\" -> stored @2.1  |---|",
                        "client 2  SYNC -> converged                 |---|",
                        "client 3  GET -> \"old\" @1.1                         |---|")
                .endsWith(
                        "and 2 keys more",
                        "21 calls, 7 reads: 7 stale (by 1.0 versions in the mean, 1 at most), 0 older than what their"
                                + " client had written, 0 than what it had read")
                .hasSize(5 * 4 + 2);
    }

    @Test
    void theTextSaysWhereVersionsAreMissing() {
        Story none = new Story().puts(1, "a").finds(1, "a");
        Story some = new Story().puts(1, "a", version(1)).finds(1, "a").finds(1, "a", version(1));

        assertThat(new EventualText(none.history(), none.check()).lines())
                .containsExactly("2 calls, 1 read; no read tells a version");
        assertThat(new EventualText(some.history(), some.check()).lines())
                .containsExactly("3 calls, 2 reads: 0 stale, 0 older than what their client had written, 0 than what"
                        + " it had read; 1 read without a version");
    }
}
