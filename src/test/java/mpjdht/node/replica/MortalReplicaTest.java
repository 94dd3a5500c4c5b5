package mpjdht.node.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mpjdht.message.BroadcastMessage.Shutdown;
import mpjdht.message.ChainMessage.Heard;
import mpjdht.message.FaultMessage;
import mpjdht.node.Detection;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.RecordingOutbox;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.ring.Configuration;
import mpjdht.ring.Placement;
import mpjdht.ring.RingView;
import mpjdht.ring.Xxh3KeySpace;
import mpjdht.store.NodeTable;
import org.junit.jupiter.api.Test;

class MortalReplicaTest {
    private static final Grid GRID = new Grid(3);
    private static final long OWN_TIMER = 1L << 32;
    private static final byte[] END = new Shutdown().encode();

    private final RecordingOutbox outbox = new RecordingOutbox();
    private final MortalReplica<ReplicaMachine> replica = new MortalReplica<>(life -> new ReplicaMachine(
            GRID,
            1,
            life,
            Configuration.initial(RingView.of(0, new long[] {9}, new int[] {1}), new Placement(1, rank -> rank)),
            FlowLimits.ofWindow(8),
            1,
            new Detection(1000),
            new ChainRules(),
            AssignedOverlay.oneHop().host(1, new Xxh3KeySpace(16)),
            () -> new NodeTable(new Xxh3KeySpace(16)),
            Keeping.NOTHING));

    @Test
    void theDeadSayNothingAndBeginAnewInAnotherLife() {
        replica.onIdle(0, outbox);
        replica.crash();
        replica.onTimer(50, 0, outbox);
        replica.onIdle(50, outbox);
        replica.recover();
        replica.recover();
        replica.onIdle(60, outbox);
        // The timer of the life before is nobody's any more.
        replica.onTimer(70, 0, outbox);

        assertThat(replica.life()).isEqualTo(1);
        assertThat(outbox.take())
                .isEqualTo(List.of(
                        "0: Heartbeat[life=0, sentMicros=0, stopped=false]",
                        "timer 0 in 50 us",
                        "0: Heartbeat[life=1, sentMicros=60, stopped=false]",
                        "timer 1 in 50 us"));
    }

    @Test
    void theLivingAndTheDeadHearOfTheEnd() {
        assertThat(replica.finished()).isFalse();
        replica.onMessage(0, Grid.HEAD, END, 0, END.length, outbox);
        assertThat(replica.finished()).isTrue();

        MortalReplica<ReplicaMachine> dead = new MortalReplica<>(life -> null);
        dead.onMessage(0, Grid.HEAD, END, 0, END.length, outbox);
        assertThat(dead.isAlive()).isFalse();
        assertThat(dead.finished()).isTrue();
    }

    @Test
    void aCrashAndAReturnArePlayedOnceEachAndTheDeadAnswerThatAsWell() {
        tell(0, new FaultMessage.Recover(4));
        tell(0, new FaultMessage.Crash(4));
        tell(0, new FaultMessage.Crash(4));
        tell(0, new FaultMessage.Pause(4, 5));
        tell(0, new FaultMessage.Delay(4, 5));
        tell(0, new FaultMessage.Recover(4));

        assertThat(replica.isAlive()).isTrue();
        assertThat(outbox.take())
                .isEqualTo(List.of(
                        "2: FaultPlayed[client=4, done=false, life=0]",
                        "2: FaultPlayed[client=4, done=true, life=0]",
                        "2: FaultPlayed[client=4, done=false, life=0]",
                        "2: FaultPlayed[client=4, done=false, life=0]",
                        "2: FaultPlayed[client=4, done=false, life=0]",
                        "2: FaultPlayed[client=4, done=true, life=1]"));
    }

