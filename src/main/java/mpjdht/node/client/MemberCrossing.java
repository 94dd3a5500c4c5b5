package mpjdht.node.client;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
import mpjdht.message.MemberMessage.AwaitFilled;
import mpjdht.message.MemberMessage.CountNodes;
import mpjdht.message.MembershipOutcome;
import mpjdht.message.NodeLoad;
import mpjdht.message.Origin;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.ring.Configuration;
import mpjdht.ring.RingView;

/**
 * A fence on a grid on which no head decides about the circle: any storage rank is asked. It answers, or passes the question on to those
 * whom it concerns and says who they are.
 */
final class MemberCrossing extends FenceCrossing {
    /** In the place of a node: an answer about all nodes of a rank. */
    private static final long NO_NODE = 0;

    private final int origin;
    private final Home home;
    private final Poll poll = new Poll();
    private boolean isWorkedOn;
    private boolean isCounting;

    /** Whether a rank has been told to play a fault; it is told once. */
    private boolean isPlaying;

    /** How often nobody has answered what the fence asks. */
    private int silences;

    private int counted;

    /**
     * Stands at no fence.
     *
     * @param origin the client
     * @param home who is asked
     */
    MemberCrossing(Grid grid, int origin, Home home, ResultSink sink) {
        super(grid, Origin.client(origin), sink, new FaultPlayers(grid, Origin.client(origin), home.way()));
        this.origin = origin;
        this.home = home;
    }

    @Override
    void ask(long nowMicros, Outbox outbox) {
        silences = 0;
        askOnceMore(nowMicros, outbox);
    }

    private void askOnceMore(long nowMicros, Outbox outbox) {
        poll.begin();
        isPlaying = false;
        fence().handle(new MemberQuestions(this, origin, home, poll.question(), nowMicros, outbox));
    }

    @Override
    void take(int from, ClientMessage message, Outbox outbox) {
        message.handle(from, new Answers(outbox));
    }

    @Override
    public boolean isAsking() {
        return isCounting || mayStayUnanswered();
    }

    @Override
    void countNodes(Outbox outbox) {
        isCounting = true;
        poll.begin();
        outbox.send(home.rank(), new CountNodes(origin, poll.question()));
    }

    @Override
    OptionalInt nodes() {
        return isCounting ? OptionalInt.empty() : OptionalInt.of(counted);
    }

    @Override
    public void giveUp() {
        if (isCounting) {
            // Nobody is there who could tell.
            isCounting = false;
        } else {
            super.giveUp();
        }
    }

    @Override
    public boolean hasHeardThatItIsWorkedOn() {
        boolean had = isWorkedOn;
        isWorkedOn = false;
        return had;
    }

    @Override
    public void askSomebodyElse(Outbox outbox) {
        if (isCounting) {
            countNodes(outbox);
            return;
        }
        silences++;
        if (fence() instanceof Fence.Fault fault && !fault.hasId() && !isPlaying && silences > 1) {
            // Maybe nobody is there who could tell of its nodes.
            isPlaying = true;
            players().tell(fault, fault.rank(), List.of(), outbox);
            return;
        }
        boolean isDoneOnce = fence() instanceof Fence.Add
                || fence() instanceof Fence.Remove
                || fence() instanceof Fence.Partition
                || fence() instanceof Fence.Heal
                || isPlaying;
        if (isAsking() && !isDoneOnce) {
            askOnceMore(0, outbox);
        }
    }

    @Override
    void announce(RingView next) {
        throw new ProtocolException("a head announced a ring on a grid on which it does not decide about it");
    }

    @Override
    void configure(Configuration next, Outbox outbox) {
        throw new ProtocolException("a head announced a configuration on a grid on which it does not decide about it");
    }

    @Override
    boolean isSettled() {
        return true;
    }

    @Override
    void awaitReturn(int rank, int life, Outbox outbox) {
        outbox.send(rank, new AwaitFilled(origin, life));
    }

