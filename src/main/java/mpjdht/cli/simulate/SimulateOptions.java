package mpjdht.cli.simulate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mpjdht.cli.HelpPage;
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
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/** What the user asks {@code scripts/simulate} for. */
final class SimulateOptions {
    private static final int MAX_NODES = 1 << 15;
    private static final int MAX_COUNT = 10_000_000;
    private static final int HASH_BITS = 160;
    private static final long CHURN_CHANCE = 3;

    private static final String DEFAULT_LATENCY = "exponential:50ms";
    private static final String DRAWN = "drawn";
    private static final List<String> RATES = List.of("drop", "duplicate", "reorder");
    private static final List<String> BESIDE_SEEDS =
            List.of("seeds", "seed", "faults", "drop", "duplicate", "reorder", "json", "quiet");

    private static final Options OPTIONS = new Options()
            .addOption(value("nodes", "N", "nodes at the start, 1 to 32768 (default 256)"))
            .addOption(value("lookups", "N", "lookups, spread over the run (default 1000)"))
            .addOption(value("keys", "N", "keys on the ring (default 1000)"))
            .addOption(value("duration", "TIME", "virtual time of the run, such as 90s or 1500ms (default 60s)"))
            .addOption(value("churn", "R", "joins a second, and as many departures: crashes and leaves (default 0)"))
            .addOption(value(
                    "faults",
                    "LIST",
                    "what happens when, such as 3s:crash:7,4s:cut:500ms:1-8:9-16; drawn: drawn from the seed"
                            + " (default none)"))
            .addOption(value("drop", "PERCENT", "messages lost (default 0)"))
            .addOption(value("duplicate", "PERCENT", "messages that arrive twice (default 0)"))
            .addOption(value("reorder", "PERCENT", "messages held up by as much as 200ms (default 0)"))
            .addOption(value(
                    "latency",
                    "DISTRIBUTION",
                    "constant:TIME, uniform:LEAST:MOST, exponential:MEAN or long-tailed:LEAST:MOST"
                            + " (default exponential:50ms)"))
            .addOption(value("successors", "R", "length of the successor lists, 1 to 128 (default log2 of the nodes)"))
            .addOption(value("stabilise", "TIME", "time between two stabilisations of a node (default 30s)"))
            .addOption(value("timeout", "TIME", "how long an answer is waited for (default 500ms)"))
            .addOption(value("tries", "N", "how often a question is asked before a node counts as dead (default 10)"))
            .addOption(value(
                    "clients",
                    "C",
                    "not a Chord ring alone but a grid with so many clients, such as 3 or 2-16, whose requests are checked"
                            + " for linearizability"))
            .addOption(value("commands", "N", "commands of all clients together (default 300)"))
            .addOption(value("ranks", "R", "ranks of the grid, such as 5 or 3-12 (default 3-12)"))
            .addOption(value("routing", "KIND", "one-hop, ring or chord (default: the seed decides)"))
            .addOption(value("seed", "S", "decides everything that is drawn (default 1)"))
            .addOption(value("seeds", "N", "so many runs, all of whose plan is drawn from the seeds from S on"))
            .addOption(value("json", "FILE", "write the figures to FILE as well"))
            .addOption(Option.builder("q")
                    .longOpt("quiet")
                    .desc("no progress on stderr")
                    .get())
            .addOption(Option.builder("h")
                    .longOpt("help")
                    .desc("print this and exit")
                    .get());

    private final CommandLine line;
    private final OptionValues values;

    private SimulateOptions(CommandLine line) {
        this.line = line;
        this.values = new OptionValues(line);
    }

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException with a line that says what is wrong and what would be right
     */
    static SimulateOptions parse(String[] arguments) {
        CommandLine line;
        try {
            line = new DefaultParser().parse(OPTIONS, arguments);
        } catch (ParseException e) {
            throw new IllegalArgumentException(e.getMessage() + "; --help shows the options", e);
        }
        if (!line.getArgList().isEmpty()) {
            throw new IllegalArgumentException(
                    line.getArgList().get(0) + ": there are only options; --help shows them");
        }
        SimulateOptions options = new SimulateOptions(line);
        if (options.ofGrid()) {
            options.world();
        } else if (!options.help()) {
            WorldOptions.refuse(options.values);
            options.requireNothingBesideSeeds();
            RingPlan plan = options.plan(options.seed());
            RankCheck.check(plan, options.seeds() == 0);
            options.requireAnswersInTime(plan);
        }
        return options;
    }

