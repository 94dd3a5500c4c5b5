package mpjdht.node.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mpjdht.message.Answer;
import mpjdht.message.BroadcastMessage.CopiesMade;
import mpjdht.message.BroadcastMessage.NodeJoined;
import mpjdht.message.BroadcastMessage.NodeLeft;
import mpjdht.message.BroadcastMessage.Shutdown;
import mpjdht.message.BroadcastMessage.ViewRetired;
import mpjdht.message.ClientMessage.RingPart;
import mpjdht.message.ControlMessage;
import mpjdht.message.FlowMessage.Credit;
import mpjdht.message.MessageKind;
import mpjdht.message.ReplyBatch;
import mpjdht.message.StreamMessage.PieceTaken;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.RecordingOutbox;
import mpjdht.node.StateMachine;
import mpjdht.ring.Arc;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;

class ClientHostTest {
    private final RecordingOutbox outbox = new RecordingOutbox();
    private final RingView view = RingView.of(0, new long[] {100, 200}, new int[] {1, 2});
    private final List<String> heard = new ArrayList<>();
    private final Role role = new Role();
    private final SlowClient first = new SlowClient("first");
    private final SlowClient second = new SlowClient("second");

    @Test
    void reportsARingOnlyWhenEveryClientHasLeftTheOneBefore() {
        ClientHost host = host(Optional.of(role));

        tell(host, new NodeJoined(1, 150, 2));
        assertThat(heard)
                .containsExactly(
                        "role 7",
                        "first announced 1 Arc[after=100, last=150]",
                        "second announced 1 Arc[after=100, last=150]");
        first.arrive();
        host.onIdle(0, outbox);
        assertThat(outbox.take()).isEmpty();

        second.arrive();
        host.onIdle(0, outbox);
        assertThat(outbox.take()).containsExactly("0: ViewInstalled[epoch=1]");
        host.onIdle(0, outbox);
        tell(host, new ViewRetired(0, 1, 1));
        assertThat(outbox.take()).isEmpty();
    }

    @Test
    void countsTheCopiesThatWereMadeAgain() {
        ClientHost host = host(Optional.empty());
        assertThat(host.copiesMade()).isEqualTo(CopiesMade.NONE);

        tell(host, new CopiesMade(2, 30));
        tell(host, new CopiesMade(1, 4));

        assertThat(host.copiesMade()).isEqualTo(new CopiesMade(3, 34));
    }

    @Test
    void reportsInTheMessageThatMakesTheLastClientGoOn() {
        ClientHost host = host(Optional.of(role));
        tell(host, new NodeLeft(1, 200));
        assertThat(heard).contains("first announced 1 Arc[after=100, last=200]");
        first.arrive();
        second.arrivesWithTheNextMessage = true;

        tell(host, new RingPart(1, 0, true, List.of()));

        assertThat(outbox.take()).containsExactly("0: ViewInstalled[epoch=1]");
    }

    @Test
    void aRankWithoutClientsReportsAtOnce() {
        ClientHost host = new ClientHost(view, Optional.of(role), List.of());

        tell(host, new NodeLeft(1, 200));

        assertThat(outbox.take()).containsExactly("0: ViewInstalled[epoch=1]");
    }

    @Test
    void handsAnswersToTheClientWhoseNumberTheyBearAndTheRestToTheRole() {
        ClientHost host = host(Optional.of(role));

        replies(host, 1);
        tell(host, new RingPart(0, 0, true, List.of()));
        tell(host, new Credit(0, 5, 0));
        tell(host, new PieceTaken(1, 5));

        assertThat(heard).containsExactly("second 2", "first 6", "role 12", "second " + MessageKind.TO_STREAM);
    }

    @Test
    void aTimerExpiresAtTheClientWhoseNumberNamesItAndAnyOtherAtTheRole() {
        ClientHost host = host(Optional.of(role));

        host.onTimer(5, ClientHost.timerOf(1), outbox);
        host.onTimer(5, ClientHost.timerOf(0), outbox);
        host.onTimer(5, -1, outbox);
        host.onTimer(5, 0, outbox);
        host.onTimer(5, ClientHost.timerOf(2), outbox);

        assertThat(heard)
                .containsExactly(
                        "second timer",
                        "first timer",
                        "role timer -1",
                        "role timer 0",
                        "role timer " + ClientHost.timerOf(2));
    }

