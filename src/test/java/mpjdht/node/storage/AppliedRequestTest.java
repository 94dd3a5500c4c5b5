package mpjdht.node.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import mpjdht.message.Answer;
import mpjdht.message.MalformedMessageException;
import mpjdht.message.Operation;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.message.Sizes;
import mpjdht.message.SwapRecord;
import mpjdht.node.ProtocolException;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.KeyPlace;
import mpjdht.store.NodeTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests make of a table; strings in which a byte is a Latin-1 character. */
class AppliedRequestTest {
    private static final int STEPS = 30_000;
    private static final List<String> VALUES = List.of(
            "", "0", "5", "-7", "07", "x", "9223372036854775806", "9223372036854775807", "-9223372036854775808");
    private static final List<Long> NUMBERS = List.of(0L, 1L, -1L, 100L, Long.MAX_VALUE, Long.MIN_VALUE);

    private final DirectKeySpace space = new DirectKeySpace(1000);
    private final NodeTable table = new NodeTable(space);
    private final AppliedRequest applied = new AppliedRequest(3);
    private final RequestBatch batch = new RequestBatch();
    private final RequestCursor request = new RequestCursor();
    private final KeyPlace place = new KeyPlace();

    private byte[] located(String key, String... values) {
        byte[] bytes = (key + String.join("", values)).getBytes(ISO_8859_1);
        space.locate(bytes, 0, key.length(), place);
        return bytes;
    }

    private String apply(int operation, String key, String value) {
        byte[] bytes = located(key, value);
        batch.add(
                operation,
                0,
                place.position(),
                place.hash(),
                bytes,
                0,
                key.length(),
                bytes,
                key.length(),
                value.length());
        return apply();
    }

    private String swap(String key, String old, String replacement) {
        byte[] bytes = located(key, old == null ? "" : old, replacement == null ? "" : replacement);
        int oldAt = key.length();
        int newAt = oldAt + (old == null ? 0 : old.length());
        batch.addSwap(
                0, place.position(), place.hash(), bytes, 0, oldAt, oldAt, length(old), newAt, length(replacement));
        return apply();
    }

    private static int length(String value) {
        return value == null ? SwapRecord.ABSENT : value.length();
    }

    private String increment(String key, long by) {
        byte[] bytes = located(key);
        batch.addIncrement(0, place.position(), place.hash(), bytes, 0, key.length(), by);
        return apply();
    }

    /** The outcome, and the value of the answer if there is one. */
    private String apply() {
        request.open(batch.bytes(), 0, batch.length());
        request.next();
        applied.apply(request, table, 1000);
        batch.reset();
        int outcome = applied.outcome();
        if (!applied.hasValue()) {
            return "" + outcome;
        }
        String value = new String(
                applied.valueBytes(table), applied.valueOffset(table), applied.valueLength(table), ISO_8859_1);
        return outcome + " " + (outcome == Answer.COUNTED ? number(value) : value);
    }

    private static String number(String littleEndian) {
        String bigEndian = new StringBuilder(littleEndian).reverse().toString();
        return new BigInteger(bigEndian.getBytes(ISO_8859_1)).toString();
    }

    @Test
    void agreesWithAHashMap() {
        Random random = new Random(1);
        Map<String, String> map = new HashMap<>();
        for (int step = 0; step < STEPS; step++) {
            String key = "k" + random.nextInt(6);
            String value = VALUES.get(random.nextInt(VALUES.size()));
            String present = map.get(key);
            switch (random.nextInt(7)) {
                case 0 -> {
                    assertThat(apply(Operation.PUT, key, value)).isEqualTo("" + Answer.STORED);
                    map.put(key, value);
                }
                case 1 ->
                    assertThat(apply(Operation.GET, key, ""))
                            .isEqualTo(present == null ? "" + Answer.MISSING : Answer.FOUND + " " + present);
                case 2 -> {
                    assertThat(apply(Operation.DELETE, key, ""))
                            .isEqualTo("" + (present == null ? Answer.MISSING : Answer.DELETED));
                    map.remove(key);
                }
                case 3 -> {
                    String old = random.nextBoolean() ? VALUES.get(random.nextInt(3)) : present;
                    String after = old == null || random.nextBoolean() ? value : null;
                    assertThat(swap(key, old, after)).isEqualTo(swapped(map, key, old, after));
                }
                case 4 -> assertThat(swap(key, null, value)).isEqualTo(swapped(map, key, null, value));
                case 5 -> {
                    assertThat(apply(Operation.APPEND, key, value)).isEqualTo("" + Answer.STORED);
                    map.merge(key, value, String::concat);
                }
                default -> {
                    long by = NUMBERS.get(random.nextInt(NUMBERS.size()));
                    assertThat(increment(key, by)).isEqualTo(counted(map, key, by));
                }
            }
        }
        assertThat(table.keys()).isEqualTo(map.size());
    }

