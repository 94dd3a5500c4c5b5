package mpjdht.node.chord;

import java.util.List;
import mpjdht.message.ChordMessage.GetPredecessor;
import mpjdht.message.ChordMessage.PredecessorIs;
import mpjdht.message.ChordMessage.Question;
import mpjdht.ring.NodeRef;

/**
 * An iterative search for the owner of a position (Stoica et al., figure 5, {@code find_successor}): the first node behind
 * the predecessor that answers. A node that has it in its successor list names it, too; when all of those are dead, the search
 * goes on to the predecessor, whose list reaches further. The owner is asked for its own predecessor, because a node may have joined between the two.
 */
abstract class OwnerSearch extends PredecessorSearch {
    /** Most nodes that may have joined between two neighbours without their knowledge. */
    private static final int MOST_STEPS_BACK = 64;

    private int stepsBack;

    OwnerSearch(ChordNode node, long position) {
        super(node, position, true);
    }

    /** The search has come to its end. */
    abstract void owner(NodeRef owner);

    @Override
    final void predecessor(NodeRef nearest, List<NodeRef> behind) {
        askFirst(behind, 0);
    }

    private void askFirst(List<NodeRef> behind, int index) {
        if (index < behind.size()) {
            ask(behind.get(index), () -> askFirst(behind, index + 1));
        } else if (!goesTheLongWay()) {
            notFound();
        }
    }

    private void ask(NodeRef asked, Runnable ifDead) {
        node().line().ask(new Ask(node(), asked) {
            @Override
            Question question(long token) {
                return new GetPredecessor(token);
            }

            @Override
            public void onPredecessorIs(PredecessorIs answer) {
                countHop();
                arrivedAt(asked, answer);
            }

            @Override
            void failed() {
                countTimeout();
                ifDead.run();
            }
        });
    }

    /** Goes back from a live node while the one before it lies at or behind the position as well. */
    private void arrivedAt(NodeRef reached, PredecessorIs answer) {
        NodeRef before =
                answer.predecessor().isEmpty() ? reached : answer.predecessor().get(0);
        boolean nearer = before.id() != reached.id()
                && Long.compareUnsigned(before.id() - position(), reached.id() - position()) < 0;
        stepsBack++;
        if (nearer && stepsBack <= MOST_STEPS_BACK) {
            ask(before, () -> owner(reached));
        } else {
            owner(reached);
        }
    }
}
