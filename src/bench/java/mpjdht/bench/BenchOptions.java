package mpjdht.bench;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import mpjdht.bench.work.Distribution;
import mpjdht.bench.work.Workload;

/** What the user asked {@code scripts/bench} for. */
final class BenchOptions {
    static final String HELP =
            """
            usage: scripts/bench [option]...
              --quick              1 million commands, 3 runs; with --suite or --growth, sizes a twentieth
              --suite              the workloads of the acceptance, with targets
              --growth             how the time per command grows: tables, CSV and plots
              --plots DIR          with --growth: the plots, as SVG, there too
              --strict             exit 1 when a target of the suite is missed
              --jmh                the microbenchmarks instead, with allocation figures
              --install-peers      install redis-server where it is missing (Debian; root or sudo)
              --commands N         commands (default 20000000)
              --keys N             different keys (default 1000000)
              --key-bytes N        length of a key (default 10)
              --value-bytes N      length of a value (default 14)
              --put-share P        percent of PUTs, the rest GETs (default 50)
              --distribution D     uniform (default), zipf:0.99, or each: every key in turn
              --seed S             of the workload (default 1)
              --runs R             runs of each program, in turn (default 5; with --growth 3, and fewer of long ones)
              --np N               ranks (default 8)
              --nodes N            nodes (default: the number of storage ranks)
              --window N           commands in flight (default: the program's choice)
              --only NAME,...      of multicore, niodev, redis, single-thread, mpj-raw; with --suite also A, B, ... I;
                                   with --growth also commands, keys, values, ranks
              --keep               keep large workloads and results
              --output DIR         results (default target/bench/results/TIME)
            """;

    private static final Set<String> PROGRAMS = Set.of("multicore", "niodev", "redis", "single-thread", "mpj-raw");
    private static final Set<String> SECTIONS = Set.of("A", "B", "C", "D", "E", "F", "G", "H", "I");
    private static final Set<String> SWEEPS = Set.of("commands", "keys", "values", "ranks");
    private static final long QUICK_COMMANDS = 1_000_000;
    private static final int RUNS = 5;
    private static final int QUICK_RUNS = 3;
    private static final int GROWTH_RUNS = 3;
    private static final int QUICK_GROWTH_RUNS = 1;
    private static final int LEAST_RANKS = 3;

    private boolean quick;
    private boolean suite;
    private boolean strict;
    private boolean growth;
    private boolean keep;
    private long commands = 20_000_000;
    private int keys = 1_000_000;
    private int keyBytes = 10;
    private int valueBytes = 14;
    private int putPercent = 50;
    private Distribution distribution = Distribution.UNIFORM;
    private long seed = 1;
    private int runs;
    private int np = 8;
    private int nodes;
    private int window;
    private List<String> only = List.of();
    private Path output;
    private Path plots;

    private BenchOptions() {}

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException that says what is wrong, and what would be right
     */
    static BenchOptions parse(String[] arguments) {
        BenchOptions options = new BenchOptions();
        if (Arrays.asList(arguments).contains("--quick")) {
            options.quick = true;
            options.commands = QUICK_COMMANDS;
        }
        Deque<String> words = new ArrayDeque<>();
        for (String argument : arguments) {
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            if (equals > 0) {
                words.add(argument.substring(0, equals));
                words.add(argument.substring(equals + 1));
            } else {
                words.add(argument);
            }
        }
        while (!words.isEmpty()) {
            options.take(words.poll(), words);
        }
        options.check();
        return options;
    }

    private void check() {
        if (suite && growth) {
            throw new IllegalArgumentException("--growth and --suite: one at a time");
        }
        if (plots != null && !growth) {
            throw new IllegalArgumentException("--plots goes with --growth");
        }
        workload();
    }

    private void take(String option, Deque<String> words) {
        switch (option) {
            case "--quick" -> quick = true;
            case "--suite" -> suite = true;
            case "--strict" -> strict = true;
            case "--growth" -> growth = true;
            case "--keep" -> keep = true;
            case "--commands" -> commands = number(option, words, 1, 1_000_000_000);
            case "--keys" -> keys = (int) number(option, words, 1, 1_000_000_000);
            case "--key-bytes" -> keyBytes = (int) number(option, words, 2, 1 << 16);
            case "--value-bytes" -> valueBytes = (int) number(option, words, 1, 1 << 20);
            case "--put-share" -> putPercent = (int) number(option, words, 0, 100);
            case "--distribution" -> distribution = Distribution.parse(value(option, words));
            case "--seed" -> seed = number(option, words, Long.MIN_VALUE, Long.MAX_VALUE);
            case "--runs" -> runs = (int) number(option, words, 1, 1000);
            case "--np", "-np" -> np = (int) number(option, words, LEAST_RANKS, 256);
            case "--nodes" -> nodes = (int) number(option, words, 1, 1 << 16);
            case "--window" -> window = (int) number(option, words, 1, 1 << 24);
            case "--only" -> only = names(value(option, words));
            case "--output" -> output = Path.of(value(option, words));
            case "--plots" -> plots = Path.of(value(option, words));
            default -> throw new IllegalArgumentException(option + ": unknown; scripts/bench --help shows the options");
        }
    }

    private static String value(String option, Deque<String> words) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value; scripts/bench --help shows the options");
        }
        return words.poll();
    }

    private static long number(String option, Deque<String> words, long least, long most) {
        String text = value(option, words);
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " " + text + ": not a number", e);
        }
        throw new IllegalArgumentException(option + " " + text + ": right is " + least + " to " + most);
    }

    private static List<String> names(String text) {
        List<String> names = List.of(text.split(",", -1));
        for (String name : names) {
            if (!PROGRAMS.contains(name) && !SECTIONS.contains(name) && !SWEEPS.contains(name)) {
                throw new IllegalArgumentException("--only " + name
                        + ": right are multicore, niodev, redis, single-thread, mpj-raw, with --suite A to I, and with"
                        + " --growth commands, keys, values, ranks");
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
        return only.stream().noneMatch(kind::contains) || only.contains(name);
    }

    Workload workload() {
        return new Workload(commands, keys, keyBytes, valueBytes, putPercent, distribution, seed);
    }

    boolean quick() {
        return quick;
    }

    boolean suite() {
        return suite;
    }

    boolean strict() {
        return strict;
    }

    boolean growth() {
        return growth;
    }

    /** Whether large files are kept. */
    boolean keep() {
        return keep;
    }

    int runs() {
        if (runs > 0) {
            return runs;
        }
        if (growth) {
            return quick ? QUICK_GROWTH_RUNS : GROWTH_RUNS;
        }
        return quick ? QUICK_RUNS : RUNS;
    }

    int np() {
        return np;
    }

    /** Number of nodes for that many ranks. */
    int nodes(int ranks) {
        return nodes > 0 ? nodes : ranks - 2;
    }

    /** Commands in flight, 0 for the program's choice. */
    int window() {
        return window;
    }

    /** Folder for results, or null for the default. */
    Path output() {
        return output;
    }

    /** Folder for a second copy of the plots, or null for none. */
    Path plots() {
        return plots;
    }
}
