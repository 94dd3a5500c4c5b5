package mpjdht.node.client;

import java.util.Optional;
import mpjdht.message.ClientMessage;
import mpjdht.message.ControlCodec;
import mpjdht.message.HeadMessage.Finish;
import mpjdht.message.MessageKind;
import mpjdht.message.RequestBatch;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.ring.Arc;
import mpjdht.ring.Configuration;
import mpjdht.ring.RingView;

/**
 * A client that takes commands from a source, keeps up to a window of them in flight, and gives their results out in order. States:
 *
 * <pre>
 *   RUNNING --a {@link Fence} read--> DRAINING --all results out--> ASKING --result out--> RUNNING
 *   DRAINING --all results out, and the fence is {@link Fence.Keys}--> WALKING --end of the circle--> RUNNING
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
        WALKING,
        FINISHING,
        CONCLUDING,
        FINISHED
    }

    private final CommandSource source;
    private final ResultSink sink;
    private final boolean stopOnError;
    private final Requests requests;
    private final FenceCrossing crossing;
    private final Lateness lateness;
    private final CircleWalk walk;
    private AnswerListener listener = AnswerListener.NOBODY;
    private Optional<ResumableRun> run = Optional.empty();
    private State state = State.RUNNING;
    private boolean endedWell;

    /**
     * A client of a grid.
     *
     * @param access its way there
     * @param source gives the commands
     * @param sink takes the results
     * @param stopOnError whether a command that fails ends the run
     */
    public CommandFront(GridAccess access, CommandSource source, ResultSink sink, boolean stopOnError) {
        this.source = source;
        this.sink = sink;
        this.stopOnError = stopOnError;
        this.requests = access.requests();
        this.walk = new CircleWalk(requests);
        this.crossing = access.crossing(sink);
        this.lateness = access.lateness();
    }

    /** From now on tells {@code ear} of every answer that counts. */
    public void tell(AnswerListener ear) {
        listener = ear;
        requests.tell(ear);
    }

    /**
     * From now on has what it gives out outlive its job.
     *
     * @param from where it begins
     */
    public void resume(Checkpoints checkpoints, ResumePoint from) {
        run = Optional.of(new ResumableRun(requests, sink, checkpoints, from));
    }

    @Override
    public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        requests.at(nowMicros);
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
        requests.at(nowMicros);
        crossing.onTimer(nowMicros);
        lateness.onTimer(nowMicros, !sink.isReady(), crossing, outbox);
        giveOutResults(outbox);
    }

    @Override
    public boolean onIdle(long nowMicros, Outbox outbox) {
        requests.at(nowMicros);
        if (state != State.FINISHED) {
            lateness.lookLater(nowMicros, outbox);
        }
        boolean gaveOut = giveOutResults(outbox);
        boolean wentOn =
                switch (state) {
                    case RUNNING -> readOn(outbox);
                    case DRAINING -> !requests.hasOldest() && passFence(nowMicros, outbox);
                    case FINISHING -> !requests.hasOldest() && finish(outbox);
                    case CONCLUDING -> conclude(outbox);
                    case ASKING, WALKING, FINISHED -> false;
                };
        boolean reached = state != State.WALKING && run.isPresent() && run.get().reachIfDue();
        return gaveOut || wentOn || reached || requests.flush(outbox);
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
            if (state == State.WALKING) {
                walk.take(requests.reply());
            }
            long place = requests.place();
            requests.release(outbox);
            run.ifPresent(known -> known.gaveOut(place));
            if (!done && stopOnError) {
                run.ifPresent(ResumableRun::failed);
                endedWell = false;
                state = State.FINISHING;
            } else if (state == State.WALKING && !walk.goesOn(outbox)) {
                state = State.RUNNING;
                run.ifPresent(ResumableRun::reach);
            }
            progress = true;
        }
        if (state == State.ASKING && crossing.isAnswered() && sink.isReady()) {
            Fence fence = crossing.fence();
            long place = crossing.location();
            boolean done = crossing.giveOut();
            // What comes next has the number that the question had, and has not been waited for yet.
            lateness.restart();
            if (fence instanceof Fence.Synchronise) {
                listener.synchronised(done);
            }
            boolean goesOn = done || !stopOnError;
            state = goesOn ? State.RUNNING : State.FINISHING;
            run.ifPresent(known -> {
                known.passed(fence, place, done);
                if (!goesOn) {
                    known.failed();
                }
                known.reach();
            });
            progress = true;
        }
        return progress;
    }

    private boolean passFence(long nowMicros, Outbox outbox) {
        run.ifPresent(ResumableRun::reach);
        if (run.isPresent() && run.get().passesAgain(source.fence(), source.location())) {
            run.ifPresent(ResumableRun::reach);
            state = State.RUNNING;
            return true;
        }
        if (source.fence() instanceof Fence.Keys) {
            state = State.WALKING;
            walk.begin(source.location(), outbox);
            return true;
        }
        state = State.ASKING;
        lateness.restart();
        if (source.fence() instanceof Fence.Synchronise) {
            listener.synchronises();
        }
        crossing.begin(nowMicros, source.fence(), source.location(), outbox);
        return true;
    }

    private boolean finish(Outbox outbox) {
        run.ifPresent(ResumableRun::reach);
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
