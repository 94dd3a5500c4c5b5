package mpjdht.message;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a WALK asks for and is answered. */
class WalkRecordTest {
    private static RequestCursor walk(byte[] value) {
        RequestBatch batch = new RequestBatch();
        batch.add(Operation.WALK, 1, 2, 3, new byte[1], 0, 1, value, 0, value.length);
        return first(batch);
    }

    private static RequestCursor first(RequestBatch batch) {
        RequestCursor cursor = new RequestCursor();
        cursor.open(batch.bytes(), 0, batch.length());
        assertThat(cursor.next()).isTrue();
        return cursor;
    }

    private static List<String> keys(byte[] answer, int length) {
        List<String> keys = new ArrayList<>();
        WalkRecord.visit(answer, 0, length, (bytes, at, count) -> keys.add(new String(bytes, at, count, US_ASCII)));
        return keys;
    }

    @Test
    void whatIsAskedIsReadAsItWasWritten() {
        RequestBatch batch = new RequestBatch();
        batch.addWalk(7, -3, -1, 100);

        RequestCursor cursor = first(batch);

        assertThat(cursor.operation()).isEqualTo(Operation.WALK);
        assertThat(cursor.sequence()).isEqualTo(7);
        assertThat(cursor.position()).isEqualTo(-3);
        assertThat(WalkRecord.last(cursor)).isEqualTo(-1);
        assertThat(WalkRecord.keys(cursor)).isEqualTo(100);
        assertThat(Operation.changes(cursor.operation())).isFalse();
    }

    @Test
    void keysOfAnyLengthAreReadAsTheyWereAdded() {
        WalkRecord answer = new WalkRecord();
        byte[] long_ = "k".repeat(Sizes.MAX_KEY_BYTES).getBytes(US_ASCII);
        answer.add(new byte[] {'x', 'a', 'b'}, 1, 2);
        answer.add(long_, 0, long_.length);
        answer.add(long_, 0, 257);
        answer.end(-2, 3);

        assertThat(WalkRecord.last(answer.bytes(), 0, answer.length())).isEqualTo(-2);
        assertThat(WalkRecord.keys(answer.bytes(), 0, answer.length())).isEqualTo(3);
        assertThat(keys(answer.bytes(), answer.length()))
                .containsExactly("ab", "k".repeat(Sizes.MAX_KEY_BYTES), "k".repeat(257));
        answer.reset();
        assertThat(keys(answer.bytes(), answer.length())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 11, 13})
    void refusesAWalkThatHasNotTwelveBytes(int length) {
        assertThatThrownBy(() -> WalkRecord.last(walk(new byte[length])))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("a WALK with " + length + " bytes, where it has 12");
    }

    @Test
    void refusesAWalkForFewerThanNoKeys() {
        byte[] value = new byte[12];
        value[11] = (byte) 0x80;

        assertThatThrownBy(() -> WalkRecord.keys(walk(value))).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void anAnswerCutOffAnywhereIsRefusedOrHasFewerKeys() {
        WalkRecord answer = new WalkRecord();
        answer.add("abc".getBytes(US_ASCII), 0, 3);
        answer.add("de".getBytes(US_ASCII), 0, 2);
        for (int length = 0; length < answer.length(); length++) {
            byte[] cut = Arrays.copyOf(answer.bytes(), length);
            int bytes = length;
            if (length == 12 || length == 17) {
                assertThat(keys(cut, bytes)).hasSize(length == 12 ? 0 : 1);
            } else {
                assertThatThrownBy(() -> keys(cut, bytes)).isInstanceOf(MalformedMessageException.class);
            }
        }
    }
}