    @Test
    void refusesWhatIsForAClientThatItDoesNotHost() {
        ClientHost host = host(Optional.of(role));

        assertThatThrownBy(() -> replies(host, 2))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("rank 3 spoke to client 2, and there are 2 here");
        assertThatThrownBy(() -> tell(host, new RingPart(-1, 0, true, List.of())))
                .hasMessage("rank 3 spoke to client -1, and there are 2 here");
        assertThat(heard).isEmpty();
    }

    @Test
    void aRankOfClientsAloneRefusesWhatIsForARole() {
        ClientHost host = host(Optional.empty());

        assertThatThrownBy(() -> tell(host, new Credit(0, 5, 0)))
                .hasMessage("the rank of clients got a message of kind 12 from rank 3");
        assertThatThrownBy(() -> host.onTimer(0, 1, outbox)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void refusesARingThatIsNotTheNext() {
        assertThatThrownBy(() -> tell(host(Optional.of(role)), new NodeLeft(2, 200)))
                .hasMessage("the ring of epoch 2 came when 1 was due");
    }

    @Test
    void endsWithItsRoleAndWithoutOneWhenTheHeadSaysSo() {
        ClientHost withRole = host(Optional.of(role));
        tell(withRole, new Shutdown());
        assertThat(withRole.finished()).isFalse();
        role.finished = true;
        assertThat(withRole.finished()).isTrue();

        ClientHost clientsAlone = host(Optional.empty());
        assertThat(clientsAlone.finished()).isFalse();
        tell(clientsAlone, new Shutdown());
        assertThat(clientsAlone.finished()).isTrue();
    }

    @Test
    void isBusyAsLongAsItsRoleOrAnyClientIs() {
        ClientHost host = host(Optional.of(role));
        assertThat(host.onIdle(0, outbox)).isFalse();
        role.busy = true;
        assertThat(host.onIdle(0, outbox)).isTrue();
        role.busy = false;
        first.busy = true;
        assertThat(host.onIdle(0, outbox)).isTrue();
        assertThat(second.idled).isEqualTo(3);
    }

    private ClientHost host(Optional<StateMachine> theRole) {
        return new ClientHost(view, theRole, List.of(first, second));
    }

    private void tell(ClientHost host, ControlMessage message) {
        byte[] bytes = message.encode();
        host.onMessage(0, 3, bytes, 0, bytes.length, outbox);
    }

    private void replies(ClientHost host, int client) {
        ReplyBatch replies = new ReplyBatch(client);
        replies.add(Answer.MISSING, 1, 0, 100);
        host.onMessage(0, 3, replies.bytes(), 0, replies.length(), outbox);
    }

    /** A role that notes the kinds of what it hears. */
    private final class Role implements StateMachine {
        private boolean finished;
        private boolean busy;

        @Override
        public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox out) {
            heard.add("role " + MessageKind.of(bytes, offset, length));
        }

        @Override
        public void onTimer(long nowMicros, long timer, Outbox out) {
            heard.add("role timer " + timer);
        }

        @Override
        public boolean onIdle(long nowMicros, Outbox out) {
            return busy;
        }

        @Override
        public boolean finished() {
            return finished;
        }
    }

    /** A client that goes by a new ring when a test says so. */
    private final class SlowClient implements Client {
        private final String name;
        private boolean settled = true;
        private boolean arrivesWithTheNextMessage;
        private boolean busy;
        private int idled;

        SlowClient(String name) {
            this.name = name;
        }

        void arrive() {
            settled = true;
        }

        @Override
        public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox out) {
            heard.add(name + " " + MessageKind.of(bytes, offset, length));
            if (arrivesWithTheNextMessage) {
                arrive();
            }
        }

        @Override
        public void onTimer(long nowMicros, Outbox out) {
            heard.add(name + " timer");
        }

        @Override
        public boolean onIdle(long nowMicros, Outbox out) {
            idled++;
            return busy;
        }

        @Override
        public void announce(RingView announced, Arc moved, Outbox out) {
            heard.add(name + " announced " + announced.epoch() + " " + moved);
            settled = false;
        }

        @Override
        public boolean isSettled() {
            return settled;
        }
    }
}
