package mpjdht.service;

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
import mpjdht.node.client.Fence;
import mpjdht.node.client.PlayedFault;
import mpjdht.node.client.ResultSink;
import mpjdht.ring.Configuration;
import mpjdht.ring.NodeRef;

/** Gives each result to the sink whose turn it is, and then says that it has. */
abstract class SinkInTurn implements ResultSink {

    /** Whose turn it is, as long as there are results. */
    abstract ResultSink sink();

    /** The sink has got a result. */
    abstract void passed();

    @Override
    public boolean answered(long location, RequestCursor request, ReplyCursor reply, int rank) {
        boolean done = sink().answered(location, request, reply, rank);
        passed();
        return done;
    }

    @Override
    public void added(long location, int rank, MembershipChanged result) {
        sink().added(location, rank, result);
        passed();
    }

    @Override
    public void removed(long location, MembershipChanged result) {
        sink().removed(location, result);
        passed();
    }

    @Override
    public void ringDescribed(long location, List<NodeLoad> nodes, Optional<Configuration> copies) {
        sink().ringDescribed(location, nodes, copies);
        passed();
    }

    @Override
    public void nodeDescribed(long location, NodeDescribed node) {
        sink().nodeDescribed(location, node);
        passed();
    }

    @Override
    public void copiesDescribed(long location, Fence.Replicas replicas, List<CopyLoad> copies) {
        sink().copiesDescribed(location, replicas, copies);
        passed();
    }

    @Override
    public void faultPlayed(long location, PlayedFault result) {
        sink().faultPlayed(location, result);
        passed();
    }

    @Override
    public void passed(long location, Fence fence) {
        sink().passed(location, fence);
        passed();
    }

    @Override
    public boolean reached(long location) {
        boolean done = sink().reached(location);
        passed();
        return done;
    }

    @Override
    public void leaderDescribed(long location, Fence.Leader command, NodeRef leader, long term) {
        sink().leaderDescribed(location, command, leader, term);
        passed();
    }

    @Override
    public void searched(long location, Fence.Search command, Sought result) {
        sink().searched(location, command, result);
        passed();
    }

    @Override
    public void synchronised(long location, Synchronised result) {
        sink().synchronised(location, result);
        passed();
    }

    @Override
    public void metricsTold(long location, JobMetrics metrics) {
        sink().metricsTold(location, metrics);
        passed();
    }

    @Override
    public void unanswered(long location, Fence fence) {
        sink().unanswered(location, fence);
        passed();
    }

    @Override
    public void noSuchNode(long location, long id) {
        sink().noSuchNode(location, id);
        passed();
    }
}
