package mpjdht.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import mpjdht.message.HandoverChunk;
import mpjdht.node.ProtocolException;
import mpjdht.node.RecordingOutbox;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.KeyPlace;
import mpjdht.store.NodeTable;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final int GIVER = 2;
    private static final long NODE = 600;

    private final DirectKeySpace space = new DirectKeySpace(1000);
    private final KeyTables tables = new KeyTables(() -> new NodeTable(space));
    private final Arrivals arrivals = new Arrivals(tables);
    private final RecordingOutbox outbox = new RecordingOutbox();

    @Test
    void storesTheChunksOfAChangeInTheirOrderAndConfirmsEach() {
        arrive(1, 0, "5", "a");
        arrive(1, 1, "6", "b");

        assertThat(outbox.take())
                .containsExactly("2: ChunkTaken[change=1, chunk=0]", "2: ChunkTaken[change=1, chunk=1]");
        assertThat(value("5")).isEqualTo("a");
        assertThat(value("6")).isEqualTo("b");
    }

    @Test
    void aChunkThatComesAgainChangesNothing() {
        arrive(1, 0, "5", "a");
        arrive(1, 1, "6", "b");
        put(tables.forNode(NODE), "5", "newer");
        outbox.take();

        arrive(1, 0, "5", "a");
        arrive(1, 0, "7", "c");

        assertThat(outbox.take()).isEmpty();
        assertThat(value("5")).isEqualTo("newer");
        assertThat(value("7")).isNull();
        arrive(1, 2, "8", "d");
        assertThat(outbox.take()).containsExactly("2: ChunkTaken[change=1, chunk=2]");
    }

    @Test
    void aChunkBeforeWhichOneIsMissingIsRefused() {
        arrive(1, 0, "5", "a");

        assertThatThrownBy(() -> arrive(1, 2, "6", "b"))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("rank 2 sent chunk 2 of change 1 of the ring when chunk 1 was due");
        assertThatThrownBy(() -> arrive(2, 1, "6", "b")).hasMessageContaining("when chunk 0 was due");
        assertThat(value("6")).isNull();
    }

    @Test
    void changesThatArriveSideBySideAreCountedEachByItself() {
        arrive(2, 0, "5", "a");
        arrive(1, 0, "6", "b");
        arrive(2, 1, "7", "c");
        arrive(1, 1, "8", "d");

        assertThat(outbox.take()).hasSize(4);
        assertThat(tables.table(NODE).keys()).isEqualTo(4);
    }

    @Test
    void whatComesAfterTheEndOfAChangeChangesNothingAndOthersGoOn() {
        arrive(3, 0, "5", "a");
        arrive(1, 0, "6", "b");
        arrivals.settle(2);
        outbox.take();

        arrive(1, 0, "6", "late");
        arrive(1, 1, "7", "late");
        arrive(2, 0, "7", "late");
        assertThat(outbox.take()).isEmpty();
        assertThat(value("6")).isEqualTo("b");
        assertThat(value("7")).isNull();

        arrive(3, 1, "7", "c");
        assertThat(outbox.take()).containsExactly("2: ChunkTaken[change=3, chunk=1]");
        assertThat(value("7")).isEqualTo("c");
    }

    @Test
    void anEmptyChunkIsConfirmedAndMakesTheTableOfItsNode() {
        HandoverChunk chunk = new HandoverChunk();
        chunk.reset(1, 0, NODE);
        arrivals.take(GIVER, chunk.bytes(), 0, chunk.length(), outbox);

        assertThat(outbox.take()).containsExactly("2: ChunkTaken[change=1, chunk=0]");
        assertThat(tables.table(NODE).keys()).isZero();
    }

    private void arrive(long change, int number, String key, String value) {
        byte[] both = (key + value).getBytes(StandardCharsets.US_ASCII);
        KeyPlace place = new KeyPlace();
        space.locate(both, 0, key.length(), place);
        HandoverChunk chunk = new HandoverChunk();
        chunk.reset(change, number, NODE);
        chunk.add(place.position(), place.hash(), both, 0, key.length(), value.length());
        arrivals.take(GIVER, chunk.bytes(), 0, chunk.length(), outbox);
    }

    private void put(NodeTable table, String key, String value) {
        byte[] both = (key + value).getBytes(StandardCharsets.US_ASCII);
        KeyPlace place = new KeyPlace();
        space.locate(both, 0, key.length(), place);
        table.put(place.hash(), place.position(), both, 0, key.length(), key.length(), value.length());
    }

    private String value(String key) {
        NodeTable table = tables.table(NODE);
        byte[] bytes = key.getBytes(StandardCharsets.US_ASCII);
        KeyPlace place = new KeyPlace();
        space.locate(bytes, 0, bytes.length, place);
        if (!table.find(place.hash(), place.position(), bytes, 0, bytes.length)) {
            return null;
        }
        int at = table.valueOffset();
        return new String(
                Arrays.copyOfRange(table.valueBytes(), at, at + table.valueLength()), StandardCharsets.US_ASCII);
    }
}
