package mpjdht.node.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mpjdht.message.Answer;
import mpjdht.message.ClientMessage;
import mpjdht.message.ClientMessage.MetricsTold;
import mpjdht.message.ControlCodec;
import mpjdht.message.ControlMessage;
import mpjdht.message.HeadMessage.Finish;
import mpjdht.message.MessageKind;
import mpjdht.message.MetricMessage.TellMetrics;
import mpjdht.message.ReplyBatch;
import mpjdht.metric.Figure;
import mpjdht.metric.JobMetrics;
import mpjdht.metric.RankMetrics;
import mpjdht.metric.Snapshot;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.RecordingOutbox;
import mpjdht.node.StateMachine;
import mpjdht.ring.Configuration;
import mpjdht.ring.Placement;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;

/** What a rank counts, how it tells that, and how it is gathered. */
class MetricsTest extends CommandFrontFixture {
    private static final RingView RING = RingView.of(0, new long[] {1000}, new int[] {1});

    private final RecordingOutbox said = new RecordingOutbox();

    @Test
    void aRankTellsWhatItHasSaidAndWhatHappenedThereWithoutAskingItsRole() {
        Role role = new Role();
        ClientHost host = new ClientHost(RING, Optional.of(role), List.of());
        host.onIdle(0, said);
        host.onTimer(0, 7, said);

        Snapshot told = Snapshot.decode(asked(host).figures());

        assertThat(told.of(Figure.KEYS_MOVED)).isEqualTo(12);
        assertThat(told.messages(MessageKind.TO_HEAD)).isEqualTo(2);
        assertThat(told.bytes(MessageKind.TO_HEAD)).isEqualTo(4);
        assertThat(role.heard).isZero();
        assertThat(host.metrics().snapshot().messages(MessageKind.TO_CLIENT)).isEqualTo(1);
    }

    @Test
    void aRankThatPlaysDeadTellsNothingButThatAndGoesOnCountingWhenItIsBack() {
        Role role = new Role();
        ClientHost host = new ClientHost(RING, Optional.of(role), List.of());
        host.onIdle(0, said);
        role.isAlive = false;

        MetricsTold dead = asked(host);
        assertThat(dead.isAlive()).isFalse();
        assertThat(dead.figures()).isEmpty();

        role.isAlive = true;
        assertThat(Snapshot.decode(asked(host).figures()).of(Figure.KEYS_MOVED)).isEqualTo(12);
    }

    @Test
    void metricsAreAskedOfEveryRankOnceAllBeforeIsAnsweredAndAreThereWhenAllHaveAnswered() {
        CommandFront machine = machine(10, true, "GET", "METRICS", "GET");
        idleUntilQuiet(machine);
        assertThat(sent()).containsExactly("0: requests #0");
        reply(machine, 0);
        idleUntilQuiet(machine);
        assertThat(sent()).containsExactly("0: " + tellMetrics(), "1: " + tellMetrics(), "2: " + tellMetrics());

        tellFrom(2, machine, told(true));
        tellFrom(0, machine, told(true));
        idleUntilQuiet(machine);
        assertThat(results).containsExactly("answered 1");
        tellFrom(1, machine, told(false));
        idleUntilQuiet(machine);

        assertThat(results).containsExactly("answered 1", "metrics 2 without [1]");
        assertThat(sent()).containsExactly("0: requests #1");
    }

    @Test
    void aClientThatMayGiveUpWaitsForMetricsAllTheSame() {
        Configuration copies = Configuration.initial(RING, new Placement(1, rank -> rank));
        for (CommandFront machine : List.of(machine(copies, true, "METRICS"), machineOfMembers(true, "METRICS"))) {
            results.clear();
            idleUntilQuiet(machine);
            nobodyAnswers(machine);
            nobodyAnswers(machine);
            nobodyAnswers(machine);
            assertThat(results).isEmpty();
            for (int rank = 0; rank < 6; rank++) {
                tellFrom(rank, machine, told(rank != 3));
            }
            assertThat(results).containsExactly("metrics 1 without [3]");
        }
    }

