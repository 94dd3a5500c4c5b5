package mpjdht.message;

import mpjdht.message.NeighbourMessage.Accepted;
import mpjdht.message.NeighbourMessage.Alive;
import mpjdht.message.NeighbourMessage.AskNeighbour;
import mpjdht.message.NeighbourMessage.Disconnect;
import mpjdht.message.NeighbourMessage.ForwardJoin;
import mpjdht.message.NeighbourMessage.Join;
import mpjdht.message.NeighbourMessage.Refused;
import mpjdht.message.NeighbourMessage.Shuffle;
import mpjdht.message.NeighbourMessage.Shuffled;

/** One method for each {@link NeighbourMessage}. */
public interface NeighbourHandler {

    /** Handles a message. */
    void onJoin(Join message);

    /** Handles a message. */
    void onForwardJoin(ForwardJoin message);

    /** Handles a message. */
    void onDisconnect(Disconnect message);

    /** Handles a message. */
    void onAskNeighbour(AskNeighbour message);

    /** Handles a message. */
    void onAccepted(Accepted message);

    /** Handles a message. */
    void onRefused(Refused message);

    /** Handles a message. */
    void onShuffle(Shuffle message);

    /** Handles a message. */
    void onShuffled(Shuffled message);

    /** Handles a message. */
    void onAlive(Alive message);
}
