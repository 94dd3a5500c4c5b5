package mpjdht.node.chord;

import java.util.ArrayList;
import java.util.List;
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
import mpjdht.message.ChordMessage.Pong;
import mpjdht.message.ChordMessage.PredecessorFound;
import mpjdht.message.ChordMessage.PredecessorIs;
import mpjdht.message.ChordMessage.Stabilise;
import mpjdht.message.ChordMessage.SuccessorFound;
import mpjdht.message.ChordMessage.SuccessorsAre;
import mpjdht.ring.Arc;
import mpjdht.ring.NodeRef;

/** What a node on the circle answers to others, and does because of what they say. */
final class Answers implements ChordHandler {
    private final ChordNode node;

    Answers(ChordNode node) {
        this.node = node;
    }

    @Override
    public void onFindSuccessor(Envelope envelope, FindSuccessor message) {
        NodeRef asker = envelope.from();
        if (node.ownership().owns(message.position())) {
            node.say(asker, new SuccessorFound(message.token(), true, node.self(), 0, 0));
            return;
        }
        new OwnerSearch(node, message.position()) {
            @Override
            void owner(NodeRef owner) {
                node.say(asker, new SuccessorFound(message.token(), true, owner, hops(), timeouts()));
            }

            @Override
            void notFound() {
                node.say(asker, new SuccessorFound(message.token(), false, node.self(), hops(), timeouts()));
            }
        }.begin();
    }

    @Override
    public void onFindPredecessor(Envelope envelope, FindPredecessor message) {
        NodeRef asker = envelope.from();
        new PredecessorSearch(node, message.position(), false) {
            @Override
            void predecessor(NodeRef before, List<NodeRef> behind) {
                List<NodeRef> nodes = new ArrayList<>(behind.size() + 1);
                nodes.add(before);
                nodes.addAll(behind);
                node.say(asker, new PredecessorFound(message.token(), nodes));
            }

            @Override
            void notFound() {
                node.say(asker, new PredecessorFound(message.token(), List.of()));
            }
        }.begin();
    }

    @Override
    public void onClosestPrecedingFinger(Envelope envelope, ClosestPrecedingFinger message) {
        node.say(envelope.from(), NextSteps.of(node, message.token(), message.position(), message.forOwner()));
    }

    @Override
    public void onGetPredecessor(Envelope envelope, GetPredecessor message) {
        node.say(envelope.from(), neighbours(message.token()));
    }

    private PredecessorIs neighbours(long token) {
        Arc owned = node.ownership().gives() ? null : node.owned();
        return new PredecessorIs(
                token,
                node.predecessor() == null ? List.of() : List.of(node.predecessor()),
                owned != null,
                owned == null ? 0 : owned.after(),
                node.successors());
    }

    @Override
    public void onGetSuccessors(Envelope envelope, GetSuccessors message) {
        // Who asks that may be about to adopt this node: one that leaves is not to be adopted.
        node.say(
                envelope.from(),
                node.leaving()
                        ? new NoSuchNode(message.token())
                        : new SuccessorsAre(message.token(), node.successors()));
    }

    @Override
    public void onPing(Envelope envelope, Ping message) {
        node.say(envelope.from(), new Pong(message.token()));
    }

    @Override
    public void onLeaving(Envelope envelope, Leaving message) {
        node.stabiliser().farewell(envelope.from(), message.successors());
        node.say(envelope.from(), new Pong(message.token()));
        node.stabilise();
    }

    @Override
    public void onNotify(Envelope envelope, Notify message) {
        node.stabiliser().notified(envelope.from());
    }

    @Override
    public void onStabilise(Envelope envelope, Stabilise message) {
        node.stabilise();
    }

    @Override
    public void onAnswer(Envelope envelope, Answered answer) {
        node.line().answered(answer);
    }
}
