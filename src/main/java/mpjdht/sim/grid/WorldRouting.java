package mpjdht.sim.grid;

import java.util.Optional;
import mpjdht.node.chord.ChordOverlay;
import mpjdht.node.chord.ChordSettings;
import mpjdht.node.eventual.ChordPointers;
import mpjdht.node.eventual.NodePointers;
import mpjdht.node.eventual.RingPointers;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.node.overlay.Overlay;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;

/** How requests find their owners in a world, as {@code --routing} names it. */
public enum WorldRouting {
    /** Straight from the head. */
    ONE_HOP("one-hop"),
    /** Straight from the client. */
    DIRECT("direct"),
    /** From neighbour to neighbour. */
    RING("ring"),
    /** By fingers and successors. */
    CHORD("chord"),
    /** Straight from the client, but for GETs, for whose keys the node with the smallest id searches; without copies alone. */
    FLOOD("flood");

    private final String text;

    WorldRouting(String text) {
        this.text = text;
    }

    /**
     * Makes the overlay.
     *
     * @param successors length of Chord's successor lists
     */
    Overlay overlay(int successors) {
        return switch (this) {
            case ONE_HOP -> AssignedOverlay.oneHop();
            case DIRECT -> AssignedOverlay.direct();
            case RING -> AssignedOverlay.ring();
            case FLOOD -> AssignedOverlay.searched();
            case CHORD -> new ChordOverlay(ChordSettings.ofGrid(successors));
        };
    }

    /** What the nodes of a rank know of the way to others, on a grid without a head that guards the ring. */
    Optional<NodePointers> pointers(
            int rank, int life, RingView start, KeySpace space, int successors, long timeoutMicros) {
        return switch (this) {
            case ONE_HOP, DIRECT, FLOOD -> Optional.empty();
            case RING -> Optional.of(new RingPointers(rank));
            case CHORD ->
                Optional.of(
                        ChordPointers.of(rank, life, start, space, ChordSettings.headless(successors, timeoutMicros)));
        };
    }

    /** The routing with a name; null when there is none. */
    public static WorldRouting named(String name) {
        for (WorldRouting routing : values()) {
            if (routing.text.equals(name)) {
                return routing;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return text;
    }
}
