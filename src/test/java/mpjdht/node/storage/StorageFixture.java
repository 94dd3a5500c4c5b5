package mpjdht.node.storage;

import java.nio.charset.StandardCharsets;
import mpjdht.message.ControlMessage;
import mpjdht.message.MessageKind;
import mpjdht.message.Operation;
import mpjdht.message.Origin;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.message.RoutedBatch;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.RecordingOutbox;
import mpjdht.node.overlay.Overlay;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;

/** The storage rank 1 of a grid of four, and requests that clients of rank 3 send to it; keys and values are text. */
abstract class StorageFixture {
    static final int RANK = 1;
    static final int OTHER = 2;
    static final int COMMAND = 3;

    final RecordingOutbox outbox = new RecordingOutbox();
    final RequestBatch batch = new RequestBatch();
    StorageMachine storage;
    int sequence;
    /** The client that sends what is added. */
    int client;
    /** The ring by which it sends that. */
    long epoch;

    private final KeySpace space;
    private final KeyPlace place = new KeyPlace();

    StorageFixture(KeySpace space) {
        this.space = space;
    }

    final StorageMachine storage(RingView view, FlowLimits limits, Overlay overlay) {
        return new StorageMachine(new Grid(4), RANK, space, view, limits, overlay);
    }

    final void put(String key, String value) {
        add(Operation.PUT, key, value);
    }

    final void get(String key) {
        add(Operation.GET, key, "");
    }

    final void delete(String key) {
        add(Operation.DELETE, key, "");
    }

    final void explain(String key) {
        add(Operation.EXPLAIN, key, "");
    }

    /** A GET whose search has not asked every node. */
    final void notReached(String key) {
        add(Operation.NOT_REACHED, key, "");
    }

    private void add(int operation, String key, String value) {
        byte[] keyBytes = key.getBytes(StandardCharsets.US_ASCII);
        byte[] valueBytes = value.getBytes(StandardCharsets.US_ASCII);
        space.locate(keyBytes, 0, keyBytes.length, place);
        batch.add(
                operation,
                sequence++,
                place.position(),
                place.hash(),
                keyBytes,
                0,
                keyBytes.length,
                valueBytes,
                0,
                valueBytes.length);
    }

    /** The head passes on what was added. */
    final void enter() {
        batch.address(Origin.of(COMMAND, client), epoch);
        storage.onMessage(0, Grid.HEAD, batch.bytes(), 0, batch.length(), outbox);
        batch.reset();
    }

    /** Another rank passes on what was added. */
    final void pass(long node, int hops) {
        pass(MessageKind.ROUTED, epoch, node, hops);
    }

    /** Another rank sends what was added after what has left it with a change of the ring. */
    final void forward(long change, long node, int hops) {
        pass(MessageKind.FORWARDED, change, node, hops);
    }

    private void pass(byte kind, long number, long node, int hops) {
        RequestCursor cursor = new RequestCursor();
        cursor.open(batch.bytes(), 0, batch.length());
        RoutedBatch routed = new RoutedBatch(kind);
        routed.address(number);
        while (cursor.next()) {
            routed.add(node, hops, Origin.of(COMMAND, client), cursor);
        }
        batch.reset();
        storage.onMessage(0, OTHER, routed.bytes(), 0, routed.length(), outbox);
    }

    final void tell(int from, ControlMessage message) {
        byte[] bytes = message.encode();
        storage.onMessage(0, from, bytes, 0, bytes.length, outbox);
    }

    final void idle() {
        storage.onIdle(0, outbox);
    }
}
