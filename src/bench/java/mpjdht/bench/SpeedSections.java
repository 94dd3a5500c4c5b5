package mpjdht.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import mpjdht.bench.work.Distribution;
import mpjdht.bench.work.Workload;
import mpjdht.report.MarkdownTable;

/** Acceptance A, B, E, F and I: how fast commands run. */
final class SpeedSections {
    private static final int MILLION = 1_000_000;
    private static final int[] RANKS = {4, 8, 16};
    private static final int CHORD_NODES = 1000;

    private final Session session;
    private final Verdicts verdicts;
    private final int divisor;

    SpeedSections(Session session, Verdicts verdicts, int divisor) {
        this.session = session;
        this.verdicts = verdicts;
        this.divisor = divisor;
    }

    /** A: the main workload, long and from a cold start. */
    void bulk() throws IOException, InterruptedException {
        Comparison bulk =
                session.compare("A: bulk", half(20), "multicore", "niodev", "redis", "single-thread");
        bulk.ratioToRedis("multicore").ifPresent(r -> verdicts.atLeast("A", "multicore to Redis", r, 4, " x"));
        bulk.ratioToRedis("niodev").ifPresent(r -> verdicts.atLeast("A", "niodev to Redis", r, 2, " x"));
        Comparison cold = session.compare("A: cold start", half(2), "multicore", "niodev", "redis", "single-thread");
        cold.ratioToRedis("multicore").ifPresent(r -> verdicts.atLeast("A", "cold start, multicore", r, 1, " x"));
        cold.ratioToRedis("niodev").ifPresent(r -> verdicts.tell("A", "cold start, niodev", r, " x"));
    }

    /** B: other mixes and sizes; each has as many commands as take Redis 10 to 20 s. */
    void mixes() throws IOException, InterruptedException {
        Distribution zipf = new Distribution(Distribution.Kind.ZIPF, 0.99);
        mix("95 % GET, Zipf 0.99", workload(25, MILLION, 14, 5, zipf));
        mix("100 % PUT", workload(15, MILLION, 14, 100, Distribution.UNIFORM));
        mix("values of 100 B", workload(10, MILLION, 100, 50, Distribution.UNIFORM));
        mix("values of 1 KiB", workload(4, MILLION, 1024, 50, Distribution.UNIFORM));
        mix("10 M keys", workload(14, 10 * MILLION, 14, 50, Distribution.UNIFORM));
    }

    private void mix(String title, Workload workload) throws IOException, InterruptedException {
        session.compare("B: " + title, workload, "multicore", "redis", "single-thread")
                .ratioToRedis("multicore")
                .ifPresent(ratio -> verdicts.atLeast("B", title, ratio, 2, " x"));
        session.deleteLargeFiles();
    }

    /** E: how the cost grows with commands and ranks. */
    void scaling() throws IOException, InterruptedException {
        OptionalDouble few = nanosPerCommand("E: 4 M commands", half(4));
        OptionalDouble many = nanosPerCommand("E: 40 M commands", half(40));
        if (few.isPresent() && many.isPresent()) {
            verdicts.atMost(
                    "E", "time per command, 40 M to 4 M", many.getAsDouble() / few.getAsDouble(), 1.1, " x");
        }
        ranks();
    }

    private OptionalDouble nanosPerCommand(String title, Workload workload) throws IOException, InterruptedException {
        return session.compare(title, workload, "multicore")
                .of("multicore")
                .map(series -> OptionalDouble.of(1e9 / series.commandsPerSecond()))
                .orElse(OptionalDouble.empty());
    }

    private void ranks() throws IOException, InterruptedException {
        if (!session.options().includesProgram("multicore")) {
            return;
        }
        List<Contestant> jobs = new ArrayList<>();
        for (int np : RANKS) {
            jobs.add(session.dhtOfRanks(np));
        }
        Comparison comparison = session.compare("E: ranks", half(20), jobs);
        double best = comparison.series().stream()
                .mapToDouble(Series::commandsPerSecond)
                .max()
                .orElseThrow();
        for (Series series : comparison.series()) {
            verdicts.atLeast("E", series.name() + " to the best", series.commandsPerSecond() / best, 0.7, " x");
        }
    }

    /** I: from node to node by Chord, beside the same ring with one hop. */
    void chord() throws IOException, InterruptedException {
        if (!session.options().includesProgram("multicore")) {
            return;
        }
        Dht oneHop = session.dhtOfRouting("one-hop", CHORD_NODES);
        Dht chord = session.dhtOfRouting("chord", CHORD_NODES);
        session.compare("I: " + CHORD_NODES + " nodes", half(20), List.of(oneHop, chord))
                .of(chord.name())
                .ifPresent(series -> verdicts.atLeast(
                        "I",
                        "Chord of " + CHORD_NODES + " nodes",
                        series.commandsPerSecond() / MILLION,
                        0.7,
                        " M commands/s"));
    }

    /**
     * F: one command at a time, against the messages that it needs. Both sides are warm: the first half of a run is not
     * counted, nor is the first pass of the messages.
     */
    void lockStep() throws IOException, InterruptedException {
        int counted = Math.max(20_000, 200_000 / divisor);
        MarkdownTable table = new MarkdownTable("--window 1", "µs/command", "µs/three messages", "ratio");
        for (String device : List.of("multicore", "niodev")) {
            if (session.options().includesProgram(device)) {
                session.progress("lock-step, " + device);
                double warmUp = lockStepSeconds(device, counted);
                double micros = (lockStepSeconds(device, 2 * counted) - warmUp) * 1e6 / counted;
                double messages = session.raw(device).threeOneWayMicros();
                table.row(device, Format.micros(micros), Format.micros(messages), Format.ratio(micros / messages));
                verdicts.atMost("F", device + ", command to three messages", micros / messages, 1.5, " x");
            }
        }
        session.report("### F: lock-step\n\nWhat a command adds to a run that is warm: seconds of " + 2 * counted
                + " commands, less seconds of " + counted + ".\n\n" + table.render());
    }

    private double lockStepSeconds(String device, int commands) throws IOException, InterruptedException {
        Workload workload = new Workload(commands, 1000, 10, 14, 50, Distribution.UNIFORM, seed());
        Dht job = session.dht(device, session.options().np(), 1);
        session.log("F: lock-step", commands, device, 1, job.run(workload));
        return Figures.summarySeconds(Files.readString(job.log()));
    }

    private Workload half(int millions) {
        return workload(millions, MILLION, 14, 50, Distribution.UNIFORM);
    }

    private Workload workload(int millions, int keys, int valueBytes, int putPercent, Distribution distribution) {
        long commands = (long) millions * MILLION / divisor;
        return new Workload(commands, keys / divisor, 10, valueBytes, putPercent, distribution, seed());
    }

    private long seed() {
        return session.options().workload().seed();
    }
}
