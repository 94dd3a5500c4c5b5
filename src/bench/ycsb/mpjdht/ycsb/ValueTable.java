package mpjdht.ycsb;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Records in a store of plain values: a record is one value with all of its fields. An update of some reads the record and stores the changed
 * one if what it has read is still there; else somebody else was quicker, and it begins anew. So no update of another field is lost.
 */
final class ValueTable implements Table {
    private final Values values;

    /** A store of values by key. */
    interface Values extends AutoCloseable {
        /** The value of a key; null when there is none. */
        byte[] get(byte[] key);

        /** Stores a value. */
        void put(byte[] key, byte[] value);

        /** Stores a value if the key has the old one; tells whether it did. */
        boolean swap(byte[] key, byte[] old, byte[] replacement);

        /** Takes a key out; tells whether it was there. */
        boolean delete(byte[] key);

        @Override
        void close();
    }

    ValueTable(Values values) {
        this.values = values;
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void insert(String key, Map<String, byte[]> fields) {
        values.put(bytes(key), Fields.encode(fields));
    }

    @Override
    public Optional<Map<String, byte[]>> read(String key, Set<String> names) {
        return Optional.ofNullable(values.get(bytes(key))).map(record -> Fields.chosen(Fields.decode(record), names));
    }

    @Override
    public boolean update(String key, Map<String, byte[]> fields) {
        byte[] name = bytes(key);
        for (byte[] record = values.get(name); record != null; record = values.get(name)) {
            Map<String, byte[]> changed = Fields.decode(record);
            changed.putAll(fields);
            // Also where nothing changes, as with YCSB's checks of data: what is measured is a write.
            if (values.swap(name, record, Fields.encode(changed))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean delete(String key) {
        return values.delete(bytes(key));
    }

    @Override
    public void close() {
        values.close();
    }
}
