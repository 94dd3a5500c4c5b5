package mpjdht.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RoutedBatchTest {
    private final RoutedCursor cursor = new RoutedCursor();

    @Test
    void requestsReadBackWithTheirLegsAndTravelOnUnchanged() {
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            RequestBatch requests = new RequestBatch();
            int count = random.nextInt(30);
            for (int i = 0; i < count; i++) {
                byte[] bytes = new byte[1 + random.nextInt(random.nextInt(10) == 0 ? 60_000 : 30)];
                random.nextBytes(bytes);
                int keyLength = 1 + random.nextInt(bytes.length);
                requests.add(
                        1 + random.nextInt(3),
                        random.nextInt(),
                        random.nextLong(),
                        random.nextInt(),
                        bytes,
                        0,
                        keyLength,
                        bytes,
                        keyLength,
                        bytes.length - keyLength);
            }
            RequestCursor plain = new RequestCursor();
            plain.open(requests.bytes(), 0, requests.length());
            RoutedBatch first = new RoutedBatch(MessageKind.ROUTED);
            List<String> expected = new ArrayList<>();
            while (plain.next()) {
                long node = random.nextLong();
                int hops = random.nextInt();
                int origin = random.nextInt();
                expected.add(node + " " + hops + " " + origin + " " + record(plain));
                first.add(node, hops, origin, plain);
            }

            assertThat(first.records()).isEqualTo(count);
            assertThat(MessageKind.of(first.bytes(), 0, first.length())).isEqualTo(MessageKind.ROUTED);
            assertThat(read(first.bytes(), first.length())).as("seed " + seed).isEqualTo(expected);

            RoutedBatch second = new RoutedBatch(MessageKind.ROUTED);
            cursor.open(first.bytes(), 0, first.length());
            while (cursor.next()) {
                second.add(cursor.node(), cursor.hops(), cursor.origin(), cursor);
            }
            assertThat(read(second.bytes(), second.length())).isEqualTo(expected);
        }
    }

    @Test
    void aBatchThatEndsInsideALegOrARecordIsRefused() {
        RoutedBatch batch = twoRequests();
        int firstEnd = RequestBatch.HEADER_BYTES + RoutedBatch.LEG_BYTES + RequestBatch.RECORD_BYTES + 3;
        for (int length = 0; length < batch.length(); length++) {
            int cut = length;
            if (cut == RequestBatch.HEADER_BYTES || cut == firstEnd) {
                assertThat(read(batch.bytes(), cut)).hasSize(cut == firstEnd ? 1 : 0);
            } else {
                assertThatThrownBy(() -> read(batch.bytes(), cut))
                        .as("%d bytes", cut)
                        .isInstanceOf(MalformedMessageException.class);
            }
        }
    }

    @Test
    void aLengthThatCannotBeIsRefused() {
        RoutedBatch batch = twoRequests();
        byte[] bytes = batch.bytes().clone();
        for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, Sizes.MAX_VALUE_BYTES + 1, 1000}) {
            Wire.putInt(bytes, RequestBatch.HEADER_BYTES + RoutedBatch.LEG_BYTES + 20, length);
            assertThatThrownBy(() -> read(bytes, batch.length()))
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessageContaining("a value of " + length + " bytes");
        }
    }

    @Test
    void randomBytesAreReadOrRefusedByName() {
        Random random = new Random(4);
        int refused = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[random.nextInt(100)];
            random.nextBytes(bytes);
            try {
                read(bytes, bytes.length);
            } catch (MalformedMessageException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(45_000);
    }

    @Test
    void hasRoomForAnyRequestWhileItIsEmptyAndElseUpToItsSize() {
        byte[] large = new byte[Sizes.BATCH_BYTES];
        RequestBatch requests = new RequestBatch();
        requests.add(Operation.PUT, 0, 0, 0, large, 0, 1, large, 0, large.length);
        requests.add(Operation.GET, 1, 0, 0, large, 0, 1, large, 0, 0);
        RequestCursor plain = new RequestCursor();
        plain.open(requests.bytes(), 0, requests.length());
        plain.next();
        RoutedBatch batch = new RoutedBatch(MessageKind.ROUTED);
        assertThat(batch.hasNoRoomFor(plain)).isFalse();
        batch.add(1, 1, 1, plain);

        plain.next();
        assertThat(batch.hasNoRoomFor(plain)).isTrue();
        batch.reset();
        assertThat(batch.hasNoRoomFor(plain)).isFalse();
        assertThat(batch.records()).isZero();
    }

    private static RoutedBatch twoRequests() {
        RequestBatch requests = new RequestBatch();
        byte[] bytes = {1, 2, 3};
        requests.add(Operation.PUT, 5, 6, 7, bytes, 0, 1, bytes, 1, 2);
        requests.add(Operation.GET, 6, 6, 7, bytes, 0, 1, bytes, 1, 0);
        RequestCursor plain = new RequestCursor();
        plain.open(requests.bytes(), 0, requests.length());
        RoutedBatch batch = new RoutedBatch(MessageKind.ROUTED);
        while (plain.next()) {
            batch.add(-9, 3, 5, plain);
        }
        return batch;
    }

    private List<String> read(byte[] bytes, int length) {
        cursor.open(bytes, 0, length);
        List<String> lines = new ArrayList<>();
        while (cursor.next()) {
            lines.add(cursor.node() + " " + cursor.hops() + " " + cursor.origin() + " " + record(cursor));
        }
        return lines;
    }

    private static String record(RequestCursor request) {
        return Arrays.toString(Arrays.copyOfRange(request.bytes(), request.recordOffset(), request.recordEnd()));
    }
}
