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
import mpjdht.message.Operation;
import mpjdht.message.ReplyBatch;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.SwapRecord;
import mpjdht.node.client.CommandSource;
import mpjdht.node.client.Fence;
import org.junit.jupiter.api.Test;

class HistoryRecorderTest {
    private static final int RANK = 4;
    private static final Fence FENCE = new Fence.Add(3, true, 77);

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final RequestBatch requests = new RequestBatch();
    private final ReplyBatch replies = new ReplyBatch(0);
    private final List<String> seen = new ArrayList<>();
    private long nanos = 1000;

    private final List<Runnable> commands = new ArrayList<>();

    /** Gives the requests one by one, then an ADD, then no more. */
    private final CommandSource source = new CommandSource() {
        private int given;

        @Override
        public Next next(RequestBatch batch, int sequence) {
            int index = given++;
            if (index >= commands.size()) {
                return index == commands.size() ? Next.FENCE : Next.END;
            }
            commands.get(index).run();
            return Next.REQUEST;
        }

        @Override
        public long location() {
            return 11;
        }

        @Override
        public Fence fence() {
            return FENCE;
        }
    };

    private void readAll(CommandSource recorded) {
        while (recorded.next(requests, 0) != CommandSource.Next.END) {
            seen.add("read");
        }
    }

    private HistoryRecorder recorder(HistoryWriter writer) {
        return new HistoryRecorder(9, writer, () -> nanos += 10, 1000);
    }

    private void hear(HistoryRecorder recorder) {
        ReplyCursor reply = new ReplyCursor();
        reply.open(replies.bytes(), 0, replies.length());
        while (reply.next()) {
            recorder.answered(RANK, reply);
        }
    }

    private void request(int operation, int sequence, String key, String value) {
        byte[] bytes = (key + value).getBytes(UTF_8);
        commands.add(() ->
                requests.add(operation, sequence, 1, 1, bytes, 0, key.length(), bytes, key.length(), value.length()));
    }

    private void reply(int outcome, int sequence, String value) {
        byte[] bytes = value.getBytes(UTF_8);
        replies.add(outcome, 0, sequence, 40, bytes, 0, bytes.length);
    }

    @Test
    void aCallIsInvokedWhenItIsReadAndReturnsWhenItsAnswerComes() throws IOException {
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

            readAll(recorder.asking(source));
            hear(recorder);
        }

