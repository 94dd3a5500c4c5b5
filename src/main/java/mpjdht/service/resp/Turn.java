package mpjdht.service.resp;

import mpjdht.message.Answer;
import mpjdht.message.IncrementRecord;

/** What a request is to a command, and so how its answer is told. */
enum Turn {
    /** The whole of a GET, or one of the many keys of an MGET: the value, or nothing. */
    VALUE {
        @Override
        void tell(Told told, int outcome, byte[] bytes, int offset, int length) {
            if (outcome == Answer.FOUND) {
                told.output().bulk(bytes, offset, length);
            } else {
                told.output().nil();
            }
        }
    },
    /** The whole of a SET. */
    STORED {
        @Override
        void tell(Told told, int outcome, byte[] bytes, int offset, int length) {
            told.output().simple("OK");
        }
    },
    /** The whole of a SET that stores only if the key is absent, or has a value: OK, or nothing. */
    STORED_IF {
        @Override
        void tell(Told told, int outcome, byte[] bytes, int offset, int length) {
            if (outcome == Answer.SWAPPED) {
                told.output().simple("OK");
            } else {
                told.output().nil();
            }
        }
    },
    /** The whole of a SETNX. */
    COUNTED_IF_ABSENT {
        @Override
        void tell(Told told, int outcome, byte[] bytes, int offset, int length) {
            told.output().number(outcome == Answer.SWAPPED ? 1 : 0);
        }
    },
    /** The whole of a SET that stores only what is absent, and tells what is not. */
    PRESENT {
        @Override
        void tell(Told told, int outcome, byte[] bytes, int offset, int length) {
            if (outcome == Answer.SWAPPED) {
                told.output().nil();
            } else {
                told.output().bulk(bytes, offset, length);
            }
        }
    },
    /** One of many, of which the last tells how it went; it counts if the key was there. */
    ONE_OF_MANY {
        @Override
        void tell(Told told, int outcome, byte[] bytes, int offset, int length) {
            told.count(isThere(outcome));
        }

        @Override
        void fail(Told told, String error) {
            told.fail(error);
        }
    },
    /** The last of those that store. */
    LAST_STORED {
        @Override
        void tell(Told told, int outcome, byte[] bytes, int offset, int length) {
            told.endStored();
        }

        @Override
        void fail(Told told, String error) {
            told.fail(error);
            told.endStored();
        }
    },
    /** The last of those that are counted if the key was there. */
    LAST_COUNTED {
        @Override
        void tell(Told told, int outcome, byte[] bytes, int offset, int length) {
            told.count(isThere(outcome));
            told.endCounted();
        }

        @Override
        void fail(Told told, String error) {
            told.fail(error);
            told.endCounted();
        }
    },
    /** How long the value is. */
    LENGTH {
        @Override
        void tell(Told told, int outcome, byte[] bytes, int offset, int length) {
            told.output().number(outcome == Answer.FOUND ? length : 0);
        }
    },
    /** What the number is now. */
    SUM {
        @Override
        void tell(Told told, int outcome, byte[] bytes, int offset, int length) {
            told.output().number(IncrementRecord.sum(bytes, offset, length));
        }
    },
    /** A reply that waits for its turn, as it is. */
    READY {
        @Override
        void tell(Told told, int outcome, byte[] bytes, int offset, int length) {
            told.output().raw(bytes, offset, length);
        }
    };

    private static boolean isThere(int outcome) {
        return outcome == Answer.FOUND || outcome == Answer.DELETED;
    }

    /** Tells the answer of a request that is done. */
    abstract void tell(Told told, int outcome, byte[] bytes, int offset, int length);

    /** Tells that the request has failed. */
    void fail(Told told, String error) {
        told.output().error(error);
    }
}
