package mpjdht.ycsb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.Vector;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.exceptions.JedisConnectionException;
import site.ycsb.ByteArrayByteIterator;
import site.ycsb.ByteIterator;
import site.ycsb.DBException;
import site.ycsb.Status;

/** The binding of YCSB on a table of values in memory. */
class RespDbTest {
    private static final int STEPS = 20_000;

    private final MemoryValues values = new MemoryValues();
    private final RespDb db = new RespDb(new ValueTable(values));

    RespDbTest() throws DBException {
        db.init();
    }

    /** Values by key, and what somebody else does before each compare-and-set. */
    private static class MemoryValues implements ValueTable.Values {
        private final Map<String, byte[]> held = new HashMap<>();
        private Consumer<String> intruder = key -> {};
        private int swaps;

        @Override
        public byte[] get(byte[] key) {
            return held.get(new String(key, UTF_8));
        }

        @Override
        public void put(byte[] key, byte[] value) {
            held.put(new String(key, UTF_8), value);
        }

        @Override
        public boolean swap(byte[] key, byte[] old, byte[] replacement) {
            swaps++;
            intruder.accept(new String(key, UTF_8));
            boolean isThere = Arrays.equals(held.get(new String(key, UTF_8)), old);
            if (isThere) {
                put(key, replacement);
            }
            return isThere;
        }

        @Override
        public boolean delete(byte[] key) {
            return held.remove(new String(key, UTF_8)) != null;
        }

        @Override
        public void close() {
            held.clear();
        }
    }

    private static Map<String, ByteIterator> fields(Map<String, String> texts) {
        Map<String, ByteIterator> fields = new HashMap<>();
        texts.forEach((name, text) -> fields.put(name, new ByteArrayByteIterator(text.getBytes(UTF_8))));
        return fields;
    }

    private Map<String, String> read(String key, Set<String> names) {
        Map<String, ByteIterator> result = new HashMap<>();
        if (!db.read("t", key, names, result).equals(Status.OK)) {
            return null;
        }
        Map<String, String> texts = new TreeMap<>();
        result.forEach((name, held) -> texts.put(name, new String(held.toArray(), UTF_8)));
        return texts;
    }

