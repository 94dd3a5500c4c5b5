package mpjdht.runtime;

import java.util.List;
import java.util.Optional;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.ClientMessage.NodeDescribed;
import mpjdht.message.ClientMessage.Sought;
import mpjdht.message.ClientMessage.Synchronised;
import mpjdht.message.CopyLoad;
import mpjdht.message.MembershipOutcome;
import mpjdht.message.NodeLoad;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestCursor;
import mpjdht.metric.JobMetrics;
import mpjdht.node.client.Fence;
import mpjdht.node.client.PlayedFault;
import mpjdht.node.client.ResultSink;
import mpjdht.ring.Configuration;
import mpjdht.ring.NodeRef;

/** The results of one of the clients to which commands are dealt: each is taken when it is next in the order of the commands. */
final class ResultsInTurn implements ResultSink {
    private final DealtCommands dealer;
    private final Hand hand;
    private final ResultSink results;

    ResultsInTurn(DealtCommands dealer, Hand hand, ResultSink results) {
        this.dealer = dealer;
        this.hand = hand;
        this.results = results;
    }

    @Override
    public boolean isReady() {
        return dealer.isTurnOf(hand) && results.isReady();
    }

    @Override
    public boolean answered(long location, RequestCursor request, ReplyCursor reply, int rank) {
        boolean done = results.answered(location, request, reply, rank);
        dealer.pass(done);
        return done;
    }

    @Override
    public void added(long location, int rank, MembershipChanged result) {
        results.added(location, rank, result);
        dealer.pass(result.outcome() == MembershipOutcome.DONE);
    }

    @Override
    public void removed(long location, MembershipChanged result) {
        results.removed(location, result);
        dealer.pass(result.outcome() == MembershipOutcome.DONE);
    }

    @Override
    public void ringDescribed(long location, List<NodeLoad> nodes, Optional<Configuration> copies) {
        results.ringDescribed(location, nodes, copies);
        dealer.pass(true);
    }

    @Override
    public void nodeDescribed(long location, NodeDescribed node) {
        results.nodeDescribed(location, node);
        dealer.pass(true);
    }

    @Override
    public void copiesDescribed(long location, Fence.Replicas replicas, List<CopyLoad> copies) {
        results.copiesDescribed(location, replicas, copies);
        dealer.pass(true);
    }

    @Override
    public void faultPlayed(long location, PlayedFault result) {
        results.faultPlayed(location, result);
        dealer.pass(result.done());
    }

    @Override
    public void passed(long location, Fence fence) {
        results.passed(location, fence);
        dealer.pass(true);
    }

    @Override
    public boolean reached(long location) {
        boolean done = results.reached(location);
        dealer.pass(done);
        return done;
    }

    @Override
    public void leaderDescribed(long location, Fence.Leader command, NodeRef leader, long term) {
        results.leaderDescribed(location, command, leader, term);
        dealer.pass(true);
    }

    @Override
    public void searched(long location, Fence.Search command, Sought result) {
        results.searched(location, command, result);
        dealer.pass(true);
    }

    @Override
    public void synchronised(long location, Synchronised result) {
        results.synchronised(location, result);
        dealer.pass(result.done());
    }

    @Override
    public void metricsTold(long location, JobMetrics metrics) {
        results.metricsTold(location, metrics);
        dealer.pass(true);
    }

    @Override
    public void unanswered(long location, Fence fence) {
        results.unanswered(location, fence);
        dealer.pass(false);
    }

    @Override
    public void noSuchNode(long location, long id) {
        results.noSuchNode(location, id);
        dealer.pass(false);
    }

    @Override
    public void ended(long location) {
        hand.endWell();
    }

    @Override
    public boolean conclude(int nodes) {
        return dealer.conclude(hand, nodes);
    }
}
