package mpjdht.service.resp;

import mpjdht.message.WalkRecord;
import mpjdht.service.Door;

/** A SCAN: one piece of the circle, from the cursor on, which is a position. */
final class ScanWalk extends Walk {
    private final ScanOptions options;

    ScanWalk(Door door, int caller, RespOutput output, ScanOptions options) {
        super(door, caller, output, options.cursor(), options.keys());
        this.options = options;
    }

    @Override
    void met(byte[] answer, int offset, int length) {
        MetKeys keys = new MetKeys(options::isMeant);
        WalkRecord.visit(answer, offset, length, keys);
        output.array(2);
        output.bulk(Long.toUnsignedString(position()));
        keys.tell(output);
        end();
    }
}
