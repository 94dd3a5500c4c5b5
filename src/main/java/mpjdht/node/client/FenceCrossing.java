package mpjdht.node.client;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import mpjdht.message.ClientHandler;
import mpjdht.message.ClientMessage;
import mpjdht.message.ClientMessage.CopyDescribed;
import mpjdht.message.ClientMessage.FaultPlayed;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.ClientMessage.NodeDescribed;
import mpjdht.message.ClientMessage.RingPart;
import mpjdht.message.CopyLoad;
import mpjdht.message.HeadMessage.AddNode;
import mpjdht.message.HeadMessage.AwaitReturn;
import mpjdht.message.HeadMessage.RemoveNode;
import mpjdht.message.InquiryMessage.DescribeCopy;
import mpjdht.message.InquiryMessage.DescribeNode;
import mpjdht.message.InquiryMessage.DescribeRing;
import mpjdht.message.MembershipOutcome;
import mpjdht.message.NodeLoad;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.ring.Configuration;
import mpjdht.ring.NodeRef;
import mpjdht.ring.Region;
import mpjdht.ring.RingView;

/**
 * The fence at which a client stands: asks those whom the command concerns, gathers what they answer, and gives the result out. On a
 * grid that keeps copies, what was asked about the ring is asked again of the next one, because who is dead does not answer.
 */
final class FenceCrossing {
    private static final long MICROS_PER_MILLI = 1000;

    private final Grid grid;
    private final int client;
    private final ResultSink sink;
    private final Inquiry inquiry = new Inquiry();
    private final FaultPlayers players;

    private RingView view;
    private Optional<Configuration> configuration;
    private Fence fence;
    private long location;
    private long waitsUntilMicros;

    /** Gives out the result, and tells whether the command has succeeded; null while that is not known. */
    private Report report;

    /** A result that is known. */
    @FunctionalInterface
    private interface Report {
        boolean giveOut();
    }

    /**
     * Stands at no fence.
     *
     * @param client the client's number on its rank
     * @param configuration where the copies are, on a grid that keeps any
     */
    FenceCrossing(Grid grid, int client, RingView view, Optional<Configuration> configuration, ResultSink sink) {
        this.grid = grid;
        this.client = client;
        this.sink = sink;
        this.view = view;
        this.configuration = configuration;
        this.players = new FaultPlayers(grid, client, view);
    }

    /** Comes to a fence, with nothing under way. */
    void begin(long nowMicros, Fence command, long at, Outbox outbox) {
        fence = command;
        location = at;
        report = null;
        fence.handle(new Asking(nowMicros, outbox));
    }

    /** Whether the result is known. */
    boolean isAnswered() {
        return report != null;
    }

    /** Gives the result out, which is known; tells whether the command has succeeded. */
    boolean giveOut() {
        Report known = report;
        report = null;
        fence = null;
        return known.giveOut();
    }

    /** Takes what is said to the client. */
    void take(int from, ClientMessage message, Outbox outbox) {
        message.handle(from, new Answers(outbox));
    }

    /** Time has passed. */
    void onTimer(long nowMicros) {
        if (fence instanceof Fence.Wait && report == null && nowMicros >= waitsUntilMicros) {
            done();
        }
    }

    /** Whether ranks have been asked that have not all answered. */
    boolean isAsking() {
        return fence != null && report == null && !inquiry.isAnswered();
    }

    /** Waits for answers no longer. */
    void giveUp() {
        inquiry.giveUp();
        Fence over = fence;
        report = () -> {
            sink.unanswered(location, over);
            return false;
        };
    }

    /** A ring is in force. */
    void announce(RingView next) {
        view = next;
    }

    /** A configuration is in force. */
    void configure(Configuration next, Outbox outbox) {
        view = next.ring();
        configuration = Optional.of(next);
        players.learn(view);
        if (isAsking()) {
            fence.handle(new Asking(0, outbox));
        }
    }

    /** Whether nothing is awaited that goes by an older ring than the newest. */
    boolean isSettled() {
        return !inquiry.asksAboutOneBefore(view.epoch());
    }

    /** The command has no more to tell than that it is done. */
    private void done() {
        Fence over = fence;
        report = () -> {
            sink.passed(location, over);
            return true;
        };
    }

    private void noSuchNode(long id) {
        report = () -> {
            sink.noSuchNode(location, id);
            return false;
        };
    }

    private void played(Fence.Fault fault, boolean done, long keysMoved, long bytesMoved) {
        PlayedFault result = players.result(fault, done, keysMoved, bytesMoved);
        report = () -> {
            sink.faultPlayed(location, result);
            return done;
        };
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
            outbox.send(Grid.HEAD, new AddNode(client, add.rank(), add.id(), add.hasId()));
        }

