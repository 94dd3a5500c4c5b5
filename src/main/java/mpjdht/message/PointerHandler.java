package mpjdht.message;

import mpjdht.message.PointerMessage.JoinRing;
import mpjdht.message.PointerMessage.LeaveRing;

/** One method for each {@link PointerMessage}. */
public interface PointerHandler {

    /** Handles a message of the rank {@code from}. */
    void onJoinRing(int from, JoinRing message);

    /** Handles a message of the rank {@code from}. */
    void onLeaveRing(int from, LeaveRing message);
}
