package mpjdht.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mpjdht.bench.work.Distribution;
import mpjdht.bench.work.Workload;
import mpjdht.cli.setting.CheckedValues;
import mpjdht.cli.setting.LayeredValues;
import mpjdht.cli.setting.Meanings;
import mpjdht.cli.setting.Setting;
import mpjdht.cli.setting.SettingTable;
import mpjdht.cli.setting.UsageException;
import mpjdht.cli.setting.WrongValueException;

/** What the user asked {@code scripts/bench} for. */
final class BenchOptions {
    private static final Set<String> PROGRAMS = Set.of("multicore", "niodev", "redis", "single-thread", "mpj-raw");
    private static final Set<String> SECTIONS = Set.of("A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N");
    private static final Set<String> SWEEPS = Set.of("commands", "keys", "values", "ranks");
    private static final int QUICK_COMMANDS = 1_000_000;
    private static final int FULL_COMMANDS = 20_000_000;
    private static final int MOST_COMMANDS = 1_000_000_000;
    private static final int RUNS = 5;
    private static final int QUICK_RUNS = 3;
    private static final int GROWTH_RUNS = 3;
    private static final int QUICK_GROWTH_RUNS = 1;
    private static final int LEAST_RANKS = 3;

    private static final Setting<Boolean> QUICK = Setting.flag("quick")
            .help("1 million commands, 3 runs; with --suite or --growth, sizes a twentieth")
            .build();
    private static final Setting<Boolean> SUITE = Setting.flag("suite")
            .help("the workloads of the acceptance, with targets")
            .build();
    private static final Setting<Boolean> GROWTH = Setting.flag("growth")
            .help("how the time per command grows: tables, CSV and plots")
            .build();
    private static final Setting<Boolean> DOORS = Setting.flag("doors")
            .help("what stays up, beside Redis and a server of HTTP, by redis-benchmark and wrk")
            .build();
    private static final Setting<Boolean> YCSB = Setting.flag("ycsb")
            .help("the workloads of YCSB, beside Redis")
            .build();
    private static final Setting<Path> PLOTS = Setting.value("plots", "DIR", Meanings.fileName())
            .help("with --growth: the plots, as SVG, there too")
            .build();
    private static final Setting<Boolean> STRICT =
            Setting.flag("strict").help("exit 1 when a target of the suite is missed").build();
    private static final Setting<Integer> COMMANDS = Setting.value(
                    "commands", "N", Meanings.wholeNumber(1, MOST_COMMANDS))
            .help("commands")
            .otherwise(Integer.toString(FULL_COMMANDS))
            .build();
    private static final Setting<Integer> KEYS = Setting.value("keys", "N", Meanings.wholeNumber(1, MOST_COMMANDS))
            .help("different keys")
            .byDefault("1000000")
            .build();
    private static final Setting<Integer> KEY_BYTES = Setting.value("key-bytes", "N", Meanings.wholeNumber(2, 1 << 16))
            .help("length of a key")
            .byDefault("10")
            .build();
    private static final Setting<Integer> VALUE_BYTES = Setting.value(
                    "value-bytes", "N", Meanings.wholeNumber(1, 1 << 20))
            .help("length of a value")
            .byDefault("14")
            .build();
    private static final Setting<Integer> PUT_SHARE = Setting.value("put-share", "P", Meanings.wholeNumber(0, 100))
            .help("percent of PUTs, the rest GETs")
            .byDefault("50")
            .build();
    private static final Setting<Distribution> DISTRIBUTION = Setting.value(
                    "distribution", "D", BenchOptions::distribution)
            .help("uniform; zipf:0.99; or each, every key in turn")
            .byDefault("uniform")
            .build();
    private static final Setting<Long> SEED = Setting.value("seed", "S", Meanings.anyNumber())
            .help("of the workload")
            .byDefault("1")
            .build();
    private static final Setting<Integer> MEASURED_RUNS = Setting.value("runs", "R", Meanings.wholeNumber(1, 1000))
            .help("runs of each program, in turn")
            .otherwise("5; with --growth 3, and fewer of long ones")
            .build();
    private static final Setting<Integer> NP = Setting.value("np", "N", Meanings.wholeNumber(LEAST_RANKS, 256))
            .shortName("np")
            .help("ranks")
            .byDefault("8")
            .build();
    private static final Setting<Integer> NODES = Setting.value("nodes", "N", Meanings.wholeNumber(1, 1 << 16))
            .help("nodes")
            .otherwise("the number of storage ranks")
            .build();
    private static final Setting<Integer> WINDOW = Setting.value("window", "N", Meanings.wholeNumber(1, 1 << 20))
            .help("commands in flight")
            .otherwise("the program's choice")
            .build();
    private static final Setting<List<String>> ONLY = Setting.value("only", "NAME,...", BenchOptions::names)
            .help("of multicore, niodev, redis, single-thread, mpj-raw; with --suite also A, B, ... N; with --growth also"
                    + " commands, keys, values, ranks")
            .repeats()
            .build();
    private static final Setting<Boolean> KEEP =
            Setting.flag("keep").help("keep large workloads and results").build();
    private static final Setting<Path> OUTPUT = Setting.value("output", "DIR", Meanings.fileName())
            .help("results")
            .otherwise("target/bench/results/TIME")
            .build();
    private static final Setting<Boolean> HELP =
            Setting.flag("help").shortName("h").help("print this and exit").build();