    private void requireNothingBesideSeeds() {
        for (Option option : line.getOptions()) {
            String name = option.getLongOpt();
            if (seeds() > 0 && !BESIDE_SEEDS.contains(name)) {
                throw new IllegalArgumentException(
                        "--" + name + ": --seeds draws it from the seeds; right is one of them alone");
            }
        }
    }

    /** A node whose answer is only slow must not count as dead, or the ring breaks of nothing but the user's own choice. */
    private void requireAnswersInTime(RingPlan plan) {
        boolean heldUp = plan.rates().delayPerMillion() > 0;
        long oneWay =
                plan.latency().mostMicros() + (heldUp ? plan.rates().delay().mostMicros() : 0);
        long longest = (2 * oneWay + Micros.MILLI - 1) / Micros.MILLI * Micros.MILLI;
        ChordSettings settings = plan.settings();
        if (seeds() == 0 && longest >= settings.tries() * settings.answerMicros()) {
            throw new IllegalArgumentException("--latency " + line.getOptionValue("latency", DEFAULT_LATENCY) + ": "
                    + Micros.text(longest) + " there and back at the worst, but a node counts as dead after "
                    + settings.tries() + " times " + Micros.text(settings.answerMicros())
                    + "; right is less, a longer --timeout or more --tries");
        }
    }

    /** What {@code --help} prints. */
    static String helpText() {
        return HelpPage.text(
                "simulate [options]",
                "Runs a Chord ring in virtual time, with its invariants checked after every event; with --clients a grid whose"
                        + " nodes come and go under load, with everything that the clients hear checked.",
                OPTIONS.getOptions(),
                "With --seeds the plan of each run is drawn from its seed, and only --faults, --drop, --duplicate and --reorder"
                        + " may be given beside it, to replay what is left of a failing one. With --clients the seed decides all that is"
                        + " not said. Exit codes: 0 every invariant held, 1 one was broken, 2 usage, 4 none was broken and the"
                        + " search for an order of some calls came to its limits.");
    }

    boolean help() {
        return line.hasOption("help");
    }

    /** Whether what runs is a grid with clients, and not a Chord ring alone. */
    boolean ofGrid() {
        return !help() && values.has(WorldOptions.CLIENTS);
    }

    /** What is asked of a grid with clients. */
    WorldOptions world() {
        return new WorldOptions(values);
    }

    boolean quiet() {
        return line.hasOption("quiet");
    }

    long seed() {
        return values.seed();
    }

    /** How many seeds to run with drawn plans; 0 for one run of the user's own plan. */
    long seeds() {
        return values.seeds();
    }

    Optional<Path> json() {
        return Optional.ofNullable(line.getOptionValue("json")).map(Path::of);
    }

    /** The plan of a seed. */
    RingPlan plan(long seed) {
        if (seeds() > 0) {
            RingPlan plan = DrawnPlan.of(seed);
            plan = plan.withRates(rates(plan.rates()));
            return line.hasOption("faults") ? plan.withFaults(values.faults()) : plan;
        }
        int nodes = (int) values.number("nodes", 256, 1, MAX_NODES);
        ChordSettings settings = settings(nodes);
        long runMicros = values.time("duration", 60 * Micros.SECOND);
        List<Fault> faults = faults(seed, nodes, settings, runMicros);
        return new RingPlan(
                seed,
                HASH_BITS,
                nodes,
                FaultDrawing.lastRank(faults, nodes) - nodes,
                false,
                settings,
                latency(),
                rates(new FaultRates(0, 0, 0, Latency.uniform(0, 200 * Micros.MILLI))),
                faults,
                runMicros,
                (int) values.number("lookups", 1000, 0, MAX_COUNT),
                (int) values.number("keys", 1000, 0, MAX_COUNT));
    }

