package mpjdht.message;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The records of CAS and INCR. */
class AtomicRecordsTest {
    private static final byte[] KEY = {'k'};

    private final RequestBatch batch = new RequestBatch();

    private RequestCursor first() {
        RequestCursor cursor = new RequestCursor();
        cursor.open(batch.bytes(), 0, batch.length());
        assertThat(cursor.next()).isTrue();
        return cursor;
    }

    private RequestCursor record(int operation, byte[] value) {
        batch.add(operation, 1, 2, 3, KEY, 0, 1, value, 0, value.length);
        return first();
    }

    @ParameterizedTest
    @CsvSource({"old,new", "'',x", "x,''", "'',''"})
    void bothValuesOfACasAreReadAsTheyWereWritten(String old, String replacement) {
        byte[] line = ("CAS key " + old + " " + replacement).getBytes(US_ASCII);
        int newAt = 9 + old.length();
        batch.addSwap(7, 1, 2, line, 4, 3, 8, old.length(), newAt, replacement.length());
        batch.addIncrement(8, 1, 2, KEY, 0, 1, 1);

        RequestCursor cursor = first();

        assertThat(cursor.operation()).isEqualTo(Operation.CAS);
        assertThat(cursor.sequence()).isEqualTo(7);
        assertThat(text(cursor, cursor.keyOffset(), cursor.keyLength())).isEqualTo("key");
        assertThat(text(cursor, SwapRecord.oldOffset(cursor), SwapRecord.oldLength(cursor)))
                .isEqualTo(old);
        assertThat(text(cursor, SwapRecord.newOffset(cursor), SwapRecord.newLength(cursor)))
                .isEqualTo(replacement);
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.next()).isFalse();
        assertThat(batch.records()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"-1,1,<>,c", "-1,0,<>,''", "2,-1,ab,<>", "0,-1,'',<>", "0,0,'',''"})
    void eachValueOfACasIsThereOrAbsent(int oldLength, int newLength, String old, String replacement) {
        batch.addSwap(7, 1, 2, "kabc".getBytes(US_ASCII), 0, 1, 1, oldLength, 3, newLength);

        RequestCursor cursor = first();

        assertThat(
                        SwapRecord.hasOld(cursor)
                                ? text(cursor, SwapRecord.oldOffset(cursor), SwapRecord.oldLength(cursor))
                                : "<>")
                .isEqualTo(old);
        assertThat(
                        SwapRecord.hasNew(cursor)
                                ? text(cursor, SwapRecord.newOffset(cursor), SwapRecord.newLength(cursor))
                                : "<>")
                .isEqualTo(replacement);
        assertThat(cursor.next()).isFalse();
    }

    @Test
    void theHighestBitSaysThatTheOldValueIsAbsentAndTheNextThatTheNewOneIs() {
        batch.addSwap(7, 1, 2, "kabc".getBytes(US_ASCII), 0, 1, 1, SwapRecord.ABSENT, 3, 1);
        assertThat(first().bytes()[first().valueOffset() + 3]).isEqualTo((byte) 0x80);
        batch.reset();
        batch.addSwap(7, 1, 2, "kabc".getBytes(US_ASCII), 0, 1, 1, 2, 3, SwapRecord.ABSENT);

        assertThat(first().bytes()[first().valueOffset() + 3]).isEqualTo((byte) 0x40);
        assertThat(first().valueLength()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({
        "0x80000001,from absent with an old value of 1 bytes and a new one of 1",
        "0xc0000000,from absent to absent with an old value of 0 bytes and a new one of 2",
        "0x40000000,to absent with an old value of 0 bytes and a new one of 2",
        "0x40000001,to absent with an old value of 1 bytes and a new one of 1"
    })
    void refusesACasThatSaysOfAValueThatItIsThereAndAbsent(String header, String why) {
        byte[] value = new byte[6];
        Wire.putInt(value, 0, (int) (long) Long.decode(header));
        RequestCursor cursor = record(Operation.CAS, value);

        assertThatThrownBy(() -> SwapRecord.hasOld(cursor))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("a CAS " + why);
    }

    private static String text(RequestCursor cursor, int offset, int length) {
        return new String(cursor.bytes(), offset, length, US_ASCII);
    }

    @Test
    void aCasIsTheLengthOfTheOldValueInLittleEndianAndBothValues() {
        batch.addSwap(7, 1, 2, "kabc".getBytes(US_ASCII), 0, 1, 1, 2, 3, 1);

        RequestCursor cursor = first();

        assertThat(text(cursor, cursor.valueOffset(), cursor.valueLength())).isEqualTo("\2\0\0\0abc");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 0x0102030405060708L, Long.MAX_VALUE, Long.MIN_VALUE})
    void theNumberOfAnIncrIsReadAsItWasWritten(long by) {
        batch.addIncrement(7, 1, 2, KEY, 0, 1, by);

        assertThat(first().operation()).isEqualTo(Operation.INCR);
        assertThat(IncrementRecord.by(first())).isEqualTo(by);
    }

    @Test
    void aSumIsLittleEndian() {
        byte[] sum = new byte[IncrementRecord.BYTES];

        IncrementRecord.write(0x0102, sum);

        assertThat(sum).containsExactly(2, 1, 0, 0, 0, 0, 0, 0);
        assertThat(IncrementRecord.sum(reply(sum, sum.length))).isEqualTo(0x0102);
    }

    private static ReplyCursor reply(byte[] value, int length) {
        ReplyBatch replies = new ReplyBatch(0);
        replies.add(Answer.COUNTED, 1, 1, 40, value, 0, length);
        ReplyCursor cursor = new ReplyCursor();
        cursor.open(replies.bytes(), 0, replies.length());
        cursor.next();
        return cursor;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void refusesACasWithoutTheLengthOfItsOldValue(int length) {
        RequestCursor cursor = record(Operation.CAS, new byte[length]);

        assertThatThrownBy(() -> SwapRecord.newOffset(cursor))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("a CAS with a value of " + length + " bytes");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, (1 << 30) - 1})
    void refusesACasWhoseOldValueIsLongerThanItsRecord(int oldLength) {
        byte[] value = new byte[6];
        Wire.putInt(value, 0, oldLength);
        RequestCursor cursor = record(Operation.CAS, value);

        assertThatThrownBy(() -> SwapRecord.newOffset(cursor))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("a CAS with an old value of " + oldLength + " bytes where 2 are left");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 9, 16})
    void refusesANumberOfAnIncrThatHasNotEightBytes(int length) {
        RequestCursor cursor = record(Operation.INCR, new byte[length]);

        assertThatThrownBy(() -> IncrementRecord.by(cursor))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("a number of an INCR with " + length + " bytes, where it has 8");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7})
    void refusesASumWithFewerThanEightBytes(int length) {
        assertThatThrownBy(() -> IncrementRecord.sum(reply(new byte[16], length)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("a number of an INCR with " + length + " bytes, where it has 8");
    }
}
