package mpjdht.node.flood;

import mpjdht.message.SearchMessage;
import mpjdht.ring.NodeRef;

/**
 * The decisions on which the correctness of searches and of the neighbours hangs, as functions without state. Tests plant a bug by
 * overriding one.
 */
public class FloodRules {

    /**
     * Whether a query that comes to a node is a duplicate, which is answered and not passed on. One that comes again with more left to go
     * is none: it came by a shorter way, and the first one may have ended too early. A node looks into its table once all the same.
     *
     * @param known whether the node has seen the search
     * @param leftBefore the most that was left when it came before
     * @param left how many hops more it may go
     */
    public boolean isDuplicate(boolean known, int leftBefore, int left) {
        return known && left <= leftBefore;
    }

    /** What is left of a search behind the next hop. */
    public int leftBehind(int left) {
        return left == SearchMessage.EVERYBODY ? left : left - 1;
    }

    /** Whether a query is passed on. */
    public boolean goesOn(int left) {
        return left > 0;
    }

    /**
     * Whom a node tells what has been found.
     *
     * @param heardFrom who asked it
     * @param askedLast a neighbour that it has asked itself, or who asked it
     */
    public NodeRef answerTo(NodeRef heardFrom, NodeRef askedLast) {
        return heardFrom;
    }

    /** Whether a node that has not heard what a neighbour found, and will not, says what the others have found. */
    public boolean answersWithoutTheDead() {
        return true;
    }

    /** Whether a neighbour that has said nothing for the time-out is no neighbour any more. */
    public boolean forgetsTheDead() {
        return true;
    }

    /** Whether a full node gives up a neighbour for one that it has to take. */
    public boolean makesRoom() {
        return true;
    }

    /** Whether a node looks for somebody who takes the place of a neighbour that it has lost. */
    public boolean replacesTheLost() {
        return true;
    }
}
