package mpjdht.node.client;

import mpjdht.message.RequestBatch;

/** Port: where the command rank's commands come from. */
public interface CommandSource {

    /** What {@link #next} found. */
    enum Next {
        /** A PUT, GET, DELETE, CAS, INCR or APPEND; it has been appended to the batch. */
        REQUEST,
        /** An EXPLAIN; it has been appended to the batch. */
        EXPLAIN,
        /** Any other command; {@link #fence} tells which. */
        FENCE,
        /** The commands end here as they should: END, or the end of the last file. */
        END,
        /** No command is to run after this point, because of an error that the source has noted. */
        STOP,
        /** The next command has not arrived yet. */
        NOTHING_YET
    }

    /**
     * Reads on to the next command.
     *
     * @param batch takes a request
     * @param sequence number that the request gets
     */
    Next next(RequestBatch batch, int sequence);

    /** Names the place of the command read last, for the {@link ResultSink}; the machine only hands it through. */
    long location();

    /** The command read last, if it was a {@link Next#FENCE}. */
    Fence fence();
}
