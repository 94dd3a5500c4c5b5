package mpjdht.node.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mpjdht.message.BroadcastMessage.Shutdown;
import mpjdht.node.Grid;
import mpjdht.node.RecordingOutbox;
import mpjdht.ring.Configuration;
import mpjdht.ring.Placement;
import mpjdht.ring.RingView;
import mpjdht.ring.Xxh3KeySpace;
import mpjdht.store.NodeTable;
import org.junit.jupiter.api.Test;

class MortalReplicaTest {
    private static final Grid GRID = new Grid(3);
    private static final byte[] END = new Shutdown().encode();

    private final RecordingOutbox outbox = new RecordingOutbox();
    private final MortalReplica replica = new MortalReplica(life -> new ReplicaMachine(
            GRID,
            1,
            life,
            Configuration.initial(RingView.of(0, new long[] {9}, new int[] {1}), new Placement(1, rank -> rank)),
            8,
            1,
            new Detection(1000),
            new ChainRules(),
            () -> new NodeTable(new Xxh3KeySpace(16))));

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
                        "0: Heartbeat[life=0, sentMicros=0]",
                        "timer 0 in 50 us",
                        "0: Heartbeat[life=1, sentMicros=60]",
                        "timer 1 in 50 us"));
    }

    @Test
    void theLivingAndTheDeadHearOfTheEnd() {
        assertThat(replica.finished()).isFalse();
        replica.onMessage(0, Grid.HEAD, END, 0, END.length, outbox);
        assertThat(replica.finished()).isTrue();

        MortalReplica dead = new MortalReplica(life -> null);
        dead.onMessage(0, Grid.HEAD, END, 0, END.length, outbox);
        assertThat(dead.isAlive()).isFalse();
        assertThat(dead.finished()).isTrue();
    }
}
