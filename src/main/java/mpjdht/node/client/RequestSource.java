package mpjdht.node.client;

import mpjdht.message.RequestBatch;

/** Port: where the requests of an {@link OpenFront} come from. */
public interface RequestSource {

    /** What {@link #next} found. */
    enum Next {
        /** A PUT, GET, DELETE, CAS, INCR or APPEND; it has been appended to the batch. */
        REQUEST,
        /** An EXPLAIN; it has been appended to the batch. */
        EXPLAIN,
        /** Nothing is to be asked now. */
        NOTHING_YET,
        /** Nothing will be asked any more. */
        END
    }

    /**
     * Goes on to the next request.
     *
     * @param batch takes it
     * @param sequence number that it gets
     */
    Next next(RequestBatch batch, int sequence);

    /** Names the request found last, for the {@link AnswerSink}; the machine only hands it through. */
    long place();
}
