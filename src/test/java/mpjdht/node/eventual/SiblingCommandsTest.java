package mpjdht.node.eventual;

import static mpjdht.node.eventual.StatesOfRanks.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import mpjdht.message.Answer;
import mpjdht.message.IncrementRecord;
import mpjdht.message.MalformedMessageException;
import mpjdht.message.Operation;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.message.Sizes;
import mpjdht.message.SwapRecord;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;
import mpjdht.store.CausalContext;
import mpjdht.store.Conflicts;
import mpjdht.store.SiblingState;
import mpjdht.store.Version;
import org.junit.jupiter.api.Test;

class SiblingCommandsTest {
    private static final byte[] UNSEEN = {};

    private final KeySpace space = new DirectKeySpace(1000);
    private final RingView ring = RingView.of(0, new long[] {500, 1000}, new int[] {1, 2});
    private final EventualState state = StatesOfRanks.state(2, 0, space, ring, 2, 2, Conflicts.SIBLINGS);
    private final KeyCommands commands = KeyCommands.of(state);

    @Test
    void whatNobodyHasSeenStandsBesideTheOthers() {
        put("a", UNSEEN);
        put("b", UNSEEN);

        assertThat(get()).containsExactly("a", "b");
    }

    @Test
    void aPutReplacesWhatItsClientHasSeenAndNothingElse() {
        byte[] sawA = put("a", UNSEEN);
        put("b", UNSEEN);

        put("c", sawA);

        assertThat(get()).containsExactly("b", "c");
    }

    @Test
    void whoHasReadAllReplacesAll() {
        put("a", UNSEEN);
        put("b", UNSEEN);
        byte[] all = contextOfGet();

        byte[] context = put("c", all);

        assertThat(get()).containsExactly("c");
        assertThat(context).isEqualTo(contextOfGet());
    }

    @Test
    void aWriteThatLeavesOthersBesideItTellsNoContext() {
        put("a", UNSEEN);

        assertThat(put("b", UNSEEN)).isEmpty();
    }

    /** The state is as long as before, and is written over the one in which the value lay that stays. */
    @Test
    void norDoesOneWhoseValueTakesAnothersPlace() {
        byte[] sawA = put("a", UNSEEN);
        put("b", UNSEEN);

        assertThat(put("c", sawA)).isEmpty();
        assertThat(put("d", sawA)).isEmpty();
        assertThat(get()).containsExactly("b", "c", "d");
    }

    @Test
    void whoWritesWhatIsThereAlreadyHasSeenIt() {
        put("a", UNSEEN);

        put("b", put("a", UNSEEN));

        assertThat(get()).containsExactly("b");
    }

    @Test
    void aDeleteTakesWhatItsClientHasSeenAndTheRestStays() {
        byte[] sawA = put("a", UNSEEN);
        put("b", UNSEEN);

        delete(sawA);

        assertThat(commands.outcome()).isEqualTo(Answer.DELETED);
        assertThat(get()).containsExactly("b");
    }

    @Test
    void aDeleteOfAClientThatHasSeenNothingTakesAll() {
        put("a", UNSEEN);
        put("b", UNSEEN);

        delete(UNSEEN);

        assertThat(commands.outcome()).isEqualTo(Answer.DELETED);
        assertThat(commands.wrote()).isTrue();
        assertThat(get()).isEmpty();
        assertThat(state.table.forgettable()).isEqualTo(1);
    }

    @Test
    void aDeleteOfWhatIsNotKnownWritesNothing() {
        delete(UNSEEN);

        assertThat(commands.outcome()).isEqualTo(Answer.MISSING);
        assertThat(commands.wrote()).isFalse();
        assertThat(state.table.forgettable()).isZero();
    }

    @Test
    void casAndIncrReplaceTheOneValueThatIsThere() {
        put("5", UNSEEN);

        increment(2);
        assertThat(commands.outcome()).isEqualTo(Answer.COUNTED);
        assertThat(IncrementRecord.sum(
                        Arrays.copyOfRange(commands.bytes(), commands.offset(), commands.offset() + commands.length())))
                .isEqualTo(7);
        swap("7", "x");

        assertThat(commands.outcome()).isEqualTo(Answer.SWAPPED);
        assertThat(get()).containsExactly("x");
        swap("7", "y");
        assertThat(commands.outcome()).isEqualTo(Answer.DIFFERS);
        increment(1);
        assertThat(commands.outcome()).isEqualTo(Answer.NOT_A_NUMBER);
        assertThat(new String(commands.bytes(), commands.offset(), 1, StandardCharsets.UTF_8))
                .isEqualTo("x");
    }

    @Test
    void aCasFromAbsentStoresWhereNothingIsAndOneToAbsentDeletesTheOneValue() {
        swap(null, "a");
        assertThat(commands.outcome()).isEqualTo(Answer.SWAPPED);
        swap(null, "b");
        assertThat(commands.outcome()).isEqualTo(Answer.DIFFERS);
        swap("b", null);
        assertThat(commands.outcome()).isEqualTo(Answer.DIFFERS);
        assertThat(get()).containsExactly("a");

        swap("a", null);

        assertThat(commands.outcome()).isEqualTo(Answer.SWAPPED);
        assertThat(commands.wrote()).isTrue();
        assertThat(get()).isEmpty();
        swap("a", null);
        assertThat(commands.outcome()).isEqualTo(Answer.MISSING);
        swap(null, "c");
        assertThat(get()).containsExactly("c");
    }

