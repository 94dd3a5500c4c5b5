package mpjdht.sim.grid;

import java.util.Optional;
import java.util.function.IntFunction;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.overlay.Overlay;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;

/**
 * A grid that is to be simulated.
 *
 * @param ranks number of ranks, at least 3
 * @param spaces makes the circle of each rank
 * @param nodes nodes at start
 * @param maxNodes most nodes
 * @param overlay how nodes come and go, and requests find them
 * @param limits how much may be under way
 * @param segmentSlots slots of the largest segments of a table, a power of two
 * @param stopOnError whether a refused change of the ring ends the run
 * @param copies how it keeps copies; empty when it keeps none
 */
public record GridPlan(
        int ranks,
        IntFunction<KeySpace> spaces,
        int nodes,
        int maxNodes,
        Overlay overlay,
        FlowLimits limits,
        int segmentSlots,
        boolean stopOnError,
        Optional<Copies> copies) {

    /** A grid that keeps no copies. */
    public GridPlan(
            int ranks,
            IntFunction<KeySpace> spaces,
            int nodes,
            int maxNodes,
            Overlay overlay,
            FlowLimits limits,
            int segmentSlots,
            boolean stopOnError) {
        this(ranks, spaces, nodes, maxNodes, overlay, limits, segmentSlots, stopOnError, Optional.empty());
    }

    /** The ranks and their roles. */
    Grid grid() {
        return new Grid(ranks);
    }

    /** The ring at start. */
    RingView view() {
        return RingView.of(0, spaces.apply(Grid.HEAD).initialIds(nodes), grid().initialRanks(nodes));
    }
}
