package mpjdht.node.client;

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
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.overlay.Overlay;
import mpjdht.ring.RingView;

/**
 * A client that takes commands from a source, keeps up to a window of them in flight, and gives their results out in order. States:
 *
 * <pre>
 *   RUNNING --ADD, REMOVE, RING or NODE read--> DRAINING --nothing in flight--> ASKING --answered--> RUNNING
 *   RUNNING --END, STOP or a refusal--> FINISHING --nothing in flight--> FINISHED
 * </pre>
 *
 * <p>Meaning: as if each command waited for the one before it. The path of a key's requests keeps their order; what
 * changes the ring or looks at it is a fence for this client, with nothing in flight before it and nothing sent until it is
 * done. The head hears of the end only when the sink has brought out all results.
 */
public final class CommandMachine implements Client {
    private enum State {
        RUNNING,
        DRAINING,
        ASKING,
        FINISHING,
        FINISHED
    }

    private final CommandSource source;
    private final ResultSink sink;
    private final FlowLimits limits;
    private final boolean stopOnError;
    private final SentBatches sent = new SentBatches();
    private final ReplyBoard board;
    private final ReplyCredit credit;
    private final RequestFlow flow;
    private final RingInquiry inquiry;
    private final int client;
    private State state = State.RUNNING;
    private int nextSequence;
    private int oldestSequence;
    private boolean oldestIsOpen;
    private CommandSource.Next fence;
    private boolean endedWell;

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
     * @param stopOnError whether an ADD, REMOVE or NODE that fails ends the run
     */
    public CommandMachine(
            Grid grid,
            int rank,
            int client,
            RingView view,
            Overlay overlay,
            CommandSource source,
            ResultSink sink,
            FlowLimits limits,
            boolean stopOnError) {
        this.client = client;
        this.source = source;
        this.sink = sink;
        this.limits = limits;
        this.stopOnError = stopOnError;
        this.board = new ReplyBoard(limits.window());
        int origin = Origin.of(rank, client);
        this.credit = new ReplyCredit(origin, grid.size(), limits);
        this.flow = new RequestFlow(origin, grid, overlay, view, limits);
        this.inquiry = new RingInquiry(grid, client);
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
            case MessageKind.TO_CLIENT ->
                ControlCodec.decode(ClientMessage.class, bytes, offset, length).handle(from, new Control());
            default -> throw ProtocolException.unexpectedKind("client", from, kind);
        }
        arrive();
    }

    @Override
    public boolean onIdle(long nowMicros, Outbox outbox) {
        boolean progress =
                switch (state) {
                    case RUNNING -> readOn(outbox);
                    case DRAINING -> inFlight() == 0 && passFence(outbox);
                    case FINISHING -> inFlight() == 0 && finish(outbox);
                    case ASKING, FINISHED -> false;
                };
        return progress || flow.flush(outbox);
    }

    @Override
    public void announce(RingView view, Outbox outbox) {
        flow.announce(view);
        arrive();
    }

    @Override
    public RingView view() {
        return flow.view();
    }

    private void arrive() {
        if (inFlight() == 0 && !inquiry.isUnderWay()) {
            flow.arrive();
        }
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
                    flow.pathWillGrow();
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
            flow.send(batch, outbox);
            sent.close();
        }
        return progress;
    }

    private void request() {
        sent.locate(source.location());
        nextSequence++;
    }

    private boolean mayGoOn(RequestBatch batch) {
        return inFlight() < limits.window() && flow.mayAdd(batch, inFlight());
    }

    private void giveOutResults(Outbox outbox) {
        while (oldestIsOpen || sent.next()) {
            oldestIsOpen = true;
            if (!board.has(oldestSequence)) {
                credit.heldUpBy(oldestSequence, flow.view(), sent.request().position(), outbox);
                return;
            }
            board.open(oldestSequence);
            sink.answered(sent.location(), sent.request(), board.reply(), board.rank());
            credit.released(board.rank(), board.reply().recordBytes(), oldestSequence + 1, outbox);
            board.release();
            flow.answered(sent.request());
            oldestSequence++;
            oldestIsOpen = false;
        }
    }

    private boolean passFence(Outbox outbox) {
        state = State.ASKING;
        switch (fence) {
            case ADD -> outbox.send(Grid.HEAD, new AddNode(client, source.rank(), source.id(), source.hasId()));
            case REMOVE -> outbox.send(Grid.HEAD, new RemoveNode(client, source.id()));
            case RING -> inquiry.askForRing(flow.view(), outbox);
            case NODE -> {
                if (!inquiry.askForNode(flow.view(), source.id(), outbox)) {
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
        sink.conclude(flow.view().size());
        outbox.send(Grid.HEAD, new Finish());
        state = State.FINISHED;
        return true;
    }

    /** What a client is told. */
    private final class Control implements ClientHandler {
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
    }
}
