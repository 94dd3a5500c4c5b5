package mpjdht.runtime.gather;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mpjdht.command.Summary;
import mpjdht.command.Verb;
import mpjdht.message.ControlMessage;
import mpjdht.message.GatherMessage.StreamEnded;
import mpjdht.message.ResultPiece;
import mpjdht.message.StreamMessage.Begin;
import mpjdht.message.StreamMessage.PieceTaken;
import mpjdht.node.Outbox;
import mpjdht.node.RecordingOutbox;
import mpjdht.node.client.Client;
import mpjdht.ring.Arc;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;

class StreamedClientTest {
    private static final int GATHERER = 5;
    private static final String PIECE = "5: piece of channel 0 of stream 4 by client 1: ";

    private final RecordingOutbox outbox = new RecordingOutbox();
    private final Summary summary = new Summary();
    private final List<String> happened = new ArrayList<>();
    private final Writing inner = new Writing();
    private final StreamedClient client = new StreamedClient(4, 1, GATHERER, 20, summary);
    private final BufferedOutputStream results = client.writer(ResultPiece.RESULTS, BufferedOutputStream::new);

    @Test
    void doesNothingBeforeItIsTold() throws IOException {
        begin(null);

        assertThat(client.onIdle(0, outbox)).isFalse();
        assertThat(happened).isEmpty();
        tell(new Begin(1, true));
        client.onIdle(0, outbox);

        assertThat(happened).containsExactly("idle");
    }

    @Test
    void abandonsItsCommandsWhenItIsToldNotToRunThem() throws IOException {
        begin(new Begin(1, false));

        assertThat(happened).containsExactly("abandoned");
    }

    @Test
    void sendsWhatItHoldsBackWhenThereIsNothingElseToDo() throws IOException {
        begin(new Begin(1, true));
        results.write("abc".getBytes(StandardCharsets.UTF_8));
        inner.busy = true;
        client.onIdle(0, outbox);
        assertThat(outbox.take()).isEmpty();
        inner.busy = false;

        assertThat(client.onIdle(0, outbox)).isTrue();

        assertThat(outbox.take()).containsExactly(PIECE + "abc");
        assertThat(client.onIdle(0, outbox)).isFalse();
    }

    @Test
    void takesNoResultWhileAnyWaitsForCredit() throws IOException {
        begin(new Begin(1, true));
        results.write("0123456789".getBytes(StandardCharsets.UTF_8));
        client.onIdle(0, outbox);
        results.write("more".getBytes(StandardCharsets.UTF_8));
        client.onIdle(0, outbox);
        assertThat(client.outlet().isReady()).isFalse();
        assertThat(outbox.take()).containsExactly(PIECE + "0123456789");

        tell(new PieceTaken(1, 22));

        assertThat(outbox.take()).containsExactly(PIECE + "more");
        assertThat(client.outlet().isReady()).isTrue();
    }

    @Test
    void isOutWhenAllHasBeenSentAndThenSaysWhatItsCommandsCameTo() throws IOException {
        begin(new Begin(1, true));
        summary.count(Verb.PUT, true);
        results.write("0123456789".getBytes(StandardCharsets.UTF_8));
        client.onIdle(0, outbox);
        assertThat(client.outlet().conclude(1)).isFalse();
        client.onIdle(0, outbox);
        assertThat(outbox.take()).containsExactly(PIECE + "0123456789");
        assertThat(client.outlet().conclude(1)).isFalse();

        tell(new PieceTaken(1, 22));
        assertThat(client.onIdle(0, outbox)).isTrue();

        Summary onePut = new Summary();
        onePut.count(Verb.PUT, true);
        assertThat(outbox.take())
                .containsExactly(
                        "5: piece of channel 2 of stream 4 by client 1: last words\n",
                        "5: " + new StreamEnded(4, onePut.figures()));
        assertThat(client.outlet().conclude(1)).isTrue();
        assertThat(happened).containsOnlyOnce("spoke last");
    }

    @Test
    void tellsNowAndThenHowFarItIs() throws IOException {
        begin(new Begin(1, true));
        for (int i = 0; i < (1 << 16) - 1; i++) {
            summary.count(Verb.PUT, true);
        }
        client.onMessage(0, 2, new byte[] {2}, 0, 1, outbox);
        assertThat(outbox.take()).isEmpty();
        summary.count(Verb.PUT, true);

        client.onMessage(0, 2, new byte[] {2}, 0, 1, outbox);
        client.onMessage(0, 2, new byte[] {2}, 0, 1, outbox);

        assertThat(outbox.take()).containsExactly("5: Standing[stream=4, commands=65536, share=250]");
    }

    private void begin(Begin told) throws IOException {
        client.stream(inner, () -> 0.25, () -> happened.add("abandoned"), () -> {
            happened.add("spoke last");
            client.say("last words");
        });
        if (told != null) {
            tell(told);
        }
    }

    private void tell(ControlMessage message) {
        byte[] bytes = message.encode();
        client.onMessage(0, GATHERER, bytes, 0, bytes.length, outbox);
    }

    /** A client that is busy or not. */
    private final class Writing implements Client {
        private boolean busy;

        @Override
        public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox out) {
            happened.add("message");
        }

        @Override
        public boolean onIdle(long nowMicros, Outbox out) {
            happened.add("idle");
            return busy;
        }

        @Override
        public void announce(RingView view, Arc moved, Outbox out) {
            happened.add("announced");
        }

        @Override
        public boolean isSettled() {
            return true;
        }
    }
}
