package mpjdht.ycsb;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.nio.charset.StandardCharsets;

/**
 * The fields of a record as one value: for each, in the order of their names, the length of the name (int), the name in UTF-8, the length of
 * what it holds (int), and that.
 */
final class Fields {
    private Fields() {}

    /** A record with these fields. */
    static byte[] encode(Map<String, byte[]> fields) {
        Map<byte[], byte[]> named = new TreeMap<>(Arrays::compare);
        fields.forEach((name, held) -> named.put(name.getBytes(StandardCharsets.UTF_8), held));
        int length = named.entrySet().stream()
                .mapToInt(field -> 2 * Integer.BYTES + field.getKey().length + field.getValue().length)
                .sum();
        ByteBuffer record = ByteBuffer.allocate(length);
        named.forEach((name, held) ->
                record.putInt(name.length).put(name).putInt(held.length).put(held));
        return record.array();
    }

    /**
     * The fields of a record.
     *
     * @throws IllegalArgumentException when that is no record
     */
    static Map<String, byte[]> decode(byte[] bytes) {
        ByteBuffer record = ByteBuffer.wrap(bytes);
        Map<String, byte[]> fields = new TreeMap<>();
        while (record.hasRemaining()) {
            fields.put(new String(next(record), StandardCharsets.UTF_8), next(record));
        }
        return fields;
    }

    private static byte[] next(ByteBuffer record) {
        try {
            int length = record.getInt();
            if (length < 0 || length > record.remaining()) {
                throw new IllegalArgumentException("no record: a length of " + length + " bytes where "
                        + record.remaining() + " are left");
            }
            byte[] text = new byte[length];
            record.get(text);
            return text;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("no record: it is cut off", e);
        }
    }

    /** Those that are asked for; all when that is null. */
    static Map<String, byte[]> chosen(Map<String, byte[]> fields, Set<String> names) {
        if (names == null) {
            return fields;
        }
        Map<String, byte[]> chosen = new TreeMap<>(fields);
        chosen.keySet().retainAll(names);
        return chosen;
    }
}