    @Test
    void agreesWithATableOfMaps() {
        Random random = new Random(1);
        Map<String, Map<String, String>> oracle = new HashMap<>();
        for (int step = 0; step < STEPS; step++) {
            String key = "user" + random.nextInt(8);
            Map<String, String> some = new TreeMap<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                some.put("field" + random.nextInt(5), "é".repeat(random.nextInt(4)) + random.nextInt(9));
            }
            switch (random.nextInt(4)) {
                case 0 -> {
                    assertThat(db.insert("t", key, fields(some))).isEqualTo(Status.OK);
                    oracle.put(key, some);
                }
                case 1 -> {
                    Status expected = oracle.containsKey(key) ? Status.OK : Status.NOT_FOUND;
                    assertThat(db.update("t", key, fields(some))).isEqualTo(expected);
                    oracle.computeIfPresent(key, (same, before) -> {
                        Map<String, String> after = new TreeMap<>(before);
                        after.putAll(some);
                        return after;
                    });
                }
                case 2 -> {
                    if (random.nextInt(4) == 0) {
                        Status expected = oracle.remove(key) == null ? Status.NOT_FOUND : Status.OK;
                        assertThat(db.delete("t", key)).isEqualTo(expected);
                    }
                }
                default -> {
                    Set<String> names = random.nextBoolean() ? null : Set.of("field0", "field3");
                    Map<String, String> expected = oracle.get(key);
                    if (expected != null && names != null) {
                        expected = new TreeMap<>(expected);
                        expected.keySet().retainAll(names);
                    }
                    assertThat(read(key, names)).isEqualTo(expected);
                }
            }
        }
        assertThat(values.held).hasSameSizeAs(oracle);
    }

    @Test
    void anUpdateOfOneFieldLosesNoUpdateOfAnotherThatComesBetween() {
        db.insert("t", "k", fields(Map.of("a", "0", "b", "0")));
        int[] left = {3};
        values.intruder = key -> {
            if (left[0] > 0) {
                left[0]--;
                Map<String, byte[]> changed = Fields.decode(values.held.get(key));
                changed.put("b", Integer.toString(3 - left[0]).getBytes(UTF_8));
                values.held.put(key, Fields.encode(changed));
            }
        };

        assertThat(db.update("t", "k", fields(Map.of("a", "1")))).isEqualTo(Status.OK);

        assertThat(read("k", null)).isEqualTo(Map.of("a", "1", "b", "3"));
        assertThat(values.swaps).isEqualTo(4);
    }

    @Test
    void anUpdateOfARecordThatIsTakenOutMeanwhileFindsNothing() {
        db.insert("t", "k", fields(Map.of("a", "0")));
        values.intruder = values.held::remove;

        assertThat(db.update("t", "k", fields(Map.of("a", "1")))).isEqualTo(Status.NOT_FOUND);
        assertThat(values.held).isEmpty();
    }

    @Test
    void anUpdateThatChangesNothingIsWrittenAllTheSame() {
        db.insert("t", "k", fields(Map.of("a", "0")));

        assertThat(db.update("t", "k", fields(Map.of("a", "0")))).isEqualTo(Status.OK);

        assertThat(values.swaps).isEqualTo(1);
    }

    @Test
    void tablesAreApart() {
        db.insert("t", "k", fields(Map.of("a", "0")));

        assertThat(db.read("other", "k", null, new HashMap<>())).isEqualTo(Status.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 9, 12})
    void aValueThatIsNoRecordIsAnUnexpectedState(int cutOff) {
        db.insert("t", "k", fields(Map.of("a", "0")));
        byte[] record = values.held.get("t:k");
        values.held.put("t:k", Arrays.copyOf(record, record.length - Math.min(cutOff, record.length - 1)));

        assertThat(db.read("t", "k", null, new HashMap<>())).isEqualTo(Status.UNEXPECTED_STATE);
        values.held.put("t:k", new byte[] {-1, -1, -1, -1, 0});
        assertThat(db.update("t", "k", fields(Map.of("a", "1")))).isEqualTo(Status.UNEXPECTED_STATE);
    }

    @Test
    void whatTheServerRefusesIsAnErrorWithItsWords() throws DBException {
        RespDb broken = new RespDb(new ValueTable(new MemoryValues() {
            @Override
            public byte[] get(byte[] key) {
                throw new JedisConnectionException("the server is gone");
            }
        }));
        broken.init();

        Status status = broken.read("t", "k", null, new HashMap<>());

        assertThat(status.isOk()).isFalse();
        assertThat(status.getDescription()).isEqualTo("the server is gone");
    }

    @Test
    @SuppressWarnings("JdkObsolete") // YCSB names this type
    void aScanIsNotImplemented() {
        assertThat(db.scan("t", "k", 3, null, new Vector<>())).isEqualTo(Status.NOT_IMPLEMENTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resp.port    | 70000x | resp.port is '70000x'; right is a port from 1 to 65535",
                "resp.records | rows   | resp.records is 'rows'; right is values or hashes",
                "resp.port    | 1      | nobody answers at 127.0.0.1:1; right is a server that is up, as scripts/serve --resp 1 starts one"
            })
    void aServerThatCannotBeIsOneLine(String name, String value, String expected) {
        Properties properties = new Properties();
        properties.setProperty(name, value);
        RespDb unconnected = new RespDb();
        unconnected.setProperties(properties);

        assertThatThrownBy(unconnected::init).isInstanceOf(DBException.class).hasMessage(expected);
    }

    @Test
    void theFieldsOfARecordReadBackWhateverTheyHold() {
        for (String text : List.of("", "x", "\u0000\u0001", "é".repeat(100))) {
            Map<String, byte[]> fields = Map.of("a", text.getBytes(UTF_8), text, new byte[] {0, -1});

            Map<String, byte[]> decoded = Fields.decode(Fields.encode(fields));

            assertThat(decoded).containsOnlyKeys(fields.keySet());
            assertThat(decoded.get("a")).isEqualTo(fields.get("a"));
            assertThat(decoded.get(text)).isEqualTo(fields.get(text));
        }
    }
}
