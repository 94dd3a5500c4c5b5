package mpjdht.message;

import mpjdht.message.FlowMessage.Credit;
import mpjdht.message.FlowMessage.Due;

/** One method for each {@link FlowMessage}. */
public interface FlowHandler {

    /** Handles a message of the rank {@code from}. */
    void onCredit(int from, Credit message);

    /** Handles a message of the rank {@code from}. */
    void onDue(int from, Due message);
}
