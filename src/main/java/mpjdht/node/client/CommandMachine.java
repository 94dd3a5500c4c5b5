package mpjdht.node.client;

import mpjdht.message.BroadcastHandler;
import mpjdht.message.BroadcastMessage.NodeJoined;
import mpjdht.message.BroadcastMessage.NodeLeft;
import mpjdht.message.BroadcastMessage.Shutdown;
import mpjdht.message.CommandHandler;
import mpjdht.message.CommandMessage.MembershipChanged;
import mpjdht.message.CommandMessage.NodeDescribed;
import mpjdht.message.CommandMessage.RingPart;
import mpjdht.message.ControlCodec;
import mpjdht.message.HeadMessage.AddNode;
import mpjdht.message.HeadMessage.Finish;
import mpjdht.message.HeadMessage.RemoveNode;
import mpjdht.message.HeadMessage.ViewInstalled;
import mpjdht.message.MembershipOutcome;
import mpjdht.message.MessageKind;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.RingChange;
import mpjdht.node.StateMachine;
import mpjdht.node.overlay.Overlay;
import mpjdht.ring.RingView;

/**
 * The command rank: takes commands from a source, keeps up to a window of them in flight, and gives their results out in
 * order. States:
 *
 * <pre>
 *   RUNNING --ADD, REMOVE, RING or NODE read--> DRAINING --nothing in flight--> ASKING --answered--> RUNNING
 *   RUNNING --END, STOP or a refusal--> FINISHING --nothing in flight--> FINISHED --Shutdown--> DONE
 * </pre>
 *
 * <p>Meaning: as if each command waited for the one before it. The path of a key's requests keeps their order; what
 * changes the ring or looks at it is a fence, with nothing in flight before it and nothing sent until it is done. The
 * head hears of the end, and lets every rank go, only when the sink has brought out all results.
 */
public final class CommandMachine implements StateMachine {
    private enum State {
        RUNNING,
        DRAINING,
        ASKING,
        FINISHING,
        FINISHED,
        DONE
    }

    private final CommandSource source;
    private final ResultSink sink;
    private final FlowLimits limits;
    private final boolean stopOnError;
    private final SentBatches sent = new SentBatches();
    private final ReplyBoard board;
    private final ReplyCredit credit;
    private final BytesInFlight bytesInFlight;
    private final RingInquiry inquiry;
    private State state = State.RUNNING;
    private RingView view;
    private int nextSequence;
    private int oldestSequence;
    private boolean oldestIsOpen;
    private CommandSource.Next fence;
    private boolean endedWell;

    /**
     * The command rank of a grid.
     *
     * @param grid the ranks
     * @param view the ring at start
     * @param overlay how requests find their owners
     * @param source gives the commands
     * @param sink takes the results
     * @param limits how much may be under way
     * @param stopOnError whether an ADD, REMOVE or NODE that fails ends the run
     */
    public CommandMachine(
            Grid grid,
            RingView view,
            Overlay overlay,
            CommandSource source,
            ResultSink sink,
            FlowLimits limits,
            boolean stopOnError) {
        this.view = view;
        this.source = source;
        this.sink = sink;
        this.limits = limits;
        this.stopOnError = stopOnError;
        this.board = new ReplyBoard(limits.window());
        this.credit = new ReplyCredit(grid.size(), limits);
        this.bytesInFlight = new BytesInFlight(overlay, limits.inFlightBytes());
        this.inquiry = new RingInquiry(grid);
        bytesInFlight.install(view);
    }

