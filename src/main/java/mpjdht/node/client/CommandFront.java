package mpjdht.node.client;

import java.util.Optional;
import mpjdht.message.ClientHandler;
import mpjdht.message.ClientMessage;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.ClientMessage.NodeDescribed;
import mpjdht.message.ClientMessage.RingPart;
import mpjdht.message.ControlCodec;
import mpjdht.message.HeadMessage.AddNode;
import mpjdht.message.HeadMessage.Finish;
import mpjdht.message.HeadMessage.RemoveNode;
import mpjdht.message.MembershipOutcome;
import mpjdht.message.MessageKind;
import mpjdht.message.Origin;
import mpjdht.message.RequestBatch;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.overlay.Overlay;
import mpjdht.ring.Arc;
import mpjdht.ring.Configuration;
import mpjdht.ring.RingView;

/**
 * A client that takes commands from a source, keeps up to a window of them in flight, and gives their results out in order. States:
 *
 * <pre>
 *   RUNNING --ADD, REMOVE, RING or NODE read--> DRAINING --all results out--> ASKING --answered--> REPORTING --result out--> RUNNING
 *   RUNNING --END, STOP or a failure--> FINISHING --all results out--> CONCLUDING --brought out--> FINISHED
 * </pre>
 *
 * <p>Meaning: as if each command waited for the one before it. The path of a key's requests keeps their order; what
 * changes the ring or looks at it is a fence for this client, with nothing in flight before it and nothing sent until it is
 * done. The head hears of the end only when the sink has brought out all results.
 *
 * <p>When a command fails and that ends the run, nothing more is read, and a fence that waits is not passed; requests that are in
 * flight behind it take effect, and their results are given out.
 */
public final class CommandFront implements Client {
    private enum State {
        RUNNING,
        DRAINING,
        ASKING,
        REPORTING,
        FINISHING,
        CONCLUDING,
        FINISHED
    }

    private final CommandSource source;
    private final ResultSink sink;
    private final boolean stopOnError;
    private final Requests requests;
    private final int client;
    private State state = State.RUNNING;
    private CommandSource.Next fence;
    private boolean endedWell;

    /** Gives out the result of the fence, and tells whether it succeeded. */
    private Report report;

    /** A result that waits for those before it. */
    @FunctionalInterface
    private interface Report {
        boolean giveOut();
    }

    /**
     * A client of a grid.
     *
     * @param grid the ranks
     * @param rank rank that hosts it
     * @param client its number there
     * @param view the ring at start
     * @param overlay how requests find their owners
     * @param source gives the commands
     * @param sink takes the results
     * @param limits how much may be under way
     * @param stopOnError whether a command that fails ends the run
     */
    public CommandFront(
            Grid grid,
            int rank,
            int client,
            RingView view,
            Overlay overlay,
            CommandSource source,
            ResultSink sink,
            FlowLimits limits,
            boolean stopOnError) {
        this(
                client,
                source,
                sink,
                stopOnError,
                new Requests(grid, Origin.of(rank, client), view, overlay, limits, Optional.empty()));
    }

    /**
     * A client of a grid that keeps copies.
     *
     * @param configuration the configuration at start
     */
    public CommandFront(
            Grid grid,
            int rank,
            int client,
            Configuration configuration,
            Overlay overlay,
            CommandSource source,
            ResultSink sink,
            FlowLimits limits,
            boolean stopOnError) {
        this(
                client,
                source,
                sink,
                stopOnError,
                new Requests(
                        grid,
                        Origin.of(rank, client),
                        configuration.entries(),
                        overlay,
                        limits,
                        Optional.of(configuration)));
    }

    private CommandFront(int client, CommandSource source, ResultSink sink, boolean stopOnError, Requests requests) {
        this.client = client;
        this.source = source;
        this.sink = sink;
        this.stopOnError = stopOnError;
        this.requests = requests;
    }