    @Test
    void whoWasNotAskedAndTellsAllTheSameFailsTheJob() {
        CommandFront machine = machine(10, true, "METRICS");
        assertThatThrownBy(() -> tellFrom(1, machine, told(true)))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("rank 1 told what it has counted, which nobody had asked it");
    }

    @Test
    void latencyIsTheTimeFromWhenABatchLeavesUntilItsAnswerComesNotUntilThatIsUsed() {
        RankMetrics metrics = new RankMetrics();
        CommandFront machine = machine(10, false, "GET", "GET");
        Outbox counted = new CountingOutbox(metrics).to(said);
        machine.onIdle(100, counted);
        ReplyBatch second = new ReplyBatch(CLIENT);
        second.add(Answer.MISSING, 3, 1, 1000);
        machine.onMessage(150, STORAGE, second.bytes(), 0, second.length(), counted);
        assertThat(metrics.snapshot().operations()).isEmpty();
        ReplyBatch first = new ReplyBatch(CLIENT);
        first.add(Answer.NOT_A_NUMBER, 1, 0, 1000);
        machine.onMessage(900, STORAGE, first.bytes(), 0, first.length(), counted);

        Snapshot told = metrics.snapshot();
        int get = told.operations().get(0);
        assertThat(told.requests(get).done()).isEqualTo(1);
        assertThat(told.requests(get).failed()).isEqualTo(1);
        assertThat(told.requests(get).latency().max()).isEqualTo(50);
        assertThat(told.requests(get).hops().max()).isEqualTo(3);
    }

    @Test
    void theLastMetricsAreGatheredWhenAllOthersAreDoneAndOnlyThenTheHeadHearsOfTheEnd() {
        boolean[] areDone = {false};
        List<JobMetrics> gathered = new ArrayList<>();
        LastMetrics last = new LastMetrics(new Grid(3), 4, () -> areDone[0], gathered::add);
        assertThat(last.onIdle(0, said)).isFalse();
        assertThat(said.take()).isEmpty();

        areDone[0] = true;
        assertThat(last.onIdle(0, said)).isTrue();
        assertThat(last.onIdle(0, said)).isFalse();
        assertThat(said.take())
                .containsExactly("0: TellMetrics[client=4]", "1: TellMetrics[client=4]", "2: TellMetrics[client=4]");

        for (int rank : new int[] {2, 0}) {
            tell(last, rank, told(true));
        }
        assertThat(gathered).isEmpty();
        assertThat(said.take()).isEmpty();
        tell(last, 1, told(false));

        assertThat(gathered).hasSize(1);
        assertThat(gathered.get(0).missing()).containsExactly(1);
        assertThat(said.take()).containsExactly("0: " + new Finish());
        assertThat(last.isSettled()).isTrue();
    }

    private void tell(LastMetrics last, int from, ControlMessage message) {
        byte[] bytes = message.encode();
        last.onMessage(0, from, bytes, 0, bytes.length, said);
    }

    private static MetricsTold told(boolean isAlive) {
        return new MetricsTold(CLIENT, isAlive, isAlive ? Snapshot.NONE.encode() : new byte[0]);
    }

    private static String tellMetrics() {
        return new TellMetrics(CLIENT).toString();
    }

    private MetricsTold asked(ClientHost host) {
        said.take();
        byte[] question = new TellMetrics(0).encode();
        host.onMessage(0, 3, question, 0, question.length, said);
        byte[] answer = said.raw(0);
        return (MetricsTold) ControlCodec.decode(ClientMessage.class, answer, 0, answer.length);
    }

    /** A role to which something happens when it is idle, and which speaks then and when a timer expires. */
    private static final class Role implements StateMachine {
        private boolean isAlive = true;
        private int heard;

        @Override
        public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox out) {
            heard++;
        }

        @Override
        public void onTimer(long nowMicros, long timer, Outbox out) {
            out.send(Grid.HEAD, new Finish());
        }

        @Override
        public boolean onIdle(long nowMicros, Outbox out) {
            out.count(Figure.KEYS_MOVED, 12);
            out.send(Grid.HEAD, new Finish());
            return false;
        }

        @Override
        public boolean isAlive() {
            return isAlive;
        }

        @Override
        public boolean finished() {
            return false;
        }
    }
}
