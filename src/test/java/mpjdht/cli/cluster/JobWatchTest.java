package mpjdht.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ranks 0 and 1 are on h1, ranks 2 and 3 on h2; rank 3 is the command rank. */
class JobWatchTest {
    private static final int RANKS = 4;

    private static final long SILENCE_MILLIS = 6_000;

    private final JobWatch watch = new JobWatch(List.of("h1", "h1", "h2", "h2"), this::life, 40_055, SILENCE_MILLIS);

    private final Map<Integer, JobWatch.Life> lives = new HashMap<>();

    private JobWatch.Life life(int rank) {
        return lives.getOrDefault(rank, JobWatch.Life.UNKNOWN);
    }

    private void allStarted(long now) {
        IntStream.range(0, RANKS).forEach(rank -> watch.started(rank, rank < 2 ? "h1" : "h2", now));
    }

    private void alive(long now, int... ranks) {
        IntStream.of(ranks).forEach(rank -> watch.heard(rank, now));
    }

    private void goesOn(long now) {
        assertThat(watch.outcome(now, false)).isEmpty();
    }

    private void ends(long now, boolean streamsOver, int exitCode, String... lines) {
        assertThat(watch.outcome(now, streamsOver)).contains(new JobWatch.Outcome(exitCode, List.of(lines)));
    }

    @Test
    void theCommandRanksExitCodeIsTheJobs() {
        allStarted(0);
        watch.ended(3, 1, 100);
        watch.ended(0, 0, 100);
        watch.ended(1, 0, 100);
        goesOn(110);
        watch.ended(2, 2, 120);

        goesOn(130);
        ends(140, true, 1);
    }

    @Test
    void processesThatLingerAfterTheirLastWordDoNotHoldTheJob() {
        allStarted(0);
        IntStream.range(0, RANKS).forEach(rank -> watch.ended(rank, 0, 100));

        goesOn(100 + JobWatch.GRACE_MILLIS - 1);
        ends(100 + JobWatch.GRACE_MILLIS, false, 0);
    }

    @Test
    void aFailureIsToldWithItsReasonWhenTheOthersHaveSpoken() {
        allStarted(0);
        watch.failed(1, "h1", "out of memory", 50);
        goesOn(60);
        watch.lostPeer(0, "h1", "closed", 70);
        watch.lostPeer(2, "h2", "closed", 70);
        watch.ended(3, 3, 80);

        ends(90, false, 3, "mpj-dht: rank 1 on host h1 failed: out of memory");
    }

    @Test
    void aFailureDoesNotWaitLongForTheOthers() {
        allStarted(0);
        watch.failed(1, "h1", "out of memory", 50);

        goesOn(50 + JobWatch.GRACE_MILLIS - 1);
        ends(50 + JobWatch.GRACE_MILLIS, false, 3, "mpj-dht: rank 1 on host h1 failed: out of memory");
    }

    @Test
    void aRankThatFailedAndThenEndsHasFailed() {
        allStarted(0);
        watch.failed(3, "h2", "disk full", 50);
        watch.ended(3, 0, 60);
        IntStream.range(0, 3).forEach(rank -> watch.ended(rank, 0, 60));

        ends(70, true, 3, "mpj-dht: rank 3 on host h2 failed: disk full");
    }

    @Test
    void theRankThatDiedIsTheOneThatSaysNothingMore() {
        allStarted(0);
        alive(1_000, 0, 1, 2, 3);
        // Rank 2 dies here. Rank 0 notices, rank 3 does too, rank 1 has nothing to send and lives on.
        watch.lostPeer(0, "h1", "closed", 1_200);
        watch.lostPeer(3, "h2", "closed", 1_300);
        alive(1_500, 1);
        alive(2_000, 1);
        alive(2_500, 1);
        alive(3_000, 1);

        goesOn(3_100);
        ends(3_200, false, 3, "mpj-dht: rank 2 on host h2 died");
    }

    @Test
    void withoutADeadRankTheFirstLossIsTold() {
        allStarted(0);
        watch.lostPeer(2, "h2", "send to rank 0: closed", 100);
        watch.lostPeer(0, "h1", "closed", 110);
        watch.lostPeer(1, "h1", "closed", 110);
        watch.lostPeer(3, "h2", "closed", 110);

        ends(120, false, 3, "mpj-dht: rank 2 on host h2 lost another rank: send to rank 0: closed");
    }

    @Test
    void aStreamThatEndsTooEarlyTakesItsRanksWithIt() {
        allStarted(0);
        watch.streamOver(2, false, 100);
        watch.streamOver(3, false, 100);
        watch.lostPeer(0, "h1", "closed", 200);
        watch.lostPeer(1, "h1", "closed", 200);

        ends(210, false, 3, "mpj-dht: ranks 2, 3 on host h2 died");
    }

    @Test
    void aDaemonThatDiesIsNamedWithItsHostAndPort() {
        allStarted(0);
        watch.streamOver(0, true, 100);
        watch.streamOver(1, true, 100);
        watch.lostPeer(2, "h2", "closed", 200);
        watch.lostPeer(3, "h2", "closed", 200);

        ends(210, false, 3, "mpj-dht: the MPJ daemon on host h1 (port 40055) is gone, and ranks 0, 1 with it");
    }

