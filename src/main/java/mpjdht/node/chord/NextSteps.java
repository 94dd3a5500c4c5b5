package mpjdht.node.chord;

import java.util.ArrayList;
import java.util.List;
import mpjdht.message.ChordMessage.NextOnTheWay;
import mpjdht.ring.NodeRef;

/**
 * What a node knows of the way to a position (Stoica et al., figure 5, {@code closest_preceding_node}): fingers and successors
 * are searched alike (section IV.E.3), and several nodes are named, because some may be dead.
 */
final class NextSteps {
    private static final int MOST_NODES = 8;

    private NextSteps() {}

    /**
     * One step of a lookup, as a node sees it.
     *
     * @param token token of the question
     * @param forOwner whether the owner is sought, and not the last node before the position
     */
    static NextOnTheWay of(ChordNode node, long token, long position, boolean forOwner) {
        List<NodeRef> successors = node.successors();
        int seen = forOwner ? successors.size() : 1;
        for (int i = 0; i < seen; i++) {
            if (node.rules().inArc(node.self().id(), position, successors.get(i).id())) {
                return new NextOnTheWay(token, true, successors.subList(i, successors.size()));
            }
        }
        return new NextOnTheWay(token, false, closestPreceding(node, position));
    }

    /** Of fingers and successors those before a position, the closest first: both are in that order, and are merged. */
    private static List<NodeRef> closestPreceding(ChordNode node, long position) {
        List<NodeRef> fingers = new ArrayList<>(MOST_NODES);
        node.fingers().preceding(position, MOST_NODES, fingers);
        List<NodeRef> nodes = new ArrayList<>(MOST_NODES);
        int finger = 0;
        int successor = node.successors().size() - 1;
        while (nodes.size() < MOST_NODES) {
            NodeRef fromFingers = finger < fingers.size() ? fingers.get(finger) : null;
            NodeRef fromList = successor >= 0 ? node.successors().get(successor) : null;
            if (fromList != null && !node.rules().between(node.self().id(), fromList.id(), position)) {
                successor--;
            } else if (fromFingers == null && fromList == null) {
                break;
            } else if (fromList == null || (fromFingers != null && closer(node, fromFingers, fromList, position))) {
                nodes.add(fromFingers);
                finger++;
            } else {
                finger += fromFingers != null && fromFingers.id() == fromList.id() ? 1 : 0;
                nodes.add(fromList);
                successor--;
            }
        }
        return nodes;
    }

    private static boolean closer(ChordNode node, NodeRef one, NodeRef other, long position) {
        return node.rules().between(other.id(), one.id(), position);
    }
}
