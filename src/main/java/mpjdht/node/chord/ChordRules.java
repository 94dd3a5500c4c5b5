package mpjdht.node.chord;

import java.util.ArrayList;
import java.util.List;
import mpjdht.ring.CircleRules;
import mpjdht.ring.NodeRef;

/**
 * The decisions on which the correctness of Chord hangs, as functions without state. Tests plant a bug by overriding one.
 */
public class ChordRules extends CircleRules {

    /**
     * The successor list that follows from a first successor and its own list (Stoica et al., section IV.E.3).
     *
     * @param self the node whose list it becomes
     * @param first its first successor
     * @param behind the successor list of that node
     * @param limit most nodes of the list
     * @return the list; it ends before {@code self} comes round again, so that it never passes the whole ring
     */
    public List<NodeRef> merge(NodeRef self, NodeRef first, List<NodeRef> behind, int limit) {
        List<NodeRef> merged = new ArrayList<>(limit);
        merged.add(first);
        for (NodeRef node : behind) {
            if (merged.size() == limit || node.id() == self.id() || node.id() == first.id()) {
                break;
            }
            merged.add(node);
        }
        return merged;
    }

    /**
     * Whether a node asks a closer successor for its list before it takes it: that it answers shows that it is alive. The
     * published rule of 2003 takes it unasked, which can break the ring for good (Zave, section 4).
     */
    public boolean asksBeforeAdopting() {
        return true;
    }

    /** Whether a node keeps the keys of an arc that it hands over until the taker has confirmed the last of them. */
    public boolean keepsKeysUntilConfirmed() {
        return true;
    }

    /**
     * Whether a node that has sent the last keys of an arc goes on owning it until the taker has confirmed them; the taker owns
     * it from when it gets them.
     */
    public boolean ownsWhatIsOnItsWay() {
        return false;
    }

    /**
     * Whether a node asks the one whose arc ends where its own begins whether it is alive, before it owns what a predecessor
     * farther away leaves to it. If not, that one may own it, too, and only not have made itself known.
     */
    public boolean asksBeforeInheriting() {
        return true;
    }
}
