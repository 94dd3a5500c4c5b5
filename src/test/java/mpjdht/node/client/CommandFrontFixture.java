package mpjdht.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import mpjdht.message.Answer;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.ClientMessage.NodeDescribed;
import mpjdht.message.ControlMessage;
import mpjdht.message.NodeLoad;
import mpjdht.message.Operation;
import mpjdht.message.Origin;
import mpjdht.message.ReplyBatch;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.RecordingOutbox;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.ring.Arc;
import mpjdht.ring.RingView;

/** A command machine with commands by name, results as text, and ranks that say what a test has them say. */
abstract class CommandFrontFixture {
    static final int STORAGE = 1;
    static final int CLIENT = 0;

    final RecordingOutbox outbox = new RecordingOutbox();
    final List<String> results = new ArrayList<>();
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
                new Grid(ranks),
                ranks - 1,
                CLIENT,
                view,
                overlay,
                new Commands(commands),
                new Results(),
                limits,
                stopOnError);
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
        ReplyBatch batch = new ReplyBatch(CLIENT);
        for (int sequence : sequences) {
            batch.add(Answer.MISSING, 1, sequence, 1000);
        }
        machine.onMessage(0, STORAGE, batch.bytes(), 0, batch.length(), outbox);
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

        Commands(String... commands) {
            this.commands = new ArrayDeque<>(Arrays.asList(commands));
        }

        @Override
        public Next next(RequestBatch batch, int sequence) {
            String[] words = commands.poll().split(" ", -1);
            String command = words[0];
            long position = words.length == 1 ? 5 : Long.parseLong(words[1]);
            line++;
            if (command.equals("GET") || command.equals("HUGE")) {
                int valueBytes =
                        command.equals("GET") ? 0 : (int) FlowLimits.ofWindow(1).inFlightBytes() + 1;
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
            return Next.valueOf(command);
        }

        @Override
        public long location() {
            return line;
        }

        @Override
        public int rank() {
            return 5;
        }

        @Override
        public boolean hasId() {
            return true;
        }

        @Override
        public long id() {
            return 77;
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
        public void ringDescribed(long location, List<NodeLoad> nodes) {
            results.add("ring " + location + " "
                    + nodes.stream().map(node -> node.id() + "@" + node.rank()).toList());
        }

        @Override
        public void nodeDescribed(long location, NodeDescribed node) {
            results.add("node " + location + " " + node.node().id());
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
