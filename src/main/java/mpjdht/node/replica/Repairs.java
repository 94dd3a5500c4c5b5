package mpjdht.node.replica;

import mpjdht.message.BroadcastMessage.CopiesMade;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;

/** Copies that have been made because others were lost, and of which nobody has been told. */
final class Repairs {
    private CopiesMade untold = CopiesMade.NONE;

    /** Keys have been copied. */
    void copied(long keys, long bytes) {
        untold = untold.and(new CopiesMade(keys, bytes));
    }

    /** Every copy is where it should be by what is known: tells every rank. */
    void report(Grid grid, Outbox outbox) {
        if (!untold.equals(CopiesMade.NONE)) {
            for (int rank = 0; rank < grid.size(); rank++) {
                outbox.send(rank, untold);
            }
            untold = CopiesMade.NONE;
        }
    }
}
