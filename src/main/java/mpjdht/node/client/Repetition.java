package mpjdht.node.client;

import mpjdht.message.Answer;
import mpjdht.message.ReplyBatch;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.ring.Configuration;

/** What a client has to mind on a grid that keeps copies, where a request may have to be sent again, and some have nobody who could answer. */
final class Repetition {
    private static final int NO_HOPS = 0;

    private final KeyOrder order;
    private final ReplyBatch impossible = new ReplyBatch(0);
    private final RequestBatch possible = new RequestBatch();
    private final RequestCursor cursor = new RequestCursor();
    private Configuration configuration;

    /**
     * Nothing is under way.
     *
     * @param window most requests under way
     */
    Repetition(Configuration configuration, int window) {
        this.configuration = configuration;
        this.order = new KeyOrder(window);
    }

    void configure(Configuration inForce) {
        configuration = inForce;
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
        return ReplyBatch.epoch(bytes, offset, length) >= configuration.epoch();
    }

    /** Whether there is somebody to ask for every key. */
    boolean isEverythingAvailable() {
        return configuration.isEverythingAvailable();
    }

    /** Answers requests for whose answers the client waits no longer: they may have been done, or may be yet. */
    ReplyBatch giveUp(RequestBatch batch) {
        impossible.reset();
        impossible.address(configuration.epoch());
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
        impossible.address(configuration.epoch());
        possible.reset();
        cursor.open(batch.bytes(), 0, batch.length());
        while (cursor.next()) {
            if (configuration.region(cursor.position()).isAvailable()) {
                possible.addAll(batch.bytes(), cursor.recordOffset(), cursor.recordEnd() - cursor.recordOffset(), 1);
            } else {
                answerImpossible(again);
            }
        }
        return impossible;
    }

    private void answerImpossible(boolean mayHaveBeenDone) {
        int owner = configuration.ring().ownerIndex(cursor.position());
        impossible.add(
                mayHaveBeenDone && KeyOrder.changes(cursor.operation()) ? Answer.UNKNOWN : Answer.UNAVAILABLE,
                NO_HOPS,
                cursor.sequence(),
                configuration.ring().id(owner));
    }

    /** What {@link #answerImpossible} has left, to be used before it is called again. */
    RequestBatch possible() {
        return possible;
    }
}
