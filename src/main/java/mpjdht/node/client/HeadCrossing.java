package mpjdht.node.client;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import mpjdht.message.ClientHandler;
import mpjdht.message.ClientMessage;
import mpjdht.message.ClientMessage.Asked;
import mpjdht.message.ClientMessage.CopyDescribed;
import mpjdht.message.ClientMessage.FaultPlayed;
import mpjdht.message.ClientMessage.HostDescribed;
import mpjdht.message.ClientMessage.LeaderDescribed;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.ClientMessage.MetricsTold;
import mpjdht.message.ClientMessage.NodeDescribed;
import mpjdht.message.ClientMessage.NodesCounted;
import mpjdht.message.ClientMessage.ReplicaDescribed;
import mpjdht.message.ClientMessage.RingPart;
import mpjdht.message.ClientMessage.Sought;
import mpjdht.message.ClientMessage.StillWorking;
import mpjdht.message.ClientMessage.Synchronised;
import mpjdht.message.CopyLoad;
import mpjdht.message.HeadMessage.AddNode;
import mpjdht.message.HeadMessage.AwaitReturn;
import mpjdht.message.HeadMessage.RemoveNode;
import mpjdht.message.InquiryMessage.DescribeCopy;
import mpjdht.message.InquiryMessage.DescribeNode;
import mpjdht.message.InquiryMessage.DescribeRing;
import mpjdht.message.NodeLoad;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.ring.Configuration;
import mpjdht.ring.NodeRef;
import mpjdht.ring.Region;
import mpjdht.ring.RingView;

/**
 * A fence on a grid whose head decides about the circle. Where copies are kept, what was asked about the ring is asked again of the next
 * one, because who is dead does not answer.
 */
final class HeadCrossing extends FenceCrossing {
    /** In the place of a question's number: what is told without asking. */
    private static final long NO_QUESTION = 0;

    private final Inquiry inquiry = new Inquiry();
    private RingView view;
    private Optional<Configuration> configuration;

    /**
     * Stands at no fence.
     *
     * @param client the client's number on its rank
     * @param configuration where the copies are, on a grid that keeps any
     */
    HeadCrossing(Grid grid, int client, RingView view, Optional<Configuration> configuration, ResultSink sink) {
        super(grid, client, sink, new FaultPlayers(grid, client, view));
        this.view = view;
        this.configuration = configuration;
    }

    @Override
    void ask(long nowMicros, Outbox outbox) {
        fence().handle(new Asking(nowMicros, outbox));
    }

    @Override
    void take(int from, ClientMessage message, Outbox outbox) {
        message.handle(from, new Answers(outbox));
    }

    @Override
    OptionalInt nodes() {
        return OptionalInt.of(view.size());
    }

    @Override
    public boolean isAsking() {
        return fence() != null && !isAnswered() && !inquiry.isAnswered();
    }

    @Override
    public void giveUp() {
        inquiry.giveUp();
        super.giveUp();
    }

    @Override
    void announce(RingView next) {
        view = next;
    }

    @Override
    void configure(Configuration next, Outbox outbox) {
        view = next.ring();
        configuration = Optional.of(next);
        players().learn(view);
        if (isAsking()) {
            ask(0, outbox);
        }
    }

    @Override
    boolean isSettled() {
        return !inquiry.asksAboutOneBefore(view.epoch());
    }

    @Override
    void awaitReturn(int rank, int life, Outbox outbox) {
        outbox.send(Grid.HEAD, new AwaitReturn(client(), rank, life));
    }

    /** Asks whom a command concerns. */
    private final class Asking implements FenceHandler {
        private final long nowMicros;
        private final Outbox outbox;

        Asking(long nowMicros, Outbox outbox) {
            this.nowMicros = nowMicros;
            this.outbox = outbox;
        }

        @Override
        public void onAdd(Fence.Add add) {
            outbox.send(Grid.HEAD, new AddNode(client(), add.rank(), add.id(), add.hasId()));
        }

        @Override
        public void onRemove(Fence.Remove remove) {
            outbox.send(Grid.HEAD, new RemoveNode(client(), remove.id()));
        }

        @Override
        public void onRing() {
            Set<Integer> ranks = new TreeSet<>();
            configuration.ifPresentOrElse(
                    known -> ranks.addAll(known.firstRanks(known.regions())),
                    () -> IntStream.rangeClosed(1, grid().lastStorage()).forEach(ranks::add));
            inquiry.ask(ranks, view.epoch(), number -> new DescribeRing(client(), number, view.epoch()), outbox);
            if (configuration.isPresent()) {
                for (int i = 0; i < view.size(); i++) {
                    inquiry.add(nothingYet(i));
                }
            }
            ringMayBeTold();
        }

        @Override
        public void onKeys() {
            throw new IllegalStateException("a client walks round the circle by requests");
        }

        @Override
        public void onBarrier() {
            reachBarrier();
        }

        @Override
        public void onNode(Fence.Node node) {
            int index = view.indexOf(node.id());
            if (index < 0) {
                noSuchNode(node.id());
                inquiry.giveUp();
                return;
            }
            Set<Integer> ranks = new TreeSet<>();
            configuration.ifPresentOrElse(
                    known -> ranks.addAll(known.firstRanks(known.regions(view.arc(index)))),
                    () -> ranks.add(view.rank(index)));
            inquiry.ask(
                    ranks, view.epoch(), number -> new DescribeNode(client(), number, view.epoch(), node.id()), outbox);
            if (inquiry.isAnswered()) {
                List<NodeRef> predecessor = List.of(view.node(view.predecessorIndex(index)));
                describe(
                        new NodeDescribed(client(), NO_QUESTION, nothingYet(index), predecessor, List.of(), List.of()));
            }
        }