    @Test
    void aSlowRankSaysEverythingLateAndInOrderEvenWhenItIsQuickAgain() {
        replica.onIdle(0, outbox);
        tell(10, new FaultMessage.Delay(4, 2));
        outbox.take();
        replica.onTimer(50, 0, outbox);
        tell(60, new FaultMessage.Delay(4, 0));
        replica.onTimer(100, 0, outbox);
        replica.onTimer(2049, OWN_TIMER, outbox);
        assertThat(outbox.take())
                .isEqualTo(List.of(
                        "timer " + OWN_TIMER + " in 2000 us",
                        "timer 0 in 50 us",
                        "2: FaultPlayed[client=4, done=true, life=0]",
                        "timer " + OWN_TIMER + " in 1950 us",
                        "timer 0 in 50 us"));

        replica.onTimer(2050, OWN_TIMER, outbox);
        assertThat(outbox.take()).isEqualTo(List.of(beat(50, false), beat(100, false)));
    }

    @Test
    void aSlowRankHearsEverythingLate() {
        replica.onIdle(0, outbox);
        tell(10, new FaultMessage.Delay(4, 1));
        hear(400, 390);
        replica.onTimer(880, 0, outbox);
        replica.onTimer(1400, OWN_TIMER, outbox);
        replica.onTimer(1410, 0, outbox);
        outbox.take();

        // What was said at 390 and came at 400 it has not heard at 880.
        replica.onTimer(2410, OWN_TIMER, outbox);
        assertThat(outbox.take()).isEqualTo(List.of(beat(880, true), beat(1410, true)));
    }

    @Test
    void aRankThatHearsInTimeGoesOn() {
        replica.onIdle(0, outbox);
        hear(400, 390);
        outbox.take();

        replica.onTimer(880, 0, outbox);
        assertThat(outbox.take()).contains(beat(880, false));
    }

    @Test
    void aPausedRankDoesNothingAndThenAllThatCame() {
        replica.onIdle(0, outbox);
        tell(10, new FaultMessage.Pause(4, 1));
        outbox.take();
        replica.onTimer(50, 0, outbox);
        hear(60, 40);
        assertThat(replica.onIdle(70, outbox)).isFalse();
        replica.onTimer(60, OWN_TIMER, outbox);
        assertThat(outbox.take()).containsOnly("timer " + OWN_TIMER + " in 0 us");

        replica.onTimer(1010, OWN_TIMER, outbox);
        assertThat(outbox.take()).isEqualTo(List.of(beat(1010, true), "timer 0 in 50 us"));
    }

    @Test
    void whatTwoRanksSayToEachOtherWaitsUntilTheyReachEachOtherAgain() {
        replica.onIdle(0, outbox);
        tell(10, new FaultMessage.CutOff(4, List.of(0, 5)));
        outbox.take();
        replica.onTimer(50, 0, outbox);
        replica.onTimer(100, 0, outbox);
        hear(110, 60);
        assertThat(outbox.take()).isEqualTo(List.of("timer 0 in 50 us", "timer 0 in 50 us"));

        tell(550, new FaultMessage.Reconnect(4));
        replica.onTimer(550, OWN_TIMER, outbox);
        replica.onTimer(555, 0, outbox);
        assertThat(outbox.take())
                .isEqualTo(List.of(
                        "timer " + OWN_TIMER + " in 0 us",
                        "2: FaultPlayed[client=4, done=true, life=0]",
                        beat(50, false),
                        beat(100, false),
                        beat(555, false),
                        "timer 0 in 50 us"));
    }

    @Test
    void aCrashLosesWhatWaits() {
        replica.onIdle(0, outbox);
        tell(10, new FaultMessage.CutOff(4, List.of(0)));
        replica.onTimer(50, 0, outbox);
        tell(60, new FaultMessage.Crash(4));
        tell(60, new FaultMessage.Reconnect(4));
        outbox.take();

        replica.onTimer(60, OWN_TIMER, outbox);
        assertThat(outbox.take()).isEmpty();
    }

    private static String beat(long micros, boolean stopped) {
        return "0: Heartbeat[life=0, sentMicros=" + micros + ", stopped=" + stopped + "]";
    }

    private void tell(long micros, FaultMessage message) {
        byte[] bytes = message.encode();
        replica.onMessage(micros, 2, bytes, 0, bytes.length, outbox);
    }

    private void hear(long micros, long sentMicros) {
        byte[] bytes = new Heard(sentMicros).encode();
        replica.onMessage(micros, Grid.HEAD, bytes, 0, bytes.length, outbox);
    }
}
