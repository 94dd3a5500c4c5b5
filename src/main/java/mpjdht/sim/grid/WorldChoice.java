package mpjdht.sim.grid;

import java.util.List;
import java.util.Optional;
import mpjdht.sim.Fault;
import mpjdht.sim.grid.DrawnWorld.Range;
import mpjdht.store.Conflicts;

/**
 * What of a world is not left to its seed.
 *
 * @param clients how many
 * @param ranks how many, at least 3
 * @param commands of all clients together
 * @param routing how requests find their owners
 * @param faults what happens when
 * @param replicas copies of each key; empty for a grid that keeps none
 * @param eventual where the copies become equal only in the end: what becomes of values that were written without knowledge of each other
 */
public record WorldChoice(
        Range clients,
        Range ranks,
        int commands,
        Optional<WorldRouting> routing,
        Optional<List<Fault>> faults,
        Optional<Range> replicas,
        Optional<Conflicts> eventual) {

    /** Worlds whose keys are linearizable. */
    public WorldChoice(
            Range clients,
            Range ranks,
            int commands,
            Optional<WorldRouting> routing,
            Optional<List<Fault>> faults,
            Optional<Range> replicas) {
        this(clients, ranks, commands, routing, faults, replicas, Optional.empty());
    }

    /** Worlds that keep no copies. */
    public WorldChoice(
            Range clients, Range ranks, int commands, Optional<WorldRouting> routing, Optional<List<Fault>> faults) {
        this(clients, ranks, commands, routing, faults, Optional.empty());
    }
}
