package mpjdht.message;

import mpjdht.message.CommandMessage.MembershipChanged;
import mpjdht.message.CommandMessage.NodeDescribed;
import mpjdht.message.CommandMessage.RingPart;

/** One method for each {@link CommandMessage}. */
public interface CommandHandler {

    /** Handles a message of the rank {@code from}. */
    void onMembershipChanged(int from, MembershipChanged message);

    /** Handles a message of the rank {@code from}. */
    void onRingPart(int from, RingPart message);

    /** Handles a message of the rank {@code from}. */
    void onNodeDescribed(int from, NodeDescribed message);
}