        @Override
        public void onRemove(Fence.Remove remove) {
            outbox.send(Grid.HEAD, new RemoveNode(client, remove.id()));
        }

        @Override
        public void onRing() {
            Set<Integer> ranks = new TreeSet<>();
            configuration.ifPresentOrElse(
                    known -> ranks.addAll(known.firstRanks(known.regions())),
                    () -> IntStream.rangeClosed(1, grid.lastStorage()).forEach(ranks::add));
            inquiry.ask(ranks, view.epoch(), new DescribeRing(client, view.epoch()), outbox);
            if (configuration.isPresent()) {
                for (int i = 0; i < view.size(); i++) {
                    inquiry.add(nothingYet(i));
                }
            }
            ringMayBeTold();
        }

        @Override
        public void onNode(Fence.Node node) {
            int index = view.indexOf(node.id());
            if (index < 0) {
                noSuchNode(node.id());
                inquiry.ask(List.of(), view.epoch(), new DescribeNode(client, view.epoch(), node.id()), outbox);
                return;
            }
            Set<Integer> ranks = new TreeSet<>();
            configuration.ifPresentOrElse(
                    known -> ranks.addAll(known.firstRanks(known.regions(view.arc(index)))),
                    () -> ranks.add(view.rank(index)));
            inquiry.ask(ranks, view.epoch(), new DescribeNode(client, view.epoch(), node.id()), outbox);
            if (inquiry.isAnswered()) {
                List<NodeRef> predecessor = List.of(view.node(view.predecessorIndex(index)));
                describe(new NodeDescribed(client, view.epoch(), nothingYet(index), predecessor, List.of(), List.of()));
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
            DescribeCopy question =
                    new DescribeCopy(client, known.epoch(), replicas.hash(), replicas.position(), replicas.key());
            inquiry.ask(ranks, known.epoch(), question, outbox);
            copiesMayBeTold(replicas);
        }

        @Override
        public void onFault(Fence.Fault fault) {
            if (!players.tell(fault, outbox)) {
                noSuchNode(fault.id());
            }
        }

        @Override
        public void onPartition(Fence.Partition partition) {
            players.tell(partition, outbox);
        }

        @Override
        public void onHeal() {
            players.heal(outbox);
        }

        @Override
        public void onWait(Fence.Wait wait) {
            long micros = MICROS_PER_MILLI * wait.millis();
            waitsUntilMicros = nowMicros + micros;
            outbox.setTimer(micros, ClientHost.timerOf(client));
        }

        private NodeLoad nothingYet(int index) {
            return new NodeLoad(view.id(index), view.rank(index), 0, 0, view.id(view.successorIndex(index)));
        }
    }

    private void describe(NodeDescribed node) {
        report = () -> {
            sink.nodeDescribed(location, node);
            return true;
        };
    }

    private void ringMayBeTold() {
        if (inquiry.isAnswered()) {
            List<NodeLoad> nodes = inquiry.nodes();
            Optional<Configuration> copies = configuration;
            report = () -> {
                sink.ringDescribed(location, nodes, copies);
                return true;
            };
        }
    }

    private void copiesMayBeTold(Fence.Replicas replicas) {
        if (!inquiry.isAnswered()) {
            return;
        }
        List<CopyLoad> copies = inquiry.copies(configuration.orElseThrow().region(replicas.position()));
        report = () -> {
            sink.copiesDescribed(location, replicas, copies);
            return true;
        };
    }

    /** What those who were asked answer. */
    private final class Answers implements ClientHandler {
        private final Outbox outbox;

        Answers(Outbox outbox) {
            this.outbox = outbox;
        }

        @Override
        public void onMembershipChanged(int from, MembershipChanged message) {
            boolean done = message.outcome() == MembershipOutcome.DONE;
            if (fence instanceof Fence.Add add) {
                report = () -> {
                    sink.added(location, add.rank(), message);
                    return done;
                };
            } else if (fence instanceof Fence.Remove) {
                report = () -> {
                    sink.removed(location, message);
                    return done;
                };
            } else if (fence instanceof Fence.Fault fault) {
                played(fault, done, message.keysMoved(), message.bytesMoved());
            } else {
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
            if (inquiry.take(from, message) && fence instanceof Fence.Replicas replicas) {
                copiesMayBeTold(replicas);
            }
        }

        @Override
        public void onFaultPlayed(int from, FaultPlayed message) {
            if (fence instanceof Fence.Fault fault) {
                if (message.done() && fault.kind() == Fence.FaultKind.RECOVER) {
                    outbox.send(Grid.HEAD, new AwaitReturn(client, from, message.life()));
                } else {
                    played(fault, message.done(), 0, 0);
                }
            } else if (players.played()) {
                done();
            }
        }
    }
}
