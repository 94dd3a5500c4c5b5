package mpjdht.runtime.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mpjdht.message.BroadcastMessage.NodeLeft;
import mpjdht.message.BroadcastMessage.Shutdown;
import mpjdht.message.ControlMessage;
import mpjdht.message.GatherMessage.Standing;
import mpjdht.message.GatherMessage.StreamEnded;
import mpjdht.message.MalformedMessageException;
import mpjdht.message.Origin;
import mpjdht.message.ResultPiece;
import mpjdht.node.RecordingOutbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultGathererTest {
    private final RecordingOutbox outbox = new RecordingOutbox();
    private final List<String> gathered = new ArrayList<>();
    private final ResultGatherer gatherer =
            new ResultGatherer(List.of(Origin.of(1, 0), Origin.of(2, 3)), true, new Notes());

    @Test
    void letsEveryClientBeginOnce() {
        assertThat(gatherer.onIdle(0, outbox)).isTrue();
        assertThat(gatherer.onIdle(0, outbox)).isFalse();

        assertThat(outbox.take()).containsExactly("1: Begin[client=0, runs=true]", "2: Begin[client=3, runs=true]");
    }

    @Test
    void handsOnWhatComesAndReportsItAsTaken() {
        piece(1, ResultPiece.WORDS, 0, "words");
        tell(new Standing(1, 70_000, 500));

        assertThat(gathered).containsExactly("0/2 words", "1 at 70000, 500");
        assertThat(outbox.take()).containsExactly("1: PieceTaken[client=9, bytes=17]");
    }

    @Test
    void concludesOnceWhenEveryStreamHasEndedAndEndsWithTheJob() {
        gatherer.onIdle(0, outbox);
        outbox.take();
        tell(new StreamEnded(1, List.of(5L)));
        assertThat(gatherer.onIdle(0, outbox)).isFalse();
        tell(new StreamEnded(0, List.of(6L)));

        assertThat(gatherer.onIdle(0, outbox)).isTrue();
        assertThat(gatherer.onIdle(0, outbox)).isFalse();

        assertThat(gathered).containsExactly("1 ended [5]", "0 ended [6]", "conclude");
        assertThat(outbox.take()).containsExactly("0: Finish[]");
        tell(new NodeLeft(1, 7));
        assertThat(gatherer.finished()).isFalse();
        tell(new Shutdown());
        assertThat(gatherer.finished()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-1", "2", "1"})
    void refusesWhatIsOfNoStreamThatIsOpen(int stream) {
        tell(new StreamEnded(1, List.of()));

        assertThatThrownBy(() -> piece(1, ResultPiece.RESULTS, stream, "x"))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("results of stream " + stream + ", which is none of 2 that have not ended");
        assertThatThrownBy(() -> tell(new Standing(stream, 0, 0))).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> tell(new StreamEnded(stream, List.of())))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void refusesAPieceThatIsNone() {
        assertThatThrownBy(() -> piece(1, 3, 0, "x")).hasMessage("a piece of results of channel 3");
        byte[] cut = {15, 0, 0, 0, 0};
        assertThatThrownBy(() -> gatherer.onMessage(0, 1, cut, 0, cut.length, outbox))
                .hasMessage("a piece of results of 5 bytes");
        byte[] stranger = {2, 0};
        assertThatThrownBy(() -> gatherer.onMessage(0, 1, stranger, 0, 2, outbox))
                .hasMessage("the gathering rank got a message of kind 2 from rank 1");
    }

    private void piece(int from, int channel, int stream, String text) {
        byte[] bytes = new byte[ResultPiece.HEADER_BYTES + text.length()];
        ResultPiece.writeHeader(bytes, channel, stream, 9);
        System.arraycopy(text.getBytes(StandardCharsets.UTF_8), 0, bytes, ResultPiece.HEADER_BYTES, text.length());
        gatherer.onMessage(0, from, bytes, 0, bytes.length, outbox);
    }

    private void tell(ControlMessage message) {
        byte[] bytes = message.encode();
        gatherer.onMessage(0, 1, bytes, 0, bytes.length, outbox);
    }

    private final class Notes implements ResultGatherer.Gathered {
        @Override
        public void take(int stream, int channel, byte[] bytes, int offset, int length) {
            gathered.add(stream + "/" + channel + " " + new String(bytes, offset, length, StandardCharsets.UTF_8));
        }

        @Override
        public void stands(int stream, long commands, int share) {
            gathered.add(stream + " at " + commands + ", " + share);
        }

        @Override
        public void ended(int stream, List<Long> figures) {
            gathered.add(stream + " ended " + figures);
        }

        @Override
        public void conclude() {
            gathered.add("conclude");
        }
    }
}
