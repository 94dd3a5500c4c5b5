package mpjdht.service.resp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import mpjdht.message.Answer;
import org.junit.jupiter.api.Test;

/** Answers that come before their turn. */
class TurnsTest {
    private final Told told = new Told();
    private final Turns turns = new Turns(told, () -> 0);

    private void answer(int number, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
        turns.answered(number, Answer.FOUND, bytes, 0, bytes.length);
    }

    private String text() {
        return new String(told.output().bytes(), 0, told.output().length(), StandardCharsets.US_ASCII);
    }

    @Test
    void areToldInTheirOrder() {
        for (int i = 0; i < 20; i++) {
            turns.add(Turn.VALUE);
        }
        StringBuilder expected = new StringBuilder();
        for (int number = 19; number >= 0; number--) {
            assertThat(told.output().length()).isZero();
            answer(number, "v" + number);
        }
        for (int number = 0; number < 20; number++) {
            String value = "v" + number;
            expected.append('$')
                    .append(value.length())
                    .append("\r\n")
                    .append(value)
                    .append("\r\n");
        }
        assertThat(text()).isEqualTo(expected.toString());
        assertThat(turns.size()).isZero();
    }

    @Test
    void keepAnEmptyValueWhenTheRoomOfALargeOneIsGivenUp() {
        for (int i = 0; i < 6; i++) {
            turns.add(Turn.VALUE);
        }
        answer(1, "b".repeat(20 << 10));
        answer(3, "");
        answer(0, "a");
        told.output().reset();
        answer(4, "e".repeat(100));
        answer(2, "c");
        answer(5, "f");
        assertThat(text()).isEqualTo("$1\r\nc\r\n$0\r\n\r\n$100\r\n" + "e".repeat(100) + "\r\n$1\r\nf\r\n");
    }
}
