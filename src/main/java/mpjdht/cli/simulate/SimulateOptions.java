package mpjdht.cli.simulate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mpjdht.cli.setting.CheckedValues;
import mpjdht.cli.setting.LayeredValues;
import mpjdht.cli.setting.Setting;
import mpjdht.cli.setting.UsageException;
import mpjdht.node.chord.ChordSettings;
import mpjdht.sim.Fault;
import mpjdht.sim.FaultList;
import mpjdht.sim.FaultRates;
import mpjdht.sim.Latency;
import mpjdht.sim.Micros;
import mpjdht.sim.SeededRandom;
import mpjdht.sim.chord.DrawnPlan;
import mpjdht.sim.chord.FaultDrawing;
import mpjdht.sim.chord.RingPlan;

/** What the user asks {@code scripts/simulate} for. */
final class SimulateOptions {
    private static final int HASH_BITS = 160;
    private static final long CHURN_CHANCE = 3;
    private static final List<Setting<?>> RATES =
            List.of(SimulateSettings.DROP, SimulateSettings.DUPLICATE, SimulateSettings.REORDER);
    private static final List<Setting<?>> BESIDE_SEEDS = List.of(
            SimulateSettings.SEEDS,
            SimulateSettings.SEED,
            SimulateSettings.FAULTS,
            SimulateSettings.DROP,
            SimulateSettings.DUPLICATE,
            SimulateSettings.REORDER,
            SimulateSettings.JSON,
            SimulateSettings.REPLAY_HTML,
            SimulateSettings.QUIET);

    private final LayeredValues given;
    private final CheckedValues values;

    private SimulateOptions(LayeredValues given, CheckedValues values) {
        this.given = given;
        this.values = values;
    }

    /**
     * Reads the command line.
     *
     * @return nothing when only the help is wanted
     * @throws UsageException with a line that says what is wrong and what would be right
     * @throws IllegalArgumentException the same of a fault that cannot be
     */
    static Optional<SimulateOptions> parse(String[] arguments) throws UsageException {
        LayeredValues given = SimulateSettings.TABLE.parse(arguments);
        if (given.has(SimulateSettings.HELP)) {
            return Optional.empty();
        }
        if (!given.operands().isEmpty()) {
            throw new UsageException(given.operands().get(0) + ": there are only options; --help shows them");
        }
        SimulateOptions options = new SimulateOptions(given, given.checked());
        if (options.replayHtml().isPresent() && options.seeds() > 1) {
            throw given.wrong(SimulateSettings.SEEDS, "--replay-html shows one run", "--seeds 1");
        }
        if (options.ofGrid()) {
            options.world();
            return Optional.of(options);
        }
        WorldOptions.refuse(given);
        options.requireNothingBesideSeeds();
        options.requireOneKindOfFaults();
        RingPlan plan = options.plan(options.seed());
        RankCheck.check(plan, options.seeds() == 0);
        options.requireAnswersInTime(plan);
        return Optional.of(options);
    }

    private void requireNothingBesideSeeds() throws UsageException {
        for (Setting<?> setting : SimulateSettings.TABLE.list()) {
            if (seeds() > 0 && given.has(setting) && !BESIDE_SEEDS.contains(setting)) {
                throw given.wrong(setting, "--seeds draws it from the seeds", "one of them alone");
            }
        }
    }

    private void requireOneKindOfFaults() throws UsageException {
        if (values.get(SimulateSettings.CHURN) > 0 && given.has(SimulateSettings.FAULTS)) {
            throw given.wrong(SimulateSettings.CHURN, "--faults says already what happens", "one of the two");
        }
    }

    /** A node whose answer is only slow must not count as dead, or the ring breaks of nothing but the user's own choice. */
    private void requireAnswersInTime(RingPlan plan) throws UsageException {
        boolean heldUp = plan.rates().delayPerMillion() > 0;
        long oneWay =
                plan.latency().mostMicros() + (heldUp ? plan.rates().delay().mostMicros() : 0);
        long longest = (2 * oneWay + Micros.MILLI - 1) / Micros.MILLI * Micros.MILLI;
        ChordSettings settings = plan.settings();
        if (seeds() == 0 && longest >= settings.tries() * settings.answerMicros()) {
            throw new UsageException("--latency " + values.text(SimulateSettings.LATENCY) + ": "
                    + Micros.text(longest) + " there and back at the worst, but a node counts as dead after "
                    + settings.tries() + " times " + Micros.text(settings.answerMicros())
                    + "; right is less, a longer --timeout or more --tries");
        }
    }

    /** What {@code --help} prints. */
    static String helpText() {
        return SimulateSettings.TABLE.helpText(
                "simulate [options]",
                "Runs a Chord ring in virtual time, with its invariants checked after every event; with --clients a grid whose"
                        + " nodes come and go under load, with everything that the clients hear checked.",
                "With --seeds the plan of each run is drawn from its seed, and only --faults, --drop, --duplicate and --reorder"
                        + " may be given beside it, to replay what is left of a failing one. With --clients the seed decides all that is"
                        + " not said. Exit codes: 0 every invariant held, 1 one was broken, 2 usage, 4 none was broken and the"
                        + " search for an order of some calls came to its limits.");
    }

