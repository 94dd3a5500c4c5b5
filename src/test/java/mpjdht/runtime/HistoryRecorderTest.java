package mpjdht.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import mpjdht.history.HistoryWriter;
import mpjdht.message.Answer;
import mpjdht.message.HeadMessage.Finish;
import mpjdht.message.Operation;
import mpjdht.message.ReplyBatch;
import mpjdht.message.RequestBatch;
import mpjdht.node.Outbox;
import mpjdht.node.StateMachine;
import org.junit.jupiter.api.Test;

class HistoryRecorderTest {
    private static final int RANK = 4;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final RequestBatch requests = new RequestBatch();
    private final ReplyBatch replies = new ReplyBatch();
    private final List<String> seen = new ArrayList<>();
    private long nanos = 1000;

    /** Sends the requests, and a word of the control plane, and asks for a timer. */
    private final StateMachine client = new StateMachine() {
        @Override
        public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
            seen.add("message of " + length + " from " + from + " at " + nowMicros);
        }

        @Override
        public void onTimer(long nowMicros, long timer, Outbox outbox) {
            seen.add("timer " + timer + " at " + nowMicros);
        }

        @Override
        public boolean onIdle(long nowMicros, Outbox outbox) {
            outbox.send(0, requests.bytes(), 0, requests.length());
            outbox.send(0, new Finish());
            outbox.setTimer(5, 6);
            return true;
        }

        @Override
        public boolean finished() {
            return true;
        }
    };

    private final Outbox outbox = new Outbox() {
        @Override
        public void send(int to, byte[] bytes, int offset, int length) {
            seen.add("sent " + length + " to " + to);
        }

        @Override
        public void setTimer(long delayMicros, long timer) {
            seen.add("set timer " + timer + " in " + delayMicros);
        }
    };

    private HistoryRecorder recorder(HistoryWriter writer) {
        return new HistoryRecorder(client, 9, writer, () -> nanos += 10);
    }

    private void request(int operation, int sequence, String key, String value) {
        byte[] bytes = (key + value).getBytes(UTF_8);
        requests.add(operation, sequence, 1, 1, bytes, 0, key.length(), bytes, key.length(), value.length());
    }

    private void reply(int outcome, int sequence, String value) {
        byte[] bytes = value.getBytes(UTF_8);
        replies.add(outcome, 0, sequence, 40, bytes, 0, bytes.length);
    }

    @Test
    void aCallIsInvokedWhenItLeavesAndReturnsWhenItsAnswerComes() throws IOException {
        request(Operation.PUT, 0, "k", "v");
        request(Operation.EXPLAIN, 1, "k", "");
        request(Operation.GET, 2, "k", "");
        request(Operation.DELETE, 3, "k", "");
        reply(Answer.DELETED, 3, "");
        reply(Answer.EXPLAINED, 1, "");
        reply(Answer.FOUND, 2, "v");
        reply(Answer.STORED, 0, "");
        try (HistoryWriter writer = new HistoryWriter(written)) {
            HistoryRecorder recorder = recorder(writer);

            recorder.onIdle(1, outbox);
            recorder.onMessage(2, RANK, replies.bytes(), 0, replies.length(), outbox);
        }

        assertThat(written.toString(UTF_8).lines().map(line -> line.replace("\"", "")
                        .replace("{client:9,", "{")))
                .containsExactly(
                        "{seq:0,event:invoke,op:PUT,key:k,value:v,time_ns:10}",
                        "{seq:2,event:invoke,op:GET,key:k,time_ns:10}",
                        "{seq:3,event:invoke,op:DELETE,key:k,time_ns:10}",
                        "{seq:3,event:return,outcome:deleted,node:40,rank:4,time_ns:20}",
                        "{seq:2,event:return,outcome:found,value:v,node:40,rank:4,time_ns:20}",
                        "{seq:0,event:return,outcome:stored,node:40,rank:4,time_ns:20}");
    }

    @Test
    void theNumbersOfCallsGoOnWhereThoseOfMessagesWrap() throws IOException {
        request(Operation.GET, Integer.MAX_VALUE, "k", "");
        request(Operation.GET, Integer.MIN_VALUE, "k", "");
        request(Operation.GET, -1, "k", "");
        request(Operation.GET, 0, "k", "");
        reply(Answer.MISSING, -1, "");
        try (HistoryWriter writer = new HistoryWriter(written)) {
            HistoryRecorder recorder = recorder(writer);

            recorder.onIdle(1, outbox);
            recorder.onMessage(2, RANK, replies.bytes(), 0, replies.length(), outbox);
        }

        assertThat(written.toString(UTF_8).lines().map(line -> line.replaceAll(".*seq\":(\\d+),.*", "$1")))
                .containsExactly("2147483647", "2147483648", "4294967295", "4294967296", "4294967295");
    }

    @Test
    void theClientNoticesNothing() throws IOException {
        request(Operation.GET, 0, "k", "");
        HistoryRecorder recorder = recorder(new HistoryWriter(written));

        assertThat(recorder.onIdle(1, outbox)).isTrue();
        recorder.onMessage(2, RANK, new byte[] {99, 0}, 0, 2, outbox);
        recorder.onTimer(3, 6, outbox);

        assertThat(recorder.finished()).isTrue();
        assertThat(seen)
                .containsExactly(
                        "sent " + requests.length() + " to 0",
                        "sent " + new Finish().encode().length + " to 0",
                        "set timer 6 in 5",
                        "message of 2 from 4 at 2",
                        "timer 6 at 3");
    }

    @Test
    void aHistoryThatCannotBeWrittenIsSaidBeforeTheRequestLeaves() throws IOException {
        request(Operation.PUT, 0, "k", "v".repeat(100_000));
        HistoryRecorder recorder = recorder(new HistoryWriter(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("disk full");
            }
        }));

        assertThatThrownBy(() -> recorder.onIdle(1, outbox))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("the history cannot be written: disk full");
        assertThat(recorder.isBroken()).isTrue();
        assertThat(seen).isEmpty();
    }
}
