package mpjdht.service.resp;

import mpjdht.message.Answer;
import mpjdht.message.WalkRecord;
import mpjdht.service.Door;

/** A FLUSHALL: the whole circle, and what is met is deleted, key by key. */
final class FlushWalk extends Walk {
    private static final int KEYS_AT_A_TIME = 1 << 12;

    private int deletes;
    private String failure = "";

    FlushWalk(Door door, int caller, RespOutput output) {
        super(door, caller, output, 0, KEYS_AT_A_TIME);
    }

    @Override
    public void answered(int outcome, byte[] bytes, int offset, int length) {
        if (deletes == 0) {
            super.answered(outcome, bytes, offset, length);
            return;
        }
        deletes--;
        if (Answer.isFailure(outcome) && failure.isEmpty()) {
            failure = RespErrors.of(outcome);
        }
        if (deletes == 0) {
            goFurther();
        }
    }

    @Override
    void met(byte[] answer, int offset, int length) {
        WalkRecord.visit(answer, offset, length, (bytes, keyAt, keyLength) -> {
            door.delete(caller, 0, bytes, keyAt, keyLength);
            deletes++;
        });
        if (deletes == 0) {
            goFurther();
        }
    }

    private void goFurther() {
        if (failure.isEmpty()) {
            goFurther(() -> output.simple("OK"));
        } else {
            fail(failure);
        }
    }
}
