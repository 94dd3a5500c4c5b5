package mpjdht.message;

import mpjdht.message.ChordMessage.Answered;
import mpjdht.message.ChordMessage.ClosestPrecedingFinger;
import mpjdht.message.ChordMessage.Envelope;
import mpjdht.message.ChordMessage.FindPredecessor;
import mpjdht.message.ChordMessage.FindSuccessor;
import mpjdht.message.ChordMessage.GetPredecessor;
import mpjdht.message.ChordMessage.GetSuccessors;
import mpjdht.message.ChordMessage.Leaving;
import mpjdht.message.ChordMessage.Notify;
import mpjdht.message.ChordMessage.Ping;
import mpjdht.message.ChordMessage.Stabilise;

/** One method for each {@link ChordMessage} that is no answer, and one for all answers. */
public interface ChordHandler {

    /** Handles a message. */
    void onFindSuccessor(Envelope envelope, FindSuccessor message);

    /** Handles a message. */
    void onFindPredecessor(Envelope envelope, FindPredecessor message);

    /** Handles a message. */
    void onClosestPrecedingFinger(Envelope envelope, ClosestPrecedingFinger message);

    /** Handles a message. */
    void onGetPredecessor(Envelope envelope, GetPredecessor message);

    /** Handles a message. */
    void onGetSuccessors(Envelope envelope, GetSuccessors message);

    /** Handles a message. */
    void onPing(Envelope envelope, Ping message);

    /** Handles a message. */
    void onLeaving(Envelope envelope, Leaving message);

    /** Handles a message. */
    void onNotify(Envelope envelope, Notify message);

    /** Handles a message. */
    void onStabilise(Envelope envelope, Stabilise message);

    /** Handles an answer; {@link Answered#handle} tells which. */
    void onAnswer(Envelope envelope, Answered answer);
}
