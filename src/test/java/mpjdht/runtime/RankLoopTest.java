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
    void waitsForInputWhenThatIsWhatTheMachineNeeds() throws InterruptedException {
        rank.gets("input").gets("").gets("end").run();

        assertThat(rank.log())
                .containsExactly("got input", "idle", "waiting", "input within 200 ms", "got end", "waiting");
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
        RankLoop loop = new RankLoop(endless, new ScriptedRank(), RankLoop.Surroundings.NONE, () -> 0);
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
