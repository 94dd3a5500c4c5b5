package mpjdht.message;

import mpjdht.message.ChordMessage.ChunkStored;
import mpjdht.message.ChordMessage.NextOnTheWay;
import mpjdht.message.ChordMessage.NoSuchNode;
import mpjdht.message.ChordMessage.Pong;
import mpjdht.message.ChordMessage.PredecessorFound;
import mpjdht.message.ChordMessage.PredecessorIs;
import mpjdht.message.ChordMessage.SuccessorFound;
import mpjdht.message.ChordMessage.SuccessorsAre;

/** One method for each answer of a Chord node. */
public interface ChordAnswerHandler {

    /** Handles an answer. */
    void onSuccessorFound(SuccessorFound answer);

    /** Handles an answer. */
    void onPredecessorFound(PredecessorFound answer);

    /** Handles an answer. */
    void onNextOnTheWay(NextOnTheWay answer);

    /** Handles an answer. */
    void onPredecessorIs(PredecessorIs answer);

    /** Handles an answer. */
    void onSuccessorsAre(SuccessorsAre answer);

    /** Handles an answer. */
    void onPong(Pong answer);

    /** Handles an answer. */
    void onChunkStored(ChunkStored answer);

    /** Handles an answer. */
    void onNoSuchNode(NoSuchNode answer);
}
