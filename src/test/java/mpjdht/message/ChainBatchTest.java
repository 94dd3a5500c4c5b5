package mpjdht.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChainBatchTest {

    @Test
    void recordsReadBackAsTheyWereWritten() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            ChainBatch batch = new ChainBatch();
            batch.address(1 + random.nextInt(9), random.nextLong());
            List<String> written = new ArrayList<>();
            int count = random.nextInt(40);
            for (int i = 0; i < count; i++) {
                written.add(addAny(batch, random));
            }

            assertThat(batch.records()).isEqualTo(count);
            assertThat(read(batch.bytes(), batch.length())).as("seed " + seed).isEqualTo(written);
            assertThat(read(copy(batch).bytes(), batch.length()))
                    .as("seed " + seed)
                    .isEqualTo(written);
        }
    }

    private static String addAny(ChainBatch batch, Random random) {
        long position = random.nextLong();
        int origin = random.nextInt();
        int sequence = random.nextInt();
        int hash = random.nextInt();
        byte[] key = bytes(random, random.nextInt(20) == 0 ? Sizes.MAX_KEY_BYTES : 1 + random.nextInt(20));
        byte[] value = bytes(random, random.nextInt(20) == 0 ? 100_000 : random.nextInt(20));
        byte[] both = Arrays.copyOf(key, key.length + value.length);
        System.arraycopy(value, 0, both, key.length, value.length);
        int outcome = 1 + random.nextInt(200);
        switch (random.nextInt(4)) {
            case 0 -> {
                int hops = random.nextInt(ReplyBatch.MAX_HOPS + 1);
                int entry = ChainEntry.PUT + random.nextInt(3);
                RequestCursor request = request(sequence, position, hash, key);
                long region = random.nextLong();
                long number = random.nextLong();
                batch.add(entry, origin, outcome, hops, region, number, request, value, 0, value.length);
                return line(entry, origin, outcome, hops, region, number, sequence, position, hash, key, value);
            }
            case 1 -> {
                batch.addKey(hash, position, both, 0, key.length, key.length, value.length);
                return line(ChainEntry.COPY, 0, 0, 0, 0, 0, 0, position, hash, key, value);
            }
            case 2 -> {
                long number = random.nextLong();
                batch.addMemory(origin, sequence, outcome, position, number);
                byte[] text = new byte[Long.BYTES];
                Wire.putLong(text, 0, number);
                return line(ChainEntry.MEMORY, origin, outcome, 0, 0, 0, sequence, position, 0, new byte[1], text);
            }
            default -> {
                batch.addMark(ChainEntry.BARRIER, position);
                return line(ChainEntry.BARRIER, 0, 0, 0, 0, 0, 0, position, 0, new byte[1], new byte[0]);
            }
        }
    }

    private static RequestCursor request(int sequence, long position, int hash, byte[] key) {
        RequestBatch requests = new RequestBatch();
        requests.add(Operation.PUT, sequence, position, hash, key, 0, key.length, key, 0, 1);
        RequestCursor request = new RequestCursor();
        request.open(requests.bytes(), 0, requests.length());
        request.next();
        return request;
    }

    /** The same batch, each record passed on. */
    private static ChainBatch copy(ChainBatch batch) {
        ChainBatch copy = new ChainBatch();
        ChainCursor cursor = new ChainCursor();
        cursor.open(batch.bytes(), 0, batch.length());
        while (cursor.next()) {
            copy.add(cursor);
        }
        assertThat(copy.records()).isEqualTo(batch.records());
        assertThat(copy.length()).isEqualTo(batch.length());
        return copy;
    }

    @Test
    void aRecordThatDoesNotEndInsideItsMessageIsRefused() {
        ChainBatch batch = new ChainBatch();
        batch.addMark(ChainEntry.DRAINED, 7);
        for (int length = RequestBatch.HEADER_BYTES + 1; length < batch.length(); length++) {
            int cut = length;
            assertThatThrownBy(() -> read(batch.bytes(), cut)).isInstanceOf(MalformedMessageException.class);
        }
        assertThatThrownBy(() -> read(batch.bytes(), 3)).hasMessageContaining("has no header");
        assertThat(read(batch.bytes(), RequestBatch.HEADER_BYTES)).isEmpty();
    }

    @Test
    void aBatchTellsItsNumberAndItsEpoch() {
        ChainBatch batch = new ChainBatch();
        batch.addMark(ChainEntry.BARRIER, 7);
        batch.address(12, -5);
        byte[] amid = new byte[batch.length() + 3];
        System.arraycopy(batch.bytes(), 0, amid, 3, batch.length());

        assertThat(MessageKind.of(amid, 3, batch.length())).isEqualTo(MessageKind.CHAIN);
        assertThat(ChainBatch.number(amid, 3, batch.length())).isEqualTo(12);
        assertThat(RequestBatch.epoch(amid, 3, batch.length())).isEqualTo(-5);
        assertThatThrownBy(() -> ChainBatch.number(amid, 3, 15)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void aBatchThatWasEmptiedHasNoRecord() {
        ChainBatch batch = new ChainBatch();
        batch.addMark(ChainEntry.BARRIER, 7);
        batch.reset();

        assertThat(batch.records()).isZero();
        assertThat(read(batch.bytes(), batch.length())).isEmpty();
    }

    @Test
    void aMemoryHasANumberAndNothingElseHasOne() {
        ChainBatch batch = new ChainBatch();
        batch.addMemory(1, 2, Answer.COUNTED, 3, Long.MIN_VALUE);
        batch.addMark(ChainEntry.BARRIER, 7);
        ChainCursor cursor = new ChainCursor();
        cursor.open(batch.bytes(), 0, batch.length());

        assertThat(cursor.next()).isTrue();
        assertThat(cursor.number()).isEqualTo(Long.MIN_VALUE);
        assertThat(cursor.next()).isTrue();
        assertThatThrownBy(cursor::number)
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("a number of 0 bytes in a chain");
    }

    @Test
    void randomBytesAreReadOrRefusedByName() {
        Random random = new Random(3);
        int refused = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = bytes(random, random.nextInt(100));
            try {
                read(bytes, bytes.length);
            } catch (MalformedMessageException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(40_000);
    }

    @Test
    void aBatchIsFullAtSixtyFourKibibytes() {
        ChainBatch batch = new ChainBatch();
        byte[] large = new byte[Sizes.BATCH_BYTES];
        batch.addKey(0, 0, large, 0, 1, 1, Sizes.BATCH_BYTES - 70);
        assertThat(batch.full()).isFalse();
        batch.addMark(ChainEntry.BARRIER, 0);
        assertThat(batch.full()).isTrue();
    }

    private static List<String> read(byte[] message, int length) {
        ChainCursor cursor = new ChainCursor();
        cursor.open(message, 0, length);
        List<String> lines = new ArrayList<>();
        while (cursor.next()) {
            assertThat(cursor.recordEnd()).isLessThanOrEqualTo(length);
            lines.add(line(
                    cursor.operation(),
                    cursor.origin(),
                    cursor.outcome(),
                    cursor.hops(),
                    cursor.region(),
                    cursor.writeNumber(),
                    cursor.sequence(),
                    cursor.position(),
                    cursor.hash(),
                    Arrays.copyOfRange(cursor.bytes(), cursor.keyOffset(), cursor.keyOffset() + cursor.keyLength()),
                    Arrays.copyOfRange(
                            cursor.bytes(), cursor.valueOffset(), cursor.valueOffset() + cursor.valueLength())));
        }
        return lines;
    }

    private static String line(
            int entry,
            int origin,
            int outcome,
            int hops,
            long region,
            long number,
            int sequence,
            long position,
            int hash,
            byte[] key,
            byte[] value) {
        return entry + " of " + origin + ": " + outcome + "/" + hops + " " + region + "." + number + " #" + sequence
                + " at " + position + " " + hash + " " + text(key) + "=" + text(value);
    }

    private static String text(byte[] bytes) {
        return bytes.length > 30
                ? bytes.length + " bytes " + Arrays.hashCode(bytes)
                : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
