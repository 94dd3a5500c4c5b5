package mpjdht.bench.jmh;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import mpjdht.message.Operation;
import mpjdht.message.RequestBatch;
import mpjdht.node.Grid;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.node.head.HeadMachine;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.RingView;
import mpjdht.ring.Xxh3KeySpace;

/** The head: a batch split by owner, per request. */
public class SplitBenchmark extends PerOperation {
    private static final Grid GRID = new Grid(8);
    private static final int NODES = 6;
    private static final int REQUESTS = 1024;

    private final RequestBatch batch = new RequestBatch();
    private HeadMachine head;
    private long sentBytes;
    private final MessagesOnly outbox = (to, bytes, offset, length) -> sentBytes += length;

    /** Makes a batch of PUTs. */
    @Setup
    public void setUp() {
        Xxh3KeySpace space = new Xxh3KeySpace(Xxh3KeySpace.MAX_BITS);
        RingView view = RingView.of(0, space.initialIds(NODES), GRID.initialRanks(NODES));
        head = new HeadMachine(GRID, space, view, AssignedOverlay.oneHop(), NODES, 1);
        KeyPlace place = new KeyPlace();
        Keys keys = new Keys(REQUESTS);
        for (int key = 0; key < REQUESTS; key++) {
            space.locate(keys.bytes(), keys.keyOffset(key), Keys.KEY_BYTES, place);
            batch.add(
                    Operation.PUT,
                    key,
                    place.position(),
                    place.hash(),
                    keys.bytes(),
                    keys.keyOffset(key),
                    Keys.KEY_BYTES,
                    keys.bytes(),
                    keys.valueOffset(key),
                    Keys.VALUE_BYTES);
        }
    }

    /** Splits the batch; what is full is sent. */
    @Benchmark
    @OperationsPerInvocation(REQUESTS)
    public long split() {
        head.onMessage(0, GRID.command(), batch.bytes(), 0, batch.length(), outbox);
        return sentBytes;
    }
}
