package mpjdht.node.client;

import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestCursor;

/** Port: where the answers of an {@link OpenFront} go, in the order in which they come. */
public interface AnswerSink {

    /** Whether it takes the next answer now; if not, it is asked again later. */
    default boolean isReady() {
        return true;
    }

    /**
     * A request has come to an end, done or failed. The cursors stand on it, and may be read until this method returns.
     *
     * @param place the request, as its source named it
     * @param rank rank that answered
     */
    void answered(long place, RequestCursor request, ReplyCursor reply, int rank);

    /** No answer is waiting to be told now: brings out what was told before. */
    void bringOut();

    /** Every request has come to an end, and there will be no more. */
    void ended();
}
