package mpjdht.node.client;

import java.util.List;
import java.util.Optional;
import mpjdht.message.ClientMessage.NodeDescribed;
import mpjdht.message.ClientMessage.Sought;
import mpjdht.message.ClientMessage.Synchronised;
import mpjdht.message.CopyLoad;
import mpjdht.message.NodeLoad;
import mpjdht.metric.JobMetrics;
import mpjdht.ring.Configuration;
import mpjdht.ring.NodeRef;

/** The results of a client that neither looks at the ring nor plays faults: to get one of those is an error. */
public interface PlainResults extends ResultSink {

    @Override
    default void ringDescribed(long location, List<NodeLoad> nodes, Optional<Configuration> copies) {
        throw new IllegalStateException("no RING was asked for");
    }

    @Override
    default void nodeDescribed(long location, NodeDescribed node) {
        throw new IllegalStateException("no NODE was asked for");
    }

    @Override
    default void copiesDescribed(long location, Fence.Replicas replicas, List<CopyLoad> copies) {
        throw new IllegalStateException("no REPLICAS was asked for");
    }

    @Override
    default void faultPlayed(long location, PlayedFault result) {
        throw new IllegalStateException("no fault was asked for");
    }

    @Override
    default void passed(long location, Fence fence) {
        throw new IllegalStateException("no fault was asked for");
    }

    @Override
    default boolean reached(long location) {
        throw new IllegalStateException("no barrier was set");
    }

    @Override
    default void leaderDescribed(long location, Fence.Leader command, NodeRef leader, long term) {
        throw new IllegalStateException("no LEADER was asked for");
    }

    @Override
    default void searched(long location, Fence.Search command, Sought result) {
        throw new IllegalStateException("no FLOOD was asked for");
    }

    @Override
    default void synchronised(long location, Synchronised result) {
        throw new IllegalStateException("no SYNC was asked for");
    }

    @Override
    default void metricsTold(long location, JobMetrics metrics) {
        throw new IllegalStateException("no METRICS was asked for");
    }

    @Override
    default void unanswered(long location, Fence fence) {
        throw new IllegalStateException("no RING was asked for");
    }

    @Override
    default void noSuchNode(long location, long id) {
        throw new IllegalStateException("no NODE was asked for");
    }
}
