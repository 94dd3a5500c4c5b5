package mpjdht.node.eventual;

import static mpjdht.node.eventual.StatesOfRanks.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import mpjdht.message.Operation;
import mpjdht.message.Origin;
import mpjdht.message.PeerMessage.Taken;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.NodeRef;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;

/** Rank 1 leads two arcs: one that it keeps with ranks 2 and 3, and one that it keeps with ranks 3 and 4. */
class ClientAnswersTest {
    private static final int CLIENT = Origin.of(6, 1);
    private static final String OF_2_AND_3 = "5";
    private static final String OF_3_AND_4 = "25";

    /** No clock begins at 0. */
    private static final long NOW = 77_000_000;

    private final KeySpace space = new DirectKeySpace(40);
    private final RingView ring = RingView.of(0, new long[] {10, 20, 30, 40}, new int[] {1, 2, 3, 4});
    private final EventualState state = StatesOfRanks.state(1, space, ring, 3, 2);
    private final Members members = new Members(new Grid(7), 1, 0, ring, state.clock, StatesOfRanks.DETECTION);
    private final Spread spread = new Spread(7, 0, state.clock, state.rules, members);
    private final KeyCommands commands = KeyCommands.of(state);
    private int answered;
    private final Outbox outbox = new Outbox() {
        @Override
        public void send(int to, byte[] bytes, int offset, int length) {
            answered += to == Origin.rank(CLIENT) ? 1 : 0;
        }

        @Override
        public void setTimer(long delayMicros, long timer) {
            throw new IllegalStateException("answers set a timer");
        }
    };

    /** A command is done and told to the others, as the leader does it. */
    private void perform(ClientAnswers answers, int operation, String key) {
        RequestBatch batch = new RequestBatch();
        KeyPlace place = StatesOfRanks.locate(space, key);
        batch.add(operation, 0, place.position(), place.hash(), utf8(key), 0, key.length(), utf8(key), 0, 0);
        RequestCursor cursor = new RequestCursor();
        cursor.open(batch.bytes(), 0, batch.length());
        cursor.next();
        commands.apply(cursor, 0);
        if (commands.wrote()) {
            for (NodeRef member : state.known().members(state.known().index(place.position()))) {
                if (member.rank() != 1) {
                    spread.add(0, member.rank(), place.hash(), place.position(), state.table, outbox);
                }
            }
        }
        answers.add(CLIENT, 1, cursor, 0, commands, outbox);
        spread.flush(0, outbox);
        answers.flush(NOW, outbox);
    }

    private int answeredAfterConfirmation(ClientAnswers answers, int rank, int number) {
        spread.taken(rank, new Taken(1, 0, 0, number));
        answers.release(outbox);
        return answered;
    }

    private ClientAnswers answers(int writeAcks) {
        return new ClientAnswers(state, spread, writeAcks, 1 << 20);
    }

    @Test
    void aWriteThatIsToBeOnOneCopyAndEveryReadIsAnsweredAtOnce() {
        perform(answers(1), Operation.PUT, OF_2_AND_3);
        assertThat(answered).isEqualTo(1);
        perform(answers(3), Operation.GET, OF_2_AND_3);
        assertThat(answered).isEqualTo(2);
    }

    @Test
    void aWriteThatIsToBeOnMoreCopiesIsAnsweredWhenSoManyHaveConfirmedIt() {
        ClientAnswers two = answers(2);
        perform(two, Operation.PUT, OF_2_AND_3);
        assertThat(answered).isZero();
        assertThat(answeredAfterConfirmation(two, 4, 1)).isZero();
        assertThat(answeredAfterConfirmation(two, 3, 1)).isEqualTo(1);
        spread.taken(2, new Taken(1, 0, 0, 1));

        ClientAnswers three = answers(3);
        perform(three, Operation.DELETE, OF_2_AND_3);
        assertThat(answeredAfterConfirmation(three, 3, 2)).isEqualTo(1);
        assertThat(answeredAfterConfirmation(three, 2, 2)).isEqualTo(2);
    }

    @Test
    void anAnswerIsGivenUpWhenNobodyCanWaitForItAnyMoreAndNotBefore() {
        ClientAnswers three = answers(3);
        perform(three, Operation.PUT, OF_2_AND_3);
        three.look(NOW + 1000, 1000);
        spread.taken(2, new Taken(1, 0, 0, 1));
        assertThat(answeredAfterConfirmation(three, 3, 1)).isEqualTo(1);

        perform(three, Operation.PUT, OF_3_AND_4);
        three.look(NOW + 1001, 1000);
        spread.taken(4, new Taken(1, 0, 0, 1));
        assertThat(answeredAfterConfirmation(three, 3, 2)).isEqualTo(1);
    }

    /** Else one rank that is dead would keep the answers of all others from clients. */
    @Test
    void answersThatAreConfirmedDoNotWaitForThoseThatAreNot() {
        ClientAnswers all = answers(3);
        perform(all, Operation.PUT, OF_2_AND_3);
        perform(all, Operation.PUT, OF_3_AND_4);
        answeredAfterConfirmation(all, 3, 1);
        answeredAfterConfirmation(all, 4, 1);

        assertThat(answeredAfterConfirmation(all, 3, 2)).isEqualTo(1);
        assertThat(answeredAfterConfirmation(all, 2, 1)).isEqualTo(2);
    }
}
