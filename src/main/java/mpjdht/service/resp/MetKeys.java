package mpjdht.service.resp;

import mpjdht.message.WalkRecord;

/** Keys that a walk has met and that are meant, as they are told. */
final class MetKeys implements WalkRecord.Visitor {
    private final Choice choice;
    private final RespOutput keys = new RespOutput();
    private int count;

    /** Which keys are meant. */
    interface Choice {
        boolean isMeant(byte[] bytes, int offset, int length);
    }

    MetKeys(Choice choice) {
        this.choice = choice;
    }

    @Override
    public void key(byte[] bytes, int offset, int length) {
        if (choice.isMeant(bytes, offset, length)) {
            keys.bulk(bytes, offset, length);
            count++;
        }
    }

    /** How many there are. */
    int count() {
        return count;
    }

    /** Bytes that they take. */
    int bytes() {
        return keys.length();
    }

    /** Tells them all. */
    void tell(RespOutput to) {
        to.array(count);
        to.raw(keys.bytes(), 0, keys.length());
    }
}
