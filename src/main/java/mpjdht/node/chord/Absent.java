package mpjdht.node.chord;

import mpjdht.message.ChordHandler;
import mpjdht.message.ChordMessage.Answered;
import mpjdht.message.ChordMessage.ClosestPrecedingFinger;
import mpjdht.message.ChordMessage.Envelope;
import mpjdht.message.ChordMessage.FindPredecessor;
import mpjdht.message.ChordMessage.FindSuccessor;
import mpjdht.message.ChordMessage.GetPredecessor;
import mpjdht.message.ChordMessage.GetSuccessors;
import mpjdht.message.ChordMessage.Leaving;
import mpjdht.message.ChordMessage.NoSuchNode;
import mpjdht.message.ChordMessage.Notify;
import mpjdht.message.ChordMessage.Ping;
import mpjdht.message.ChordMessage.Question;
import mpjdht.message.ChordMessage.Stabilise;
import mpjdht.message.TransferChunk;
import mpjdht.ring.NodeRef;

/** What a rank answers for nodes that are not on the circle: that there is no such node. Who asks need not wait for nothing. */
class Absent implements ChordHandler {
    private final Line line;

    Absent(Line line) {
        this.line = line;
    }

    private void refuse(Envelope envelope, Question question) {
        line.send(new NodeRef(envelope.to(), 0), envelope.from(), new NoSuchNode(question.token()));
    }

    /** Answers a chunk for a node that is not here. */
    void refuse(byte[] bytes, int offset, int fromRank) {
        line.send(
                new NodeRef(TransferChunk.taker(bytes, offset), 0),
                new NodeRef(TransferChunk.giver(bytes, offset), fromRank),
                new NoSuchNode(TransferChunk.token(bytes, offset)));
    }

    @Override
    public void onFindSuccessor(Envelope envelope, FindSuccessor message) {
        refuse(envelope, message);
    }

    @Override
    public void onFindPredecessor(Envelope envelope, FindPredecessor message) {
        refuse(envelope, message);
    }

    @Override
    public void onClosestPrecedingFinger(Envelope envelope, ClosestPrecedingFinger message) {
        refuse(envelope, message);
    }

    @Override
    public void onGetPredecessor(Envelope envelope, GetPredecessor message) {
        refuse(envelope, message);
    }

    @Override
    public void onGetSuccessors(Envelope envelope, GetSuccessors message) {
        refuse(envelope, message);
    }

    @Override
    public void onPing(Envelope envelope, Ping message) {
        refuse(envelope, message);
    }

    @Override
    public void onLeaving(Envelope envelope, Leaving message) {
        refuse(envelope, message);
    }

    @Override
    public void onNotify(Envelope envelope, Notify message) {
        // Whoever notifies asks again with its next stabilisation, and is refused then.
    }

    @Override
    public void onStabilise(Envelope envelope, Stabilise message) {
        // There is nothing to stabilise.
    }

    @Override
    public void onAnswer(Envelope envelope, Answered answer) {
        line.answered(answer);
    }
}
