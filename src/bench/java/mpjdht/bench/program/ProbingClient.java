package mpjdht.bench.program;

import java.util.Map;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.MembershipOutcome;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.client.Client;
import mpjdht.node.client.CommandFront;
import mpjdht.node.client.GridAccess;
import mpjdht.node.client.CommandSource;
import mpjdht.node.client.Fence;
import mpjdht.node.client.PlainResults;
import mpjdht.node.overlay.Overlay;
import mpjdht.ring.RingView;
import org.HdrHistogram.Histogram;

/** A client that measures how long each of its requests takes, until the answer has come to its rank. */
final class ProbingClient implements CommandSource, PlainResults {
    private static final int SLOTS = 1 << 17;
    private static final int DIGITS = 3;

    /** What comes next. */
    enum Step {
        REQUEST,
        ADD,
        REMOVE,
        NOTHING_YET,
        END
    }

    /** Gives the commands. */
    @FunctionalInterface
    interface Script {
        Step next(RequestBatch batch, int sequence);
    }

    private final Script script;
    private final long[] askedNanos = new long[SLOTS];
    private final Histogram rest = new Histogram(DIGITS);
    private final Histogram moving = new Histogram(DIGITS);
    private boolean moves;
    private long phaseBegan;
    private long longestOfPhaseNanos;
    private int rank;
    private long id;
    private Fence fence;

    ProbingClient(Script script) {
        this.script = script;
    }

    /** The client, which hears what comes to its rank. */
    Client client(Grid grid, int number, RingView view, Overlay overlay, FlowLimits limits) {
        CommandFront front = new CommandFront(
                GridAccess.plain(grid, grid.command(), number, view, overlay, limits), this, this, true);
        front.tell((rank, reply) -> heard(reply));
        return front;
    }

    private void heard(ReplyCursor reply) {
        long now = System.nanoTime();
        long asked = askedNanos[reply.sequence() & (SLOTS - 1)];
        if (moves) {
            moving.recordValue(now - asked);
            longestOfPhaseNanos = Math.max(longestOfPhaseNanos, now - asked);
        } else if (asked >= phaseBegan) {
            rest.recordValue(now - asked);
        }
    }

    /** From now on keys move, or rest. */
    void enter(boolean movement) {
        moves = movement;
        phaseBegan = System.nanoTime();
        if (movement) {
            longestOfPhaseNanos = 0;
        }
    }

    /** Longest time that a request took which was answered since keys began to move last. */
    double longestOfPhaseMicros() {
        return longestOfPhaseNanos / 1e3;
    }

    /** The node that the next ADD or REMOVE is about. */
    void node(int onRank, long nodeId) {
        rank = onRank;
        id = nodeId;
    }

    /** Adds the figures. */
    void tell(String name, Map<String, Double> figures) {
        for (double percentile : new double[] {50, 99, 99.9, 99.99, 100}) {
            figures.put(name + "-rest-" + percentile, rest.getValueAtPercentile(percentile) / 1e3);
            figures.put(name + "-moving-" + percentile, moving.getValueAtPercentile(percentile) / 1e3);
        }
        figures.put(name + "-rest-requests", (double) rest.getTotalCount());
        figures.put(name + "-moving-requests", (double) moving.getTotalCount());
    }

    @Override
    public Next next(RequestBatch batch, int sequence) {
        Step step = script.next(batch, sequence);
        if (step == Step.REQUEST) {
            askedNanos[sequence & (SLOTS - 1)] = System.nanoTime();
        }
        return switch (step) {
            case REQUEST -> Next.REQUEST;
            case ADD -> fence(new Fence.Add(rank, true, id));
            case REMOVE -> fence(new Fence.Remove(id));
            case NOTHING_YET -> Next.NOTHING_YET;
            case END -> Next.END;
        };
    }

    private Next fence(Fence next) {
        fence = next;
        return Next.FENCE;
    }

    @Override
    public long location() {
        return 0;
    }

    @Override
    public Fence fence() {
        return fence;
    }

    @Override
    public boolean answered(long location, RequestCursor request, ReplyCursor answer, int from) {
        // Its time was taken when it came.
        return true;
    }

    @Override
    public void added(long location, int on, MembershipChanged result) {
        requireDone(result);
    }

    @Override
    public void removed(long location, MembershipChanged result) {
        requireDone(result);
    }

    private static void requireDone(MembershipChanged result) {
        if (result.outcome() != MembershipOutcome.DONE) {
            throw new IllegalStateException("the ring did not change: " + result);
        }
    }

    @Override
    public void ended(long location) {
        // Nothing is held back.
    }

    @Override
    public boolean conclude(int nodes) {
        return true;
    }
}
