package mpjdht.message;

import mpjdht.message.BroadcastMessage.CopiesMade;
import mpjdht.message.BroadcastMessage.NodeJoined;
import mpjdht.message.BroadcastMessage.NodeLeft;
import mpjdht.message.BroadcastMessage.Shutdown;
import mpjdht.message.BroadcastMessage.ViewRetired;

/** One method for each {@link BroadcastMessage}. */
public interface BroadcastHandler {

    /** Handles a message of the rank {@code from}. */
    void onNodeJoined(int from, NodeJoined message);

    /** Handles a message of the rank {@code from}. */
    void onNodeLeft(int from, NodeLeft message);

    /** Handles a message of the rank {@code from}. */
    void onViewRetired(int from, ViewRetired message);

    /** Handles a message of the rank {@code from}. */
    void onCopiesMade(int from, CopiesMade message);

    /** Handles a message of the rank {@code from}. */
    void onShutdown(int from, Shutdown message);
}
