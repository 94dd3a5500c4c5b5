package mpjdht.cli.simulate;

import java.nio.file.Path;
import java.util.List;
import mpjdht.cli.setting.Meanings;
import mpjdht.cli.setting.Setting;
import mpjdht.cli.setting.SettingTable;
import mpjdht.node.Grid;
import mpjdht.node.chord.ChordSettings;
import mpjdht.sim.Latency;
import mpjdht.sim.grid.DrawnWorld.Range;
import mpjdht.sim.grid.WorldRouting;
import mpjdht.store.Conflicts;

/** The settings of {@code scripts/simulate}. */
final class SimulateSettings {
    private static final int MAX_NODES = 1 << 15;
    private static final int MAX_COUNT = 10_000_000;
    private static final int MAX_TRIES = 1000;
    private static final int MOST_CLIENTS = 64;
    private static final int MOST_REPLICAS = 9;
    private static final int MOST_RANKS = 64;

    static final Setting<Integer> NODES = Setting.value("nodes", "N", Quantities.number(1, MAX_NODES))
            .help("nodes at the start, 1 to " + MAX_NODES)
            .byDefault("256")
            .build();

    static final Setting<Integer> LOOKUPS = Setting.value("lookups", "N", Quantities.number(0, MAX_COUNT))
            .help("lookups, spread over the run")
            .byDefault("1000")
            .build();

    static final Setting<Integer> KEYS = Setting.value("keys", "N", Quantities.number(0, MAX_COUNT))
            .help("keys on the ring")
            .byDefault("1000")
            .build();

    static final Setting<Long> DURATION = Setting.value("duration", "TIME", Quantities.time())
            .help("virtual time of the run, such as 90s or 1500ms")
            .byDefault("60s")
            .build();

    static final Setting<Double> CHURN = Setting.value("churn", "R", Quantities.rate())
            .help("joins a second, and as many departures: crashes and leaves")
            .byDefault("0")
            .build();

    static final Setting<AskedFaults> FAULTS = Setting.value("faults", "LIST", AskedFaults::parse)
            .help("what happens when, such as 3s:crash:7,4s:cut:500ms:1-8:9-16; drawn: drawn from the seed")
            .byDefault("none")
            .build();

    static final Setting<Integer> DROP = Setting.value("drop", "PERCENT", Quantities.perMillion())
            .help("messages lost")
            .otherwise("0")
            .build();

    static final Setting<Integer> DUPLICATE = Setting.value("duplicate", "PERCENT", Quantities.perMillion())
            .help("messages that arrive twice")
            .otherwise("0")
            .build();

    static final Setting<Integer> REORDER = Setting.value("reorder", "PERCENT", Quantities.perMillion())
            .help("messages held up by as much as 200ms")
            .otherwise("0")
            .build();

    static final Setting<Latency> LATENCY = Setting.value("latency", "DISTRIBUTION", Quantities.latency())
            .help("constant:TIME, uniform:LEAST:MOST, exponential:MEAN or long-tailed:LEAST:MOST")
            .byDefault("exponential:50ms")
            .build();

    static final Setting<Integer> SUCCESSORS = Setting.value(
                    "successors", "R", Quantities.number(1, ChordSettings.MAX_SUCCESSORS))
            .help("length of the successor lists, 1 to " + ChordSettings.MAX_SUCCESSORS)
            .otherwise("log2 of the nodes")
            .build();

    static final Setting<Long> STABILISE = Setting.value("stabilise", "TIME", Quantities.time())
            .help("time between two stabilisations of a node")
            .byDefault("30s")
            .build();

    static final Setting<Long> TIMEOUT = Setting.value("timeout", "TIME", Quantities.time())
            .help("how long an answer is waited for")
            .byDefault("500ms")
            .build();

    static final Setting<Integer> TRIES = Setting.value("tries", "N", Quantities.number(1, MAX_TRIES))
            .help("how often a question is asked before a node counts as dead")
            .byDefault("10")
            .build();

    static final Setting<Range> CLIENTS = Setting.value("clients", "C", Quantities.range(1, MOST_CLIENTS))
            .help(
                    "not a Chord ring alone but a grid with so many clients, such as 3 or 2-16, whose requests are checked for"
                            + " linearizability")
            .build();

    static final Setting<Integer> COMMANDS = Setting.value("commands", "N", Quantities.number(1, MAX_COUNT))
            .help("commands of all clients together")
            .byDefault("300")
            .build();

    static final Setting<Range> RANKS = Setting.value("ranks", "R", Quantities.range(Grid.MIN_SIZE, MOST_RANKS))
            .help("ranks of the grid, such as 5 or 3-12")
            .byDefault("3-12")
            .build();

    static final Setting<WorldRouting> ROUTING = Setting.value("routing", "KIND", Quantities.routing())
            .help("one-hop, direct, ring, chord or, without --replicas, flood")
            .otherwise("the seed decides between the first four")
            .build();

    static final Setting<Range> REPLICAS = Setting.value("replicas", "K", Quantities.range(1, MOST_REPLICAS))
            .help(
                    "with --clients: so many copies of each key, such as 3 or 1-5, kept equal while ranks crash, pause and are cut off")
            .otherwise("no copies")
            .build();

    static final Setting<Promised> CONSISTENCY = Setting.value(
                    "consistency", "PROMISE", Meanings.choice(Promised.class))
            .help("with --replicas: linearizable, or eventual, where copies become equal in the end")
            .byDefault("linearizable")
            .build();

    static final Setting<Conflicts> CONFLICTS = Setting.value("conflicts", "HOW", Meanings.choice(Conflicts.class))
            .help(
                    "with --consistency eventual: lww, the last writer wins; siblings, all values stay until somebody has seen them")
            .byDefault("lww")
            .build();

    /** What copies promise. */
    enum Promised {
        LINEARIZABLE,
        EVENTUAL
    }

    static final Setting<Long> SEED = Setting.value("seed", "S", Meanings.anyNumber())
            .help("decides everything that is drawn")
            .byDefault("1")
            .build();

    static final Setting<Integer> SEEDS = Setting.value("seeds", "N", Quantities.number(1, MAX_COUNT))
            .help("so many runs, all of whose plan is drawn from the seeds from S on")
            .build();

    static final Setting<Path> JSON = Setting.value("json", "FILE", Meanings.fileName())
            .help("write the figures to FILE as well")
            .build();

    static final Setting<Path> REPLAY_HTML = Setting.value("replay-html", "FILE", Meanings.fileName())
            .help("write a page to FILE that shows the run again in a browser; for one run")
            .build();

    static final Setting<Boolean> QUIET =
            Setting.flag("quiet").shortName("q").help("no progress on stderr").build();

    static final Setting<Boolean> HELP =
            Setting.flag("help").shortName("h").help("print this and exit").build();

    static final SettingTable TABLE = new SettingTable(List.of(
            NODES,
            LOOKUPS,
            KEYS,
            DURATION,
            CHURN,
            FAULTS,
            DROP,
            DUPLICATE,
            REORDER,
            LATENCY,
            SUCCESSORS,
            STABILISE,
            TIMEOUT,
            TRIES,
            CLIENTS,
            COMMANDS,
            RANKS,
            ROUTING,
            REPLICAS,
            CONSISTENCY,
            CONFLICTS,
            SEED,
            SEEDS,
            JSON,
            REPLAY_HTML,
            QUIET,
            HELP));

    private SimulateSettings() {}
}