        assertThat(written.toString(UTF_8).lines().map(line -> line.replace("\"", "")
                        .replace("{client:9,", "{")))
                .containsExactly(
                        "{seq:0,event:invoke,op:PUT,key:k,value:v,time_ns:10}",
                        "{seq:2,event:invoke,op:GET,key:k,time_ns:20}",
                        "{seq:3,event:invoke,op:DELETE,key:k,time_ns:30}",
                        "{seq:3,event:return,outcome:deleted,node:40,rank:4,time_ns:40}",
                        "{seq:2,event:return,outcome:found,value:v,node:40,rank:4,time_ns:50}",
                        "{seq:0,event:return,outcome:stored,node:40,rank:4,time_ns:60}");
    }

    @Test
    void aCasTellsBothValuesAndAnIncrWhatItAddsAndTheSum() throws IOException {
        byte[] sum = {5, 0, 0, 0, 0, 0, 0, 0};
        commands.add(() -> requests.addSwap(0, 1, 1, "koldnew".getBytes(UTF_8), 0, 1, 1, 3, 4, 3));
        commands.add(() -> requests.addIncrement(1, 1, 1, new byte[] {'k'}, 0, 1, -2));
        commands.add(() -> requests.addSwap(2, 1, 1, new byte[] {'k', (byte) 0xFF}, 0, 1, 1, 0, 1, 1));
        commands.add(() -> requests.addIncrement(3, 1, 1, new byte[] {'k'}, 0, 1, 1));
        commands.add(() -> requests.addIncrement(4, 1, 1, new byte[] {'k'}, 0, 1, 1));
        reply(Answer.SWAPPED, 0, "");
        replies.add(Answer.COUNTED, 0, 1, 40, sum, 0, sum.length);
        reply(Answer.DIFFERS, 2, "x");
        reply(Answer.NOT_A_NUMBER, 3, "x");
        reply(Answer.OUT_OF_RANGE, 4, "1");
        try (HistoryWriter writer = new HistoryWriter(written)) {
            HistoryRecorder recorder = recorder(writer);

            readAll(recorder.asking(source));
            hear(recorder);
        }

        assertThat(written.toString(UTF_8).lines().map(line -> line.replace("\"", "")
                        .replaceAll(",(node:40,rank:4,)?time_ns:\\d+", "")
                        .replace("{client:9,", "{")))
                .containsExactly(
                        "{seq:0,event:invoke,op:CAS,key:k,old:old,new:new}",
                        "{seq:1,event:invoke,op:INCR,key:k,by:-2}",
                        "{seq:2,event:invoke,op:CAS,key:k,old:,new_base64:/w==}",
                        "{seq:3,event:invoke,op:INCR,key:k,by:1}",
                        "{seq:4,event:invoke,op:INCR,key:k,by:1}",
                        "{seq:0,event:return,outcome:swapped}",
                        "{seq:1,event:return,outcome:stored,value:5}",
                        "{seq:2,event:return,outcome:differs,value:x}",
                        "{seq:3,event:return,outcome:failed}",
                        "{seq:4,event:return,outcome:failed}");
    }

    @Test
    void aCasFromOrToAbsentSaysSo() throws IOException {
        commands.add(() -> requests.addSwap(0, 1, 1, "knew".getBytes(UTF_8), 0, 1, 1, SwapRecord.ABSENT, 1, 3));
        commands.add(() -> requests.addSwap(1, 1, 1, "kold".getBytes(UTF_8), 0, 1, 1, 3, 0, SwapRecord.ABSENT));
        try (HistoryWriter writer = new HistoryWriter(written)) {
            readAll(recorder(writer).asking(source));
        }

        assertThat(written.toString(UTF_8).lines().map(line -> line.replaceAll(".*\"k\",(.*),\"time.*", "$1")))
                .containsExactly("\"old\":null,\"new\":\"new\"", "\"old\":\"old\",\"new\":null");
    }

    @Test
    void whatIsNoCallIsNotInTheHistoryEvenWhenItFails() throws IOException {
        int keys = 2;
        request(Operation.EXPLAIN, 0, "k", "");
        request(Operation.GET, 1, "k", "");
        request(Operation.GET, keys + 1, "k", "");
        reply(Answer.UNAVAILABLE, 0, "");
        reply(Answer.UNKNOWN, 1, "");
        reply(Answer.UNAVAILABLE, keys, "");
        reply(Answer.MISSING, keys + 1, "");
        try (HistoryWriter writer = new HistoryWriter(written)) {
            HistoryRecorder recorder = recorder(writer);

            readAll(recorder.asking(source));
            hear(recorder);
        }

        assertThat(written.toString(UTF_8)
                        .lines()
                        .map(line -> line.replaceAll(".*\"seq\":(\\d+),\"event\":\"(\\w+)\".*", "$1 $2")))
                .containsExactly("1 invoke", "3 invoke", "1 return", "3 return");
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

            readAll(recorder.asking(source));
            hear(recorder);
        }

        assertThat(written.toString(UTF_8).lines().map(line -> line.replaceAll(".*seq\":(\\d+),.*", "$1")))
                .containsExactly("2147483647", "2147483648", "4294967295", "4294967296", "4294967295");
    }

    @Test
    void aCallOfWhichNobodyKnowsWhetherItWasDoneIsToldAsUnknownAndOneThatWasRefusedAsFailed() throws IOException {
        request(Operation.PUT, 0, "k", "v");
        request(Operation.PUT, 1, "k", "v");
        request(Operation.GET, 2, "k", "");
        reply(Answer.UNKNOWN, 0, "");
        reply(Answer.REFUSED, 1, "");
        reply(Answer.UNAVAILABLE, 2, "");
        try (HistoryWriter writer = new HistoryWriter(written)) {
            HistoryRecorder recorder = recorder(writer);

            readAll(recorder.asking(source));
            hear(recorder);
        }

        assertThat(written.toString(UTF_8)
                        .lines()
                        .filter(line -> line.contains("return"))
                        .map(line -> line.replaceAll(".*\"seq\":(\\d+),.*\"outcome\":\"(\\w+)\".*", "$1 $2")))
                .containsExactly("0 unknown", "1 failed", "2 failed");
    }

    @Test
    void whoTakesTheCommandsNoticesNothing() throws IOException {
        request(Operation.GET, 0, "k", "");
        CommandSource asked = recorder(new HistoryWriter(written)).asking(source);

        readAll(asked);

        assertThat(asked.location()).isEqualTo(11);
        assertThat(asked.fence()).isSameAs(FENCE);
        assertThat(seen).containsExactly("read", "read");
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

        assertThatThrownBy(() -> readAll(recorder.asking(source)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("the history cannot be written: disk full");
        assertThat(recorder.isBroken()).isTrue();
        assertThat(seen).isEmpty();
    }
}
