package mpjdht.message;

import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.ClientMessage.NodeDescribed;
import mpjdht.message.ClientMessage.RingPart;

/** One method for each {@link ClientMessage}. */
public interface ClientHandler {

    /** Handles a message of the rank {@code from}. */
    void onMembershipChanged(int from, MembershipChanged message);

    /** Handles a message of the rank {@code from}. */
    void onRingPart(int from, RingPart message);

    /** Handles a message of the rank {@code from}. */
    void onNodeDescribed(int from, NodeDescribed message);
}
