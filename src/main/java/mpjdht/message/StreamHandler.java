package mpjdht.message;

import mpjdht.message.StreamMessage.Begin;
import mpjdht.message.StreamMessage.PieceTaken;

/** One method for each {@link StreamMessage}. */
public interface StreamHandler {

    /** Handles a message of the rank {@code from}. */
    void onBegin(int from, Begin message);

    /** Handles a message of the rank {@code from}. */
    void onPieceTaken(int from, PieceTaken message);
}
