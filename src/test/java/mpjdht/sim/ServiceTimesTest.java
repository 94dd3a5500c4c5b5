package mpjdht.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import mpjdht.message.MessageKind;
import org.junit.jupiter.api.Test;

class ServiceTimesTest {
    private static final long LATENCY = 10;
    private static final long WORK = 50;
    private static final byte HARD = MessageKind.REQUESTS;
    private static final byte EASY = MessageKind.FLOW;

    private final List<Talker> talkers = new ArrayList<>();
    private final Simulation simulation = new Simulation(
            new SeededRandom(1), new NetworkSettings(Latency.constant(LATENCY), KindSet.NONE, FaultRates.NONE));

    ServiceTimesTest() {
        for (int rank = 0; rank < 2; rank++) {
            Talker talker = new Talker();
            talkers.add(talker);
            simulation.add(() -> talker);
        }
        simulation.serve((rank, bytes, length) -> rank == 1 && bytes[0] == HARD ? WORK : 0);
    }

    private void sayAt(long micros, byte kind, String text) {
        simulation.at(micros, 0, () -> {
            byte[] bytes = Talker.message(kind, text);
            simulation.send(0, 1, bytes, 0, bytes.length);
        });
    }

    private Talker served() {
        return talkers.get(1);
    }

    @Test
    void messagesAreHandledOneAfterAnotherWhenTheWorkOnEachIsDone() {
        simulation.startAll();
        sayAt(0, HARD, "first");
        sayAt(20, HARD, "second, while it is busy");
        sayAt(500, HARD, "third, when it is not");

        simulation.runUntil(1_000);

        assertThat(served().times).containsExactly("idle at 0", "message at 60", "message at 110", "message at 560");
        assertThat(served().heard).containsExactly("0:first", "0:second, while it is busy", "0:third, when it is not");
    }

    @Test
    void whatTakesNoTimeWaitsForTheWorkBeforeItAndKeepsItsPlace() {
        simulation.startAll();
        sayAt(0, HARD, "hard");
        sayAt(0, EASY, "easy");
        sayAt(LATENCY + WORK - LATENCY, EASY, "at the very moment");

        simulation.runUntil(1_000);

        assertThat(served().heard).containsExactly("0:hard", "0:easy", "0:at the very moment");
        assertThat(served().times).containsExactly("idle at 0", "message at 60", "message at 60", "message at 60");
    }

    @Test
    void whatIsSaidBecauseOfAMessageLeavesWhenTheWorkIsDone() {
        served().onMessage = outbox -> {
            byte[] bytes = Talker.message(HARD, "answer");
            outbox.send(0, bytes, 0, bytes.length);
        };
        simulation.startAll();
        sayAt(0, HARD, "question");

        simulation.runUntil(1_000);

        assertThat(talkers.get(0).times).contains("message at " + (LATENCY + WORK + LATENCY));
    }

    @Test
    void timersExpireWhileAProcessIsBusy() {
        served().onStart = outbox -> outbox.setTimer(30, 7);
        simulation.startAll();
        sayAt(0, HARD, "hard");

        simulation.runUntil(1_000);

        assertThat(served().times).containsExactly("idle at 0", "timer at 30", "message at 60");
    }

    @Test
    void aCrashEndsTheWorkAndTheNextLifeIsNotBusy() {
        simulation.startAll();
        sayAt(0, HARD, "lost");
        sayAt(1, HARD, "lost, too");
        simulation.at(20, 0, () -> simulation.crash(1));
        simulation.at(21, 0, () -> simulation.start(1));
        sayAt(30, HARD, "of the next life");
        sayAt(31, EASY, "behind it");

        simulation.runUntil(1_000);

        assertThat(served().heard).containsExactly("0:of the next life", "0:behind it");
        assertThat(served().times).endsWith("message at 90", "message at 90");
    }

    @Test
    void workThatWaitedForTheEndOfAPauseBeginsThen() {
        simulation.startAll();
        sayAt(0, HARD, "first");
        sayAt(1, HARD, "second");
        simulation.pause(1, 200);

        simulation.runUntil(1_000);

        assertThat(served().heard).containsExactly("0:first", "0:second");
        assertThat(served().times).endsWith("message at 250", "message at 300");
    }
}
