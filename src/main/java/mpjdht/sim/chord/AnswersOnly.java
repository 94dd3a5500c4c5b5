package mpjdht.sim.chord;

import mpjdht.message.ChordHandler;
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

/** Looks at messages between Chord nodes of which only answers matter. */
abstract class AnswersOnly implements ChordHandler {

    @Override
    public void onFindSuccessor(Envelope envelope, FindSuccessor message) {}

    @Override
    public void onFindPredecessor(Envelope envelope, FindPredecessor message) {}

    @Override
    public void onClosestPrecedingFinger(Envelope envelope, ClosestPrecedingFinger message) {}

    @Override
    public void onGetPredecessor(Envelope envelope, GetPredecessor message) {}

    @Override
    public void onGetSuccessors(Envelope envelope, GetSuccessors message) {}

    @Override
    public void onPing(Envelope envelope, Ping message) {}

    @Override
    public void onLeaving(Envelope envelope, Leaving message) {}

    @Override
    public void onNotify(Envelope envelope, Notify message) {}

    @Override
    public void onStabilise(Envelope envelope, Stabilise message) {}
}
