package mpjdht.cli.simulate;

import java.util.List;
import java.util.Optional;
import mpjdht.cli.setting.CheckedValues;
import mpjdht.cli.setting.LayeredValues;
import mpjdht.cli.setting.Setting;
import mpjdht.cli.setting.UsageException;
import mpjdht.sim.Fault;
import mpjdht.sim.FaultList;
import mpjdht.sim.grid.DrawnWorld;
import mpjdht.sim.grid.EventualCopies;
import mpjdht.sim.grid.WorldChoice;
import mpjdht.sim.grid.WorldPlan;
import mpjdht.sim.grid.WorldRouting;
import mpjdht.store.Conflicts;

/** What the user asks of a grid with clients; everything else of it is drawn from its seed. */
final class WorldOptions {
    private static final List<Setting<?>> ALONE = List.of(
            SimulateSettings.RANKS,
            SimulateSettings.COMMANDS,
            SimulateSettings.ROUTING,
            SimulateSettings.REPLICAS,
            SimulateSettings.CONSISTENCY,
            SimulateSettings.CONFLICTS);
    private static final List<Setting<?>> COMMON = List.of(
            SimulateSettings.CLIENTS,
            SimulateSettings.SEED,
            SimulateSettings.SEEDS,
            SimulateSettings.FAULTS,
            SimulateSettings.JSON,
            SimulateSettings.REPLAY_HTML,
            SimulateSettings.QUIET);

    private final CheckedValues values;
    private final WorldChoice choice;

    /**
     * Understands the settings.
     *
     * @throws UsageException with a line that says what is wrong and what would be right
     * @throws IllegalArgumentException the same of a fault that cannot be
     */
    WorldOptions(LayeredValues given, CheckedValues values) throws UsageException {
        this.values = values;
        for (Setting<?> setting : SimulateSettings.TABLE.list()) {
            if (given.has(setting) && !ALONE.contains(setting) && !COMMON.contains(setting)) {
                throw new UsageException(
                        given.where(setting)
                                + ": with --clients the seed decides it; right are --commands, --ranks, --routing, --replicas, --consistency, --conflicts and --faults");
            }
        }
        this.choice = new WorldChoice(
                values.get(SimulateSettings.CLIENTS),
                values.get(SimulateSettings.RANKS),
                values.get(SimulateSettings.COMMANDS),
                values.find(SimulateSettings.ROUTING),
                faults(given),
                values.find(SimulateSettings.REPLICAS),
                isEventual() ? Optional.of(values.get(SimulateSettings.CONFLICTS)) : Optional.empty());
        if (isEventual() && !given.has(SimulateSettings.REPLICAS)) {
            throw new UsageException(given.where(SimulateSettings.CONSISTENCY) + ": right is with --replicas alone");
        }
        if (!isEventual() && given.has(SimulateSettings.CONFLICTS)) {
            throw new UsageException(
                    given.where(SimulateSettings.CONFLICTS) + ": right is with --consistency eventual alone");
        }
        if (choice.replicas().isPresent()
                && choice.routing().filter(WorldRouting.FLOOD::equals).isPresent()) {
            throw new UsageException(given.where(SimulateSettings.ROUTING)
                    + ": a GET that is searched for could find an old copy; right is flood without --replicas");
        }
        RankCheck.check(plan(seed()));
    }

    private Optional<List<Fault>> faults(LayeredValues given) {
        AskedFaults asked = values.get(SimulateSettings.FAULTS);
        return given.has(SimulateSettings.FAULTS) && !asked.drawn() ? Optional.of(asked.list()) : Optional.empty();
    }

    /** Refuses what only a grid with clients has. */
    static void refuse(LayeredValues given) throws UsageException {
        for (Setting<?> setting : ALONE) {
            if (given.has(setting)) {
                throw new UsageException(given.where(setting) + ": right is with --clients alone");
            }
        }
    }

    /** Whether copies become equal only in the end. */
    boolean isEventual() {
        return values.get(SimulateSettings.CONSISTENCY) == SimulateSettings.Promised.EVENTUAL;
    }

    /** Whether reads tell versions, so that it can be told which were old. */
    boolean tellsAges() {
        return isEventual() && values.get(SimulateSettings.CONFLICTS) == Conflicts.LWW;
    }

    long seed() {
        return values.get(SimulateSettings.SEED);
    }

    /** How many seeds to run, at least 1. */
    long seeds() {
        return values.find(SimulateSettings.SEEDS).orElse(1);
    }

    /** The plan of a seed. */
    WorldPlan plan(long seed) {
        return DrawnWorld.of(seed, choice);
    }

    private static String replay(EventualCopies eventual) {
        return " --consistency eventual" + (eventual.conflicts() == Conflicts.SIBLINGS ? " --conflicts siblings" : "");
    }

    /** The arguments that replay a plan which differs from that of its seed in nothing but commands and faults. */
    String replay(WorldPlan plan) {
        return "--clients " + plan.clients() + " --commands " + plan.workload().commands() + " --ranks " + plan.ranks()
                + " --routing " + plan.routing()
                + plan.copies()
                        .map(copies -> " --replicas " + copies.replicas()
                                + copies.eventual().map(WorldOptions::replay).orElse(""))
                        .orElse("")
                + " --seed " + plan.seed() + " --faults "
                + FaultList.text(plan.faults());
    }
}
