package mpjdht.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RankLoopTimersTest {
    private final ScriptedRank rank = new ScriptedRank();

    @Test
    void waitsForAMessageNoLongerThanUntilTheNextDeadline() throws InterruptedException {
        rank.gets("timer:7:200").waitsInVain().getsAfter(5, "end").run();

        assertThat(rank.log())
                .containsExactly(
                        "got timer:7:200",
                        "idle",
                        "waiting",
                        "take within 200 us",
                        "timer 7",
                        "idle",
                        "waiting",
                        "take",
                        "got end",
                        "waiting");
    }

    @Test
    void timersExpireInTheOrderOfTheirDeadlines() throws InterruptedException {
        rank.gets("timer:1:300 timer:2:100 timer:3:200")
                .waitsInVain()
                .waitsInVain()
                .waitsInVain()
                .getsAfter(0, "end")
                .run();

        assertThat(rank.log("timer")).containsExactly("timer 2", "timer 3", "timer 1");
        assertThat(rank.log("take within"))
                .containsExactly("take within 100 us", "take within 100 us", "take within 100 us");
    }

    @Test
    void timersOfOneDeadlineExpireInTheOrderOfSetting() throws InterruptedException {
        rank.gets("timer:5:100 timer:2:100 timer:9:100 timer:1:100 work:100")
                .gets("a")
                .gets("b")
                .gets("c")
                .gets("d")
                .gets("end")
                .run();

        assertThat(rank.log("timer")).containsExactly("timer 5", "timer 2", "timer 9", "timer 1");
    }

    @Test
    void aMessageShortensTheNextWait() throws InterruptedException {
        rank.gets("timer:7:200").getsAfter(40, "a").waitsInVain().gets("end").run();

        assertThat(rank.log("take")).containsExactly("take within 200 us", "take within 160 us");
        assertThat(rank.log("timer")).containsExactly("timer 7");
    }

    @Test
    void aFloodOfMessagesKeepsNoTimerWaiting() throws InterruptedException {
        rank.gets("timer:7:30 timer:8:30");
        for (int i = 0; i < 9; i++) {
            rank.gets("work:10");
        }
        rank.gets("end").run();

        assertThat(rank.log().subList(0, 7))
                .containsExactly(
                        "got timer:7:30 timer:8:30",
                        "got work:10",
                        "got work:10",
                        "got work:10",
                        "timer 7",
                        "got work:10",
                        "timer 8");
    }

    @Test
    void aTimerThatIsAlwaysDueKeepsNeitherMessagesNorIdlenessWaiting() throws InterruptedException {
        rank.gets("timer:0:0").gets("a").gets("").gets("end").run();

        assertThat(rank.log())
                .containsExactly(
                        "got timer:0:0",
                        "timer 0",
                        "got a",
                        "timer 0",
                        "idle",
                        "waiting",
                        "timer 0",
                        "got end",
                        "waiting");
    }

    @Test
    void readsTheClockOnceAStepAndBeforeAWaitThatATimerLimits() throws InterruptedException {
        rank.gets("a").gets("timer:7:30").getsAfter(10, "b").gets("end").run();

        assertThat(rank.log()).containsSubsequence("take within 30 us", "got b", "got end");
        // To begin with, a, the one that sets the timer, idle, the wait, b, the end.
        assertThat(rank.clockReads()).isEqualTo(7);
    }

    @Test
    void aMachineIsToldTheTimeSinceTheLoopWasMade() throws InterruptedException {
        rank.gets("timer:7:30 work:10").gets("work:100").getsAfter(5, "end").run();

        assertThat(rank.times()).containsExactly("message 0", "message 10", "timer 110", "idle 110", "message 115");
    }

    @Test
    void allThatAStepSetsIsSetAtItsTime() throws InterruptedException {
        rank.gets("work:50 timer:1:100").waitsInVain().gets("end").run();

        assertThat(rank.log("take within")).containsExactly("take within 50 us");
    }

    @Test
    void aWaitForInputEndsWithTheNextDeadline() throws InterruptedException {
        rank.gets("timer:7:2500 timer:8:900000 await")
                .waitsInVain()
                .waitsInVain()
                .waitsInVain()
                .gets("end")
                .run();

        // A timer that expires does not put off that it is quiet.
        assertThat(rank.log())
                .containsSubsequence(
                        "take within 2500 us",
                        "timer 7",
                        "take within 197500 us",
                        "quiet",
                        "take within 700000 us",
                        "quiet",
                        "timer 8",
                        "got end");
    }

    @Test
    void aPendingTimerKeepsNoRankAlive() throws InterruptedException {
        rank.gets("timer:7:0 end").run();

        assertThat(rank.log()).containsExactly("got timer:7:0 end", "waiting");
    }

    @Test
    void aDelayBeyondTheEndOfTimeComesAfterEveryOther() throws InterruptedException {
        rank.gets("timer:2:0 work:10 timer:1:" + Long.MAX_VALUE)
                .gets("")
                .gets("end")
                .run();

        assertThat(rank.log("timer")).containsExactly("timer 2");
    }

    @Test
    void aDelayIsNotNegative() {
        rank.gets("timer:5:-1");

        assertThatThrownBy(rank::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("timer 5 with a delay of -1 us; right is 0 or more");
    }
}
