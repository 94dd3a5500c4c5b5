package mpjdht.node.storage;

import mpjdht.message.RequestCursor;
import mpjdht.message.RoutedBatch;
import mpjdht.node.Outbox;

/** Requests that wait for company on their way to nodes of other ranks: a batch for each rank, made when first needed. */
public final class OnwardBatches {
    private final byte kind;
    private final boolean hasTimes;
    private final RoutedBatch[] batchOfRank;
    private final int[] openRanks;
    private int open;

    /**
     * Nothing waits.
     *
     * @param kind of the messages
     * @param ranks how many there are
     */
    public OnwardBatches(byte kind, int ranks) {
        this(kind, ranks, false);
    }

    /** Batches that tell the time of a clock in the place of an epoch: the latest at which anything was added. */
    public static OnwardBatches withTimes(byte kind, int ranks) {
        return new OnwardBatches(kind, ranks, true);
    }

    private OnwardBatches(byte kind, int ranks, boolean hasTimes) {
        this.hasTimes = hasTimes;
        this.kind = kind;
        this.batchOfRank = new RoutedBatch[ranks];
        this.openRanks = new int[ranks];
    }

    /** Adds the request on which a cursor stands, by the ring of {@code epoch} for a node of {@code rank}; sends what is full. */
    public void add(int rank, long epoch, long node, int hops, int origin, RequestCursor request, Outbox outbox) {
        RoutedBatch batch = batchOfRank[rank];
        if (batch == null) {
            batch = new RoutedBatch(kind);
            batchOfRank[rank] = batch;
        }
        if (batch.records() == 0) {
            openRanks[open++] = rank;
        } else if (batch.hasNoRoomFor(request) || (!hasTimes && !batch.isAddressed(epoch))) {
            send(rank, batch, outbox);
        }
        batch.address(epoch);
        batch.add(node, hops, origin, request);
    }

    /** Sends every batch that holds something, in the order in which they were begun; tells whether any did. */
    public boolean flush(Outbox outbox) {
        boolean sent = open > 0;
        for (int i = 0; i < open; i++) {
            send(openRanks[i], batchOfRank[openRanks[i]], outbox);
        }
        open = 0;
        return sent;
    }

    /** Forgets what waits. */
    public void clear() {
        for (int i = 0; i < open; i++) {
            batchOfRank[openRanks[i]].reset();
        }
        open = 0;
    }

    private static void send(int rank, RoutedBatch batch, Outbox outbox) {
        outbox.send(rank, batch.bytes(), 0, batch.length());
        batch.reset();
    }
}
