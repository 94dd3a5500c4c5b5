package mpjdht.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mpjdht.bench.Dht.Shape;
import mpjdht.bench.program.TableMemory;
import mpjdht.bench.work.Distribution;
import mpjdht.bench.work.Workload;
import mpjdht.bench.work.WorkloadFiles;
import mpjdht.command.ByteOutput;
import mpjdht.report.MarkdownTable;

/** Acceptance C, D, G and H: memory, moving arcs, and idling. */
final class ResourceSections {
    private static final int KEY_BYTES = 10;
    private static final int VALUE_BYTES = 14;
    private static final int COPIES = 3;
    private static final int CHURN_ROUNDS = 50;
    private static final String HALF_CIRCLE = Long.toString(Long.MAX_VALUE);
    private static final String TABLE_BYTES = "table-bytes-per-key";
    private static final String HEAP_BYTES = "heap-bytes-per-key";
    private static final double MEBI = 1 << 20;
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

    /** C: what a key takes in the tables of all storage ranks together, and what a whole process takes. */
    void memory() throws IOException, InterruptedException {
        int keys = 20_000_000 / divisor;
        int nodes = session.options().nodes(session.options().np());
        Map<String, Double> tables = tableMemory(keys, nodes, 1, 1000, 1);
        Map<String, Double> copies = tableMemory(keys / COPIES, nodes, COPIES, 1000, 1);
        session.report("### C: memory per key\n\n" + Format.grouped(keys) + " keys of " + KEY_BYTES + " B with values of "
                + VALUE_BYTES + " B, in the tables of all storage ranks: " + tables.get(TABLE_BYTES)
                + " B per key as they count, " + tables.get(HEAP_BYTES) + " B of heap\n");
        verdicts.atMost("C", "heap per key", tables.get(HEAP_BYTES), 64, " B");
        session.report("The same with " + COPIES + " copies of " + Format.grouped(keys / COPIES) + " keys: " + copies.get(TABLE_BYTES)
                + " B per copy as they count, " + copies.get(HEAP_BYTES) + " B of heap\n");
        verdicts.atMost("C", "heap per copy, " + COPIES + " copies", copies.get(HEAP_BYTES), 64, " B");
        Workload workload = new Workload(keys, keys, KEY_BYTES, VALUE_BYTES, 100, Distribution.EACH, 1);
        Comparison comparison = session.compare("C: distinct keys", workload, "multicore", "redis");
        for (Series series : comparison.series()) {
            verdicts.tell("C", "peak memory, " + series.name(), series.peakBytes() / MEBI, " MiB");
            verdicts.tell("C", "the same per key, " + series.name(), (double) series.peakBytes() / keys, " B");
        }
        if (comparison.of("multicore").isPresent() && comparison.of("redis").isPresent()) {
            double peak = comparison.of("multicore").orElseThrow().peakBytes();
            verdicts.atMost(
                    "C", "peak memory to Redis", peak / comparison.of("redis").orElseThrow().peakBytes(), 1, " x");
        }
    }

    /** H: the same keys over and over. */
    void churn() throws IOException, InterruptedException {
        Map<String, Double> tables = tableMemory(1000, session.options().nodes(session.options().np()), 1, 1_000_000 / divisor, CHURN_ROUNDS);
        session.report("### H: memory after " + CHURN_ROUNDS + " rounds, to one pass\n\nAt the end "
                + tables.get("churn-ratio") + ", at most " + tables.get("churn-ratio-most") + "\n");
        verdicts.atMost("H", "memory to one pass", tables.get("churn-ratio"), 1.5, " x");
    }

    private Map<String, Double> tableMemory(int keys, int nodes, int copies, int churnKeys, int rounds)
            throws IOException, InterruptedException {
        session.progress("tables of " + Format.grouped(Math.max(keys, churnKeys)) + " keys");
        Place place = session.place();
        Path output = place.scratch().resolve("tables.out");
        new TimedProcess(
                        place.java(
                                TableMemory.class,
                                Integer.toString(keys),
                                Integer.toString(nodes),
                                Integer.toString(copies),
                                Integer.toString(churnKeys),
                                Integer.toString(rounds)),
                        place.scratch().resolve("tables.log"))
                .output(output)
                .run();
        return Figures.read(output);
    }

    /** D: a node joins and takes half of the keys, and leaves again. */
    void movingArcs() throws IOException, InterruptedException {
        int keys = 10_000_000 / divisor;
        int arcKeys = keys / 2;
        double inTable = arcKeys * tableMemory(arcKeys, 1, 1, 1000, 1).get(TABLE_BYTES);
        double alone = (double) arcKeys * (KEY_BYTES + VALUE_BYTES);
        session.progress("an arc of " + Format.grouped(arcKeys) + " keys moves");
        Shape shape = new Shape("multicore", session.options().np(), 1, 0);
        try (LiveJob job = new LiveJob(session.place(), shape)) {
            put(job.commands(), keys);
            job.settle();
            LiveJob.Change add = job.change("ADD 2 " + HALF_CIRCLE);
            LiveJob.Change remove = job.change("REMOVE " + HALF_CIRCLE);
            MarkdownTable table = new MarkdownTable(
                    "moving " + Format.grouped(arcKeys) + " keys",
                    "s",
                    "peak MiB before",
                    "after",
                    "growth to the arc in a table",
                    "to its keys and values alone");
            for (LiveJob.Change change : List.of(add, remove)) {
                table.row(
                        change.command().split(" ", -1)[0],
                        Format.seconds(change.seconds()),
                        Format.mebibytes(change.peakBefore()),
                        Format.mebibytes(change.peakAfter()),
                        Format.ratio(change.growthBytes() / inTable),
                        Format.ratio(change.growthBytes() / alone));
            }
            session.report("### D: moving arcs\n\nThe arc takes " + Format.mebibytes((long) inTable)
                    + " MiB in a table, its keys and values alone " + Format.mebibytes((long) alone) + " MiB\n\n"
                    + table.render());
            verdicts.atMost("D", "ADD", add.seconds(), 2.5 / divisor, " s");
            verdicts.atMost("D", "REMOVE", remove.seconds(), 2.5 / divisor, " s");
            verdicts.atMost("D", "ADD, growth of the peak to the arc", add.growthBytes() / inTable, 0.25, " x");
            verdicts.tell("D", "ADD, growth to keys and values alone", add.growthBytes() / alone, " x");
            double both = remove.peakAfter() - add.peakBefore();
            verdicts.atMost("D", "ADD and REMOVE, growth of the peak to the arc", both / inTable, 0.25, " x");
            verdicts.tell("D", "ADD and REMOVE, growth to keys and values alone", both / alone, " x");
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
