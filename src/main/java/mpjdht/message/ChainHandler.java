package mpjdht.message;

import mpjdht.message.ChainMessage.Confirmed;
import mpjdht.message.ChainMessage.Heard;

/** One method for each {@link ChainMessage}. */
public interface ChainHandler {

    /** Handles a message of the rank {@code from}. */
    void onConfirmed(int from, Confirmed message);

    /** Handles a message of the rank {@code from}. */
    void onHeard(int from, Heard message);
}
