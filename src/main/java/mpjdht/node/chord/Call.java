package mpjdht.node.chord;

import mpjdht.message.ChordAnswerHandler;
import mpjdht.message.ChordMessage.Answered;
import mpjdht.message.ChordMessage.ChunkStored;
import mpjdht.message.ChordMessage.NextOnTheWay;
import mpjdht.message.ChordMessage.NoSuchNode;
import mpjdht.message.ChordMessage.Pong;
import mpjdht.message.ChordMessage.PredecessorFound;
import mpjdht.message.ChordMessage.PredecessorIs;
import mpjdht.message.ChordMessage.SuccessorFound;
import mpjdht.message.ChordMessage.SuccessorsAre;
import mpjdht.node.ProtocolException;

/**
 * A question that waits for its answer. A subclass says how it is asked, handles the answers that it can get, and what
 * follows when there is none.
 */
abstract class Call implements ChordAnswerHandler {
    private int triesLeft;

    Call(int tries) {
        this.triesLeft = tries;
    }

    /** Sends the question, for the first time or again. */
    abstract void send(long token);

    /** Nobody answered, or nobody is at that address. */
    abstract void failed();

    /** Uses up a try; false when there was none left. */
    final boolean tryAgain() {
        triesLeft--;
        return triesLeft > 0;
    }

    @Override
    public final void onNoSuchNode(NoSuchNode answer) {
        failed();
    }

    @Override
    public void onSuccessorFound(SuccessorFound answer) {
        throw unexpected(answer);
    }

    @Override
    public void onPredecessorFound(PredecessorFound answer) {
        throw unexpected(answer);
    }

    @Override
    public void onNextOnTheWay(NextOnTheWay answer) {
        throw unexpected(answer);
    }

    @Override
    public void onPredecessorIs(PredecessorIs answer) {
        throw unexpected(answer);
    }

    @Override
    public void onSuccessorsAre(SuccessorsAre answer) {
        throw unexpected(answer);
    }

    @Override
    public void onPong(Pong answer) {
        throw unexpected(answer);
    }

    @Override
    public void onChunkStored(ChunkStored answer) {
        throw unexpected(answer);
    }

    private ProtocolException unexpected(Answered answer) {
        return new ProtocolException("a Chord node was answered " + answer + ", which is no answer to its question");
    }
}
