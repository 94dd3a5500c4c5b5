package mpjdht.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import mpjdht.message.Answer;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.ClientMessage.NodeDescribed;
import mpjdht.message.ClientMessage.Sought;
import mpjdht.message.ClientMessage.Synchronised;
import mpjdht.message.ControlMessage;
import mpjdht.message.CopyLoad;
import mpjdht.message.NodeLoad;
import mpjdht.message.Operation;
import mpjdht.message.Origin;
import mpjdht.message.ReplyBatch;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.message.SearchMessage;
import mpjdht.metric.JobMetrics;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.RecordingOutbox;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.ring.Arc;
import mpjdht.ring.Configuration;
import mpjdht.ring.NodeRef;
import mpjdht.ring.RingView;
import mpjdht.store.Conflicts;
import mpjdht.store.Version;

/** A command machine with commands by name, results as text, and ranks that say what a test has them say. */
abstract class CommandFrontFixture {
    static final int STORAGE = 1;
    static final int CLIENT = 0;
    static final long PATIENCE_MICROS = 8000;

    final RecordingOutbox outbox = new RecordingOutbox();
    final List<String> results = new ArrayList<>();
    private long nowMicros;
    boolean ready = true;
    boolean bringsOut = true;
    RingView view = RingView.of(0, new long[] {1000}, new int[] {STORAGE});
    AssignedOverlay overlay = AssignedOverlay.oneHop();

    final CommandFront machine(int window, boolean stopOnError, String... commands) {
        return machine(3, window, stopOnError, commands);
    }

    final CommandFront machine(int ranks, int window, boolean stopOnError, String... commands) {
        return machine(ranks, FlowLimits.ofWindow(window), stopOnError, commands);
    }

    final CommandFront machine(FlowLimits limits, String... commands) {
        return machine(3, limits, true, commands);
    }

    private CommandFront machine(int ranks, FlowLimits limits, boolean stopOnError, String... commands) {
        results.clear();
        return new CommandFront(
                GridAccess.plain(new Grid(ranks), ranks - 1, CLIENT, view, overlay, limits),
                new Commands(commands),
                new Results(),
                stopOnError);
    }

    /** A client of six ranks that keep copies. */
    final CommandFront machine(Configuration configuration, boolean stopOnError, String... commands) {
        results.clear();
        return new CommandFront(
                GridAccess.replicated(
                        new Grid(6), 5, CLIENT, configuration, overlay, FlowLimits.ofWindow(10), PATIENCE_MICROS),
                new Commands(commands),
                new Results(),
                stopOnError);
    }

    /** A client of four storage ranks, at home on the first, whose replicas become equal in the end. */
    final CommandFront machineOfMembers(boolean stopOnError, String... commands) {
        return machineOfMembers(1, stopOnError, commands);
    }

    /** The same on another rank. */
    final CommandFront machineOfMembers(int rank, boolean stopOnError, String... commands) {
        results.clear();
        return new CommandFront(
                GridAccess.eventual(
                        new Grid(6), rank, CLIENT, overlay, FlowLimits.ofWindow(10), PATIENCE_MICROS, Conflicts.LWW),
                new Commands(commands),
                new Results(),
                stopOnError);
    }

    /** What was sent since this was asked last, without the timers that were set. */
    final List<String> sent() {
        return outbox.take().stream().filter(sent -> !sent.startsWith("timer ")).toList();
    }

    /** A node joins or leaves, as the machine's host tells it. */
    final void announceJoin(CommandFront machine, long id, int rank) {
        view = view.join(id, rank);
        machine.announce(view, view.arc(view.indexOf(id)), outbox);
    }

    final void announceLeave(CommandFront machine, long id) {
        Arc moved = view.arc(view.indexOf(id));
        view = view.leave(id);
        machine.announce(view, moved, outbox);
    }

    final void idleUntilQuiet(CommandFront machine) {
        boolean progress;
        do {
            progress = machine.onIdle(0, outbox);
        } while (progress);
    }

    final void assertAddressed(long epoch) {
        byte[] sent = outbox.raw(0);
        assertThat(RequestBatch.epoch(sent, 0, sent.length)).isEqualTo(epoch);
        assertThat(Origin.client(RequestBatch.origin(sent, 0, sent.length))).isEqualTo(CLIENT);
    }

