package mpjdht.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mpjdht.bench.Dht.Shape;
import mpjdht.bench.work.Workload;
import mpjdht.bench.work.WorkloadFiles;

/** One call of the benchmark: what was asked for, where things are, and what is told to whom. */
final class Session implements AutoCloseable {
    private static final DateTimeFormatter FOLDER_NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final int QUICK_DIVISOR = 4;
    private static final long LARGE_FILE_BYTES = 64L << 20;
    private static final double TICKS_PER_SECOND = 100;

    private final BenchOptions options;
    private final Place place;
    private final WorkloadFiles files;
    private final RunLog log;
    private final Path output;
    private final Optional<String> redis;
    private final StringBuilder report = new StringBuilder();
    private final List<RawMpj> raw = new ArrayList<>();

    Session(BenchOptions options, Path root) throws IOException, InterruptedException {
        this.options = options;
        Path bench = root.resolve("target/bench");
        output = Files.createDirectories(
                options.output() != null
                        ? options.output().toAbsolutePath()
                        : bench.resolve("results").resolve(LocalDateTime.now(ZoneId.systemDefault()).format(FOLDER_NAME)));
        place = new Place(root, Files.createDirectories(bench.resolve("scratch")));
        files = new WorkloadFiles(bench.resolve("workloads"), this::progress);
        log = new RunLog(output.resolve("runs.csv"));
        redis = Redis.version();
        if (redis.isEmpty() && options.includesProgram("redis")) {
            progress("Redis is not installed, and is left out; --install-peers installs it");
        }
    }

    BenchOptions options() {
        return options;
    }

    Place place() {
        return place;
    }

    WorkloadFiles files() {
        return files;
    }

    /** Folder for what this call finds. */
    Path output() {
        return output;
    }

    /** One line on standard error. */
    void progress(String text) {
        System.err.println("bench: " + text);
    }

    /** A part of the report, on standard output. */
    void report(String text) {
        report.append(text).append('\n');
        System.out.println(text);
    }

    void reportMachine() {
        report(Machine.describe(redis.orElse("no Redis")) + "\n");
    }

    /** The program on a device. */
    Dht dht(String device, int np, int window) {
        return new Dht(device, place, files, new Shape(device, np, options.nodes(np), window));
    }

    /** The program in multicore mode with that many ranks, and the nodes of the user's number: results stay the same. */
    Dht dhtOfRanks(int np) {
        Shape shape = new Shape("multicore", np, options.nodes(options.np()), options.window());
        return new Dht("multicore, " + np + " ranks", place, files, shape);
    }

    /** The program in multicore mode with that routing and that many nodes. */
    Dht dhtOfRouting(String routing, int nodes) {
        Shape shape = new Shape("multicore", options.np(), nodes, options.window(), routing);
        return new Dht("multicore, " + routing, place, files, shape);
    }

    /** The program on a device with that routing, and the nodes of the user's number. */
    Dht dhtOfRouting(String device, String routing) {
        int np = options.np();
        Shape shape = new Shape(device, np, options.nodes(np), options.window(), routing);
        return new Dht(device + ", " + routing, place, files, shape);
    }

    /** The program in multicore mode with that many copies of each key. */
    Dht dhtOfCopies(int copies) {
        int np = options.np();
        Shape shape = new Shape("multicore", np, options.nodes(np), options.window(), "one-hop", copies);
        return new Dht("multicore, copies: " + copies, place, files, shape);
    }

    /** Those of the named programs that are wanted and installed, in this order. */
    List<Contestant> contestants(List<String> names, int np, int nodes) {
        List<Contestant> list = new ArrayList<>();
        for (String name : names) {
            if (options.includesProgram(name)) {
                switch (name) {
                    case "redis" -> redis.ifPresent(version -> list.add(new Redis(place, files)));
                    case "single-thread" -> list.add(new OneThread(place, files, nodes));
                    default -> list.add(new Dht(name, place, files, new Shape(name, np, nodes, options.window())));
                }
            }
        }
        return list;
    }

    /** Runs a workload, reports its table and keeps its runs. */
    Comparison compare(String title, Workload workload, String... names) throws IOException, InterruptedException {
        return compare(title, workload, contestants(List.of(names), options.np(), options.nodes(options.np())));
    }

    /** The same with contestants of the caller's choice. */
    Comparison compare(String title, Workload workload, List<Contestant> contestants)
            throws IOException, InterruptedException {
        Comparison comparison = measure(title, workload, contestants, Double.POSITIVE_INFINITY);
        if (!comparison.series().isEmpty()) {
            report("### " + title + "\n\n" + comparison.table());
        }
        return comparison;
    }

    /**
     * Runs a workload and keeps its runs, without a table of its own.
     *
     * @param enoughSeconds a program whose runs took that long in all runs no more
     */
    Comparison measure(String title, Workload workload, List<Contestant> contestants, double enoughSeconds)
            throws IOException, InterruptedException {
        Comparison.Rules rules = new Comparison.Rules(options.runs(), enoughSeconds, options.keep());
        Comparison comparison = Comparison.run(workload, contestants, rules, this::progress);
        log.add(title, comparison);
        return comparison;
    }

    /** Deletes the large workloads that this call has made so far, unless they are to be kept. */
    void deleteLargeFiles() throws IOException {
        if (!options.keep()) {
            files.deleteMade(LARGE_FILE_BYTES);
        }
    }

    void log(String title, long commands, String program, int run, Measurement measured) throws IOException {
        log.add(title, commands, program, run, measured);
    }

    /** The cost of a message on a device, measured once. */
    RawMpj raw(String device) throws IOException, InterruptedException {
        for (RawMpj known : raw) {
            if (known.device().equals(device)) {
                return known;
            }
        }
        progress("raw MPJ Express, " + device);
        RawMpj measured = RawMpj.measure(place, device, options.quick() ? QUICK_DIVISOR : 1);
        raw.add(measured);
        return measured;
    }

    void reportRaw() throws IOException, InterruptedException {
        if (options.includesProgram("mpj-raw")) {
            report("### Raw MPJ Express\n\n" + RawMpj.table(List.of(raw("multicore"), raw("niodev"))));
        }
    }

    @Override
    public void close() throws IOException {
        Files.writeString(output.resolve("report.md"), report);
        log.close();
        ProcFiles.cpuTicks(ProcessHandle.current().pid())
                .ifPresent(ticks -> progress("the benchmark itself took "
                        + Format.ratio(ticks / TICKS_PER_SECOND) + " s of processor time"));
        progress("report and every run: " + output);
    }
}