    /** Whether what runs is a grid with clients, and not a Chord ring alone. */
    boolean ofGrid() {
        return given.has(SimulateSettings.CLIENTS);
    }

    /**
     * What is asked of a grid with clients.
     *
     * @throws UsageException with a line that says what is wrong and what would be right
     * @throws IllegalArgumentException the same of a fault that cannot be
     */
    WorldOptions world() throws UsageException {
        return new WorldOptions(given, values);
    }

    boolean quiet() {
        return values.get(SimulateSettings.QUIET);
    }

    long seed() {
        return values.get(SimulateSettings.SEED);
    }

    /** How many seeds to run with drawn plans; 0 for one run of the user's own plan. */
    int seeds() {
        return values.find(SimulateSettings.SEEDS).orElse(0);
    }

    Optional<Path> json() {
        return values.find(SimulateSettings.JSON);
    }

    Optional<Path> replayHtml() {
        return values.find(SimulateSettings.REPLAY_HTML);
    }

    /** The plan of a seed. */
    RingPlan plan(long seed) {
        if (seeds() > 0) {
            RingPlan plan = DrawnPlan.of(seed);
            plan = plan.withRates(rates(plan.rates()));
            AskedFaults faults = values.get(SimulateSettings.FAULTS);
            return given.has(SimulateSettings.FAULTS) && !faults.drawn() ? plan.withFaults(faults.list()) : plan;
        }
        int nodes = values.get(SimulateSettings.NODES);
        ChordSettings settings = settings(nodes);
        long runMicros = values.get(SimulateSettings.DURATION);
        List<Fault> faults = faults(seed, nodes, settings, runMicros);
        return new RingPlan(
                seed,
                HASH_BITS,
                nodes,
                FaultDrawing.lastRank(faults, nodes) - nodes,
                false,
                settings,
                values.get(SimulateSettings.LATENCY),
                rates(new FaultRates(0, 0, 0, Latency.uniform(0, 200 * Micros.MILLI))),
                faults,
                runMicros,
                values.get(SimulateSettings.LOOKUPS),
                values.get(SimulateSettings.KEYS));
    }

    /** The arguments that replay a plan which differs from that of its seed in nothing but faults and rates. */
    String replay(RingPlan plan) {
        StringBuilder arguments = new StringBuilder();
        for (Setting<?> setting : SimulateSettings.TABLE.list()) {
            if (given.has(setting) && !BESIDE_SEEDS.contains(setting) && setting != SimulateSettings.CHURN) {
                arguments
                        .append(setting)
                        .append(' ')
                        .append(given.text(setting))
                        .append(' ');
            }
        }
        arguments.append(seeds() > 0 ? "--seeds 1 " : "").append("--seed ").append(plan.seed());
        if (!percents(plan).equals(percents(plan(plan.seed())))
                || RATES.stream().anyMatch(given::has)) {
            arguments.append(percents(plan));
        }
        return arguments
                .append(" --faults ")
                .append(FaultList.text(plan.faults()))
                .toString();
    }

    private static String percents(RingPlan plan) {
        FaultRates rates = plan.rates();
        return " --drop " + Quantities.percent(rates.dropPerMillion()) + " --duplicate "
                + Quantities.percent(rates.duplicatePerMillion()) + " --reorder "
                + Quantities.percent(rates.delayPerMillion());
    }

    /** The rates that the user asks for, and where none are asked for these. */
    private FaultRates rates(FaultRates drawn) {
        return new FaultRates(
                values.find(SimulateSettings.DROP).orElse(drawn.dropPerMillion()),
                values.find(SimulateSettings.DUPLICATE).orElse(drawn.duplicatePerMillion()),
                values.find(SimulateSettings.REORDER).orElse(drawn.delayPerMillion()),
                drawn.delay());
    }

    private ChordSettings settings(int nodes) {
        int successors = values.find(SimulateSettings.SUCCESSORS).orElse(ChordSettings.defaultSuccessors(nodes));
        long stabiliseMicros = values.get(SimulateSettings.STABILISE);
        int fingersARound = ChordSettings.defaultSuccessors(nodes);
        return new ChordSettings(
                successors,
                stabiliseMicros,
                Math.max(1, stabiliseMicros / fingersARound),
                stabiliseMicros,
                values.get(SimulateSettings.TIMEOUT),
                values.get(SimulateSettings.TRIES));
    }

    private List<Fault> faults(long seed, int nodes, ChordSettings settings, long runMicros) {
        int base = Math.min(nodes, settings.successors() + 1);
        double churn = values.get(SimulateSettings.CHURN);
        if (churn > 0) {
            SeededRandom random = new SeededRandom(seed).split(CHURN_CHANCE);
            return new FaultDrawing(random, nodes, base, nodes).churn(churn, runMicros);
        }
        if (values.get(SimulateSettings.FAULTS).drawn()) {
            SeededRandom random = new SeededRandom(seed).split(CHURN_CHANCE);
            return new FaultDrawing(random, nodes, base, nodes).mixed(1 + nodes / 8, runMicros);
        }
        return values.get(SimulateSettings.FAULTS).list();
    }
}