    private void review() {
        if (!poll.isOver() || isAnswered()) {
            return;
        }
        if (fence() instanceof Fence.Ring) {
            List<NodeLoad> all = poll.nodes();
            report(() -> {
                sink().ringDescribed(location(), all, Optional.empty());
                return true;
            });
        } else if (fence() instanceof Fence.Node node) {
            poll.node().ifPresentOrElse(this::describe, () -> noSuchNode(node.id()));
        } else if (fence() instanceof Fence.Replicas replicas) {
            List<CopyLoad> inOrder = poll.copies();
            report(() -> {
                sink().copiesDescribed(location(), replicas, inOrder);
                return true;
            });
        }
    }

    private void describe(NodeDescribed node) {
        report(() -> {
            sink().nodeDescribed(location(), node);
            return true;
        });
    }

    /** What those who were asked answer. Answers to former questions mean nothing. */
    private final class Answers implements ClientHandler {
        private final Outbox outbox;

        Answers(Outbox outbox) {
            this.outbox = outbox;
        }

        @Override
        public void onMembershipChanged(int from, MembershipChanged message) {
            if (fence() != null && !isAnswered() && isOfFence(from, message)) {
                changed(message);
            }
        }

        /** Whether that is about the command at hand, and not about one for which the client waits no longer. */
        private boolean isOfFence(int from, MembershipChanged message) {
            if (fence() instanceof Fence.Add add) {
                boolean isOfRemove = message.outcome() == MembershipOutcome.NOT_ON_CIRCLE
                        || message.outcome() == MembershipOutcome.LAST_NODE;
                return from == add.rank() && !isOfRemove && (!add.hasId() || message.id() == add.id());
            }
            return message.id() == (fence() instanceof Fence.Remove remove ? remove.id() : NO_NODE);
        }

        @Override
        public void onAsked(int from, Asked message) {
            if (poll.is(message.question())) {
                poll.isFor(message.ranks());
                review();
            }
        }

        @Override
        public void onRingPart(int from, RingPart message) {
            if (poll.is(message.question())) {
                poll.add(message.nodes());
                if (message.last()) {
                    poll.hasAnswered(from);
                    review();
                }
            }
        }

        @Override
        public void onNodeDescribed(int from, NodeDescribed message) {
            if (poll.is(message.question())) {
                poll.add(message);
                poll.hasAnswered(from);
                review();
            }
        }

        @Override
        public void onReplicaDescribed(int from, ReplicaDescribed message) {
            if (poll.is(message.question())) {
                poll.add(from, message.copy());
                poll.hasAnswered(from);
                review();
            }
        }

        @Override
        public void onLeaderDescribed(int from, LeaderDescribed message) {
            if (poll.is(message.question()) && fence() instanceof Fence.Leader leader) {
                report(() -> {
                    sink().leaderDescribed(location(), leader, message.leader(), message.term());
                    return true;
                });
            }
        }

        @Override
        public void onHostDescribed(int from, HostDescribed message) {
            if (poll.is(message.question()) && fence() instanceof Fence.Fault fault && !isPlaying && !isAnswered()) {
                if (message.rank() == Grid.HEAD) {
                    noSuchNode(fault.id());
                } else {
                    isPlaying = true;
                    players().tell(fault, message.rank(), message.ids(), outbox);
                }
            }
        }

        @Override
        public void onSynchronised(int from, Synchronised message) {
            if (poll.is(message.question()) && fence() instanceof Fence.Synchronise && !isAnswered()) {
                report(() -> {
                    sink().synchronised(location(), message);
                    return message.done();
                });
            }
        }

        @Override
        public void onSought(int from, Sought message) {
            if (poll.is(message.question()) && !isAnswered()) {
                searched(message);
            }
        }

        @Override
        public void onNodesCounted(int from, NodesCounted message) {
            if (isCounting && poll.is(message.question())) {
                isCounting = false;
                counted = message.nodes();
            }
        }

        @Override
        public void onStillWorking(int from, StillWorking message) {
            isWorkedOn = true;
        }

        @Override
        public void onMetricsTold(int from, MetricsTold message) {
            metricsTold(from, message);
        }

        @Override
        public void onFaultPlayed(int from, FaultPlayed message) {
            if (fence() != null && !isAnswered()) {
                faultPlayed(from, message, outbox);
            }
        }

        @Override
        public void onCopyDescribed(int from, CopyDescribed message) {
            throw new ProtocolException("rank " + from + " told of a copy as of a chain");
        }
    }
}
