package mpjdht.message;

import mpjdht.message.CommandMessage.MembershipChanged;

/** One method for each {@link CommandMessage}. */
public interface CommandHandler {

    /** Handles a message of the rank {@code from}. */
    void onMembershipChanged(int from, MembershipChanged message);
}
