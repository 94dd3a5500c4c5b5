package mpjdht.message;

import mpjdht.message.MoveMessage.ChunkTaken;
import mpjdht.message.MoveMessage.HandOver;

/** One method for each {@link MoveMessage}. */
public interface MoveHandler {

    /** Handles a message of the rank {@code from}. */
    void onHandOver(int from, HandOver message);

    /** Handles a message of the rank {@code from}. */
    void onChunkTaken(int from, ChunkTaken message);
}
