package mpjdht.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import mpjdht.bench.Dht.Shape;
import mpjdht.bench.program.TableMemory;
import mpjdht.bench.work.Distribution;
import mpjdht.bench.work.Workload;
import mpjdht.bench.work.WorkloadFiles;
import mpjdht.command.ByteOutput;

/** Acceptance C, D, G and H: memory, moving arcs, and idling. */
final class ResourceSections {
    private static final int KEY_BYTES = 10;
    private static final int VALUE_BYTES = 14;
    private static final int CHURN_ROUNDS = 50;
    private static final String HALF_CIRCLE = Long.toString(Long.MAX_VALUE);
    private static final long SETTLE_MILLIS = 1000;
    private static final long IDLE_MILLIS = 5000;

    private final Session session;
    private final Verdicts verdicts;
    private final int divisor;

    ResourceSections(Session session, Verdicts verdicts, int divisor) {
        this.session = session;
        this.verdicts = verdicts;
        this.divisor = divisor;
    }

    /** C: what a key takes, and what a whole process takes. */
    void memory() throws IOException, InterruptedException {
        int keys = 20_000_000 / divisor;
        Map<String, Double> tables = tableMemory(keys, 1000, 1);
        session.report("### C: memory per key\n\nTables: " + tables.get("table-bytes-per-key")
                + " B as they count, " + tables.get("heap-bytes-per-key") + " B of heap\n");
        verdicts.atMost("C", "heap per key", tables.get("heap-bytes-per-key"), 64, " B");
        Workload workload = new Workload(keys, keys, KEY_BYTES, VALUE_BYTES, 100, Distribution.EACH, 1);
        Comparison comparison = session.compare("C: distinct keys", workload, "multicore", "redis");
        if (comparison.of("multicore").isPresent() && comparison.of("redis").isPresent()) {
            double peak = comparison.of("multicore").orElseThrow().peakBytes();
            verdicts.atMost(
                    "C", "peak memory to Redis", peak / comparison.of("redis").orElseThrow().peakBytes(), 1, " x");
        }
    }

    /** H: the same keys over and over. */
    void churn() throws IOException, InterruptedException {
        Map<String, Double> tables = tableMemory(1000, 1_000_000 / divisor, CHURN_ROUNDS);
        session.report("### H: memory after " + CHURN_ROUNDS + " rounds, to one pass\n\nAt the end "
                + tables.get("churn-ratio") + ", at most " + tables.get("churn-ratio-most") + "\n");
        verdicts.atMost("H", "memory to one pass", tables.get("churn-ratio"), 1.5, " x");
    }

    private Map<String, Double> tableMemory(int keys, int churnKeys, int rounds)
            throws IOException, InterruptedException {
        session.progress("tables of " + Format.grouped(Math.max(keys, churnKeys)) + " keys");
        Place place = session.place();
        Path output = place.scratch().resolve("tables.out");
        int nodes = session.options().nodes(session.options().np());
        new TimedProcess(
                        place.java(
                                TableMemory.class,
                                Integer.toString(keys),
                                Integer.toString(nodes),
                                Integer.toString(churnKeys),
                                Integer.toString(rounds)),
                        place.scratch().resolve("tables.log"))
                .output(output)
                .run();
        return Figures.read(output);
    }

    /** D: a node joins and takes half of the keys, and leaves again. */
    void movingArcs() throws IOException {
        int keys = 10_000_000 / divisor;
        session.progress("an arc of " + Format.grouped(keys / 2) + " keys moves");
        Shape shape = new Shape("multicore", session.options().np(), 1, 0);
        try (LiveJob job = new LiveJob(session.place(), shape)) {
            put(job.commands(), keys);
            job.settle();
            long before = job.peakBytes();
            double addSeconds = job.time("ADD 2 " + HALF_CIRCLE);
            long between = job.peakBytes();
            double removeSeconds = job.time("REMOVE " + HALF_CIRCLE);
            long after = job.peakBytes();
            double arcBytes = keys / 2.0 * (KEY_BYTES + VALUE_BYTES);
            MarkdownTable table = new MarkdownTable("moving " + Format.grouped(keys / 2) + " keys", "s", "peak MiB");
            table.row("before", "-", Format.mebibytes(before));
            table.row("ADD", Format.seconds(addSeconds), Format.mebibytes(between));
            table.row("REMOVE", Format.seconds(removeSeconds), Format.mebibytes(after));
            session.report("### D: moving arcs\n\nKeys and values of the arc: "
                    + Format.mebibytes((long) arcBytes) + " MiB\n\n" + table.render());
            verdicts.atMost("D", "ADD", addSeconds, 2.5 / divisor, " s");
            verdicts.atMost("D", "REMOVE", removeSeconds, 2.5 / divisor, " s");
            verdicts.atMost("D", "growth of the peak to the arc", (after - before) / arcBytes, 0.25, " x");
        }
    }

    private static void put(ByteOutput out, int keys) throws IOException {
        byte[] command = "PUT k000000000 0123456789abcd\n".getBytes(StandardCharsets.US_ASCII);
        byte[] key = new byte[KEY_BYTES];
        for (int number = 0; number < keys; number++) {
            WorkloadFiles.writeKey(key, number);
            System.arraycopy(key, 0, command, "PUT ".length(), KEY_BYTES);
            out.write(command);
        }
    }

    /** G: a job that waits for its next command. */
    void idling() throws IOException, InterruptedException {
        session.progress("a job waits for its input");
        int np = session.options().np();
        Shape shape = new Shape("multicore", np, session.options().nodes(np), 0);
        try (LiveJob job = new LiveJob(session.place(), shape)) {
            job.settle();
            Thread.sleep(SETTLE_MILLIS);
            double before = job.cpuSeconds();
            Thread.sleep(IDLE_MILLIS);
            double percent = (job.cpuSeconds() - before) / (IDLE_MILLIS / 1e3) * 100;
            session.report("### G: waiting for standard input\n\n" + Format.ratio(percent) + " % of one core\n");
            verdicts.atMost("G", "processor while waiting", percent, 3, " %");
        }
    }
}