    final void reply(CommandFront machine, int... sequences) {
        replyOf(0, machine, sequences);
    }

    /** Answers of a configuration. */
    final void replyOf(long epoch, CommandFront machine, int... sequences) {
        ReplyBatch batch = new ReplyBatch(CLIENT);
        batch.address(epoch);
        for (int sequence : sequences) {
            batch.add(Answer.MISSING, 1, sequence, 1000);
        }
        machine.onMessage(0, STORAGE, batch.bytes(), 0, batch.length(), outbox);
    }

    /** A rank has done a request that came to it by so many hops, for the key of a node. */
    final void replyFrom(int rank, CommandFront machine, int sequence, int hops, long node) {
        ReplyBatch batch = new ReplyBatch(CLIENT);
        batch.add(Answer.MISSING, hops, sequence, node, new byte[Version.BYTES], 0, Version.BYTES);
        machine.onMessage(0, rank, batch.bytes(), 0, batch.length(), outbox);
    }

    /** For so long that somebody else is asked, once. */
    final void nobodyAnswers(CommandFront machine) {
        for (long passed = 0; passed <= 2 * PATIENCE_MICROS; passed += PATIENCE_MICROS / 8) {
            machine.onTimer(nowMicros + passed, outbox);
            machine.onIdle(nowMicros + passed, outbox);
        }
        nowMicros += 2 * PATIENCE_MICROS;
    }

    /** The request has failed. */
    final void fail(CommandFront machine, int sequence) {
        ReplyBatch batch = new ReplyBatch(CLIENT);
        batch.add(Answer.NOT_A_NUMBER, 1, sequence, 1000);
        machine.onMessage(0, STORAGE, batch.bytes(), 0, batch.length(), outbox);
    }

    final void answer(CommandFront machine, int sequence, int valueBytes) {
        ReplyBatch batch = new ReplyBatch(CLIENT);
        batch.add(Answer.FOUND, 1, sequence, 1000, new byte[valueBytes], 0, valueBytes);
        machine.onMessage(0, STORAGE, batch.bytes(), 0, batch.length(), outbox);
    }

    final void tell(CommandFront machine, ControlMessage message) {
        tellFrom(Grid.HEAD, machine, message);
    }

    final void tellFrom(int rank, CommandFront machine, ControlMessage message) {
        byte[] bytes = message.encode();
        machine.onMessage(0, rank, bytes, 0, bytes.length, outbox);
    }

    /** Commands by name; {@code HUGE} is a PUT of more than may be in flight, {@code GET 7} one of a key at position 7. */
    private static final class Commands implements CommandSource {
        private static final byte[] KEY = {'k'};

        private final Deque<String> commands;
        private long line;
        private Fence fence;

        Commands(String... commands) {
            this.commands = new ArrayDeque<>(Arrays.asList(commands));
        }

        @Override
        public Next next(RequestBatch batch, int sequence) {
            if (commands.isEmpty()) {
                return Next.NOTHING_YET;
            }
            String[] words = commands.poll().split(" ", -1);
            String command = words[0];
            line++;
            if (command.equals("GET") || command.equals("HUGE")) {
                int valueBytes =
                        command.equals("GET") ? 0 : (int) FlowLimits.ofWindow(1).inFlightBytes() + 1;
                long position = words.length == 1 ? 5 : Long.parseLong(words[1]);
                batch.add(
                        valueBytes == 0 ? Operation.GET : Operation.PUT,
                        sequence,
                        position,
                        5,
                        KEY,
                        0,
                        1,
                        new byte[valueBytes],
                        0,
                        valueBytes);
                return Next.REQUEST;
            }
            fence = fence(command, words);
            return fence == null ? Next.valueOf(command) : Next.FENCE;
        }

        private static Fence fence(String command, String[] words) {
            return switch (command) {
                case "ADD" -> new Fence.Add(5, true, 77);
                case "REMOVE" -> new Fence.Remove(77);
                case "RING" -> new Fence.Ring();
                case "NODE" -> new Fence.Node(words.length == 1 ? 77 : Long.parseLong(words[1]));
                case "REPLICAS" -> new Fence.Replicas(KEY, 5, Long.parseLong(words[1]));
                case "CRASH", "RECOVER", "PAUSE", "DELAY" -> fault(Fence.FaultKind.valueOf(command), words);
                case "PARTITION" -> new Fence.Partition(ranks(words[1]), ranks(words[3]));
                case "LEADER" -> new Fence.Leader(KEY, Long.parseLong(words[1]));
                case "FLOOD" -> new Fence.Search(KEY, 5, 5, SearchMessage.USUAL);
                case "SYNC" -> new Fence.Synchronise();
                case "METRICS" -> new Fence.Metrics();
                case "HEAL" -> new Fence.Heal();
                case "WAIT" -> new Fence.Wait(Long.parseLong(words[1]));
                default -> null;
            };
        }

