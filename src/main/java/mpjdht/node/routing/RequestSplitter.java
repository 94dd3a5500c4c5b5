package mpjdht.node.routing;

import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.message.Sizes;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.ring.RingView;

/**
 * Splits batches by next hop. Requests for the same rank that lie one behind another are copied in one piece, so that a batch
 * that goes to one rank as a whole costs one copy. A part has requests of one client by one ring.
 */
public final class RequestSplitter {
    private final Grid grid;
    private final Routing routing;
    private final RequestBatch[] parts;
    private final RequestCursor cursor = new RequestCursor();
    private int currentOrigin;
    private long currentEpoch;

    /** Splits by this rule, with nothing held back. */
    public RequestSplitter(Grid grid, Routing routing) {
        this.grid = grid;
        this.routing = routing;
        this.parts = new RequestBatch[grid.size()];
        for (int rank = 1; rank <= grid.lastStorage(); rank++) {
            parts[rank] = new RequestBatch();
        }
    }

    /**
     * Takes a batch; sends what has become full.
     *
     * @param view the ring by which the batch goes
     */
    public void split(RingView view, byte[] bytes, int offset, int length, Outbox outbox) {
        int origin = RequestBatch.origin(bytes, offset, length);
        if (origin != currentOrigin || view.epoch() != currentEpoch) {
            flush(outbox);
            currentOrigin = origin;
            currentEpoch = view.epoch();
        }
        cursor.open(bytes, offset, length);
        int runRank = 0;
        int runStart = 0;
        int runRecords = 0;
        while (cursor.next()) {
            int rank = routing.firstHop(view, cursor.position());
            if (rank != runRank) {
                pass(runRank, bytes, runStart, cursor.recordOffset(), runRecords, outbox);
                runRank = rank;
                runStart = cursor.recordOffset();
                runRecords = 0;
            }
            runRecords++;
        }
        pass(runRank, bytes, runStart, offset + length, runRecords, outbox);
    }

    /** Sends every part that holds something; tells whether any did. */
    public boolean flush(Outbox outbox) {
        boolean sent = false;
        for (int rank = 1; rank <= grid.lastStorage(); rank++) {
            sent |= flush(rank, outbox);
        }
        return sent;
    }

    private void pass(int rank, byte[] bytes, int start, int end, int records, Outbox outbox) {
        if (records == 0) {
            return;
        }
        RequestBatch part = parts[rank];
        if (part.length() + end - start > Sizes.BATCH_BYTES) {
            flush(rank, outbox);
        }
        part.address(currentOrigin, currentEpoch);
        part.addAll(bytes, start, end - start, records);
        if (part.full()) {
            flush(rank, outbox);
        }
    }

    private boolean flush(int rank, Outbox outbox) {
        RequestBatch part = parts[rank];
        if (part.records() == 0) {
            return false;
        }
        outbox.send(rank, part.bytes(), 0, part.length());
        part.reset();
        return true;
    }
}
