package mpjdht.experiment.library;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import mpjdht.experiment.lab.Comparison;
import mpjdht.experiment.lab.Estimate;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Findings;
import mpjdht.experiment.lab.Plan;
import mpjdht.experiment.lab.Published;
import mpjdht.experiment.lab.Source;
import mpjdht.report.CsvTable;
import mpjdht.report.MarkdownTable;

/**
 * Average time and throughput of put, get, delete and join on 100 nodes.
 *
 * @param dht the command that starts jobs
 * @param routings under which it is measured
 * @param keys of a job
 * @param single how many operations run one after the other
 */
record Operations(Path dht, List<String> routings, int keys, int single) implements Experiment {
    private static final int NODES = 100;
    private static final int JOINS = 10;
    private static final int THOUSAND = 1_000;
    private static final Source LIBRARY =
            new Source("published by a library of that kind", "5 to 10 ms an operation, 8 to 15 K operations/s at 100 nodes");

    Operations {
        routings = List.copyOf(routings);
    }

    /** What is measured. */
    private enum Operation {
        PUT,
        GET,
        DELETE,
        JOIN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a repeat found of an operation.
     *
     * @param millis of one alone
     * @param thousandsPerSecond of many together
     */
    private record Speed(double millis, double thousandsPerSecond) {
        static Speed of(double secondsAlone, int count, double secondsTogether) {
            return new Speed(secondsAlone * THOUSAND, count / secondsTogether / THOUSAND);
        }
    }

    @Override
    public String name() {
        return "operations";
    }

    @Override
    public String question() {
        return "How long does an operation take on 100 nodes, and how many are there in a second?";
    }

    @Override
    public Findings run(Plan plan) throws IOException {
        Findings findings = new Findings();
        CsvTable rows = new CsvTable(List.of(
                "routing",
                "operation",
                "nodes",
                "repeats",
                "millis_mean",
                "millis_half_width_95",
                "thousands_per_second_mean",
                "thousands_per_second_half_width_95"));
        MarkdownTable table = new MarkdownTable("routing", "operation", "time, one at a time", "published", "throughput", "published");
        for (String routing : routings) {
            plan.progress(Plan.REPEATS + " jobs of " + NODES + " nodes and " + keys + " keys, " + routing);
            List<Map<Operation, Speed>> repeats = plan.alone(seed -> measure(routing, seed));
            for (Operation operation : Operation.values()) {
                Estimate time = Estimate.of(repeats, speeds -> speeds.get(operation).millis());
                Estimate rate = Estimate.of(repeats, speeds -> speeds.get(operation).thousandsPerSecond());
                rows.row(
                        routing, operation, NODES, Plan.REPEATS, time.mean(), time.halfWidth(), rate.mean(), rate.halfWidth());
                table.row(routing, operation.toString(), time + " ms", "5 to 10 ms", rate + " K/s", "8 to 15 K/s");
                compare(operation, routing, time, rate, findings.measured());
            }
        }
        findings.measured().rows(name(), rows).tables(name(), table);
        return findings;
    }

    private Map<Operation, Speed> measure(String routing, long seed) throws IOException {
        Keys here = new Keys(seed, keys);
        Map<Operation, Speed> speeds = new EnumMap<>(Operation.class);
        try (AnsweringJob job = new AnsweringJob(dht, NODES, routing)) {
            job.warmUp(seed, keys);
            double puts = job.together(here.puts());
            double gets = job.together(here.gets());
            speeds.put(Operation.PUT, Speed.of(job.oneByOne(here.some(here.puts(), single)), keys, puts));
            speeds.put(Operation.GET, Speed.of(job.oneByOne(here.some(here.gets(), single)), keys, gets));
            double alone = job.joins(JOINS);
            List<String> joins = IntStream.range(0, JOINS).mapToObj(AnsweringJob::join).toList();
            speeds.put(Operation.JOIN, Speed.of(alone, JOINS, job.together(joins)));
            List<String> deletes = new ArrayList<>(here.deletes());
            double delete = job.oneByOne(deletes.subList(0, single));
            List<String> rest = deletes.subList(single, keys);
            speeds.put(Operation.DELETE, Speed.of(delete, rest.size(), job.together(rest)));
        }
        return speeds;
    }

    private static void compare(Operation operation, String routing, Estimate time, Estimate rate, Findings findings) {
        String what = ", " + routing;
        boolean isJoin = operation == Operation.JOIN;
        findings.compare(new Comparison(
                "time of a " + operation + what,
                "ms",
                new Published(5, 10, LIBRARY),
                time,
                isJoin
                        ? "A join changes the ring, moves the keys of an arc and is answered when every rank knows of it. Where the"
                                + " published time was taken, and how many keys moved, is not told."
                        : "The ranks here are threads of one process: an operation is a few messages in memory, and no network is in"
                                + " between. Where the published times were taken is not told; milliseconds are what hops over a"
                                + " network, or pauses between looks for messages, add up to."));
        findings.compare(new Comparison(
                "throughput of a " + operation + what,
                "K/s",
                new Published(8, 15, LIBRARY),
                rate,
                isJoin
                        ? "Joins whose arcs differ run side by side, but each is a change of the ring. Whether the published rate holds for"
                                + " joins at all is not told."
                        : "A client here has hundreds of commands under way, and those to one rank travel together. The published rate at"
                                + " 5 to 10 ms an operation is that of 40 to 150 operations at a time (Little's law)."));
    }
}
