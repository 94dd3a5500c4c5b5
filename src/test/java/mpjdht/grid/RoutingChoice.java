package mpjdht.grid;

import java.util.List;
import mpjdht.node.chord.ChordOverlay;
import mpjdht.node.chord.ChordSettings;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.node.overlay.Overlay;

/**
 * A choice of routing, for the product and for its command line.
 *
 * @param name as {@code --routing} names it
 * @param successors length of Chord's successor lists
 */
public record RoutingChoice(String name, int successors) {
    /** Straight from the head. */
    public static final RoutingChoice ONE_HOP = new RoutingChoice("one-hop", 0);

    /** Straight from the client. */
    public static final RoutingChoice DIRECT = new RoutingChoice("direct", 0);

    /** From neighbour to neighbour. */
    public static final RoutingChoice RING = new RoutingChoice("ring", 0);

    /** Straight from the client, but for GETs, for whose keys the node with the smallest id searches. */
    public static final RoutingChoice FLOOD = new RoutingChoice("flood", 0);

    /** Chord with successor lists of this length. */
    public static RoutingChoice chord(int successors) {
        return new RoutingChoice("chord", successors);
    }

    /** Each routing in turn, with one hop from the head or the client, Chord with lists of 1 to 6 successors. */
    public static RoutingChoice ofSeed(long seed) {
        return seed % 12 == 3 ? FLOOD : withCopies(seed);
    }

    /** The same of the routings that a grid may have which keeps copies. */
    public static RoutingChoice withCopies(long seed) {
        return switch ((int) (seed % 3)) {
            case 0 -> seed % 2 == 0 ? ONE_HOP : DIRECT;
            case 1 -> RING;
            default -> chord(1 + (int) (seed / 3 % 6));
        };
    }

    /** The overlay with this routing. */
    public Overlay overlay() {
        return switch (name) {
            case "direct" -> AssignedOverlay.direct();
            case "ring" -> AssignedOverlay.ring();
            case "flood" -> AssignedOverlay.searched();
            case "chord" -> new ChordOverlay(ChordSettings.ofGrid(successors));
            default -> AssignedOverlay.oneHop();
        };
    }

    /** The options that choose this routing. */
    public List<String> options() {
        return name.equals("chord")
                ? List.of("--routing", name, "--successors", Integer.toString(successors))
                : List.of("--routing", name);
    }
}
