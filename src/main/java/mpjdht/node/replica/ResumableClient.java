package mpjdht.node.replica;

import java.util.Optional;
import mpjdht.message.Answer;
import mpjdht.message.ChainBatch;
import mpjdht.message.RequestCursor;
import mpjdht.store.NodeTable;

/** The client of a rank's job whose run can be resumed: what it has read, and what it may ask again. */
final class ResumableClient {
    private static final byte[] NO_VALUE = {};

    private final int origin;
    private final int window;
    private final RecentReads reads;
    private final BeforeImages images;

    /**
     * A client.
     *
     * @param memory what is remembered of it, if its run is resumed
     */
    ResumableClient(int origin, int window, Optional<RunMemory> memory) {
        this.origin = origin;
        this.window = window;
        this.reads = new RecentReads(window);
        this.images = memory.map(RunMemory::images).orElseGet(BeforeImages::new);
    }

    boolean is(int asker) {
        return asker == origin;
    }

    /** A request has read its key, and changed nothing. */
    void hasRead(RequestCursor request) {
        reads.add(request.sequence(), request.hash());
    }

    /** What the key of a request had when it was asked first; null if that is what it has now. */
    BeforeImages.Image imageFor(RequestCursor request) {
        if (images.isEmpty()) {
            return null;
        }
        images.forgetBefore(request.sequence() - window);
        return images.find(request);
    }

    /** Whether a before-image is needed of the key of a write. */
    boolean mayHaveRead(RequestCursor write) {
        return reads.has(write.sequence(), write.hash());
    }

    /** Appends what the key of a write has before it. */
    void addImage(RequestCursor write, NodeTable table, ChainBatch batch) {
        boolean isThere =
                table.find(write.hash(), write.position(), write.bytes(), write.keyOffset(), write.keyLength());
        batch.addBeforeImage(
                origin,
                write.sequence(),
                isThere ? Answer.FOUND : Answer.MISSING,
                write.position(),
                write.hash(),
                write.bytes(),
                write.keyOffset(),
                write.keyLength(),
                isThere ? table.valueBytes() : NO_VALUE,
                isThere ? table.valueOffset() : 0,
                isThere ? table.valueLength() : 0);
    }
}
