package mpjdht.message;

import mpjdht.message.ChordMessage.ChunkStored;
import mpjdht.message.ChordMessage.ClosestPrecedingFinger;
import mpjdht.message.ChordMessage.Envelope;
import mpjdht.message.ChordMessage.FindPredecessor;
import mpjdht.message.ChordMessage.FindSuccessor;
import mpjdht.message.ChordMessage.GetPredecessor;
import mpjdht.message.ChordMessage.GetSuccessors;
import mpjdht.message.ChordMessage.Leaving;
import mpjdht.message.ChordMessage.NextOnTheWay;
import mpjdht.message.ChordMessage.NoSuchNode;
import mpjdht.message.ChordMessage.Notify;
import mpjdht.message.ChordMessage.Ping;
import mpjdht.message.ChordMessage.Pong;
import mpjdht.message.ChordMessage.PredecessorFound;
import mpjdht.message.ChordMessage.PredecessorIs;
import mpjdht.message.ChordMessage.Stabilise;
import mpjdht.message.ChordMessage.SuccessorFound;
import mpjdht.message.ChordMessage.SuccessorsAre;

/** One method for each {@link ChordMessage}. */
public interface ChordHandler {

    /** Handles a message. */
    void onFindSuccessor(Envelope envelope, FindSuccessor message);

    /** Handles a message. */
    void onSuccessorFound(Envelope envelope, SuccessorFound message);

    /** Handles a message. */
    void onFindPredecessor(Envelope envelope, FindPredecessor message);

    /** Handles a message. */
    void onPredecessorFound(Envelope envelope, PredecessorFound message);

    /** Handles a message. */
    void onClosestPrecedingFinger(Envelope envelope, ClosestPrecedingFinger message);

    /** Handles a message. */
    void onNextOnTheWay(Envelope envelope, NextOnTheWay message);

    /** Handles a message. */
    void onGetPredecessor(Envelope envelope, GetPredecessor message);

    /** Handles a message. */
    void onPredecessorIs(Envelope envelope, PredecessorIs message);

    /** Handles a message. */
    void onGetSuccessors(Envelope envelope, GetSuccessors message);

    /** Handles a message. */
    void onSuccessorsAre(Envelope envelope, SuccessorsAre message);

    /** Handles a message. */
    void onPing(Envelope envelope, Ping message);

    /** Handles a message. */
    void onPong(Envelope envelope, Pong message);

    /** Handles a message. */
    void onNotify(Envelope envelope, Notify message);

    /** Handles a message. */
    void onStabilise(Envelope envelope, Stabilise message);

    /** Handles a message. */
    void onLeaving(Envelope envelope, Leaving message);

    /** Handles a message. */
    void onChunkStored(Envelope envelope, ChunkStored message);

    /** Handles a message. */
    void onNoSuchNode(Envelope envelope, NoSuchNode message);
}
