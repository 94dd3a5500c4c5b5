package mpjdht.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import mpjdht.message.Answer;
import mpjdht.message.ReplyBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyBoardTest {

    /** Lengths just above powers of two, which arrays that grow by doubling fit worst. */
    @ParameterizedTest
    @ValueSource(ints = {1 << 18, 1 << 20, 1 << 24})
    void aLargeAnswerTakesAnArrayOfItsOwnLength(int valueBytes) {
        ReplyBatch batch = new ReplyBatch(0);
        batch.add(Answer.FOUND, 1, 0, 1000, new byte[valueBytes], 0, valueBytes);
        ReplyBoard board = new ReplyBoard(1, 0);

        take(board, batch);

        assertThat(board.reply(0).valueLength()).isEqualTo(valueBytes);
        assertThat(board.reply(0).bytes().length).isEqualTo(batch.length());
    }

    @Test
    void theBytesOfALargeAnswerThatWasGivenOutAreNotKeptAlive() {
        ReplyBoard board = new ReplyBoard(16, 0);
        add(board, 0, new byte[1 << 20]);
        add(board, 1, new byte[0]);
        WeakReference<byte[]> large = new WeakReference<>(board.reply(0).bytes());
        board.release(0);
        board.reply(1);
        board.release(1);

        System.gc();

        assertThat(large.get()).isNull();
        assertThat(board.has(0)).isFalse();
    }

    private static void add(ReplyBoard board, int sequence, byte[] value) {
        ReplyBatch batch = new ReplyBatch(0);
        batch.add(Answer.FOUND, 1, sequence, 5, value, 0, value.length);
        take(board, batch);
    }

    private static void take(ReplyBoard board, ReplyBatch batch) {
        board.open(0, 1, batch.bytes(), 0, batch.length());
        while (board.next()) {
            board.keep();
        }
    }
}
