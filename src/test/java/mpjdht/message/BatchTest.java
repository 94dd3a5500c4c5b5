package mpjdht.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchTest {

    @Test
    void requestsReadBackAsTheyWereWritten() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            RequestBatch batch = new RequestBatch();
            List<String> written = new ArrayList<>();
            int count = random.nextInt(50);
            for (int i = 0; i < count; i++) {
                byte[] key = bytes(random, random.nextInt(20) == 0 ? 65_536 : 1 + random.nextInt(20));
                byte[] value = bytes(random, random.nextInt(20) == 0 ? 100_000 : random.nextInt(20));
                int operation = 1 + random.nextInt(3);
                int sequence = random.nextInt();
                long position = random.nextLong();
                int hash = random.nextInt();
                batch.add(operation, sequence, position, hash, key, 0, key.length, value, 0, value.length);
                written.add(line(operation, sequence, position, hash, key, value));
            }

            assertThat(batch.records()).isEqualTo(count);
            assertThat(read(batch.bytes(), 0, batch.length()))
                    .as("seed " + seed)
                    .isEqualTo(written);
        }
    }

    @Test
    void recordsMoveToAnotherBatchInOnePiece() {
        RequestBatch from = new RequestBatch();
        add(from, 1, "a");
        add(from, 2, "bb");
        add(from, 3, "ccc");
        RequestCursor cursor = new RequestCursor();
        cursor.open(from.bytes(), 0, from.length());
        cursor.next();
        cursor.next();
        int start = cursor.recordOffset();
        RequestBatch to = new RequestBatch();

        to.addAll(from.bytes(), start, from.length() - start, 2);

        assertThat(to.records()).isEqualTo(2);
        assertThat(read(to.bytes(), 0, to.length()))
                .isEqualTo(read(from.bytes(), 0, from.length()).subList(1, 3));
    }

    @Test
    void aRequestThatDoesNotEndInsideItsMessageIsRefused() {
        RequestBatch batch = new RequestBatch();
        add(batch, 1, "key");
        for (int length = RequestBatch.HEADER_BYTES + 1; length < batch.length(); length++) {
            int cut = length;
            assertThatThrownBy(() -> read(batch.bytes(), 0, cut)).isInstanceOf(MalformedMessageException.class);
        }
        assertThatThrownBy(() -> read(batch.bytes(), 0, 3)).hasMessageContaining("has no header");
        assertThat(read(batch.bytes(), 0, RequestBatch.HEADER_BYTES)).isEmpty();
    }

    @Test
    void aBatchKeepsWhoseItIsAndByWhichRingItGoesWhenItIsEmptied() {
        RequestBatch batch = new RequestBatch();
        int origin = Origin.of(32_767, 65_535);
        batch.address(origin, -7);
        add(batch, 1, "key");
        batch.reset();

        assertThat(RequestBatch.origin(batch.bytes(), 0, batch.length())).isEqualTo(origin);
        assertThat(RequestBatch.epoch(batch.bytes(), 0, batch.length())).isEqualTo(-7);
        assertThat(batch.isAddressed(origin, -7)).isTrue();
        assertThat(batch.isAddressed(origin, 7)).isFalse();
        assertThat(batch.isAddressed(0, -7)).isFalse();
        assertThat(Origin.rank(origin)).isEqualTo(32_767);
        assertThat(Origin.client(origin)).isEqualTo(65_535);
        assertThat(MessageKind.of(batch.bytes(), 0, batch.length())).isEqualTo(MessageKind.REQUESTS);
    }

    @Test
    void answersNameTheClientThatTheyAreFor() {
        ReplyBatch replies = new ReplyBatch(65_535);
        replies.add(Answer.MISSING, 1, 2, 3);
        replies.reset();

        assertThat(ReplyBatch.client(replies.bytes(), 0, replies.length())).isEqualTo(65_535);
    }

    @Test
    void aBatchWithoutAHeaderTellsNothing() {
        byte[] bytes = new byte[16];

        assertThatThrownBy(() -> RequestBatch.origin(bytes, 0, 15)).hasMessage("a batch of 15 bytes has no header");
        assertThatThrownBy(() -> RequestBatch.epoch(bytes, 0, 15)).hasMessage("a batch of 15 bytes has no header");
        assertThatThrownBy(() -> ReplyBatch.client(bytes, 0, 7)).hasMessage("a batch of 7 bytes has no header");
    }

    @Test
    void noClientHasANumberThatDoesNotFit() {
        assertThatThrownBy(() -> Origin.of(32_768, 0)).hasMessage("no client has the number 0 on rank 32768");
        assertThatThrownBy(() -> Origin.of(1, 65_536)).hasMessage("no client has the number 65536 on rank 1");
        assertThatThrownBy(() -> Origin.of(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Origin.of(1, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLengthThatCannotBeIsRefusedBeforeAnythingIsRead() {
        RequestBatch batch = new RequestBatch();
        add(batch, 1, "key");
        byte[] bytes = batch.bytes().clone();
        for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, Sizes.MAX_VALUE_BYTES + 1, 1000}) {
            Wire.putInt(bytes, RequestBatch.HEADER_BYTES + 20, length);
            assertThatThrownBy(() -> read(bytes, 0, batch.length()))
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessageContaining("a value of " + length + " bytes");
        }
    }

    @Test
    void randomBytesAreReadOrRefusedByName() {
        Random random = new Random(3);
        ReplyCursor replies = new ReplyCursor();
        int refused = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = bytes(random, random.nextInt(100));
            try {
                read(bytes, 0, bytes.length);
                replies.open(bytes, 0, bytes.length);
                while (replies.next()) {
                    assertThat(replies.valueOffset() + replies.valueLength()).isLessThanOrEqualTo(bytes.length);
                }
            } catch (MalformedMessageException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(90_000);
    }

    @Test
    void answersReadBackAsTheyWereWrittenAndByTheirPlace() {
        ReplyBatch batch = new ReplyBatch(0);
        batch.add(Answer.STORED, 3, 1, 1000);
        batch.add(Answer.FOUND, ReplyBatch.MAX_HOPS, -1, -1, new byte[] {9, 8, 7, 6}, 1, 2);
        batch.add(Answer.MISSING, 1, 3, 0);
        ReplyCursor cursor = new ReplyCursor();
        cursor.open(batch.bytes(), 0, batch.length());

        assertThat(cursor.next()).isTrue();
        int first = cursor.recordOffset();
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.outcome()).isEqualTo(Answer.FOUND);
        assertThat(cursor.hops()).isEqualTo(ReplyBatch.MAX_HOPS);
        assertThat(cursor.sequence()).isEqualTo(-1);
        assertThat(cursor.node()).isEqualTo(-1);
        assertThat(cursor.recordBytes()).isEqualTo(ReplyBatch.RECORD_BYTES + 2);
        assertThat(Arrays.copyOfRange(
                        cursor.bytes(), cursor.valueOffset(), cursor.valueOffset() + cursor.valueLength()))
                .containsExactly(8, 7);
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.next()).isFalse();

        cursor.seek(batch.bytes(), first);
        assertThat(cursor.outcome()).isEqualTo(Answer.STORED);
        assertThat(cursor.node()).isEqualTo(1000);
        assertThat(cursor.hops()).isEqualTo(3);
        assertThat(batch.records()).isEqualTo(3);
    }

    @Test
    void anAnswerThatDoesNotEndInsideItsMessageIsRefused() {
        ReplyBatch batch = new ReplyBatch(0);
        batch.add(Answer.FOUND, 1, 1, 1, new byte[10], 0, 10);
        ReplyCursor cursor = new ReplyCursor();
        for (int length = ReplyBatch.HEADER_BYTES + 1; length < batch.length(); length++) {
            cursor.open(batch.bytes(), 0, length);
            assertThatThrownBy(cursor::next).isInstanceOf(MalformedMessageException.class);
        }
        assertThatThrownBy(() -> cursor.open(batch.bytes(), 0, 2)).hasMessageContaining("has no header");
    }

    @Test
    void aChunkTellsItsChangeItsNumberItsTakerAndWhetherItIsTheLast() {
        HandoverChunk chunk = new HandoverChunk();
        chunk.reset(1L << 40, 3, -7);
        chunk.add(5, 6, new byte[] {1, 2, 3, 4, 5}, 1, 1, 3);
        RequestCursor cursor = new RequestCursor();
        HandoverChunk.open(cursor, chunk.bytes(), 0, chunk.length());

        assertThat(HandoverChunk.change(chunk.bytes(), 0)).isEqualTo(1L << 40);
        assertThat(HandoverChunk.chunk(chunk.bytes(), 0)).isEqualTo(3);
        assertThat(HandoverChunk.toNode(chunk.bytes(), 0)).isEqualTo(-7);
        assertThat(HandoverChunk.last(chunk.bytes(), 0)).isFalse();
        chunk.markLast();
        assertThat(HandoverChunk.last(chunk.bytes(), 0)).isTrue();
        assertThat(chunk.keys()).isEqualTo(1);
        assertThat(chunk.payloadBytes()).isEqualTo(4);
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.keyLength()).isEqualTo(1);
        assertThat(cursor.valueLength()).isEqualTo(3);
        assertThat(cursor.bytes()[cursor.valueOffset()]).isEqualTo((byte) 3);
        assertThat(cursor.next()).isFalse();
        chunk.reset(1, 0, 1);
        assertThat(HandoverChunk.last(chunk.bytes(), 0)).isFalse();
    }

    @Test
    void aBatchIsFullAtSixtyFourKibibytesAndShrinksOnceALargeValueHasLeft() {
        RequestBatch batch = new RequestBatch();
        ReplyBatch replies = new ReplyBatch(0);
        byte[] large = new byte[Sizes.MAX_VALUE_BYTES];

        batch.add(Operation.PUT, 0, 0, 0, new byte[1], 0, 1, large, 0, Sizes.BATCH_BYTES - 42);
        replies.add(Answer.FOUND, 1, 0, 0, large, 0, Sizes.BATCH_BYTES - 38);
        assertThat(batch.full()).isFalse();
        assertThat(replies.full()).isFalse();
        batch.add(Operation.PUT, 0, 0, 0, new byte[1], 0, 1, large, 0, large.length);
        replies.add(Answer.FOUND, 1, 0, 0, large, 0, large.length);
        assertThat(batch.full()).isTrue();
        assertThat(replies.full()).isTrue();
        assertThat(batch.length()).isLessThanOrEqualTo(Sizes.MAX_MESSAGE_BYTES);
        batch.reset();
        replies.reset();

        assertThat(batch.bytes().length).isLessThanOrEqualTo(2 * Sizes.BATCH_BYTES);
        assertThat(replies.bytes().length).isLessThanOrEqualTo(2 * Sizes.BATCH_BYTES);
    }

    @Test
    void aBatchRefusesToGrowPastTheLongestMessage() {
        RequestBatch batch = new RequestBatch();
        byte[] large = new byte[Sizes.MAX_VALUE_BYTES];
        batch.add(Operation.PUT, 0, 0, 0, new byte[1], 0, 1, large, 0, large.length);

        assertThatThrownBy(() -> batch.add(Operation.PUT, 0, 0, 0, new byte[1], 0, 1, large, 0, large.length))
                .hasMessageContaining("cannot grow past");
    }

    private static void add(RequestBatch batch, int sequence, String key) {
        byte[] bytes = key.getBytes(StandardCharsets.US_ASCII);
        batch.add(Operation.GET, sequence, 7, 8, bytes, 0, bytes.length, bytes, 0, 0);
    }

    private static List<String> read(byte[] message, int offset, int length) {
        RequestCursor cursor = new RequestCursor();
        cursor.open(message, offset, length);
        List<String> lines = new ArrayList<>();
        while (cursor.next()) {
            assertThat(cursor.recordEnd()).isLessThanOrEqualTo(offset + length);
            lines.add(line(
                    cursor.operation(),
                    cursor.sequence(),
                    cursor.position(),
                    cursor.hash(),
                    Arrays.copyOfRange(cursor.bytes(), cursor.keyOffset(), cursor.keyOffset() + cursor.keyLength()),
                    Arrays.copyOfRange(
                            cursor.bytes(), cursor.valueOffset(), cursor.valueOffset() + cursor.valueLength())));
        }
        return lines;
    }

    private static String line(int operation, int sequence, long position, int hash, byte[] key, byte[] value) {
        return operation + " " + sequence + " " + position + " " + hash + " " + key.length + " " + Arrays.hashCode(key)
                + " " + value.length + " " + Arrays.hashCode(value);
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
