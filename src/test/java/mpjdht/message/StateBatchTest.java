package mpjdht.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateBatchTest {

    @Test
    void keysReadBackWithTheirStatesAsTheyWereWritten() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            StateBatch batch = new StateBatch(MessageKind.SPREAD);
            batch.address(random.nextInt(), random.nextLong(), random.nextLong());
            List<String> written = new ArrayList<>();
            int count = random.nextInt(40);
            for (int i = 0; i < count; i++) {
                written.add(addAny(batch, random));
            }

            assertThat(batch.records()).isEqualTo(count);
            assertThat(read(batch.bytes(), 0, batch.length()))
                    .as("seed " + seed)
                    .isEqualTo(written);
        }
    }

    private static String addAny(StateBatch batch, Random random) {
        byte[] key = bytes(random, random.nextInt(20) == 0 ? Sizes.MAX_KEY_BYTES : 1 + random.nextInt(20));
        byte[] state = bytes(random, random.nextInt(20) == 0 ? 100_000 : random.nextInt(20));
        int before = random.nextInt(5);
        byte[] from = new byte[before + key.length + state.length];
        System.arraycopy(key, 0, from, before, key.length);
        System.arraycopy(state, 0, from, before + key.length, state.length);
        int hash = random.nextInt();
        long position = random.nextLong();
        batch.add(hash, position, from, before, key.length, state.length);
        return line(position, hash, key, state);
    }

    @ParameterizedTest
    @ValueSource(bytes = {MessageKind.SPREAD, MessageKind.DIFFERENCES})
    void aBatchTellsItsKindItsNumberTheClockAndWhatItBelongsTo(byte kind) {
        StateBatch batch = new StateBatch(kind);
        batch.add(1, 2, new byte[5], 0, 2, 3);
        batch.address(12, -5, 1L << 50);
        byte[] amid = new byte[batch.length() + 3];
        System.arraycopy(batch.bytes(), 0, amid, 3, batch.length());

        assertThat(MessageKind.of(amid, 3, batch.length())).isEqualTo(kind);
        assertThat(StateBatch.number(amid, 3, batch.length())).isEqualTo(12);
        assertThat(StateBatch.clock(amid, 3, batch.length())).isEqualTo(-5);
        assertThat(StateBatch.purpose(amid, 3, batch.length())).isEqualTo(1L << 50);
        assertThat(read(amid, 3, batch.length())).hasSize(1);
    }

    @Test
    void aBatchThatIsTooShortForItsHeaderIsRefused() {
        byte[] bytes = new byte[StateBatch.HEADER_BYTES];
        assertThat(read(bytes, 0, StateBatch.HEADER_BYTES)).isEmpty();
        for (int length = 0; length < StateBatch.HEADER_BYTES; length++) {
            int cut = length;
            String refusal = "a batch of " + cut + " bytes has no header";
            assertThatThrownBy(() -> StateBatch.number(bytes, 0, cut)).hasMessage(refusal);
            assertThatThrownBy(() -> StateBatch.clock(bytes, 0, cut)).hasMessage(refusal);
            assertThatThrownBy(() -> StateBatch.purpose(bytes, 0, cut)).hasMessage(refusal);
            assertThatThrownBy(() -> read(bytes, 0, cut))
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessage(refusal);
        }
    }

    @Test
    void aKeyThatDoesNotEndInsideItsMessageIsRefused() {
        StateBatch batch = new StateBatch(MessageKind.DIFFERENCES);
        batch.add(1, 2, new byte[20], 0, 3, 17);
        for (int length = StateBatch.HEADER_BYTES + 1; length < batch.length(); length++) {
            int cut = length;
            assertThatThrownBy(() -> read(batch.bytes(), 0, cut)).isInstanceOf(MalformedMessageException.class);
        }
        byte[] longer = Arrays.copyOf(batch.bytes(), batch.length() + 1);
        assertThatThrownBy(() -> read(longer, 0, batch.length() + 1)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void aBatchThatWasEmptiedHasNoKeyAndIsOfItsKind() {
        StateBatch batch = new StateBatch(MessageKind.DIFFERENCES);
        batch.add(1, 2, new byte[5], 0, 2, 3);
        batch.reset();

        assertThat(batch.records()).isZero();
        assertThat(read(batch.bytes(), 0, batch.length())).isEmpty();
        assertThat(MessageKind.of(batch.bytes(), 0, batch.length())).isEqualTo(MessageKind.DIFFERENCES);
    }

    @Test
    void oneKeyOfAnySizeHasRoomAndOthersUpToTheSizeOfABatch() {
        StateBatch batch = new StateBatch(MessageKind.SPREAD);
        assertThat(batch.hasNoRoomFor(Sizes.MAX_KEY_BYTES, Sizes.MAX_VALUE_BYTES))
                .isFalse();
        batch.add(1, 2, new byte[10], 0, 4, 6);

        int room = Sizes.BATCH_BYTES - batch.length() - RequestBatch.RECORD_BYTES;
        assertThat(batch.hasNoRoomFor(4, room - 4)).isFalse();
        assertThat(batch.hasNoRoomFor(4, room - 3)).isTrue();
        batch.add(1, 2, new byte[room - 1], 0, 4, room - 5);
        assertThat(batch.full()).isFalse();
        batch.add(1, 2, new byte[1], 0, 1, 0);
        assertThat(batch.full()).isTrue();
    }

    @Test
    void randomBytesAreReadOrRefusedByName() {
        Random random = new Random(3);
        int refused = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = bytes(random, random.nextInt(100));
            try {
                read(bytes, 0, bytes.length);
            } catch (MalformedMessageException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(40_000);
    }

    private static List<String> read(byte[] message, int offset, int length) {
        StateCursor cursor = new StateCursor();
        cursor.open(message, offset, length);
        List<String> lines = new ArrayList<>();
        while (cursor.next()) {
            assertThat(cursor.recordEnd()).isLessThanOrEqualTo(offset + length);
            lines.add(line(
                    cursor.position(),
                    cursor.hash(),
                    Arrays.copyOfRange(cursor.bytes(), cursor.keyOffset(), cursor.keyOffset() + cursor.keyLength()),
                    Arrays.copyOfRange(
                            cursor.bytes(), cursor.valueOffset(), cursor.valueOffset() + cursor.valueLength())));
        }
        return lines;
    }

    private static String line(long position, int hash, byte[] key, byte[] state) {
        return position + " " + hash + " " + text(key) + "=" + text(state);
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