    @Override
    public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        byte kind = MessageKind.of(bytes, offset, length);
        switch (kind) {
            case MessageKind.REPLIES -> requests.take(from, bytes, offset, length, outbox);
            case MessageKind.TO_CLIENT ->
                ControlCodec.decode(ClientMessage.class, bytes, offset, length).handle(from, new Control());
            default -> throw ProtocolException.unexpectedKind("client", from, kind);
        }
        giveOutResults(outbox);
    }

    @Override
    public boolean onIdle(long nowMicros, Outbox outbox) {
        boolean gaveOut = giveOutResults(outbox);
        boolean wentOn =
                switch (state) {
                    case RUNNING -> readOn(outbox);
                    case DRAINING -> !requests.hasOldest() && passFence(outbox);
                    case FINISHING -> !requests.hasOldest() && finish();
                    case CONCLUDING -> conclude(outbox);
                    case ASKING, REPORTING, FINISHED -> false;
                };
        return gaveOut || wentOn || requests.flush(outbox);
    }

    @Override
    public void announce(RingView view, Arc moved, Outbox outbox) {
        requests.announce(view, moved);
    }

    @Override
    public void configure(Configuration configuration, Outbox outbox) {
        requests.configure(configuration, outbox);
        giveOutResults(outbox);
    }

    @Override
    public boolean isSettled() {
        return requests.isSettled();
    }

    /** Reads commands until a batch is full, the window is, or there is nothing to read; sends what was read. */
    private boolean readOn(Outbox outbox) {
        RequestBatch batch = requests.batch();
        boolean progress = false;
        while (state == State.RUNNING && requests.mayAdd()) {
            int offset = batch.length();
            CommandSource.Next next = source.next(batch, requests.nextSequence());
            if (next == CommandSource.Next.NOTHING_YET) {
                break;
            }
            progress = true;
            switch (next) {
                case REQUEST, EXPLAIN -> requests.added(offset, source.location(), next == CommandSource.Next.EXPLAIN);
                case ADD, REMOVE, RING, NODE -> {
                    fence = next;
                    state = State.DRAINING;
                }
                case END, STOP -> {
                    endedWell = next == CommandSource.Next.END;
                    state = State.FINISHING;
                }
                case NOTHING_YET -> throw new IllegalStateException("handled above");
            }
        }
        boolean sent = requests.send(outbox);
        return progress || sent;
    }

    /** Gives out results as far as their answers are here and the sink takes them; tells whether it did. */
    private boolean giveOutResults(Outbox outbox) {
        boolean progress = false;
        while (requests.hasOldest() && sink.isReady()) {
            int oldest = requests.oldest();
            if (!requests.isAnswered(oldest)) {
                requests.holdsUp(oldest, outbox);
                return progress;
            }
            requests.open(oldest);
            boolean done = sink.answered(requests.place(), requests.request(), requests.reply(), requests.rank());
            requests.release(outbox);
            if (!done && stopOnError) {
                endedWell = false;
                state = State.FINISHING;
            }
            progress = true;
        }
        if (state == State.REPORTING && sink.isReady()) {
            boolean goesOn = report.giveOut() || !stopOnError;
            state = goesOn ? State.RUNNING : State.FINISHING;
            report = null;
            progress = true;
        }
        return progress;
    }

    private boolean passFence(Outbox outbox) {
        state = State.ASKING;
        switch (fence) {
            case ADD -> outbox.send(Grid.HEAD, new AddNode(client, source.rank(), source.id(), source.hasId()));
            case REMOVE -> outbox.send(Grid.HEAD, new RemoveNode(client, source.id()));
            case RING -> requests.askForRing(outbox);
            case NODE -> {
                if (!requests.askForNode(source.id(), outbox)) {
                    report(() -> {
                        sink.noSuchNode(source.location(), source.id());
                        return false;
                    });
                }
            }
            case REQUEST, EXPLAIN, END, STOP, NOTHING_YET -> throw new IllegalStateException(fence + " is no fence");
        }
        return true;
    }

    private void report(Report result) {
        report = result;
        state = State.REPORTING;
    }

    private boolean finish() {
        if (endedWell) {
            sink.ended(source.location());
        }
        state = State.CONCLUDING;
        return true;
    }

    private boolean conclude(Outbox outbox) {
        if (!sink.conclude(requests.view().size())) {
            return false;
        }
        outbox.send(Grid.HEAD, new Finish());
        state = State.FINISHED;
        return true;
    }

    /** What a client is told. */
    private final class Control implements ClientHandler {
        @Override
        public void onMembershipChanged(int from, MembershipChanged message) {
            boolean adds = fence == CommandSource.Next.ADD;
            report(() -> {
                if (adds) {
                    sink.added(source.location(), source.rank(), message);
                } else {
                    sink.removed(source.location(), message);
                }
                return message.outcome() == MembershipOutcome.DONE;
            });
        }

        @Override
        public void onRingPart(int from, RingPart message) {
            if (requests.take(from, message)) {
                report(() -> {
                    sink.ringDescribed(source.location(), requests.ring());
                    return true;
                });
            }
        }

        @Override
        public void onNodeDescribed(int from, NodeDescribed message) {
            requests.takeNode(from);
            report(() -> {
                sink.nodeDescribed(source.location(), message);
                return true;
            });
        }
    }
}
