package mpjdht.node.client;

import java.util.Optional;
import mpjdht.message.ClientMessage;
import mpjdht.message.ControlCodec;
import mpjdht.message.HeadMessage.Finish;
import mpjdht.message.MessageKind;
import mpjdht.message.Origin;
import mpjdht.message.RequestBatch;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.Patience;
import mpjdht.node.ProtocolException;
import mpjdht.node.overlay.Overlay;
import mpjdht.ring.Arc;
import mpjdht.ring.Configuration;
import mpjdht.ring.RingView;
import mpjdht.store.Conflicts;

/**
 * A client that takes commands from a source, keeps up to a window of them in flight, and gives their results out in order. States:
 *
 * <pre>
 *   RUNNING --a {@link Fence} read--> DRAINING --all results out--> ASKING --result out--> RUNNING
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
    private static final int PATIENCE = 4;

    private enum State {
        RUNNING,
        DRAINING,
        ASKING,
        FINISHING,
        CONCLUDING,
        FINISHED
    }

    private final CommandSource source;
    private final ResultSink sink;
    private final boolean stopOnError;
    private final Requests requests;
    private final FenceCrossing crossing;
    private final int client;
    /** How long it waits for answers, on a grid that keeps copies. */
    private final Optional<Patience> patience;

    /** How long it waits for the rank that takes its commands, where any other does too. */
    private final Optional<Patience> patienceAtHome;

    private AnswerListener listener = AnswerListener.NOBODY;
    private boolean looksAtTime;
    private long nextLookMicros;
    private State state = State.RUNNING;
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
                new Requests(grid, Origin.of(rank, client), view, overlay, limits, Optional.empty()),
                new HeadCrossing(grid, client, view, Optional.empty(), sink),
                Optional.empty());
    }

    /**
     * A client of a grid that keeps copies.
     *
     * @param configuration the configuration at start
     * @param patienceMicros how long it waits for the answer to a request, at least 8; then the request fails
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
            boolean stopOnError,
            long patienceMicros) {
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
                        Optional.of(configuration)),
                new HeadCrossing(grid, client, configuration.ring(), Optional.of(configuration), sink),
                Optional.of(new Patience(patienceMicros)));
    }

    /**
     * A client of a grid whose replicas become equal in the end.
     *
     * @param overlay how requests find whoever does them, from the rank on that takes them
     * @param timeoutMicros after so long without an answer it asks another rank, and after {@value #PATIENCE} times as long a command
     *     fails; at least 8
     * @param conflicts what becomes of values that were written without knowledge of each other
     */
    public CommandFront(
            Grid grid,
            int rank,
            int client,
            Overlay overlay,
            CommandSource source,
            ResultSink sink,
            FlowLimits limits,
            boolean stopOnError,
            long timeoutMicros,
            Conflicts conflicts) {
        this(
                client,
                source,
                sink,
                stopOnError,
                grid,
                Origin.of(rank, client),
                limits,
                new Home(grid, rank, client),
                // From a rank that stores the way through it costs no message, and leads to replicas by fair draws.
                overlay.goesStraight() && !grid.stores(rank) ? Optional.of(new RouteCache()) : Optional.empty(),
                timeoutMicros,
                conflicts);
    }

    private CommandFront(
            int client,
            CommandSource source,
            ResultSink sink,
            boolean stopOnError,
            Grid grid,
            int origin,
            FlowLimits limits,
            Home home,
            Optional<RouteCache> routes,
            long timeoutMicros,
            Conflicts conflicts) {
        this(
                client,
                source,
                sink,
                stopOnError,
                new Requests(grid, origin, limits, home, routes, conflicts),
                new MemberCrossing(grid, origin, home, sink),
                Optional.of(new Patience(PATIENCE * timeoutMicros)),
                Optional.of(new Patience(timeoutMicros + timeoutMicros / 2)));
    }

    private CommandFront(
            int client,
            CommandSource source,
            ResultSink sink,
            boolean stopOnError,
            Requests requests,
            FenceCrossing crossing,
            Optional<Patience> patience) {
        this(client, source, sink, stopOnError, requests, crossing, patience, Optional.empty());
    }

    private CommandFront(
            int client,
            CommandSource source,
            ResultSink sink,
            boolean stopOnError,
            Requests requests,
            FenceCrossing crossing,
            Optional<Patience> patience,
            Optional<Patience> patienceAtHome) {
        this.client = client;
        this.patience = patience;
        this.patienceAtHome = patienceAtHome;
        this.source = source;
        this.sink = sink;
        this.stopOnError = stopOnError;
        this.requests = requests;
        this.crossing = crossing;
    }

    /** From now on tells {@code ear} of every answer that counts. */
    public void tell(AnswerListener ear) {
        listener = ear;
        requests.tell(ear);
    }

    @Override
    public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        byte kind = MessageKind.of(bytes, offset, length);
        switch (kind) {
            case MessageKind.REPLIES -> requests.take(from, bytes, offset, length, outbox);
            case MessageKind.TO_CLIENT ->
                crossing.take(from, ControlCodec.decode(ClientMessage.class, bytes, offset, length), outbox);
            default -> throw ProtocolException.unexpectedKind("client", from, kind);
        }
        giveOutResults(outbox);
    }

    @Override
    public void onTimer(long nowMicros, Outbox outbox) {
        crossing.onTimer(nowMicros);
        if (looksAtTime && nowMicros >= nextLookMicros) {
            giveUpWhatIsLate(nowMicros, patience.orElseThrow(), outbox);
            looksAtTime = false;
        }
        giveOutResults(outbox);
    }

    private void giveUpWhatIsLate(long nowMicros, Patience known, Outbox outbox) {
        if (!sink.isReady() && requests.isShortOfCredit()) {
            // Whoever is late may be waiting for the credit of answers that the sink does not take.
            restartPatience();
            return;
        }
        if (crossing.hasHeardThatItIsWorkedOn()) {
            restartPatience();
        }
        int oldest = requests.oldestUnanswered();
        int asked = requests.sentEnd();
        // Nothing is under way when a question is.
        int end = known.look(nowMicros, oldest, crossing.isAsking() ? asked + 1 : asked);
        if (end != oldest && crossing.isAsking()) {
            crossing.giveUp();
        } else if (end != oldest) {
            requests.giveUpBefore(end, outbox);
        }
        if (patienceAtHome.isPresent()) {
            lookForAnotherHome(nowMicros, patienceAtHome.get(), outbox);
        }
    }

    private void restartPatience() {
        patience.ifPresent(Patience::restart);
        patienceAtHome.ifPresent(Patience::restart);
    }

    private void lookForAnotherHome(long nowMicros, Patience atHome, Outbox outbox) {
        int oldest = requests.oldestUnanswered();
        int asked = requests.sentEnd();
        if (atHome.look(nowMicros, oldest, crossing.isAsking() ? asked + 1 : asked) != oldest) {
            atHome.restart();
            requests.moveHome(outbox);
            crossing.askSomebodyElse(outbox);
        }
    }

    /** Looks at the time again later, as long as there may be something under way. */
    private void lookAtTimeLater(long nowMicros, Outbox outbox) {
        if (patience.isPresent() && !looksAtTime && state != State.FINISHED) {
            looksAtTime = true;
            nextLookMicros = nowMicros + patienceAtHome.orElse(patience.get()).pauseMicros();
            outbox.setTimer(nextLookMicros - nowMicros, ClientHost.timerOf(client));
        }
    }

    @Override
    public boolean onIdle(long nowMicros, Outbox outbox) {
        lookAtTimeLater(nowMicros, outbox);
        boolean gaveOut = giveOutResults(outbox);
        boolean wentOn =
                switch (state) {
                    case RUNNING -> readOn(outbox);
                    case DRAINING -> !requests.hasOldest() && passFence(nowMicros, outbox);
                    case FINISHING -> !requests.hasOldest() && finish(outbox);
                    case CONCLUDING -> conclude(outbox);
                    case ASKING, FINISHED -> false;
                };
        return gaveOut || wentOn || requests.flush(outbox);
    }

    @Override
    public void announce(RingView view, Arc moved, Outbox outbox) {
        requests.announce(view, moved);
        crossing.announce(view);
    }

    @Override
    public void configure(Configuration configuration, Outbox outbox) {
        requests.configure(configuration, outbox);
        crossing.configure(configuration, outbox);
        giveOutResults(outbox);
    }

    @Override
    public boolean isSettled() {
        return requests.isSettled() && crossing.isSettled();
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
                case FENCE -> state = State.DRAINING;
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
        if (state == State.ASKING && crossing.isAnswered() && sink.isReady()) {
            boolean isSync = crossing.fence() instanceof Fence.Synchronise;
            boolean done = crossing.giveOut();
            // What comes next has the number that the question had, and has not been waited for yet.
            restartPatience();
            if (isSync) {
                listener.synchronised(done);
            }
            boolean goesOn = done || !stopOnError;
            state = goesOn ? State.RUNNING : State.FINISHING;
            progress = true;
        }
        return progress;
    }

    private boolean passFence(long nowMicros, Outbox outbox) {
        state = State.ASKING;
        restartPatience();
        if (source.fence() instanceof Fence.Synchronise) {
            listener.synchronises();
        }
        crossing.begin(nowMicros, source.fence(), source.location(), outbox);
        return true;
    }

    private boolean finish(Outbox outbox) {
        if (endedWell) {
            sink.ended(source.location());
        }
        state = State.CONCLUDING;
        crossing.countNodes(outbox);
        return true;
    }

    private boolean conclude(Outbox outbox) {
        if (crossing.nodes().isEmpty() || !sink.conclude(crossing.nodes().getAsInt())) {
            return false;
        }
        outbox.send(Grid.HEAD, new Finish());
        state = State.FINISHED;
        return true;
    }
}