    @Test
    void aStreamMayEndBehindARanksLastWord() {
        allStarted(0);
        IntStream.range(0, RANKS).forEach(rank -> watch.ended(rank, 0, 100));
        IntStream.range(0, RANKS).forEach(rank -> watch.streamOver(rank, false, 110));

        ends(120, true, 0);
    }

    @Test
    void whenAllStreamsAreOverWhoWasRunningDied() {
        allStarted(0);
        watch.ended(0, 0, 100);

        ends(110, true, 3, "mpj-dht: rank 1 on host h1 died", "mpj-dht: ranks 2, 3 on host h2 died");
    }

    @Test
    void silenceAloneEndsTheJobAfterAWhileAndIsNoDeath() {
        allStarted(0);
        alive(SILENCE_MILLIS - 1, 0, 2, 3);

        goesOn(SILENCE_MILLIS - 1);
        ends(SILENCE_MILLIS, false, 3, "mpj-dht: rank 1 on host h1 fell silent");
    }

    @Test
    void ranksThatFallSilentAMomentLaterAreNamedWithTheFirst() {
        allStarted(0);
        alive(100, 1);
        alive(SILENCE_MILLIS - 1, 2, 3);

        ends(SILENCE_MILLIS, false, 3, "mpj-dht: ranks 0, 1 on host h1 fell silent");
    }

    @Test
    void aSilentRankWhoseProcessIsGoneDied() {
        lives.put(1, JobWatch.Life.GONE);
        allStarted(0);
        alive(SILENCE_MILLIS - 1, 0, 3);

        ends(SILENCE_MILLIS, false, 3, "mpj-dht: rank 1 on host h1 died", "mpj-dht: rank 2 on host h2 fell silent");
    }

    @Test
    void aRankThatIsStoppedIsNotBlamedForTheConnectionsOfOneThatDied() {
        lives.put(1, JobWatch.Life.LIVES);
        allStarted(0);
        watch.lostPeer(0, "h1", "closed", 100);
        watch.lostPeer(3, "h2", "closed", 100);

        ends(2_100, false, 3, "mpj-dht: rank 2 on host h2 died", "mpj-dht: rank 1 on host h1 fell silent");
    }

    @Test
    void aRankWhoseSilenceAnotherTellsIsSilent() {
        allStarted(0);
        alive(3_000, 0, 2, 3);
        watch.lostPeer(0, "h1", "nothing was heard of rank 1 for 4 s", 3_100);
        watch.lostPeer(2, "h2", "nothing was heard of rank 0 for 4 s", 3_200);
        watch.ended(3, 3, 3_200);

        ends(3_100 + JobWatch.GRACE_MILLIS, false, 3, "mpj-dht: rank 1 on host h1 fell silent");
    }

    @Test
    void namesTheRanksWhoseProcessNeverCame() {
        watch.processStarted(0, 300);
        watch.processStarted(1, 400);

        goesOn(400 + JobWatch.START_MILLIS - 1);
        ends(
                400 + JobWatch.START_MILLIS,
                false,
                3,
                "mpj-dht: ranks 2, 3 on host h2 gave no sign of life within 15 s: are the project, Java and this folder"
                        + " at the same paths there, and can the hosts reach each other?");
    }

    @Test
    void namesTheRanksWhoseProcessRunsButDidNotJoin() {
        watch.started(0, "h1", 100);
        watch.started(1, "h1", 100);
        watch.started(2, "h2", 100);
        watch.processStarted(3, 100);

        // The ranks that did join live on.
        alive(100 + JobWatch.START_MILLIS, 0, 1, 2);
        ends(
                100 + JobWatch.START_MILLIS,
                false,
                3,
                "mpj-dht: rank 3 on host h2 did not join the job within 15 s: can the hosts reach each other, and resolve"
                        + " this host's name?");
    }

    @Test
    void ranksThatEndBeforeTheyJoinAreTold() {
        ends(
                500,
                true,
                3,
                "mpj-dht: ranks 0, 1 on host h1 did not join the job",
                "mpj-dht: ranks 2, 3 on host h2 did not join the job");
    }

    @Test
    void aJobThatCouldNotBeStartedSaysWhy() {
        watch.launchFailed("mpj-dht: no way", 10);

        ends(20, true, 3, "mpj-dht: no way");
    }

    @Test
    void ranksThatStayAfterTheCommandRankAreTold() {
        allStarted(0);
        watch.ended(3, 0, 1_000);
        watch.ended(0, 0, 1_000);
        long end = 1_000 + JobWatch.END_MILLIS;
        alive(end, 1, 2);

        goesOn(end - 1);
        ends(
                end,
                false,
                3,
                "mpj-dht: rank 1 on host h1 did not end with the job",
                "mpj-dht: rank 2 on host h2 did not end with the job");
    }

    @Test
    void namesAHostAsTheRankDoes() {
        watch.started(0, "node-one", 0);

        assertThat(watch.outcome(10, true).orElseThrow().lines()).startsWith("mpj-dht: rank 0 on host node-one died");
    }

    @Test
    void knowsItsRanks() {
        assertThat(IntStream.of(-1, 0, 3, 4).filter(watch::knows)).containsExactly(0, 3);
    }
}
