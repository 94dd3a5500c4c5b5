package mpjdht.service.resp;

import mpjdht.message.WalkRecord;
import mpjdht.service.Door;

/** A KEYS: the whole circle. */
final class KeysWalk extends Walk {
    /** Most keys that it tells. */
    static final int MOST_KEYS = 100_000;

    private static final int MOST_BYTES = 64 << 20;
    private static final int KEYS_AT_A_TIME = 1 << 12;

    private final MetKeys keys;

    KeysWalk(Door door, int caller, RespOutput output, Glob pattern) {
        super(door, caller, output, 0, KEYS_AT_A_TIME);
        this.keys = new MetKeys(pattern::matches);
    }

    @Override
    void met(byte[] answer, int offset, int length) {
        WalkRecord.visit(answer, offset, length, keys);
        if (keys.count() > MOST_KEYS || keys.bytes() > MOST_BYTES) {
            fail("ERR KEYS tells at most " + MOST_KEYS + " keys, and " + MOST_BYTES + " bytes; SCAN tells any number");
        } else {
            goFurther(() -> keys.tell(output));
        }
    }

    @Override
    public long heldBytes() {
        return keys.bytes();
    }
}
