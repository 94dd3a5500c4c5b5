package mpjdht.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;

/** A table as a test would like to call it: with a key and a value. */
final class TableCalls {
    private TableCalls() {}

    static boolean put(KeySpace space, NodeTable table, byte[] key, byte[] value) {
        KeyPlace place = new KeyPlace();
        space.locate(key, 0, key.length, place);
        byte[] both = Arrays.copyOf(key, key.length + value.length);
        System.arraycopy(value, 0, both, key.length, value.length);
        return table.put(place.hash(), place.position(), both, 0, key.length, key.length, value.length);
    }

    static boolean delete(KeySpace space, NodeTable table, byte[] key) {
        KeyPlace place = new KeyPlace();
        space.locate(key, 0, key.length, place);
        return table.delete(place.hash(), place.position(), key, 0, key.length);
    }

    static byte[] find(KeySpace space, NodeTable table, byte[] key) {
        KeyPlace place = new KeyPlace();
        space.locate(key, 0, key.length, place);
        return table.find(place.hash(), place.position(), key, 0, key.length)
                ? Arrays.copyOfRange(table.valueBytes(), table.valueOffset(), table.valueOffset() + table.valueLength())
                : null;
    }

    static long position(KeySpace space, byte[] key) {
        KeyPlace place = new KeyPlace();
        space.locate(key, 0, key.length, place);
        return place.position();
    }

    static byte[] key(int number) {
        return ascii("key-" + number);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static String ascii(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.US_ASCII);
    }
}
