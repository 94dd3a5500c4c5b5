package mpjdht.node.client;

import java.util.OptionalInt;
import mpjdht.message.ClientMessage;
import mpjdht.message.ClientMessage.FaultPlayed;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.ClientMessage.MetricsTold;
import mpjdht.message.ClientMessage.Sought;
import mpjdht.message.MembershipOutcome;
import mpjdht.metric.JobMetrics;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.ring.Configuration;
import mpjdht.ring.RingView;

/**
 * The fence at which a client stands: asks those whom the command concerns, gathers what they answer, and gives the result out. Whom it
 * asks about the ring is for those that extend it.
 */
abstract class FenceCrossing implements Lateness.Question {
    private static final long MICROS_PER_MILLI = 1000;

    private final Grid grid;
    private final int client;
    private final ResultSink sink;
    private final FaultPlayers players;
    private final MetricsPoll metrics = new MetricsPoll();
    private Fence fence;
    private long location;
    private long waitsUntilMicros;

    /** Gives out the result, and tells whether the command has succeeded; null while that is not known. */
    private Report report;

    /** A result that is known. */
    @FunctionalInterface
    interface Report {
        boolean giveOut();
    }

    /**
     * Stands at no fence.
     *
     * @param client the client's number on its rank
     */
    FenceCrossing(Grid grid, int client, ResultSink sink, FaultPlayers players) {
        this.grid = grid;
        this.client = client;
        this.sink = sink;
        this.players = players;
    }

    final Grid grid() {
        return grid;
    }

    /** The client's number on its rank. */
    final int client() {
        return client;
    }

    final ResultSink sink() {
        return sink;
    }

    final FaultPlayers players() {
        return players;
    }

    /** The command; null when the client stands at no fence. */
    final Fence fence() {
        return fence;
    }

    /** Where it stands. */
    final long location() {
        return location;
    }

    /** The result is known. */
    final void report(Report known) {
        report = known;
    }

    /** Comes to a fence, with nothing under way. */
    final void begin(long nowMicros, Fence command, long at, Outbox outbox) {
        fence = command;
        location = at;
        report = null;
        ask(nowMicros, outbox);
    }

    /** Asks whom the command concerns. */
    abstract void ask(long nowMicros, Outbox outbox);

    /** Whether the result is known. */
    final boolean isAnswered() {
        return report != null;
    }

    /** Gives the result out, which is known; tells whether the command has succeeded. */
    final boolean giveOut() {
        Report known = report;
        report = null;
        fence = null;
        return known.giveOut();
    }

    /** Whether the command waits for others who may not answer: a WAIT asks nobody, and METRICS those who always do. */
    final boolean mayStayUnanswered() {
        return fence != null && report == null && !(fence instanceof Fence.Wait) && !(fence instanceof Fence.Metrics);
    }

    /** The result of a barrier is its source's. */
    final void reachBarrier() {
        long at = location;
        report = () -> sink.reached(at);
    }

    /** Takes what is said to the client. */
    abstract void take(int from, ClientMessage message, Outbox outbox);

    /** Time has passed. */
    final void onTimer(long nowMicros) {
        if (fence instanceof Fence.Wait && report == null && nowMicros >= waitsUntilMicros) {
            done();
        }
    }

    /** Asks how many nodes there are, if that is not known; nothing else is under way. */
    void countNodes(Outbox outbox) {
        // It is known.
    }

    /** The nodes on the circle; empty while that is asked. */
    abstract OptionalInt nodes();

    @Override
    public boolean hasHeardThatItIsWorkedOn() {
        return false;
    }

    @Override
    public void askSomebodyElse(Outbox outbox) {
        // There is nobody else.
    }

    @Override
    public void giveUp() {
        Fence over = fence;
        report = () -> {
            sink.unanswered(location, over);
            return false;
        };
    }

    /** A ring is in force. */
    abstract void announce(RingView next);

    /** A configuration is in force. */
    abstract void configure(Configuration next, Outbox outbox);

    /** Whether nothing is awaited that goes by an older ring than the newest. */
    abstract boolean isSettled();

    /** The command has no more to tell than that it is done. */
    final void done() {
        Fence over = fence;
        report = () -> {
            sink.passed(location, over);
            return true;
        };
    }

    final void searched(Sought result) {
        if (fence instanceof Fence.Search search) {
            report = () -> {
                sink.searched(location, search, result);
                return true;
            };
        }
    }

    final void noSuchNode(long id) {
        report = () -> {
            sink.noSuchNode(location, id);
            return false;
        };
    }

    final void played(Fence.Fault fault, boolean done, long keysMoved, long bytesMoved) {
        PlayedFault result = players.result(fault, done, keysMoved, bytesMoved);
        report = () -> {
            sink.faultPlayed(location, result);
            return done;
        };
    }

    final void partition(Fence.Partition partition, Outbox outbox) {
        players.tell(partition, outbox);
    }

    final void heal(Outbox outbox) {
        players.heal(outbox);
    }

    final void waitFor(Fence.Wait wait, long nowMicros, Outbox outbox) {
        long micros = MICROS_PER_MILLI * wait.millis();
        waitsUntilMicros = nowMicros + micros;
        outbox.setTimer(micros, ClientHost.timerOf(client));
    }

    final void gatherMetrics(Outbox outbox) {
        metrics.ask(grid.size(), client, outbox);
    }

    /** A rank has told what it has counted. */
    final void metricsTold(int from, MetricsTold message) {
        metrics.take(from, message);
        if (metrics.isAnswered()) {
            JobMetrics all = metrics.told();
            report = () -> {
                sink.metricsTold(location, all);
                return true;
            };
        }
    }

    /** A change of the ring has come to an end; false when it is not what the command is about. */
    final boolean changed(MembershipChanged message) {
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
            return false;
        }
        return true;
    }

    /** A rank has said that it plays a fault, or not; whoever is back is waited for. */
    final void faultPlayed(int from, FaultPlayed message, Outbox outbox) {
        if (fence instanceof Fence.Fault fault) {
            if (message.done() && fault.kind() == Fence.FaultKind.RECOVER) {
                awaitReturn(from, message.life(), outbox);
            } else {
                played(fault, message.done(), 0, 0);
            }
        } else if (players.played()) {
            done();
        }
    }

    /** Asks to be told when a rank that has begun anew has everything that belongs there. */
    abstract void awaitReturn(int rank, int life, Outbox outbox);
}
