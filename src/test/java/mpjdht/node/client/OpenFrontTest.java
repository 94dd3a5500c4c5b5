package mpjdht.node.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import mpjdht.message.Answer;
import mpjdht.message.ClientMessage.NodesCounted;
import mpjdht.message.Operation;
import mpjdht.message.ReplyBatch;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.ProtocolException;
import mpjdht.node.RecordingOutbox;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;

/** A client that asks for many, and tells each answer when it comes. */
class OpenFrontTest {
    private static final int STORAGE = 1;
    private static final int CLIENT = 0;

    private final RecordingOutbox outbox = new RecordingOutbox();
    private final Deque<Long> places = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private boolean isClosed;
    private boolean isReady = true;

    private final class Places implements RequestSource {
        private long place;

        @Override
        public Next next(RequestBatch batch, int sequence) {
            if (places.isEmpty()) {
                return isClosed ? Next.END : Next.NOTHING_YET;
            }
            place = places.poll();
            batch.add(Operation.GET, sequence, 5, 5, new byte[] {'k'}, 0, 1, new byte[0], 0, 0);
            return Next.REQUEST;
        }

        @Override
        public long place() {
            return place;
        }
    }

    private final class Answers implements AnswerSink {
        @Override
        public boolean isReady() {
            return isReady;
        }

        @Override
        public void answered(long place, RequestCursor request, ReplyCursor reply, int rank) {
            told.add(place + " " + reply.outcome() + " by " + rank);
        }

        @Override
        public void bringOut() {
            // All is told at once.
        }

        @Override
        public void ended() {
            told.add("ended");
        }
    }

    private OpenFront front(int window, Long... asked) {
        places.addAll(Arrays.asList(asked));
        RingView view = RingView.of(0, new long[] {1000}, new int[] {STORAGE});
        return new OpenFront(
                GridAccess.plain(new Grid(3), 2, CLIENT, view, AssignedOverlay.oneHop(), FlowLimits.ofWindow(window)),
                new Places(),
                new Answers());
    }

    private void idle(OpenFront front) {
        boolean progress;
        do {
            progress = front.onIdle(0, outbox);
        } while (progress);
    }

    private void reply(OpenFront front, int... sequences) {
        ReplyBatch batch = new ReplyBatch(CLIENT);
        for (int sequence : sequences) {
            batch.add(Answer.MISSING, 1, sequence, 1000);
        }
        front.onMessage(0, STORAGE, batch.bytes(), 0, batch.length(), outbox);
    }

    @Test
    void tellsAnAnswerWhoeverAskedBefore() {
        OpenFront front = front(10, 70L, 71L, 72L);
        idle(front);
        reply(front, 2);
        assertThat(told).containsExactly("72 4 by 1");
        reply(front, 1, 0);
        assertThat(told).containsExactly("72 4 by 1", "71 4 by 1", "70 4 by 1");
    }

    @Test
    void asksNoMoreThanItsWindow() {
        OpenFront front = front(2, 70L, 71L, 72L);
        idle(front);
        assertThat(places).containsExactly(72L);
        reply(front, 1);
        idle(front);
        assertThat(places).as("the oldest holds the window").containsExactly(72L);
        reply(front, 0);
        idle(front);
        assertThat(places).isEmpty();
    }

    @Test
    void keepsAnswersThatTheSinkDoesNotTake() {
        OpenFront front = front(10, 70L, 71L);
        idle(front);
        isReady = false;
        reply(front, 1, 0);
        assertThat(told).isEmpty();
        isReady = true;
        idle(front);
        assertThat(told).containsExactly("71 4 by 1", "70 4 by 1");
    }

    @Test
    void endsWhenAllIsAnswered() {
        OpenFront front = front(10, 70L);
        isClosed = true;
        idle(front);
        assertThat(told).isEmpty();
        reply(front, 0);
        idle(front);
        assertThat(told).containsExactly("70 4 by 1", "ended");
        assertThat(outbox.take().toString()).contains("Finish");
        assertThat(front.onIdle(0, outbox)).isFalse();
    }

    @Test
    void isAskedNothingAboutTheRing() {
        OpenFront front = front(10);
        byte[] bytes = new NodesCounted(CLIENT, 1, 3, 1).encode();
        assertThatThrownBy(() -> front.onMessage(0, STORAGE, bytes, 0, bytes.length, outbox))
                .isInstanceOf(ProtocolException.class);
    }
}
