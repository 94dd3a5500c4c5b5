package mpjdht.cli.simulate;

import java.util.List;
import java.util.Optional;
import mpjdht.node.Grid;
import mpjdht.sim.FaultList;
import mpjdht.sim.grid.DrawnWorld;
import mpjdht.sim.grid.DrawnWorld.Range;
import mpjdht.sim.grid.WorldChoice;
import mpjdht.sim.grid.WorldPlan;
import mpjdht.sim.grid.WorldRouting;
import org.apache.commons.cli.Option;

/** What the user asks of a grid with clients; everything else of it is drawn from its seed. */
final class WorldOptions {
    /** Makes a run one of a grid with clients. */
    static final String CLIENTS = "clients";

    private static final List<String> ALONE = List.of("ranks", "commands", "routing");
    private static final List<String> COMMON = List.of("seed", "seeds", "faults", "json", "quiet");
    private static final int MOST_CLIENTS = 1;
    private static final int MOST_RANKS = 64;
    private static final int MOST_COMMANDS = 10_000_000;
    private static final Range RANKS = new Range(3, 12);

    private final OptionValues values;
    private final WorldChoice choice;

    /**
     * Reads the values.
     *
     * @throws IllegalArgumentException with a line that says what is wrong and what would be right
     */
    WorldOptions(OptionValues values) {
        this.values = values;
        for (Option option : values.line().getOptions()) {
            String name = option.getLongOpt();
            if (!name.equals(CLIENTS) && !ALONE.contains(name) && !COMMON.contains(name)) {
                throw new IllegalArgumentException(
                        "--" + name
                                + ": with --clients the seed decides it; right are --commands, --ranks, --routing and --faults");
            }
        }
        this.choice = new WorldChoice(
                range(CLIENTS, new Range(1, 1), 1, MOST_CLIENTS),
                range("ranks", RANKS, Grid.MIN_SIZE, MOST_RANKS),
                (int) values.number("commands", 300, 1, MOST_COMMANDS),
                routing(),
                values.has("faults") ? Optional.of(values.faults()) : Optional.empty());
        RankCheck.check(plan(seed()));
    }

    /** Refuses what only a grid with clients has. */
    static void refuse(OptionValues values) {
        for (String name : ALONE) {
            if (values.has(name)) {
                throw new IllegalArgumentException("--" + name + ": right is with --clients alone");
            }
        }
    }

    private Range range(String option, Range orElse, int least, int most) {
        String right = "a number from " + least + " to " + most + ", or two of them as in 3-8";
        return values.read(option, orElse, right, text -> {
            Range range = Range.parse(text);
            return range.least() < least || range.most() > most ? null : range;
        });
    }

    private Optional<WorldRouting> routing() {
        return values.read("routing", Optional.empty(), "one-hop, ring or chord", text -> {
            WorldRouting routing = WorldRouting.named(text);
            return routing == null ? null : Optional.of(routing);
        });
    }

    long seed() {
        return values.seed();
    }

    /** How many seeds to run, at least 1. */
    long seeds() {
        return Math.max(1, values.seeds());
    }

    /** The plan of a seed. */
    WorldPlan plan(long seed) {
        return DrawnWorld.of(seed, choice);
    }

    /** The arguments that replay a plan which differs from that of its seed in nothing but commands and faults. */
    String replay(WorldPlan plan) {
        return "--clients " + plan.clients() + " --commands " + plan.workload().commands() + " --ranks " + plan.ranks()
                + " --routing " + plan.routing() + " --seed " + plan.seed() + " --faults "
                + FaultList.text(plan.faults());
    }
}
