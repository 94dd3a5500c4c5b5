package mpjdht.node.eventual;

import mpjdht.store.Version;

/** The decisions on which hangs that replicas become equal. They are together here, so that tests can make wrong ones. */
public class EventualRules {

    /** What a clock shows after it has heard of a time. */
    protected long clockAfter(long time, long heard) {
        return Math.max(time, heard);
    }

    /** Whether a version is newer than another, and so takes its place. */
    protected boolean isNewer(long time, int writer, long thanTime, int thanWriter) {
        return Version.compare(time, writer, thanTime, thanWriter) > 0;
    }

    /** Whether a node stands back, because another with a higher id has answered that it sees to an election, or that it leads. */
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
     * Whether tombstones may be forgotten, and of siblings who has no value left.
     *
     * @param confirmed how many storage ranks have said that they have no need of them
     * @param reachable how many are taken to be alive
     * @param all how many there are
     */
    protected boolean mayForget(int confirmed, int reachable, int all) {
        return confirmed == all;
    }

    /**
     * Whether a key is told of where replicas are compared, though it is a tombstone.
     *
     * @param age by how much it is older than the clock
     */
    protected boolean isCompared(long age) {
        return true;
    }

    /** Whether a key is counted in what replicas are compared by. */
    protected boolean isCounted(long position) {
        return true;
    }

    /** To which rank that is handed which was kept for one. */
    protected int receiver(int rank) {
        return rank;
    }
}
