package mpjdht.node.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mpjdht.message.Answer;
import mpjdht.message.ContextRecord;
import mpjdht.message.IncrementRecord;
import mpjdht.message.Operation;
import mpjdht.message.ReplyBatch;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.store.CausalContext;
import mpjdht.store.SiblingLimits;
import mpjdht.store.SiblingState;
import mpjdht.store.Siblings;
import mpjdht.store.Version;
import org.junit.jupiter.api.Test;

class SeenContextsTest {
    private static final Siblings STATE = Siblings.EMPTY
            .put(new SiblingLimits(4, 4, 1000), CausalContext.EMPTY, 9, "v".getBytes(US_ASCII), 0, 1)
            .siblings();
    private static final byte[] CONTEXT = STATE.context().toBytes();

    private final SeenContexts seen = new SeenContexts(1000);

    @Test
    void aWriteOfWhatHasNotBeenSeenSaysSo() {
        assertThat(dressed(request(Operation.PUT, "k", "v"), request(Operation.DELETE, "k", "")))
                .containsExactly("k  v", "k  ");
    }

    @Test
    void aReadTellsWhatTheNextWriteReplaces() {
        hear(Operation.GET, Answer.FOUND, SiblingState.of(STATE));

        assertThat(dressed(request(Operation.PUT, "k", "w"), request(Operation.PUT, "other", "w")))
                .containsExactly("k " + Arrays.toString(CONTEXT) + " w", "other  w");
    }

    @Test
    void readsAndCountsGoAsTheyAre() {
        hear(Operation.GET, Answer.FOUND, SiblingState.of(STATE));
        RequestBatch get = request(Operation.GET, "k", "");

        byte[] before = Arrays.copyOf(get.bytes(), get.length());

        RequestBatch dressed = seen.dressed(get);
        assertThat(Arrays.copyOf(dressed.bytes(), dressed.length())).isEqualTo(before);
    }

    @Test
    void anAnswerThatTellsNoContextChangesNothing() {
        hear(Operation.GET, Answer.FOUND, SiblingState.of(STATE));

        hear(Operation.PUT, Answer.STORED, new byte[Version.BYTES]);
        hear(Operation.PUT, Answer.CROWDED, SiblingState.of(STATE.deleteAll()));

        assertThat(dressed(request(Operation.DELETE, "k", ""))).containsExactly("k " + Arrays.toString(CONTEXT) + " ");
    }

    /** A copy that is behind may show nothing of what another one has shown. */
    @Test
    void aReadThatFindsNothingAtAllLeavesNothingSeen() {
        for (int operation : new int[] {Operation.GET, Operation.CAS}) {
            hear(Operation.GET, Answer.FOUND, SiblingState.of(STATE));

            hear(operation, Answer.MISSING, new byte[Version.BYTES]);

            assertThat(dressed(request(Operation.PUT, "k", "w"))).containsExactly("k  w");
        }
    }

    @Test
    void everyAnswerThatTellsAContextIsHeard() {
        byte[] context = Arrays.copyOf(CONTEXT, CONTEXT.length + Version.BYTES);
        byte[] counted = new byte[IncrementRecord.BYTES + context.length];
        System.arraycopy(context, 0, counted, IncrementRecord.BYTES, context.length);
        byte[] state = SiblingState.of(STATE);
        byte[] gone = SiblingState.of(STATE.deleteAll());
        Object[][] answers = {
            {Operation.PUT, Answer.STORED, context},
            {Operation.DELETE, Answer.DELETED, context},
            {Operation.DELETE, Answer.MISSING, context},
            {Operation.GET, Answer.MISSING, gone},
            {Operation.CAS, Answer.MISSING, gone},
            {Operation.CAS, Answer.DIFFERS, state},
            {Operation.CAS, Answer.SWAPPED, context},
            {Operation.INCR, Answer.COUNTED, counted},
        };
        for (Object[] answer : answers) {
            SeenContexts fresh = new SeenContexts(1000);

            hear(fresh, (int) answer[0], (int) answer[1], (byte[]) answer[2]);

            assertThat(dressed(fresh, request(Operation.PUT, "k", "w")))
                    .as(Arrays.toString(answer))
                    .containsExactly("k " + Arrays.toString(CONTEXT) + " w");
        }
    }

    @Test
    void whatWasHeardOfLongestAgoIsForgottenFirst() {
        for (int i = 0; i < 20; i++) {
            hear(seen, "key" + i, Operation.GET, Answer.FOUND, SiblingState.of(STATE));
        }

        assertThat(dressed(request(Operation.PUT, "key0", "w"), request(Operation.PUT, "key19", "w")))
                .containsExactly("key0  w", "key19 " + Arrays.toString(CONTEXT) + " w");
    }

    private void hear(int operation, int outcome, byte[] told) {
        hear(seen, operation, outcome, told);
    }

    private static void hear(SeenContexts contexts, int operation, int outcome, byte[] told) {
        hear(contexts, "k", operation, outcome, told);
    }

    private static void hear(SeenContexts contexts, String key, int operation, int outcome, byte[] told) {
        ReplyBatch replies = new ReplyBatch(0);
        replies.add(outcome, 1, 0, 1000, told, 0, told.length);
        ReplyCursor reply = new ReplyCursor(Version.BYTES);
        reply.open(replies.bytes(), 0, replies.length());
        reply.next();
        contexts.heard(cursor(request(operation, key, "")), reply);
    }

    private List<String> dressed(RequestBatch... requests) {
        return dressed(seen, requests);
    }

    /** Key, context and value of each. */
    private static List<String> dressed(SeenContexts contexts, RequestBatch... requests) {
        List<String> texts = new ArrayList<>();
        for (RequestBatch request : requests) {
            RequestCursor cursor = cursor(contexts.dressed(request));
            byte[] bytes = cursor.bytes();
            int context = ContextRecord.contextOffset(cursor);
            int value = ContextRecord.valueOffset(cursor);
            texts.add(new String(bytes, cursor.keyOffset(), cursor.keyLength(), US_ASCII) + " "
                    + (context == value ? "" : Arrays.toString(Arrays.copyOfRange(bytes, context, value))) + " "
                    + new String(bytes, value, ContextRecord.valueLength(cursor), US_ASCII));
        }
        return texts;
    }

    private static RequestCursor cursor(RequestBatch batch) {
        RequestCursor cursor = new RequestCursor();
        cursor.open(batch.bytes(), 0, batch.length());
        cursor.next();
        return cursor;
    }

    private static RequestBatch request(int operation, String key, String value) {
        RequestBatch batch = new RequestBatch();
        byte[] name = key.getBytes(US_ASCII);
        byte[] content = value.getBytes(US_ASCII);
        batch.add(operation, 0, 1, key.hashCode(), name, 0, name.length, content, 0, content.length);
        return batch;
    }
}
