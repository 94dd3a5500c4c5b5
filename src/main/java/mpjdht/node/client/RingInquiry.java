package mpjdht.node.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import mpjdht.message.ClientMessage.RingPart;
import mpjdht.message.InquiryMessage.DescribeNode;
import mpjdht.message.InquiryMessage.DescribeRing;
import mpjdht.message.NodeLoad;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.ring.RingView;

/**
 * What a client asks the storage ranks for a RING or NODE, and what they have answered. A rank answers in one or more
 * parts; those of different ranks come in any order, and the whole is in the order of the ids.
 */
final class RingInquiry {
    private static final Comparator<NodeLoad> BY_ID = (a, b) -> Long.compareUnsigned(a.id(), b.id());

    private final Grid grid;
    private final int client;
    private final boolean[] awaited;
    private int ranksAwaited;
    private long epoch;
    private List<NodeLoad> nodes = new ArrayList<>();

    RingInquiry(Grid grid, int client) {
        this.grid = grid;
        this.client = client;
        this.awaited = new boolean[grid.size()];
    }

    /** Asks every storage rank for its nodes in this ring. */
    void askForRing(RingView view, Outbox outbox) {
        nodes = new ArrayList<>();
        epoch = view.epoch();
        for (int rank = 1; rank <= grid.lastStorage(); rank++) {
            await(rank);
            outbox.send(rank, new DescribeRing(client, view.epoch()));
        }
    }

    /** Asks the rank that hosts a node about it; false when the node is not on the circle. */
    boolean askForNode(RingView view, long id, Outbox outbox) {
        int index = view.indexOf(id);
        if (index < 0) {
            return false;
        }
        int rank = view.rank(index);
        epoch = view.epoch();
        await(rank);
        outbox.send(rank, new DescribeNode(client, view.epoch(), id));
        return true;
    }

    /** Whether answers are awaited that go by an older ring than this. */
    boolean asksAboutOneBefore(RingView view) {
        return ranksAwaited > 0 && epoch != view.epoch();
    }

    /** Takes some nodes of a rank; true when those of every rank are here. */
    boolean take(int from, RingPart part) {
        requireAwaited(from);
        nodes.addAll(part.nodes());
        if (part.last()) {
            answered(from);
        }
        return ranksAwaited == 0;
    }

    /** Takes note that the rank that was asked about a node has answered. */
    void takeNode(int from) {
        requireAwaited(from);
        answered(from);
    }

    /** Every node of the circle, in the order of the ids, once {@link #take} has said that all are here. */
    List<NodeLoad> ring() {
        nodes.sort(BY_ID);
        return nodes;
    }

    private void await(int rank) {
        awaited[rank] = true;
        ranksAwaited++;
    }

    private void answered(int rank) {
        awaited[rank] = false;
        ranksAwaited--;
    }

    private void requireAwaited(int rank) {
        if (!awaited[rank]) {
            throw new ProtocolException("rank " + rank + " told of its nodes, which nobody had asked it");
        }
    }
}