    @Test
    void aCasFromAbsentDoesNothingWhereThereAreSeveralValues() {
        put("1", UNSEEN);
        put("2", UNSEEN);

        swap(null, "3");

        assertThat(commands.outcome()).isEqualTo(Answer.SEVERAL);
        assertThat(get()).containsExactly("1", "2");
    }

    @Test
    void casAndIncrDoNothingWhereThereAreSeveralValues() {
        put("1", UNSEEN);
        put("2", UNSEEN);

        swap("1", "3");
        assertThat(commands.outcome()).isEqualTo(Answer.SEVERAL);
        increment(1);

        assertThat(commands.outcome()).isEqualTo(Answer.SEVERAL);
        assertThat(commands.wrote()).isFalse();
        assertThat(get()).containsExactly("1", "2");
    }

    @Test
    void thereAreOnlySoManyUntilSomebodyHasSeenThem() {
        for (int i = 0; i < Sizes.MAX_SIBLINGS; i++) {
            put("v" + i, UNSEEN);
            assertThat(commands.outcome()).isEqualTo(Answer.STORED);
        }

        put("one more", UNSEEN);

        assertThat(commands.outcome()).isEqualTo(Answer.CROWDED);
        assertThat(commands.wrote()).isFalse();
        put("all in one", contextOfGet());
        assertThat(get()).containsExactly("all in one");
    }

    @Test
    void valuesThatAreTooLargeTogetherAreRefused() {
        byte[] large = new byte[Sizes.MAX_SIBLINGS_BYTES];

        apply(write(Operation.PUT, large, UNSEEN));

        assertThat(commands.outcome()).isEqualTo(Answer.CROWDED);
    }

    @Test
    void whoHasGivenUpKeysWritesAsAnotherFromThenOn() {
        byte[] before = put("a", UNSEEN);
        state.drop(state.known().index(place().position()));

        byte[] after = put("b", UNSEEN);

        CausalContext old = CausalContext.read(before, 0, before.length);
        CausalContext fresh = CausalContext.read(after, 0, after.length);
        assertThat(fresh.covers(old)).isFalse();
        assertThat(old.covers(fresh)).isFalse();
    }

    @Test
    void aContextThatIsLongerThanItsRecordIsRefused() {
        RequestBatch batch = write(Operation.PUT, utf8("v"), UNSEEN);
        byte[] bytes = Arrays.copyOf(batch.bytes(), batch.length());
        bytes[batch.length() - 5] = 2;
        RequestCursor cursor = new RequestCursor();
        cursor.open(bytes, 0, bytes.length);
        cursor.next();

        assertThatThrownBy(() -> commands.apply(cursor, 1000))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("a write with a context of 2 bytes where 1 are left");
    }

    private KeyPlace place() {
        return StatesOfRanks.locate(space, "15");
    }

    /** Returns the context that the answer tells. */
    private byte[] put(String value, byte[] context) {
        apply(write(Operation.PUT, utf8(value), context));
        return told();
    }

    private void delete(byte[] context) {
        apply(write(Operation.DELETE, new byte[0], context));
    }

    private byte[] told() {
        return Arrays.copyOfRange(
                commands.bytes(), commands.offset(), commands.offset() + commands.length() - Version.BYTES);
    }

    private List<String> get() {
        apply(request(Operation.GET, new byte[0]));
        return SiblingState.read(commands.bytes(), commands.offset(), commands.length()).values().stream()
                .map(value -> new String(value.copy(), StandardCharsets.UTF_8))
                .toList();
    }

    private byte[] contextOfGet() {
        apply(request(Operation.GET, new byte[0]));
        return SiblingState.read(commands.bytes(), commands.offset(), commands.length())
                .context()
                .toBytes();
    }

    private void swap(String old, String replacement) {
        RequestBatch batch = new RequestBatch();
        byte[] all = utf8("15" + Objects.requireNonNullElse(old, "") + Objects.requireNonNullElse(replacement, ""));
        int newAt = 2 + Math.max(length(old), 0);
        batch.addSwap(7, place().position(), place().hash(), all, 0, 2, 2, length(old), newAt, length(replacement));
        apply(batch);
    }

    private static int length(String value) {
        return value == null ? SwapRecord.ABSENT : value.length();
    }

    private void increment(long by) {
        RequestBatch batch = new RequestBatch();
        batch.addIncrement(7, place().position(), place().hash(), utf8("15"), 0, 2, by);
        apply(batch);
    }

    private RequestBatch write(int operation, byte[] value, byte[] context) {
        RequestBatch plain = request(operation, value);
        RequestCursor cursor = new RequestCursor();
        cursor.open(plain.bytes(), 0, plain.length());
        cursor.next();
        RequestBatch batch = new RequestBatch();
        batch.addWithContext(cursor, context);
        return batch;
    }

    private RequestBatch request(int operation, byte[] value) {
        RequestBatch batch = new RequestBatch();
        batch.add(operation, 7, place().position(), place().hash(), utf8("15"), 0, 2, value, 0, value.length);
        return batch;
    }

    private void apply(RequestBatch batch) {
        RequestCursor cursor = new RequestCursor();
        cursor.open(batch.bytes(), 0, batch.length());
        assertThat(cursor.next()).isTrue();
        commands.apply(cursor, 1000);
    }
}
