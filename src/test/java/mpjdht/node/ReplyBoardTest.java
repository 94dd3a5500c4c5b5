package mpjdht.node;

import static org.assertj.core.api.Assertions.assertThat;

import mpjdht.message.Answer;
import mpjdht.message.ReplyBatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyBoardTest {

    /** Lengths just above powers of two, which arrays that grow by doubling fit worst. */
    @ParameterizedTest
    @ValueSource(ints = {1 << 18, 1 << 20, 1 << 24})
    void aLargeAnswerTakesAnArrayOfItsOwnLength(int valueBytes) {
        ReplyBatch batch = new ReplyBatch();
        batch.add(Answer.FOUND, 1, 0, 1000, new byte[valueBytes], 0, valueBytes);
        ReplyBoard board = new ReplyBoard(1);

        board.add(1, batch.bytes(), 0, batch.length(), 0, 1);
        board.open(0);

        assertThat(board.reply().valueLength()).isEqualTo(valueBytes);
        assertThat(board.reply().bytes().length).isEqualTo(batch.length());
    }
}