    /** A key that is not there has the value null. */
    private static String swapped(Map<String, String> map, String key, String old, String replacement) {
        String present = map.get(key);
        if (Objects.equals(old, present)) {
            map.compute(key, (same, before) -> replacement);
            return "" + Answer.SWAPPED;
        }
        return present == null ? "" + Answer.MISSING : Answer.DIFFERS + " " + present;
    }

    private static String counted(Map<String, String> map, String key, long by) {
        String present = map.getOrDefault(key, "0");
        if (!present.matches("0|-?[1-9][0-9]*") || new BigInteger(present).bitLength() > 63) {
            return Answer.NOT_A_NUMBER + " " + present;
        }
        BigInteger sum = new BigInteger(present).add(BigInteger.valueOf(by));
        if (sum.bitLength() > 63) {
            return Answer.OUT_OF_RANGE + " " + present;
        }
        map.put(key, sum.toString());
        return Answer.COUNTED + " " + sum;
    }

    @Test
    void aCasComparesBytesAndNotNumbersOrText() {
        apply(Operation.PUT, "k", "5\0");

        assertThat(swap("k", "5", "x")).isEqualTo(Answer.DIFFERS + " 5\0");
        assertThat(swap("k", "5\0", "\u00FF")).isEqualTo("" + Answer.SWAPPED);
        assertThat(apply(Operation.GET, "k", "")).isEqualTo(Answer.FOUND + " \u00FF");
    }

    @Test
    void anAppendThatWouldBeTooLongChangesNothing() {
        String most = "x".repeat(Sizes.MAX_VALUE_BYTES - 1);
        apply(Operation.PUT, "k", most);

        assertThat(apply(Operation.APPEND, "k", "yz")).isEqualTo("" + Answer.TOO_LONG);
        assertThat(apply(Operation.APPEND, "k", "y")).isEqualTo("" + Answer.STORED);
        assertThat(apply(Operation.APPEND, "k", "z")).isEqualTo("" + Answer.TOO_LONG);
    }

    @Test
    void keysOfAnyLengthAreCounted() {
        for (int length : new int[] {1, 236, 237, 65_536, 3}) {
            String key = "k".repeat(length);

            assertThat(increment(key, Long.MIN_VALUE)).isEqualTo(Answer.COUNTED + " -9223372036854775808");
            assertThat(apply(Operation.GET, key, "")).isEqualTo(Answer.FOUND + " -9223372036854775808");
        }
    }

    @ParameterizedTest
    @CsvSource({"1,abc", "-1,''", "0,1.5", "5,9223372036854775808"})
    void anIncrThatFailsChangesNothing(long by, String value) {
        apply(Operation.PUT, "k", value);

        assertThat(increment("k", by)).isEqualTo(Answer.NOT_A_NUMBER + " " + value);
        assertThat(apply(Operation.GET, "k", "")).isEqualTo(Answer.FOUND + " " + value);
    }

    @ParameterizedTest
    @ValueSource(ints = {Operation.CAS, Operation.INCR})
    void recordsThatCannotBeAreRefusedWhetherTheKeyIsThereOrNot(int operation) {
        assertThatThrownBy(() -> apply(operation, "k", "\7\0\0\0abc")).isInstanceOf(MalformedMessageException.class);
        batch.reset();
        apply(Operation.PUT, "k", "1");

        assertThatThrownBy(() -> apply(operation, "k", "\377\377\377\377abc"))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void anOperationThatIsNoneIsRefused() {
        assertThatThrownBy(() -> apply(99, "k", ""))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("no operation has the code 99");
    }
}
