package mpjdht.message;

import mpjdht.message.PeerMessage.Alive;
import mpjdht.message.PeerMessage.AskResidents;
import mpjdht.message.PeerMessage.Coordinator;
import mpjdht.message.PeerMessage.Election;
import mpjdht.message.PeerMessage.Forget;
import mpjdht.message.PeerMessage.MayForget;
import mpjdht.message.PeerMessage.Objection;
import mpjdht.message.PeerMessage.Residents;
import mpjdht.message.PeerMessage.RoundOver;
import mpjdht.message.PeerMessage.StartRound;
import mpjdht.message.PeerMessage.Taken;

/** One method for each {@link PeerMessage}. */
public interface PeerHandler {

    /** Handles a message of the rank {@code from}. */
    void onAlive(int from, Alive message);

    /** Handles a message of the rank {@code from}. */
    void onAskResidents(int from, AskResidents message);

    /** Handles a message of the rank {@code from}. */
    void onResidents(int from, Residents message);

    /** Handles a message of the rank {@code from}. */
    void onElection(int from, Election message);

    /** Handles a message of the rank {@code from}. */
    void onObjection(int from, Objection message);

    /** Handles a message of the rank {@code from}. */
    void onCoordinator(int from, Coordinator message);

    /** Handles a message of the rank {@code from}. */
    void onTaken(int from, Taken message);

    /** Handles a message of the rank {@code from}. */
    void onStartRound(int from, StartRound message);

    /** Handles a message of the rank {@code from}. */
    void onRoundOver(int from, RoundOver message);

    /** Handles a message of the rank {@code from}. */
    void onMayForget(int from, MayForget message);

    /** Handles a message of the rank {@code from}. */
    void onForget(int from, Forget message);
}
