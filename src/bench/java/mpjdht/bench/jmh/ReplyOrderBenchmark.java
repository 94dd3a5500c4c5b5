package mpjdht.bench.jmh;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import mpjdht.message.Answer;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.Operation;
import mpjdht.message.ReplyBatch;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.node.client.CommandFront;
import mpjdht.node.client.GridAccess;
import mpjdht.node.client.CommandSource;
import mpjdht.node.client.Fence;
import mpjdht.node.client.PlainResults;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.ring.RingView;

/**
 * The command rank between source and sink, per GET: requests into batches, answers of six ranks back into command order.
 * Making the answers is in it.
 */
public class ReplyOrderBenchmark extends PerOperation {
    private static final Grid GRID = new Grid(8);
    private static final int WINDOW = 1 << 12;

    private final Keys keys = new Keys(WINDOW);
    private final RequestCursor requests = new RequestCursor();
    private final ReplyBatch[] replies = new ReplyBatch[GRID.size()];
    private final MessagesOnly outbox = this::take;
    private final Sink sink = new Sink();
    private CommandFront machine;
    private long answers;

    /** Makes the command rank. */
    @Setup
    public void setUp() {
        for (int rank = 1; rank <= GRID.lastStorage(); rank++) {
            replies[rank] = new ReplyBatch(0);
        }
        RingView view = RingView.of(0, new long[] {-1}, new int[] {1});
        machine = new CommandFront(
                GridAccess.plain(GRID, GRID.command(), 0, view, AssignedOverlay.oneHop(), FlowLimits.ofWindow(WINDOW)),
                new Source(),
                sink,
                true);
    }

    /** Fills the window, answers everything, and gives the results out. */
    @Benchmark
    @OperationsPerInvocation(WINDOW)
    public long window() {
        long before = answers;
        while (answers - before < WINDOW && machine.onIdle(0, outbox)) {
            Thread.onSpinWait();
        }
        for (int rank = GRID.lastStorage(); rank >= 1; rank--) {
            ReplyBatch batch = replies[rank];
            if (batch.records() > 0) {
                machine.onMessage(0, rank, batch.bytes(), 0, batch.length(), outbox);
                batch.reset();
            }
        }
        return sink.bytes;
    }

    /** The storage ranks: answers every request of a batch. */
    private void take(int to, byte[] bytes, int offset, int length) {
        if (to != Grid.HEAD) {
            return;
        }
        requests.open(bytes, offset, length);
        while (requests.next()) {
            int rank = 1 + (int) (requests.position() % GRID.lastStorage());
            replies[rank].add(
                    Answer.FOUND, 1, requests.sequence(), -1, keys.bytes(), keys.valueOffset(0), Keys.VALUE_BYTES);
            answers++;
        }
    }

    /** GETs without end. */
    private final class Source implements CommandSource {
        private int key;

        @Override
        public Next next(RequestBatch batch, int sequence) {
            key = key + 1 == WINDOW ? 0 : key + 1;
            int at = keys.keyOffset(key);
            // Ranks in no order that repeats soon.
            int position = (key * 31) >>> 3;
            batch.add(
                    Operation.GET, sequence, position, key, keys.bytes(), at, Keys.KEY_BYTES, keys.bytes(), at, 0);
            return Next.REQUEST;
        }

        @Override
        public long location() {
            return key;
        }

        @Override
        public Fence fence() {
            throw new IllegalStateException("no ADD");
        }
    }

    /** Counts. */
    private static final class Sink implements PlainResults {
        private long bytes;

        @Override
        public boolean answered(long location, RequestCursor request, ReplyCursor reply, int rank) {
            bytes += reply.valueLength();
            return true;
        }

        @Override
        public void added(long location, int rank, MembershipChanged result) {
            throw new IllegalStateException("no ADD");
        }

        @Override
        public void removed(long location, MembershipChanged result) {
            throw new IllegalStateException("no REMOVE");
        }

        @Override
        public void ended(long location) {
            throw new IllegalStateException("no END");
        }

        @Override
        public boolean conclude(int nodes) {
            throw new IllegalStateException("no END");
        }
    }
}
