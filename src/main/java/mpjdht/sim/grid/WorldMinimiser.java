package mpjdht.sim.grid;

import java.util.function.Predicate;
import mpjdht.sim.FaultBisection;

/** Takes from a world that fails what it does not need to fail: commands, by halves and then one by one, and faults. */
public final class WorldMinimiser {
    private final Predicate<WorldPlan> fails;

    /**
     * A minimiser.
     *
     * @param fails runs a plan, and tells whether it fails
     */
    public WorldMinimiser(Predicate<WorldPlan> fails) {
        this.fails = fails;
    }

    /** The smallest plan that it finds. */
    public WorldPlan minimise(WorldPlan failing) {
        WorldPlan shorter = withFewerCommands(failing);
        return new FaultBisection<>(WorldPlan::faults, WorldPlan::withFaults, fails).minimise(shorter);
    }

    private WorldPlan withFewerCommands(WorldPlan failing) {
        WorldPlan least = failing;
        int step = least.workload().commands() / 2;
        while (step > 0) {
            int fewer = least.workload().commands() - step;
            WorldPlan candidate = least.withCommands(fewer);
            if (fewer > 0 && fails.test(candidate)) {
                least = candidate;
            } else {
                step /= 2;
            }
        }
        return least;
    }
}
