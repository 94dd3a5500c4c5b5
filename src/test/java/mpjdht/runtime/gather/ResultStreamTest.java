package mpjdht.runtime.gather;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import mpjdht.message.ResultPiece;
import mpjdht.node.RecordingOutbox;
import org.junit.jupiter.api.Test;

class ResultStreamTest {
    private static final int PIECE = ResultPiece.MAX_BYTES - ResultPiece.HEADER_BYTES;

    private final RecordingOutbox outbox = new RecordingOutbox();
    private final ResultStream stream = new ResultStream(3, 2, 7, 2 * PIECE);

    @Test
    void bytesOfAChannelLeaveInOrderAsSoonAsTheyMakeAPieceAndTheRestWhenItIsFlushed() throws IOException {
        byte[] bytes = new byte[3 * PIECE + 5];
        new Random(1).nextBytes(bytes);
        ResultStream roomy = new ResultStream(3, 2, 7, 10L * PIECE);
        roomy.channel(ResultPiece.RESULTS).write(bytes, 0, 10);
        roomy.channel(ResultPiece.RESULTS).write(bytes, 10, bytes.length - 10);

        assertThat(roomy.send(outbox)).isTrue();
        roomy.flush(outbox);

        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        for (int i = 0; i < 4; i++) {
            byte[] piece = outbox.raw(i);
            assertThat(ResultPiece.stream(piece, 0)).isEqualTo(3);
            assertThat(ResultPiece.client(piece, 0)).isEqualTo(2);
            assertThat(piece.length).isLessThanOrEqualTo(ResultPiece.MAX_BYTES);
            sent.write(piece, ResultPiece.HEADER_BYTES, piece.length - ResultPiece.HEADER_BYTES);
        }
        assertThat(outbox.take()).hasSize(4).allMatch(message -> message.startsWith("7: piece of channel 0"));
        assertThat(sent.toByteArray()).isEqualTo(bytes);
        assertThat(roomy.isEmpty()).isTrue();
    }

    @Test
    void withoutCreditNothingLeavesUntilAPieceIsTaken() throws IOException {
        stream.channel(ResultPiece.RESULTS).write(new byte[4 * PIECE]);

        stream.send(outbox);
        assertThat(outbox.take()).hasSize(2);
        assertThat(stream.isReady()).isFalse();
        assertThat(stream.send(outbox)).isFalse();

        stream.taken(ResultPiece.MAX_BYTES);
        assertThat(stream.send(outbox)).isTrue();
        assertThat(outbox.take()).hasSize(1);
        assertThat(stream.isEmpty()).isFalse();
    }

    @Test
    void channelsDoNotMix() throws IOException {
        stream.channel(ResultPiece.RESULTS).write("re".getBytes(StandardCharsets.UTF_8));
        stream.channel(ResultPiece.WORDS).write("words".getBytes(StandardCharsets.UTF_8));
        stream.channel(ResultPiece.RESULTS).write("sults".getBytes(StandardCharsets.UTF_8));
        stream.channel(ResultPiece.HISTORY).write('h');

        assertThat(stream.send(outbox)).isFalse();
        stream.flush(outbox);

        assertThat(outbox.take())
                .containsExactlyInAnyOrder(
                        "7: piece of channel 0 of stream 3 by client 2: results",
                        "7: piece of channel 1 of stream 3 by client 2: h",
                        "7: piece of channel 2 of stream 3 by client 2: words");
    }
}
