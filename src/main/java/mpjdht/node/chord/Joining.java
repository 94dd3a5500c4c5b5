package mpjdht.node.chord;

import java.util.ArrayList;
import java.util.List;
import mpjdht.message.ChordMessage.FindPredecessor;
import mpjdht.message.ChordMessage.PredecessorFound;
import mpjdht.message.ChordMessage.Question;
import mpjdht.ring.NodeRef;

/**
 * How a node gets on the circle: any member finds the node before it, whose successor list becomes its own (Zave, section
 * 3.2). That changes nobody else's pointers; its stabilisation makes it known, and its successor hands it its keys.
 */
final class Joining {
    private final ChordNode node;
    private final NodeRef member;
    private int triesLeft;

    Joining(ChordNode node, NodeRef member) {
        this.node = node;
        this.member = member;
        this.triesLeft = node.settings().tries();
    }

    void begin() {
        node.line().ask(new Ask(node, member) {
            @Override
            Question question(long token) {
                return new FindPredecessor(token, node.self().id());
            }

            @Override
            public void onPredecessorFound(PredecessorFound answer) {
                found(answer.nodes());
            }

            @Override
            void failed() {
                node.enter(ChordNode.Phase.LEFT);
            }
        });
    }

    private void found(List<NodeRef> nodes) {
        List<NodeRef> behind = nodes.isEmpty() ? List.of() : behind(nodes);
        if (!behind.isEmpty()) {
            node.becomeMember(nodes.get(0), behind);
            return;
        }
        triesLeft--;
        if (triesLeft > 0) {
            begin();
        } else {
            node.enter(ChordNode.Phase.LEFT);
        }
    }

    /** Those of the predecessor's list that lie behind this node. */
    private List<NodeRef> behind(List<NodeRef> nodes) {
        long before = nodes.get(0).id();
        long self = node.self().id();
        List<NodeRef> behind = new ArrayList<>(nodes.subList(1, nodes.size()));
        behind.removeIf(named -> named.id() == self || node.rules().between(before, named.id(), self));
        return behind;
    }
}
