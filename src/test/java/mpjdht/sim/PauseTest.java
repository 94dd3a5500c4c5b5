package mpjdht.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import mpjdht.message.MessageKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PauseTest {
    private static final long LATENCY = 10;
    private static final long RESUMES = 100;

    private final List<Talker> talkers = new ArrayList<>();
    private final Simulation simulation = new Simulation(
            new SeededRandom(1), new NetworkSettings(Latency.constant(LATENCY), KindSet.NONE, FaultRates.NONE));

    private Talker add() {
        talkers.add(new Talker());
        int index = talkers.size() - 1;
        simulation.add(() -> talkers.get(index));
        return talkers.get(index);
    }

    private Talker paused;

    @BeforeEach
    void startTwo() {
        add();
        paused = add();
        paused.onStart = outbox -> outbox.setTimer(50, 7);
        simulation.start(0);
        simulation.start(1);
    }

    private void sayAt(long micros, String text) {
        simulation.at(micros, 0, () -> {
            byte[] bytes = Talker.message(MessageKind.REQUESTS, text);
            simulation.send(0, 1, bytes, 0, bytes.length);
        });
    }

    @Test
    void whatComesToAPausedRankWaitsAndIsHandledInOrder() {
        sayAt(5, "first");
        sayAt(70, "second");
        sayAt(RESUMES - LATENCY, "third, which arrives when it goes on");
        simulation.pause(1, RESUMES);

        simulation.runUntil(RESUMES - 1);
        assertThat(paused.heard).isEmpty();
        simulation.runUntil(RESUMES);
        assertThat(paused.heard)
                .containsExactly("0:first", "timer 7", "0:second", "0:third, which arrives when it goes on");
        assertThat(paused.times).contains("message at " + RESUMES, "timer at " + RESUMES);
    }

    @Test
    void messagesThatWaitForAPausedRankAreOnTheirWay() {
        sayAt(5, "waits");
        simulation.pause(1, RESUMES);
        simulation.runUntil(50);

        List<String> seen = new ArrayList<>();
        simulation.forEachMessage((from, to, bytes, length) -> seen.add(from + " to " + to));
        assertThat(seen).containsExactly("0 to 1");
    }

    @Test
    void theLongerOfTwoPausesCounts() {
        sayAt(5, "word");
        simulation.pause(1, 2 * RESUMES);
        simulation.pause(1, RESUMES);

        simulation.runUntil(2 * RESUMES - 1);
        assertThat(paused.heard).isEmpty();
        simulation.runUntil(2 * RESUMES);
        assertThat(paused.heard).containsExactly("0:word", "timer 7");
    }

    @Test
    void whatWaitedForALifeThatIsOverIsLostAndTheNextLifeIsNotPaused() {
        sayAt(5, "of the old life");
        simulation.pause(1, RESUMES);
        simulation.runUntil(20);
        simulation.crash(1);
        talkers.set(1, new Talker());
        simulation.start(1);
        sayAt(25, "of the new life");
        simulation.runUntil(RESUMES - 1);

        assertThat(talkers.get(1).heard).containsExactly("0:of the new life");
        assertThat(simulation.traffic().lost()).isEqualTo(1);
    }

    @Test
    void aRankIsWokenForWhatComesFromOutsideAndWhenItIsPausedOnceItGoesOn() {
        Talker late = add();
        simulation.start(2);
        late.times.clear();
        late.sleeps();
        simulation.wake(2);
        assertThat(late.times).containsExactly("idle at 0");

        late.sleeps();
        simulation.pause(2, RESUMES);
        simulation.wake(2);
        assertThat(late.times).containsExactly("idle at 0");
        simulation.runUntil(RESUMES);
        assertThat(late.times).containsExactly("idle at 0", "idle at " + RESUMES);
    }
}
