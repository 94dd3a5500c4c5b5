package mpjdht.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import mpjdht.ring.Arc;
import org.junit.jupiter.api.Test;

class TransferChunkTest {
    private static final byte[] ENTRY = "keyvalue".getBytes(StandardCharsets.UTF_8);

    private final TransferChunk chunk = new TransferChunk();
    private final RequestCursor cursor = new RequestCursor();

    @Test
    void theHeaderAndTheKeysReadBack() {
        chunk.reset(-1, 2, new Arc(3, -4), 10, true, -8);
        chunk.number(5, 6);
        chunk.address(7);
        chunk.add(8, 9, ENTRY, 0, 3, 5);
        chunk.markLast();

        byte[] bytes = chunk.bytes();
        TransferChunk.check(chunk.length());
        TransferChunk.open(cursor, bytes, 0, chunk.length());
        assertThat(bytes[0]).isEqualTo(MessageKind.TRANSFER);
        assertThat(TransferChunk.giver(bytes, 0)).isEqualTo(-1);
        assertThat(TransferChunk.taker(bytes, 0)).isEqualTo(2);
        assertThat(TransferChunk.after(bytes, 0)).isEqualTo(3);
        assertThat(TransferChunk.lastPosition(bytes, 0)).isEqualTo(-4);
        assertThat(TransferChunk.afterRank(bytes, 0)).isEqualTo(10);
        assertThat(TransferChunk.sure(bytes, 0)).isTrue();
        assertThat(TransferChunk.ticket(bytes, 0)).isEqualTo(5);
        assertThat(TransferChunk.chunk(bytes, 0)).isEqualTo(6);
        assertThat(TransferChunk.token(bytes, 0)).isEqualTo(7);
        assertThat(TransferChunk.epoch(bytes, 0)).isEqualTo(-8);
        assertThat(TransferChunk.last(bytes, 0)).isTrue();
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.position()).isEqualTo(8);
        assertThat(cursor.hash()).isEqualTo(9);
        assertThat(cursor.keyLength()).isEqualTo(3);
        assertThat(cursor.valueLength()).isEqualTo(5);
        assertThat(cursor.next()).isFalse();
        assertThat(chunk.keys()).isEqualTo(1);
        assertThat(chunk.payloadBytes()).isEqualTo(8);
    }

    @Test
    void aChunkWithoutAHeaderIsRefused() {
        assertThatThrownBy(() -> TransferChunk.check(TransferChunk.HEADER_BYTES - 1))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("67 bytes");
    }
}