    @Override
    public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        byte kind = MessageKind.of(bytes, offset, length);
        switch (kind) {
            case MessageKind.REPLIES -> {
                board.add(from, bytes, offset, length, oldestSequence, nextSequence);
                credit.received(from, length - ReplyCursor.headerBytes());
                giveOutResults(outbox);
            }
            case MessageKind.TO_COMMAND ->
                ControlCodec.decodeCommandMessage(bytes, offset, length).handle(from, new Control(outbox));
            case MessageKind.TO_EVERY_RANK ->
                ControlCodec.decodeBroadcastMessage(bytes, offset, length).handle(from, new Control(outbox));
            default -> throw ProtocolException.unexpectedKind("command rank", from, kind);
        }
    }

    @Override
    public boolean onIdle(long nowMicros, Outbox outbox) {
        return switch (state) {
            case RUNNING -> readOn(outbox);
            case DRAINING -> inFlight() == 0 && passFence(outbox);
            case FINISHING -> inFlight() == 0 && finish(outbox);
            case ASKING, FINISHED, DONE -> false;
        };
    }

    @Override
    public boolean finished() {
        return state == State.DONE;
    }

    /** The ring as this rank knows it. */
    public RingView view() {
        return view;
    }

    private int inFlight() {
        return nextSequence - oldestSequence;
    }

    /** Reads commands until a batch is full, the window is, or there is nothing to read; sends what was read. */
    private boolean readOn(Outbox outbox) {
        RequestBatch batch = sent.open();
        boolean progress = false;
        while (state == State.RUNNING && !batch.full() && mayGoOn(batch)) {
            CommandSource.Next next = source.next(batch, nextSequence);
            if (next == CommandSource.Next.NOTHING_YET) {
                break;
            }
            progress = true;
            switch (next) {
                case REQUEST -> request();
                case EXPLAIN -> {
                    bytesInFlight.pathWillGrow();
                    request();
                }
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
        if (batch.records() > 0) {
            bytesInFlight.sent(batch);
            outbox.send(Grid.HEAD, batch.bytes(), 0, batch.length());
            sent.close();
        }
        return progress;
    }

    private void request() {
        sent.locate(source.location());
        nextSequence++;
    }

    private boolean mayGoOn(RequestBatch batch) {
        return inFlight() < limits.window() && (inFlight() == 0 || bytesInFlight.hasRoomBeside(batch));
    }

    private void giveOutResults(Outbox outbox) {
        while (oldestIsOpen || sent.next()) {
            oldestIsOpen = true;
            if (!board.has(oldestSequence)) {
                int owner = view.ownerIndex(sent.request().position());
                credit.heldUpBy(oldestSequence, view.rank(owner), outbox);
                return;
            }
            board.open(oldestSequence);
            sink.answered(sent.location(), sent.request(), board.reply(), board.rank());
            credit.released(board.rank(), board.reply().recordBytes(), outbox);
            board.release();
            bytesInFlight.answered(sent.request());
            oldestSequence++;
            oldestIsOpen = false;
        }
    }

    private boolean passFence(Outbox outbox) {
        state = State.ASKING;
        switch (fence) {
            case ADD -> outbox.send(Grid.HEAD, new AddNode(source.rank(), source.id(), source.hasId()));
            case REMOVE -> outbox.send(Grid.HEAD, new RemoveNode(source.id()));
            case RING -> inquiry.askForRing(outbox);
            case NODE -> {
                if (!inquiry.askForNode(view, source.id(), outbox)) {
                    sink.noSuchNode(source.location(), source.id());
                    goOn(false);
                }
            }
            case REQUEST, EXPLAIN, END, STOP, NOTHING_YET -> throw new IllegalStateException(fence + " is no fence");
        }
        return true;
    }

    private void goOn(boolean succeeded) {
        state = succeeded || !stopOnError ? State.RUNNING : State.FINISHING;
    }

    private boolean finish(Outbox outbox) {
        if (endedWell) {
            sink.ended(source.location());
        }
        sink.conclude(view.size());
        outbox.send(Grid.HEAD, new Finish());
        state = State.FINISHED;
        return true;
    }

    /** The control plane of the command rank. */
    private final class Control implements CommandHandler, BroadcastHandler {
        private final Outbox outbox;

        Control(Outbox outbox) {
            this.outbox = outbox;
        }

        @Override
        public void onMembershipChanged(int from, MembershipChanged message) {
            if (fence == CommandSource.Next.ADD) {
                sink.added(source.location(), source.rank(), message);
            } else {
                sink.removed(source.location(), message);
            }
            goOn(message.outcome() == MembershipOutcome.DONE);
        }

        @Override
        public void onRingPart(int from, RingPart message) {
            if (inquiry.take(from, message)) {
                sink.ringDescribed(source.location(), inquiry.ring());
                goOn(true);
            }
        }

        @Override
        public void onNodeDescribed(int from, NodeDescribed message) {
            inquiry.takeNode(from);
            sink.nodeDescribed(source.location(), message);
            goOn(true);
        }

        @Override
        public void onNodeJoined(int from, NodeJoined message) {
            install(RingChange.apply(view, message), message.epoch());
        }

        @Override
        public void onNodeLeft(int from, NodeLeft message) {
            install(RingChange.apply(view, message), message.epoch());
        }

        private void install(RingView next, long epoch) {
            view = next;
            bytesInFlight.install(next);
            outbox.send(Grid.HEAD, new ViewInstalled(epoch));
        }

        @Override
        public void onShutdown(int from, Shutdown message) {
            state = State.DONE;
        }
    }
}
