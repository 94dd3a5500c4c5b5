package mpjdht.sim.chord;

import java.util.List;
import mpjdht.ring.NodeRef;
import mpjdht.sim.BrokenInvariant;

/**
 * A node and its successor list lie on the circle one behind the other, without a node twice (Zave, section 5:
 * NoDuplicates, OrderedSuccessorLists). Whether those named are alive does not matter.
 */
final class OrderedLists implements RingInvariant {

    @Override
    public void check(RingPicture ring) {
        for (int i = 0; i < ring.size(); i++) {
            long self = ring.node(i).self().id();
            List<NodeRef> successors = ring.node(i).successors();
            for (int k = 1; k < successors.size(); k++) {
                long nearer = successors.get(k - 1).id() - self;
                long farther = successors.get(k).id() - self;
                if (nearer == 0 || Long.compareUnsigned(nearer, farther) >= 0) {
                    throw new BrokenInvariant(
                            "the successor list of node " + ring.node(i).self() + " is out of order: " + successors);
                }
            }
        }
    }
}
