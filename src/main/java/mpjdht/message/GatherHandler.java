package mpjdht.message;

import mpjdht.message.GatherMessage.Standing;
import mpjdht.message.GatherMessage.StreamEnded;

/** One method for each {@link GatherMessage}. */
public interface GatherHandler {

    /** Handles a message of the rank {@code from}. */
    void onStanding(int from, Standing message);

    /** Handles a message of the rank {@code from}. */
    void onStreamEnded(int from, StreamEnded message);
}
