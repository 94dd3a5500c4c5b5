package mpjdht.node.client;

import java.util.Optional;
import mpjdht.message.Answer;
import mpjdht.message.Operation;
import mpjdht.message.ReplyBatch;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.ring.Configuration;
import mpjdht.ring.RingView;

/** What a client has to mind on a grid that keeps copies, where a request may have to be sent again, and some have nobody who could answer. */
final class Repetition {
    private static final int NO_HOPS = 0;
    private static final long NOBODY = 0;

    private final KeyOrder order;
    private final ReplyBatch impossible = new ReplyBatch(0);
    private final RequestBatch possible = new RequestBatch();
    private final RequestCursor cursor = new RequestCursor();

    /** Where the copies are; empty where nobody tells clients. */
    private Optional<Configuration> configuration;

    private Repetition(Optional<Configuration> configuration, KeyOrder order) {
        this.configuration = configuration;
        this.order = order;
    }

    /**
     * On a grid whose head tells where the copies are, with nothing under way.
     *
     * @param window most requests under way
     */
    static Repetition with(Configuration configuration, int window) {
        return new Repetition(Optional.of(configuration), KeyOrder.readsBeforeWrites(window));
    }

    /**
     * On a grid whose replicas become equal in the end, with nothing under way.
     *
     * @param window most requests under way
     */
    static Repetition eventual(int window) {
        return new Repetition(Optional.empty(), KeyOrder.oneWriteAtATime(window));
    }

    void configure(Configuration inForce) {
        configuration = Optional.of(inForce);
    }

    /** In which order requests leave. */
    KeyOrder order() {
        return order;
    }

    /**
     * Whether answers count. Those of an older configuration do not, because what they answer has been sent again: a CAS that found
     * another value then may find the right one now.
     */
    boolean counts(byte[] bytes, int offset, int length) {
        return configuration.isEmpty()
                || ReplyBatch.epoch(bytes, offset, length)
                        >= configuration.get().epoch();
    }

    /** Whether there is somebody to ask for every key. */
    boolean isEverythingAvailable() {
        return configuration.map(Configuration::isEverythingAvailable).orElse(true);
    }

    /** Answers requests for whose answers the client waits no longer: they may have been done, or may be yet. */
    ReplyBatch giveUp(RequestBatch batch) {
        impossible.reset();
        impossible.address(configuration.map(Configuration::epoch).orElse(0L));
        cursor.open(batch.bytes(), 0, batch.length());
        while (cursor.next()) {
            answerImpossible(true);
        }
        return impossible;
    }

    /**
     * Answers the requests of a batch for which there is nobody to ask; {@link #possible} are the others.
     *
     * @param again whether they have been sent before
     */
    ReplyBatch answerImpossible(RequestBatch batch, boolean again) {
        impossible.reset();
        impossible.address(configuration.map(Configuration::epoch).orElse(0L));
        possible.reset();
        cursor.open(batch.bytes(), 0, batch.length());
        while (cursor.next()) {
            if (configuration.orElseThrow().region(cursor.position()).isAvailable()) {
                possible.addCopy(cursor);
            } else {
                answerImpossible(again);
            }
        }
        return impossible;
    }

    private void answerImpossible(boolean mayHaveBeenDone) {
        impossible.add(
                mayHaveBeenDone && Operation.changes(cursor.operation()) ? Answer.UNKNOWN : Answer.UNAVAILABLE,
                NO_HOPS,
                cursor.sequence(),
                configuration.map(known -> owner(known.ring())).orElse(NOBODY));
    }

    private long owner(RingView ring) {
        return ring.id(ring.ownerIndex(cursor.position()));
    }

    /** What {@link #answerImpossible} has left, to be used before it is called again. */
    RequestBatch possible() {
        return possible;
    }
}
