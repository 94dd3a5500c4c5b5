package mpjdht.bench.jmh;

import java.util.Arrays;
import mpjdht.bench.work.WorkloadFiles;

/** Keys and values that lie one behind another in one array, as in a batch. */
final class Keys {
    static final int KEY_BYTES = 10;
    static final int VALUE_BYTES = 14;

    private final byte[] bytes;
    private final int count;

    /** The keys 0 to {@code count - 1}, each with a value. */
    Keys(int count) {
        this.count = count;
        bytes = new byte[count * (KEY_BYTES + VALUE_BYTES)];
        byte[] key = new byte[KEY_BYTES];
        for (int i = 0; i < count; i++) {
            WorkloadFiles.writeKey(key, i);
            System.arraycopy(key, 0, bytes, keyOffset(i), KEY_BYTES);
            Arrays.fill(bytes, valueOffset(i), valueOffset(i) + VALUE_BYTES, (byte) 'v');
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int count() {
        return count;
    }

    int keyOffset(int key) {
        return key * (KEY_BYTES + VALUE_BYTES);
    }

    int valueOffset(int key) {
        return keyOffset(key) + KEY_BYTES;
    }
}
