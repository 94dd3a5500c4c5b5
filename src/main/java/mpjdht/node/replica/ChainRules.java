package mpjdht.node.replica;

import mpjdht.ring.Replica;

/** The decisions on which hangs that copies keep their promise. They are together here, so that tests can make wrong ones. */
public class ChainRules {

    /** Whether an answer to a read may go before those behind have confirmed what was sent after the read. */
    protected boolean readMayGo(boolean isLast) {
        return isLast;
    }

    /** Whether who has done a write tells the client so. */
    protected boolean answersWrite(boolean isLast) {
        return isLast;
    }

    /** Whether a message of a kind that goes by a configuration may be taken in the one in force. */
    protected boolean isInForce(byte kind, long epoch, long current) {
        return epoch == current;
    }

    /** Whether a configuration is to come into force. */
    protected boolean isNews(long epoch, long current) {
        return epoch > current;
    }

    /** Whether a write is to be done that has, or has not, been done before. */
    protected boolean isToBeDone(boolean hasBeenDone) {
        return !hasBeenDone;
    }

    /** Whether what was not confirmed is told again in the next configuration. */
    protected boolean tellsAgain() {
        return true;
    }

    /** Whether a replica that is filled gets to know of the commands that are over. */
    protected boolean handsMemoryOver() {
        return true;
    }

    /** Whether a rank stops that does not hear that it was heard. */
    protected boolean stops(boolean patienceIsOver) {
        return patienceIsOver;
    }

    /** Whether a replica that comes back has what one had that was lost. */
    protected boolean isTheSame(Replica lost, Replica back) {
        return lost.equals(back);
    }

    /** Whether an answer that is dropped gives the credit back that it has used. */
    protected boolean givesBack() {
        return true;
    }
}
