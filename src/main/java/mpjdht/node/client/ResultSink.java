package mpjdht.node.client;

import java.util.List;
import java.util.Optional;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.ClientMessage.NodeDescribed;
import mpjdht.message.ClientMessage.Sought;
import mpjdht.message.ClientMessage.Synchronised;
import mpjdht.message.CopyLoad;
import mpjdht.message.NodeLoad;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestCursor;
import mpjdht.metric.JobMetrics;
import mpjdht.ring.Configuration;
import mpjdht.ring.NodeRef;

/** Port: where the results of the commands go, in the order of the commands. */
public interface ResultSink {

    /** Whether it takes the next result now; if not, it is asked again later. */
    default boolean isReady() {
        return true;
    }

    /**
     * A PUT, GET, DELETE, CAS, INCR, APPEND or EXPLAIN has come to an end, done or failed; or a part of a KEYS, which is a WALK. The cursors stand on it, and may be read until
     * this method returns.
     *
     * @param location where the command stands, as its source named it
     * @param rank rank that answered
     * @return whether the command is done; if not, it has changed nothing, and the run may end with it
     */
    boolean answered(long location, RequestCursor request, ReplyCursor reply, int rank);

    /** An ADD has come to an end, done or refused. */
    void added(long location, int rank, MembershipChanged result);

    /** A REMOVE has come to an end, done or refused. */
    void removed(long location, MembershipChanged result);

    /**
     * A RING is done.
     *
     * @param nodes every node of the circle, in the order of the ids
     * @param copies where the copies are, on a grid that keeps any
     */
    void ringDescribed(long location, List<NodeLoad> nodes, Optional<Configuration> copies);

    /** A NODE is done. */
    void nodeDescribed(long location, NodeDescribed node);

    /**
     * A REPLICAS is done.
     *
     * @param copies those of the key, in the order of its chain; none when all are lost, or cannot be reached
     */
    void copiesDescribed(long location, Fence.Replicas replicas, List<CopyLoad> copies);

    /** A CRASH, RECOVER, PAUSE or DELAY has come to an end, done or not. */
    void faultPlayed(long location, PlayedFault result);

    /** A PARTITION, HEAL or WAIT is done. */
    void passed(long location, Fence fence);

    /**
     * A barrier has been reached.
     *
     * @return whether what ends there has succeeded; if not, the run may end with it
     */
    boolean reached(long location);

    /**
     * A LEADER is done.
     *
     * @param leader the node that leads
     * @param term how many leaders there have been, this one included, or the epoch of the ring
     */
    void leaderDescribed(long location, Fence.Leader command, NodeRef leader, long term);

    /**
     * A FLOOD is done.
     *
     * @param result what was found, and what that took
     */
    void searched(long location, Fence.Search command, Sought result);

    /** A SYNC has come to an end; it has failed if not all replicas are equal. */
    void synchronised(long location, Synchronised result);

    /** A METRICS is done. */
    void metricsTold(long location, JobMetrics metrics);

    /** A RING, NODE or REPLICAS has failed: a rank that was asked does not answer. */
    void unanswered(long location, Fence fence);

    /** A NODE, or a fault, has failed: no node has that id. */
    void noSuchNode(long location, long id);

    /** Every command has run. */
    void ended(long location);

    /**
     * No command is left, whether all have run or an error stopped them: brings out whatever results are still held. The other
     * ranks are let go afterwards.
     *
     * @param nodes nodes on the circle at the end
     * @return whether all results are out; if not, it is called again later
     */
    boolean conclude(int nodes);
}