        @Override
        public void onReplicas(Fence.Replicas replicas) {
            Configuration known = configuration.orElseThrow();
            Region region = known.region(replicas.position());
            Set<Integer> ranks = new TreeSet<>();
            if (region.isAvailable()) {
                region.line().forEach(replica -> ranks.add(replica.rank()));
            }
            inquiry.ask(
                    ranks,
                    known.epoch(),
                    number -> new DescribeCopy(
                            client(), number, known.epoch(), replicas.hash(), replicas.position(), replicas.key()),
                    outbox);
            copiesMayBeTold(replicas);
        }

        @Override
        public void onMetrics() {
            gatherMetrics(outbox);
        }

        @Override
        public void onSynchronise() {
            // Whatever is acknowledged is on every copy.
            Synchronised nothingToDo = new Synchronised(client(), 0, true, 0, 0, 0);
            report(() -> {
                sink().synchronised(location(), nothingToDo);
                return true;
            });
        }

        @Override
        public void onLeader(Fence.Leader leader) {
            NodeRef first = configuration
                    .map(known -> known.region(leader.position()))
                    .filter(Region::isAvailable)
                    .map(region ->
                            new NodeRef(region.first().id(), region.first().rank()))
                    .orElseGet(() -> view.node(view.ownerIndex(leader.position())));
            long term = view.epoch();
            report(() -> {
                sink().leaderDescribed(location(), leader, first, term);
                return true;
            });
        }

        @Override
        public void onSearch(Fence.Search search) {
            inquiry.ask(
                    List.of(view.rank(0)), view.epoch(), number -> search.seek(client(), number, view.epoch()), outbox);
        }

        @Override
        public void onFault(Fence.Fault fault) {
            if (!players().tell(fault, outbox)) {
                noSuchNode(fault.id());
            }
        }

        @Override
        public void onPartition(Fence.Partition partition) {
            partition(partition, outbox);
        }

        @Override
        public void onHeal() {
            heal(outbox);
        }

        @Override
        public void onWait(Fence.Wait wait) {
            waitFor(wait, nowMicros, outbox);
        }

        private NodeLoad nothingYet(int index) {
            return new NodeLoad(view.id(index), view.rank(index), 0, 0, view.id(view.successorIndex(index)));
        }
    }

    private void describe(NodeDescribed node) {
        report(() -> {
            sink().nodeDescribed(location(), node);
            return true;
        });
    }

    private void ringMayBeTold() {
        if (inquiry.isAnswered()) {
            List<NodeLoad> nodes = inquiry.nodes();
            Optional<Configuration> copies = configuration;
            report(() -> {
                sink().ringDescribed(location(), nodes, copies);
                return true;
            });
        }
    }

    private void copiesMayBeTold(Fence.Replicas replicas) {
        if (!inquiry.isAnswered()) {
            return;
        }
        List<CopyLoad> copies = inquiry.copies(configuration.orElseThrow().region(replicas.position()));
        report(() -> {
            sink().copiesDescribed(location(), replicas, copies);
            return true;
        });
    }

    /** What those who were asked answer. */
    private final class Answers implements ClientHandler {
        private final Outbox outbox;

        Answers(Outbox outbox) {
            this.outbox = outbox;
        }

        @Override
        public void onMembershipChanged(int from, MembershipChanged message) {
            if (!changed(message)) {
                throw new ProtocolException("the head told of a change of the ring, which nobody had asked for");
            }
        }

        @Override
        public void onRingPart(int from, RingPart message) {
            if (inquiry.take(from, message)) {
                ringMayBeTold();
            }
        }

        @Override
        public void onNodeDescribed(int from, NodeDescribed message) {
            if (inquiry.take(from, message) && inquiry.isAnswered()) {
                describe(inquiry.described());
            }
        }

        @Override
        public void onCopyDescribed(int from, CopyDescribed message) {
            if (inquiry.take(from, message) && fence() instanceof Fence.Replicas replicas) {
                copiesMayBeTold(replicas);
            }
        }

        @Override
        public void onMetricsTold(int from, MetricsTold message) {
            metricsTold(from, message);
        }

        @Override
        public void onFaultPlayed(int from, FaultPlayed message) {
            faultPlayed(from, message, outbox);
        }

        @Override
        public void onSynchronised(int from, Synchronised message) {
            throw unasked(message);
        }

        @Override
        public void onStillWorking(int from, StillWorking message) {
            throw unasked(message);
        }

        @Override
        public void onSought(int from, Sought message) {
            if (inquiry.take(from, message)) {
                searched(message);
            }
        }

        @Override
        public void onNodesCounted(int from, NodesCounted message) {
            throw unasked(message);
        }

        @Override
        public void onAsked(int from, Asked message) {
            throw unasked(message);
        }

        @Override
        public void onHostDescribed(int from, HostDescribed message) {
            throw unasked(message);
        }

        @Override
        public void onReplicaDescribed(int from, ReplicaDescribed message) {
            throw unasked(message);
        }

        @Override
        public void onLeaderDescribed(int from, LeaderDescribed message) {
            throw unasked(message);
        }

        private ProtocolException unasked(ClientMessage message) {
            return new ProtocolException("a client was told " + message + ", which it has not asked for");
        }
    }
}
