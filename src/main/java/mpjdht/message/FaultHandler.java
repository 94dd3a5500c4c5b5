package mpjdht.message;

import mpjdht.message.FaultMessage.Crash;
import mpjdht.message.FaultMessage.CutOff;
import mpjdht.message.FaultMessage.Delay;
import mpjdht.message.FaultMessage.Pause;
import mpjdht.message.FaultMessage.Reconnect;
import mpjdht.message.FaultMessage.Recover;

/** One method for each {@link FaultMessage}. */
public interface FaultHandler {

    /** Handles a message of the rank {@code from}. */
    void onCrash(int from, Crash message);

    /** Handles a message of the rank {@code from}. */
    void onRecover(int from, Recover message);

    /** Handles a message of the rank {@code from}. */
    void onPause(int from, Pause message);

    /** Handles a message of the rank {@code from}. */
    void onDelay(int from, Delay message);

    /** Handles a message of the rank {@code from}. */
    void onCutOff(int from, CutOff message);

    /** Handles a message of the rank {@code from}. */
    void onReconnect(int from, Reconnect message);
}
