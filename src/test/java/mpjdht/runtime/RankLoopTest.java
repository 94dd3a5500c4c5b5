package mpjdht.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import mpjdht.node.Outbox;
import mpjdht.node.StateMachine;
import org.junit.jupiter.api.Test;

class RankLoopTest {
    private final ScriptedRank rank = new ScriptedRank();

    @Test
    void feedsMessagesThenIdlesThenWaits() throws InterruptedException {
        rank.gets("a").gets("b").getsAfter(5, "end").run();

        assertThat(rank.log()).containsExactly("got a", "got b", "idle", "waiting", "take", "got end", "waiting");
    }

    @Test
    void whatARankSaysToItselfDoesNotLeaveIt() throws InterruptedException {
        rank.gets("say:end").run();

        assertThat(rank.log()).containsExactly("got say:end", "got end", "waiting");
        assertThat(rank.sent()).isEmpty();
    }

    @Test
    void whatARankSaysToOthersIsSent() throws InterruptedException {
        rank.gets("tell:hello").gets("end").run();

        assertThat(rank.sent()).containsExactly("2: hello");
    }

    @Test
    void aWakeEndsAWaitForInput() throws InterruptedException {
        rank.gets("await").wokenAfter(70).gets("end").run();

        assertThat(rank.log())
                .containsExactly("got await", "idle", "waiting", "take within 200000 us", "got end", "waiting");
        assertThat(rank.times()).last().isEqualTo("message 70");
    }

    @Test
    void afterAWakeTheMachineWorksOnIfThereIsNoMessage() throws InterruptedException {
        rank.gets("await").wokenAfter(70).gets("").wokenAfter(50).gets("end").run();

        assertThat(rank.log("idle")).hasSize(3);
    }

    @Test
    void aMessageThatComesWhileInputIsAwaitedIsHandledAtOnce() throws InterruptedException {
        rank.gets("await").getsAfter(70, "a").getsAfter(30, "end").run();

        assertThat(rank.log("got")).containsExactly("got await", "got a", "got end");
        assertThat(rank.times()).contains("message 70", "message 100");
    }

    @Test
    void aRankThatAwaitsNoInputAnyMoreWaitsForMessagesAlone() throws InterruptedException {
        rank.gets("await").gets("settle").getsAfter(5, "end").run();

        assertThat(rank.log("take")).containsExactly("take");
    }

    @Test
    void afterAWhileWithoutInputTheSurroundingsHearThatItIsQuiet() throws InterruptedException {
        rank.gets("await").waitsInVain().wokenAfter(900_000).gets("end").run();

        assertThat(rank.log())
                .containsExactly(
                        "got await",
                        "idle",
                        "waiting",
                        "take within 200000 us",
                        "idle",
                        "waiting",
                        "quiet",
                        "take or wake",
                        "quiet",
                        "got end",
                        "waiting");
    }

    @Test
    void aFloodOfMessagesDoesNotKeepTheMachineFromWorkingOn() throws InterruptedException {
        for (int i = 0; i < 70; i++) {
            rank.gets("m");
        }
        rank.gets("end").run();

        assertThat(rank.log("idle")).hasSizeBetween(2, 5);
    }

    @Test
    void aMachineThatMayWorkOnThoughItHasMessagesDoesNotWait() throws InterruptedException {
        rank.gets("say:m ".repeat(40) + "say:end").run();

        assertThat(rank.log("idle")).hasSize(1);
        assertThat(rank.log("take")).isEmpty();
        assertThat(rank.log()).endsWith("got end", "waiting");
    }

    @Test
    void isHaltedBetweenTwoStepsForAProcessThatEnds() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger steps = new AtomicInteger();
        StateMachine endless = new StateMachine() {
            @Override
            public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {}

            @Override
            public boolean onIdle(long nowMicros, Outbox outbox) {
                steps.incrementAndGet();
                begun.countDown();
                return true;
            }

            @Override
            public boolean finished() {
                return false;
            }
        };
        RankLoop loop =
                new RankLoop(endless, new ScriptedRank(), new Inbox(() -> {}), RankLoop.Surroundings.NONE, () -> 0);
        Thread runner = new Thread(() -> {
            try {
                loop.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        runner.setDaemon(true);
        runner.start();
        begun.await();

        assertThat(loop.halt(10_000)).isTrue();

        int stepsWhenHalted = steps.get();
        runner.join(50);
        assertThat(runner.isAlive()).isTrue();
        assertThat(steps.get()).isEqualTo(stepsWhenHalted);
    }
}
