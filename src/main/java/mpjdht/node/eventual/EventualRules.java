package mpjdht.node.eventual;

/** The decisions on which hangs that replicas become equal. They are together here, so that tests can make wrong ones. */
public class EventualRules {

    /** What a clock shows after it has heard of a time. */
    protected long clockAfter(long time, long heard) {
        return Math.max(time, heard);
    }

    /** Whether a node stands back in an election, because another with a higher id has answered. */
    protected boolean standsBack(boolean higherAnswered) {
        return higherAnswered;
    }

    /** Whether a leader says from time to time again that it leads. */
    protected boolean repeatsThatItLeads() {
        return true;
    }

    /** Whether what was sent too long ago is not taken any more. */
    protected boolean isTooLate(boolean isFromBefore) {
        return isFromBefore;
    }

    /**
     * Whether a tombstone may be forgotten.
     *
     * @param everybody whether everybody has confirmed that it is not needed
     * @param some how many have
     */
    protected boolean everybodyHasConfirmed(boolean everybody, int some) {
        return everybody;
    }

    /** Whether what was kept for a rank that was away goes to that rank. */
    protected boolean isForWhomItWasKept(boolean isSameLife) {
        return isSameLife;
    }
}
