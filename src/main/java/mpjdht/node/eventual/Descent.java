package mpjdht.node.eventual;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import mpjdht.message.ComparisonMessage;
import mpjdht.message.ComparisonMessage.NodeDigest;
import mpjdht.ring.Arc;
import mpjdht.store.Digest;
import mpjdht.store.VersionedTable;

/** The way of a comparison down the digest tree of an arc: the nodes that differ, level by level, until few keys are below them. */
final class Descent {
    /** With fewer keys than this on both sides the keys themselves are compared. */
    private static final int FEW_KEYS = 32;

    private static final int ONE_SIDED = 64;
    private static final int MOST_NODES = ComparisonMessage.MOST / 16;

    private final VersionedTable table;
    private final Arc arc;
    private final ArrayDeque<NodeDigest> frontier = new ArrayDeque<>();
    private final List<NodeDigest> below = new ArrayList<>();
    private int level;
    private long keysOfThese;

    /** Stands at the root, which differs. */
    Descent(VersionedTable table, Arc arc) {
        this.table = table;
        this.arc = arc;
        frontier.add(new NodeDigest(0, 0, Integer.MAX_VALUE));
    }

    /** The level of the nodes that come next; 0 is the root's. */
    int level() {
        return level;
    }

    /** Whether there is a node that differs and has not been taken; goes down a level when this one is done. */
    boolean hasNext() {
        if (frontier.isEmpty() && !below.isEmpty()) {
            level++;
            frontier.addAll(below);
            below.clear();
        }
        return !frontier.isEmpty();
    }

    /** Takes the next nodes as far as few keys are below them; none when many are below the first. */
    List<Integer> nextWithFewKeys() {
        List<Integer> few = new ArrayList<>();
        keysOfThese = 0;
        long weight = 0;
        while (!frontier.isEmpty() && few.size() < MOST_NODES && isFew(frontier.element()) && weight < FEW_KEYS) {
            NodeDigest node = frontier.remove();
            keysOfThese += Math.max(ownKeys(node), node.keys());
            weight += weight(node);
            few.add(node.node());
        }
        return few;
    }

    /** About how many keys are below the nodes that were taken last. */
    long keysOfThese() {
        return keysOfThese;
    }

    private boolean isFew(NodeDigest theirs) {
        return level == table.levels() || weight(theirs) < FEW_KEYS;
    }

    /** How much it takes to compare the keys below a node: less where one side has none, and nothing is to be sought. */
    private int weight(NodeDigest theirs) {
        int own = ownKeys(theirs);
        int most = Math.max(own, theirs.keys());
        return own == 0 || theirs.keys() == 0 ? most / ONE_SIDED : most;
    }

    private int ownKeys(NodeDigest node) {
        return table.digest(arc, level, node.node()).keys();
    }

    /** Takes the next nodes as far as many keys are below them, and tells what is here below those right below them. */
    List<NodeDigest> childrenOfNext() {
        List<NodeDigest> children = new ArrayList<>();
        while (!frontier.isEmpty()
                && children.size() < ComparisonMessage.MOST - table.fan()
                && !isFew(frontier.element())) {
            int first = table.firstBelow(frontier.remove().node());
            for (int child = first; child < first + table.fan(); child++) {
                if (table.meets(arc, level + 1, child)) {
                    Digest own = table.digest(arc, level + 1, child);
                    children.add(new NodeDigest(child, own.sum(), own.keys()));
                }
            }
        }
        return children;
    }

    /** These nodes of the next level differ. */
    void differ(List<NodeDigest> nodes) {
        below.addAll(nodes);
    }
}
