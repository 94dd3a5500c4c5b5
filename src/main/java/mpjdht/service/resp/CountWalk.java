package mpjdht.service.resp;

import mpjdht.message.WalkRecord;
import mpjdht.service.Door;

/** A DBSIZE: the whole circle, and the keys are counted where they are. */
final class CountWalk extends Walk {
    private long count;

    CountWalk(Door door, int caller, RespOutput output) {
        super(door, caller, output, 0, 0);
    }

    @Override
    void met(byte[] answer, int offset, int length) {
        count += WalkRecord.keys(answer, offset, length);
        goFurther(() -> output.number(count));
    }
}