    private static final SettingTable TABLE = new SettingTable(List.of(
            QUICK, SUITE, GROWTH, DOORS, YCSB, PLOTS, STRICT, COMMANDS, KEYS, KEY_BYTES, VALUE_BYTES, PUT_SHARE, DISTRIBUTION, SEED,
            MEASURED_RUNS, NP, NODES, WINDOW, ONLY, KEEP, OUTPUT, HELP));

    private final CheckedValues values;

    private BenchOptions(CheckedValues values) {
        this.values = values;
    }

    /**
     * Reads a command line.
     *
     * @return nothing when only the help is wanted
     * @throws UsageException that says what is wrong, and what would be right
     */
    static Optional<BenchOptions> parse(String... arguments) throws UsageException {
        LayeredValues given = TABLE.parse(arguments);
        if (given.has(HELP)) {
            return Optional.empty();
        }
        if (!given.operands().isEmpty()) {
            throw new UsageException(given.operands().get(0) + ": there are only options; --help shows them");
        }
        CheckedValues values = given.checked();
        if (values.get(SUITE) && values.get(GROWTH)) {
            throw given.wrong(GROWTH, "set together with --suite", "one of the two");
        }
        if (values.get(YCSB) && (values.get(SUITE) || values.get(GROWTH) || values.get(DOORS))) {
            throw given.wrong(YCSB, "set together with --suite, --growth or --doors", "one of them");
        }
        if (values.get(DOORS) && (values.get(SUITE) || values.get(GROWTH))) {
            throw given.wrong(DOORS, "set together with --suite or --growth", "one of them");
        }
        if (given.has(PLOTS) && !values.get(GROWTH)) {
            throw given.wrong(PLOTS, "nothing is plotted", "--growth with it");
        }
        if (!given.has(COMMANDS)) {
            values.set(COMMANDS, values.get(QUICK) ? QUICK_COMMANDS : FULL_COMMANDS);
        }
        BenchOptions options = new BenchOptions(values);
        try {
            options.workload();
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
        return Optional.of(options);
    }

    /** What {@code --help} prints. */
    static String helpText() {
        return TABLE.helpText(
                "scripts/bench [option]...",
                "Measures the program beside its peers.",
                "Two more stand alone: --jmh runs the microbenchmarks instead, with allocation figures; --install-peers"
                        + " installs redis-server where it is missing (Debian; root or sudo). Exit codes: 0 done, 1 a run"
                        + " failed, results differ, or with --strict a target is missed, 2 usage.");
    }

    private static Distribution distribution(String text) throws WrongValueException {
        try {
            return Distribution.parse(text);
        } catch (IllegalArgumentException e) {
            throw WrongValueException.inWords(e.getMessage());
        }
    }

    private static List<String> names(String text) throws WrongValueException {
        List<String> names = List.of(text.split(",", -1));
        for (String name : names) {
            if (!PROGRAMS.contains(name) && !SECTIONS.contains(name) && !SWEEPS.contains(name)) {
                throw new WrongValueException(
                        "'" + name + "' is none of them",
                        "multicore, niodev, redis, single-thread, mpj-raw, with --suite A to K, and with --growth commands,"
                                + " keys, values, ranks");
            }
        }
        return names;
    }

    /** Whether a program takes part. */
    boolean includesProgram(String name) {
        return includes(PROGRAMS, name);
    }

    /** Whether a part of the suite is wanted. */
    boolean includesSection(String name) {
        return includes(SECTIONS, name);
    }

    /** Whether a part of the growth is wanted. */
    boolean includesSweep(String name) {
        return includes(SWEEPS, name);
    }

    private boolean includes(Set<String> kind, String name) {
        List<String> only = values.find(ONLY).orElse(List.of());
        return only.stream().noneMatch(kind::contains) || only.contains(name);
    }

    Workload workload() {
        return new Workload(
                values.get(COMMANDS),
                values.get(KEYS),
                values.get(KEY_BYTES),
                values.get(VALUE_BYTES),
                values.get(PUT_SHARE),
                values.get(DISTRIBUTION),
                values.get(SEED));
    }

    boolean quick() {
        return values.get(QUICK);
    }

    boolean suite() {
        return values.get(SUITE);
    }

    boolean strict() {
        return values.get(STRICT);
    }

    boolean doors() {
        return values.get(DOORS);
    }

    boolean ycsb() {
        return values.get(YCSB);
    }

    boolean growth() {
        return values.get(GROWTH);
    }

    /** Whether large files are kept. */
    boolean keep() {
        return values.get(KEEP);
    }

    int runs() {
        int few = growth() ? QUICK_GROWTH_RUNS : QUICK_RUNS;
        int many = growth() ? GROWTH_RUNS : RUNS;
        return values.find(MEASURED_RUNS).orElse(quick() ? few : many);
    }

    int np() {
        return values.get(NP);
    }

    /** Number of nodes for that many ranks. */
    int nodes(int ranks) {
        return values.find(NODES).orElse(ranks - 2);
    }

    /** Commands in flight, 0 for the program's choice. */
    int window() {
        return values.find(WINDOW).orElse(0);
    }

    /** Folder for results, or null for the default. */
    Path output() {
        return values.find(OUTPUT).orElse(null);
    }

    /** Folder for a second copy of the plots, or null for none. */
    Path plots() {
        return values.find(PLOTS).orElse(null);
    }
}
