package mpjdht.node.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import mpjdht.message.FaultMessage;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.ring.RingView;

/** The storage ranks that a client has told to play a fault: who they are, and how many have not said that they do. */
final class FaultPlayers {
    private static final int NOBODY = -1;

    private final Grid grid;
    private final int client;
    /** The ranks of nodes that have been on the circle and are not: whoever is dead may come back. */
    private final Map<Long, Integer> rankOfGone = new TreeMap<>();

    private RingView view;
    /** The nodes of the rank of the last fault, where somebody has told of them. */
    private Optional<List<Long>> told = Optional.empty();

    private int rank = NOBODY;
    private int missing;

    FaultPlayers(Grid grid, int client, RingView view) {
        this.grid = grid;
        this.client = client;
        this.view = view;
    }

    /** A ring is in force. */
    void learn(RingView next) {
        if (!next.hasSameNodes(view)) {
            for (int i = 0; i < view.size(); i++) {
                if (next.indexOf(view.id(i)) < 0) {
                    rankOfGone.put(view.id(i), view.rank(i));
                }
            }
        }
        view = next;
    }

    /** Tells the rank of a fault to play it; false when the fault names a node that is not there. */
    boolean tell(Fence.Fault fault, Outbox outbox) {
        told = Optional.empty();
        int named = fault.hasId() ? rankOf(fault) : fault.rank();
        if (named == NOBODY) {
            return false;
        }
        tell(fault, named, outbox);
        return true;
    }

    /** Tells a rank, of whose nodes somebody has told, to play a fault. */
    void tell(Fence.Fault fault, int player, List<Long> nodes, Outbox outbox) {
        told = Optional.of(nodes);
        tell(fault, player, outbox);
    }

    private void tell(Fence.Fault fault, int player, Outbox outbox) {
        rank = player;
        outbox.send(
                rank,
                switch (fault.kind()) {
                    case CRASH -> new FaultMessage.Crash(client);
                    case RECOVER -> new FaultMessage.Recover(client);
                    case PAUSE -> new FaultMessage.Pause(client, fault.millis());
                    case DELAY -> new FaultMessage.Delay(client, fault.millis());
                });
    }

    private int rankOf(Fence.Fault fault) {
        int index = view.indexOf(fault.id());
        if (index >= 0) {
            return view.rank(index);
        }
        return fault.kind() == Fence.FaultKind.RECOVER ? rankOfGone.getOrDefault(fault.id(), NOBODY) : NOBODY;
    }

    /** Tells the ranks of both sides that they do not reach the other one. */
    void tell(Fence.Partition partition, Outbox outbox) {
        missing = 0;
        cutOff(partition.oneSide(), partition.otherSide(), outbox);
        cutOff(partition.otherSide(), partition.oneSide(), outbox);
    }

    /** Only storage ranks play. */
    private void cutOff(List<Integer> players, List<Integer> others, Outbox outbox) {
        for (int player : players) {
            if (grid.stores(player)) {
                missing++;
                outbox.send(player, new FaultMessage.CutOff(client, others));
            }
        }
    }

    /** Tells every storage rank that it reaches all others. */
    void heal(Outbox outbox) {
        missing = grid.lastStorage();
        for (int player = 1; player <= grid.lastStorage(); player++) {
            outbox.send(player, new FaultMessage.Reconnect(client));
        }
    }

    /** One of several has said that it plays; tells whether all have. */
    boolean played() {
        missing--;
        return missing == 0;
    }

    /** What became of the fault that one rank was told to play. */
    PlayedFault result(Fence.Fault fault, boolean done, long keysMoved, long bytesMoved) {
        List<Long> nodes = told.orElseGet(this::nodesInView);
        return new PlayedFault(fault, rank, nodes, done, keysMoved, bytesMoved);
    }

    private List<Long> nodesInView() {
        return IntStream.range(0, view.size())
                .filter(i -> view.rank(i) == rank)
                .mapToObj(view::id)
                .toList();
    }
}
