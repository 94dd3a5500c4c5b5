package mpjdht.node.routing;

import java.util.Arrays;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.message.Sizes;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.ring.RingView;

/**
 * Splits batches by next hop. Requests for the same rank that lie one behind another are copied in one piece, so that a batch
 * that goes to one rank as a whole costs one copy. A part has requests of one client by one ring; parts of a few clients may wait
 * for more at the same time.
 */
public final class RequestSplitter {
    /** Most parts that wait, if those of one client are no more: each may become as long as a batch. */
    private static final int MOST_PARTS = 64;

    private final Grid grid;
    private final Routing routing;
    private final Parts[] parts;
    private final RequestCursor cursor = new RequestCursor();
    private int takenLast;

    /** The parts of one client, by rank. */
    private static final class Parts {
        final RequestBatch[] ofRank;
        int origin;
        long epoch;

        Parts(Grid grid) {
            ofRank = new RequestBatch[grid.size()];
            for (int rank = 1; rank <= grid.lastStorage(); rank++) {
                ofRank[rank] = new RequestBatch();
            }
        }
    }

    /**
     * Splits by this rule, with nothing held back.
     *
     * @param clients how many clients send through it, at least 1
     */
    public RequestSplitter(Grid grid, Routing routing, int clients) {
        this.grid = grid;
        this.routing = routing;
        this.parts = new Parts[Math.max(1, Math.min(clients, MOST_PARTS / grid.lastStorage()))];
        Arrays.setAll(parts, i -> new Parts(grid));
    }

    /**
     * Takes a batch; sends what has become full.
     *
     * @param view the ring by which the batch goes
     */
    public void split(RingView view, byte[] bytes, int offset, int length, Outbox outbox) {
        Parts of = parts(RequestBatch.origin(bytes, offset, length), view.epoch(), outbox);
        cursor.open(bytes, offset, length);
        int runRank = 0;
        int runStart = 0;
        int runRecords = 0;
        while (cursor.next()) {
            int rank = routing.firstHop(view, cursor);
            if (rank != runRank) {
                pass(of, runRank, bytes, runStart, cursor.recordOffset(), runRecords, outbox);
                runRank = rank;
                runStart = cursor.recordOffset();
                runRecords = 0;
            }
            runRecords++;
        }
        pass(of, runRank, bytes, runStart, offset + length, runRecords, outbox);
    }

    /** The parts of a client by a ring; what it sent by another one before goes first. */
    private Parts parts(int origin, long epoch, Outbox outbox) {
        Parts of = partsOf(origin);
        if (of.origin != origin || of.epoch != epoch) {
            flush(of, outbox);
            of.origin = origin;
            of.epoch = epoch;
        }
        return of;
    }

    /** The parts that are a client's, or those that are to become its, taken from the clients in turn. */
    private Parts partsOf(int origin) {
        for (Parts of : parts) {
            if (of.origin == origin) {
                return of;
            }
        }
        takenLast = (takenLast + 1) % parts.length;
        return parts[takenLast];
    }

    /** Sends every part that holds something; tells whether any did. */
    public boolean flush(Outbox outbox) {
        boolean sent = false;
        for (Parts of : parts) {
            sent |= flush(of, outbox);
        }
        return sent;
    }

    private boolean flush(Parts of, Outbox outbox) {
        boolean sent = false;
        for (int rank = 1; rank <= grid.lastStorage(); rank++) {
            sent |= flush(of, rank, outbox);
        }
        return sent;
    }

    private void pass(Parts of, int rank, byte[] bytes, int start, int end, int records, Outbox outbox) {
        if (records == 0) {
            return;
        }
        RequestBatch part = of.ofRank[rank];
        if (part.length() + end - start > Sizes.BATCH_BYTES) {
            flush(of, rank, outbox);
        }
        part.address(of.origin, of.epoch);
        part.addAll(bytes, start, end - start, records);
        if (part.full()) {
            flush(of, rank, outbox);
        }
    }

    private static boolean flush(Parts of, int rank, Outbox outbox) {
        RequestBatch part = of.ofRank[rank];
        if (part.records() == 0) {
            return false;
        }
        outbox.send(rank, part.bytes(), 0, part.length());
        part.reset();
        return true;
    }
}