    /** The arguments that replay a plan which differs from that of its seed in nothing but faults and rates. */
    String replay(RingPlan plan) {
        StringBuilder arguments = new StringBuilder();
        for (Option option : line.getOptions()) {
            String name = option.getLongOpt();
            if (!BESIDE_SEEDS.contains(name) && !name.equals("churn")) {
                arguments
                        .append("--")
                        .append(name)
                        .append(' ')
                        .append(option.getValue())
                        .append(' ');
            }
        }
        arguments.append(seeds() > 0 ? "--seeds 1 " : "").append("--seed ").append(plan.seed());
        if (!percents(plan).equals(percents(plan(plan.seed())))
                || RATES.stream().anyMatch(line::hasOption)) {
            arguments.append(percents(plan));
        }
        return arguments
                .append(" --faults ")
                .append(FaultList.text(plan.faults()))
                .toString();
    }

    private static String percents(RingPlan plan) {
        FaultRates rates = plan.rates();
        return " --drop " + OptionValues.percent(rates.dropPerMillion()) + " --duplicate "
                + OptionValues.percent(rates.duplicatePerMillion()) + " --reorder "
                + OptionValues.percent(rates.delayPerMillion());
    }

    /** The rates that the user asks for, and where none are asked for these. */
    private FaultRates rates(FaultRates drawn) {
        return new FaultRates(
                values.perMillion("drop", drawn.dropPerMillion()),
                values.perMillion("duplicate", drawn.duplicatePerMillion()),
                values.perMillion("reorder", drawn.delayPerMillion()),
                drawn.delay());
    }

    private ChordSettings settings(int nodes) {
        int successors = (int)
                values.number("successors", ChordSettings.defaultSuccessors(nodes), 1, ChordSettings.MAX_SUCCESSORS);
        long stabiliseMicros = values.time("stabilise", 30 * Micros.SECOND);
        int fingersARound = ChordSettings.defaultSuccessors(nodes);
        return new ChordSettings(
                successors,
                stabiliseMicros,
                Math.max(1, stabiliseMicros / fingersARound),
                stabiliseMicros,
                values.time("timeout", 500 * Micros.MILLI),
                (int) values.number("tries", 10, 1, 1000));
    }

    private List<Fault> faults(long seed, int nodes, ChordSettings settings, long runMicros) {
        int base = Math.min(nodes, settings.successors() + 1);
        double churn = churn();
        if (churn > 0) {
            SeededRandom random = new SeededRandom(seed).split(CHURN_CHANCE);
            return new FaultDrawing(random, nodes, base, nodes).churn(churn, runMicros);
        }
        if (DRAWN.equals(line.getOptionValue("faults"))) {
            SeededRandom random = new SeededRandom(seed).split(CHURN_CHANCE);
            return new FaultDrawing(random, nodes, base, nodes).mixed(1 + nodes / 8, runMicros);
        }
        return values.faults();
    }

    private double churn() {
        return values.read("churn", 0.0, "a number from 0 to 1000, without --faults", text -> {
            double rate = Double.parseDouble(text);
            return rate >= 0 && rate <= 1000 && (rate == 0 || !line.hasOption("faults")) ? rate : null;
        });
    }

    private Latency latency() {
        String text = line.getOptionValue("latency", DEFAULT_LATENCY);
        String[] words = text.split(":", -1);
        try {
            return switch (words[0] + words.length) {
                case "constant2" -> Latency.constant(Micros.parse(words[1]));
                case "uniform3" -> Latency.uniform(Micros.parse(words[1]), Micros.parse(words[2]));
                case "exponential2" -> Latency.exponential(Micros.parse(words[1]));
                case "long-tailed3" -> Latency.longTailed(Micros.parse(words[1]), Micros.parse(words[2]));
                default -> throw new IllegalArgumentException(text);
            };
        } catch (IllegalArgumentException e) {
            throw OptionValues.wrong(
                    "latency", text, "constant:10ms, uniform:1ms:20ms, exponential:50ms or long-tailed:1ms:100ms", e);
        }
    }

    private static Option value(String name, String argument, String description) {
        return Option.builder()
                .longOpt(name)
                .hasArg()
                .argName(argument)
                .desc(description)
                .get();
    }
}
