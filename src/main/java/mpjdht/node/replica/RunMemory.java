package mpjdht.node.replica;

import java.util.function.LongPredicate;
import java.util.function.Supplier;
import mpjdht.message.Answer;
import mpjdht.message.ChainBatch;
import mpjdht.message.ChainCursor;
import mpjdht.message.ChainEntry;
import mpjdht.ring.Arc;

/** What a replica remembers of the client of a run that is resumed: what became of its writes, and what keys had before them that it had read. */
public final class RunMemory {
    private final int origin;
    private final int window;
    private final int first;
    private final AnsweredCommands answered;
    private final BeforeImages images = new BeforeImages();

    /**
     * Nothing.
     *
     * @param origin the client, as {@link mpjdht.message.Origin} names it
     * @param window most of its requests that may be asked again
     * @param first number of the first of them
     */
    public RunMemory(int origin, int window, int first) {
        this.origin = origin;
        this.window = window;
        this.first = first;
        this.answered = new AnsweredCommands(window);
    }

    /** The same of the client under another name, with nothing. */
    public RunMemory as(int name) {
        return new RunMemory(name, window, first);
    }

    /** The same with nothing. */
    public RunMemory empty() {
        return as(origin);
    }

    AnsweredCommands answered() {
        return answered;
    }

    BeforeImages images() {
        return images;
    }

    /** Takes a record of what a replica has done, if it is about that client. */
    void take(ChainCursor record) {
        if (record.origin() != origin || record.sequence() - first < 0) {
            return;
        }
        switch (record.operation()) {
            case ChainEntry.PUT, ChainEntry.DELETE, ChainEntry.NOTHING ->
                remember(record, record.outcome() == Answer.COUNTED ? FollowingReplica.number(record) : 0);
            case ChainEntry.MEMORY -> remember(record, record.number());
            case ChainEntry.BEFORE_IMAGE -> images.add(BeforeImages.Image.of(record));
            default -> {
                // It is not about a command.
            }
        }
    }

    private void remember(ChainCursor record, long number) {
        answered.add(origin, record.sequence(), record.outcome(), record.position(), number);
    }

    void forget(Arc arc) {
        answered.forget(arc);
        images.forget(arc);
    }

    /**
     * Hands over what is about keys in some places.
     *
     * @param to gets it
     * @param isWanted whether a position is one of them
     * @param batches gives the batch for the next record of it, for a disk
     */
    public void handOver(RunMemory to, LongPredicate isWanted, Supplier<ChainBatch> batches) {
        answered.forEach((formerly, sequence, outcome, position, number) -> {
            if (isWanted.test(position)) {
                to.answered.add(to.origin, sequence, outcome, position, number);
                batches.get().addMemory(to.origin, sequence, outcome, position, number);
            }
        });
        images.forEach(image -> {
            if (isWanted.test(image.position())) {
                to.images.add(image);
                image.appendTo(batches.get(), to.origin);
            }
        });
    }
}
