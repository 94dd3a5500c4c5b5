package mpjdht.node.eventual;

import static mpjdht.node.eventual.StatesOfRanks.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import mpjdht.message.Answer;
import mpjdht.message.IncrementRecord;
import mpjdht.message.KeyVersion;
import mpjdht.message.Operation;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.message.SwapRecord;
import mpjdht.message.WalkRecord;
import mpjdht.node.ProtocolException;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;
import mpjdht.store.Version;
import org.junit.jupiter.api.Test;

class KeyCommandsTest {
    private static final int RANK = 2;
    private static final int LIFE = 3;
    private static final String[] VALUES = {
        "", "a", "b", "0", "7", "-3", "007", "9223372036854775807", "-9223372036854775808"
    };

    private final KeySpace space = new DirectKeySpace(1000);
    private final EventualState state =
            StatesOfRanks.state(RANK, LIFE, space, RingView.of(0, new long[] {500, 1000}, new int[] {1, RANK}), 2, 2);
    private final KeyCommands commands = KeyCommands.of(state);
    private final Map<String, Naive> naive = new HashMap<>();

    /** What there is of a key; no value when it is deleted. */
    private record Naive(Optional<String> value, KeyVersion version) {}

    @Test
    void everySeedAgreesWithAMap() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            for (int step = 0; step < 100; step++) {
                String key = "key-" + random.nextInt(6);
                int action = random.nextInt(14);
                if (action == 0) {
                    mergeOfAnother(key, random);
                } else {
                    String value = VALUES[random.nextInt(VALUES.length)];
                    switch (action) {
                        case 1, 2, 3 -> put(key, value);
                        case 4, 5 -> get(key);
                        case 6, 7 -> delete(key);
                        case 8, 9 -> swap(key, Optional.of(value), drawn(random));
                        case 10 -> swap(key, Optional.empty(), Optional.of(value));
                        default -> increment(key, by(random));
                    }
                }
            }
        }
        assertThat(state.table.forgettable())
                .isEqualTo(naive.values().stream()
                        .filter(known -> known.value().isEmpty())
                        .count());
    }

    private static Optional<String> drawn(Random random) {
        return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(VALUES[random.nextInt(VALUES.length)]);
    }

    private static long by(Random random) {
        long[] some = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, random.nextInt(100)};
        return some[random.nextInt(some.length)];
    }

    private void mergeOfAnother(String key, Random random) {
        // An equal time with another writer is newer or older by the writer.
        KeyVersion before = version(key);
        int writer = random.nextInt(5);
        long time = before.time() + random.nextInt(5) - 2;
        String value = random.nextInt(3) == 0 ? null : VALUES[random.nextInt(VALUES.length)];
        if (time < 1 || (time == before.time() && writer == before.writer())) {
            return;
        }
        StatesOfRanks.merge(state, space, key, value, time, writer);
        state.clock.heard(time);
        if (time > before.time() || (time == before.time() && Integer.compareUnsigned(writer, before.writer()) > 0)) {
            naive.put(key, new Naive(Optional.ofNullable(value), new KeyVersion(time, writer)));
        }
    }

    private Optional<String> value(String key) {
        return Optional.ofNullable(naive.get(key)).flatMap(Naive::value);
    }

    private KeyVersion version(String key) {
        return naive.containsKey(key) ? naive.get(key).version() : new KeyVersion(0, 0);
    }

    private void put(String key, String value) {
        apply(request(Operation.PUT, key, utf8(value)));
        requireWritten(key, Optional.of(value), Answer.STORED, "");
    }

    private void get(String key) {
        apply(request(Operation.GET, key, new byte[0]));
        requireSeen(key, value(key).isPresent() ? Answer.FOUND : Answer.MISSING);
    }

    private void delete(String key) {
        boolean was = value(key).isPresent();
        apply(request(Operation.DELETE, key, new byte[0]));
        requireWritten(key, Optional.empty(), was ? Answer.DELETED : Answer.MISSING, "");
    }

    private void swap(String key, Optional<String> old, Optional<String> replacement) {
        RequestBatch batch = new RequestBatch();
        KeyPlace place = StatesOfRanks.locate(space, key);
        byte[] all = utf8(key + old.orElse("") + replacement.orElse(""));
        int length = key.length();
        batch.addSwap(
                7,
                place.position(),
                place.hash(),
                all,
                0,
                length,
                length,
                length(old),
                length + old.orElse("").length(),
                length(replacement));
        apply(batch);
        if (value(key).equals(old)) {
            requireWritten(key, replacement, Answer.SWAPPED, "");
        } else {
            requireSeen(key, value(key).isEmpty() ? Answer.MISSING : Answer.DIFFERS);
        }
    }

    private static int length(Optional<String> value) {
        return value.map(String::length).orElse(SwapRecord.ABSENT);
    }

    private void increment(String key, long by) {
        RequestBatch batch = new RequestBatch();
        KeyPlace place = StatesOfRanks.locate(space, key);
        batch.addIncrement(7, place.position(), place.hash(), utf8(key), 0, key.length(), by);
        apply(batch);
        String before = value(key).orElse("0");
        if (!before.matches("0|-?[1-9][0-9]*")) {
            requireSeen(key, Answer.NOT_A_NUMBER);
            return;
        }
        BigInteger sum = new BigInteger(before).add(BigInteger.valueOf(by));
        if (sum.bitLength() >= Long.SIZE) {
            requireSeen(key, Answer.OUT_OF_RANGE);
        } else {
            byte[] told = new byte[IncrementRecord.BYTES];
            IncrementRecord.write(sum.longValueExact(), told);
            requireWritten(
                    key, Optional.of(sum.toString()), Answer.COUNTED, new String(told, StandardCharsets.ISO_8859_1));
        }
    }

    private RequestBatch request(int operation, String key, byte[] value) {
        RequestBatch batch = new RequestBatch();
        KeyPlace place = StatesOfRanks.locate(space, key);
        batch.add(operation, 7, place.position(), place.hash(), utf8(key), 0, key.length(), value, 0, value.length);
        return batch;
    }

    private void apply(RequestBatch batch) {
        RequestCursor cursor = new RequestCursor();
        cursor.open(batch.bytes(), 0, batch.length());
        assertThat(cursor.next()).isTrue();
        commands.apply(cursor, 1000);
    }

    private void requireWritten(String key, Optional<String> value, int outcome, String told) {
        assertThat(commands.outcome()).isEqualTo(outcome);
        assertThat(commands.wrote()).isTrue();
        KeyVersion version = versionTold();
        assertThat(version.writer()).isEqualTo(LIFE << 15 | RANK);
        assertThat(version.time()).isGreaterThan(version(key).time()).isEqualTo(state.clock.time());
        assertThat(valueTold()).isEqualTo(told);
        naive.put(key, new Naive(value, version));
        KeyPlace place = StatesOfRanks.locate(space, key);
        assertThat(state.table.find(place.hash(), place.position(), utf8(key), 0, key.length()))
                .isTrue();
        assertThat(state.table.isTombstone()).isEqualTo(value.isEmpty());
        int from = state.table.stateOffset();
        assertThat(new String(state.table.bytes(), from, state.table.valueLength(), StandardCharsets.UTF_8))
                .isEqualTo(value.orElse(""));
    }

    private void requireSeen(String key, int outcome) {
        assertThat(commands.outcome()).isEqualTo(outcome);
        assertThat(commands.wrote()).isFalse();
        assertThat(valueTold()).isEqualTo(value(key).orElse(""));
        assertThat(versionTold()).isEqualTo(version(key));
    }

    private String valueTold() {
        int length = commands.length() - Version.BYTES;
        return new String(commands.bytes(), commands.offset(), length, StandardCharsets.ISO_8859_1);
    }

    private KeyVersion versionTold() {
        int at = commands.offset() + commands.length() - Version.BYTES;
        return new KeyVersion(Version.time(commands.bytes(), at), Version.writer(commands.bytes(), at));
    }

    @Test
    void aWalkTellsTheKeysThatAreThereAndNotThoseThatWereDeleted() {
        put("key-1", "a");
        put("key-2", "b");
        put("key-3", "c");
        delete("key-2");
        RequestBatch batch = new RequestBatch();
        batch.addWalk(7, 501, -1, 10);

        apply(batch);

        assertThat(commands.outcome()).isEqualTo(Answer.WALKED);
        assertThat(commands.wrote()).isFalse();
        int length = commands.length() - Version.BYTES;
        List<String> told = new ArrayList<>();
        WalkRecord.visit(
                commands.bytes(),
                commands.offset(),
                length,
                (bytes, at, count) -> told.add(new String(bytes, at, count, StandardCharsets.UTF_8)));
        List<String> expected = Stream.of("key-1", "key-3")
                .filter(key -> StatesOfRanks.locate(space, key).position() > 500)
                .toList();
        assertThat(told).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(WalkRecord.last(commands.bytes(), commands.offset(), length)).isEqualTo(1000);
    }

    @Test
    void anExplainTellsThePathThatEndsHereAndNoVersion() {
        apply(request(Operation.EXPLAIN, "key-1", new byte[0]));

        assertThat(commands.outcome()).isEqualTo(Answer.EXPLAINED);
        assertThat(commands.wrote()).isFalse();
        assertThat(versionTold()).isEqualTo(new KeyVersion(0, 0));
        byte[] path = Arrays.copyOfRange(
                commands.bytes(), commands.offset(), commands.offset() + commands.length() - Version.BYTES);
        assertThat(path).hasSize(12).startsWith(0xe8, 3);
    }

    @Test
    void anOperationThatThereIsNotIsRefused() {
        assertThatThrownBy(() -> apply(request(9, "key-1", new byte[0])))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("no operation has the code 9");
    }
}