        /** {@code CRASH 40}, {@code PAUSE RANK 3}: of 250 ms. */
        private static Fence fault(Fence.FaultKind kind, String[] words) {
            return words[1].equals("RANK")
                    ? new Fence.Fault(kind, Integer.parseInt(words[2]), false, 0, 250)
                    : new Fence.Fault(kind, 0, true, Long.parseLong(words[1]), 250);
        }

        private static List<Integer> ranks(String list) {
            return Arrays.stream(list.split(",", -1)).map(Integer::valueOf).toList();
        }

        @Override
        public long location() {
            return line;
        }

        @Override
        public Fence fence() {
            return fence;
        }
    }

    private final class Results implements ResultSink {
        @Override
        public boolean answered(long location, RequestCursor request, ReplyCursor reply, int rank) {
            boolean failed = Answer.isFailure(reply.outcome());
            results.add((failed ? "failed " : "answered ") + location);
            return !failed;
        }

        @Override
        public void added(long location, int rank, MembershipChanged result) {
            results.add("added " + location + " " + result.outcome());
        }

        @Override
        public void removed(long location, MembershipChanged result) {
            results.add("removed " + location + " " + result.outcome());
        }

        @Override
        public void ringDescribed(long location, List<NodeLoad> nodes, Optional<Configuration> copies) {
            results.add("ring " + location + " "
                    + nodes.stream()
                            .map(node -> node.id() + "@" + node.rank()
                                    + (copies.isEmpty() ? "" : " " + node.keys() + " keys"))
                            .toList()
                    + copies.map(known -> " by " + known.epoch()).orElse(""));
        }

        @Override
        public void nodeDescribed(long location, NodeDescribed node) {
            results.add("node " + location + " " + node.node().id());
        }

        @Override
        public void copiesDescribed(long location, Fence.Replicas replicas, List<CopyLoad> copies) {
            results.add("copies " + location + " "
                    + copies.stream()
                            .map(copy -> copy.node() + "@" + copy.rank() + " " + copy.role()
                                    + (copy.present() ? " " + copy.bytes() + " B " + copy.digest() : " absent"))
                            .toList());
        }

        @Override
        public void faultPlayed(long location, PlayedFault result) {
            results.add("fault " + location + " " + result.fault().kind() + " of rank " + result.rank() + " with "
                    + result.nodes()
                    + (result.done()
                            ? " done, " + result.keysMoved() + " keys of " + result.bytesMoved() + " B"
                            : " not done"));
        }

        @Override
        public boolean reached(long location) {
            results.add("reached " + location);
            return true;
        }

        @Override
        public void passed(long location, Fence fence) {
            results.add("passed " + location + " " + fence);
        }

        @Override
        public void leaderDescribed(long location, Fence.Leader command, NodeRef leader, long term) {
            results.add("leader " + location + " " + leader + " in term " + term);
        }

        @Override
        public void searched(long location, Fence.Search command, Sought result) {
            results.add("searched " + location + " " + result.tally().nodes() + " nodes");
        }

        @Override
        public void synchronised(long location, Synchronised result) {
            results.add("synchronised " + location + " " + result);
        }

        @Override
        public void metricsTold(long location, JobMetrics metrics) {
            results.add("metrics " + location + " without " + metrics.missing());
        }

        @Override
        public void unanswered(long location, Fence fence) {
            results.add("unanswered " + location + " " + fence);
        }

        @Override
        public void noSuchNode(long location, long id) {
            results.add("no node " + location + " " + id);
        }

        @Override
        public void ended(long location) {
            results.add("ended");
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public boolean conclude(int nodes) {
            outbox.note((bringsOut ? "results out, nodes " : "results not out, nodes ") + nodes);
            return bringsOut;
        }
    }
}
