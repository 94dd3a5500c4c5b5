package mpjdht.node.replica;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Supplier;
import mpjdht.message.ChainBatch;
import mpjdht.message.RequestCursor;
import mpjdht.ring.Arc;

/** The client of a rank's job whose run can be resumed: what it has read, and what it may ask again. */
final class ResumableClient {
    private final int origin;
    private final int window;
    private final RecentReads reads;
    private final BeforeImages images;
    private final ArrayDeque<BeforeImages.Image> young = new ArrayDeque<>();

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
        images.forEach(young::add);
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

    /** Keeps an image in mind as long as the job that comes next may ask for it. */
    void keep(BeforeImages.Image image) {
        young.add(image);
        while (young.peek().sequence() - image.sequence() <= -window) {
            young.remove();
        }
    }

    /** Appends what it takes to go on with its run when the job has died, of keys of an arc. */
    void copy(AnsweredCommands answered, Arc arc, Supplier<ChainBatch> batches) {
        answered.forEachOfLast(window, origin, (of, sequence, outcome, position, number) -> {
            if (arc.contains(position)) {
                batches.get().addMemory(of, sequence, outcome, position, number);
            }
        });
        for (BeforeImages.Image image : young) {
            if (arc.contains(image.position())) {
                image.appendTo(batches.get(), origin);
            }
        }
    }
}
