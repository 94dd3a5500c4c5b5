package mpjdht.cli.simulate;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mpjdht.cli.setting.UsageException;
import mpjdht.node.chord.ChordRules;
import mpjdht.sim.BrokenInvariant;
import mpjdht.sim.chord.Minimiser;
import mpjdht.sim.chord.RingPlan;
import mpjdht.sim.chord.SimulatedRing;
import mpjdht.sim.record.RunRecord;

/** {@code scripts/simulate}: a run of one plan of a Chord ring, or of many that are drawn from seeds, or of grids. */
public final class SimulateMain {
    private static final int BROKEN = 1;
    private static final int USAGE = 2;
    private static final String TERMINAL = "mpjdht.stderr.terminal";
    private static final double NANOS = 1e-9;

    private final SimulateOptions options;
    private final PrintStream out;
    private final ProgressLine progress;
    private final ChordRules rules;

    private SimulateMain(SimulateOptions options, ChordRules rules, PrintStream out, PrintStream err) {
        this.options = options;
        this.rules = rules;
        this.out = out;
        this.progress = progress(options, err);
    }

    private static ProgressLine progress(SimulateOptions options, PrintStream err) {
        return new ProgressLine(err, Boolean.getBoolean(TERMINAL) && !options.quiet());
    }

    /** Ends with 0 when every invariant held, and with the codes that {@code --help} tells when not. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, new ChordRules(), System.out, System.err));
    }

    static int run(String[] arguments, ChordRules rules, PrintStream out, PrintStream err) {
        try {
            Optional<SimulateOptions> asked = SimulateOptions.parse(arguments);
            if (asked.isEmpty()) {
                out.print(SimulateOptions.helpText());
                return 0;
            }
            SimulateOptions options = asked.get();
            return options.ofGrid()
                    ? new WorldRuns(options, out, progress(options, err)).run()
                    : new SimulateMain(options, rules, out, err).run();
        } catch (UsageException | IllegalArgumentException | UncheckedIOException e) {
            err.println("simulate: " + e.getMessage());
            return USAGE;
        }
    }

    private int run() {
        try (RunFiles files = new RunFiles(options)) {
            return options.seeds() > 0 ? runSeeds(files) : runOne(files);
        }
    }

    private int runOne(RunFiles files) {
        RingPlan plan = options.plan(options.seed());
        try {
            RunFigures figures = play(plan, files);
            progress.clear();
            figures.lines().forEach(out::println);
            files.write(figures.json());
            return 0;
        } catch (BrokenInvariant e) {
            progress.clear();
            explain(plan, e);
            files.write(Map.of("broken", e.getMessage(), "plan", plan.toString(), "seed", plan.seed()));
            return BROKEN;
        }
    }

    private int runSeeds(RunFiles files) {
        List<Object> runs = new ArrayList<>();
        long broken = 0;
        long events = 0;
        long begun = System.nanoTime();
        for (long done = 0; done < options.seeds(); done++) {
            long seed = options.seed() + done;
            RingPlan plan = options.plan(seed);
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("seed", seed);
            try {
                RunFigures figures = play(plan, files);
                events += figures.events();
                result.put("trace_hash", figures.traceHash());
            } catch (BrokenInvariant e) {
                broken++;
                result.put("broken", e.getMessage());
                progress.clear();
                explain(plan, e);
            }
            runs.add(result);
            progress.show((done + 1) + " of " + options.seeds() + " seeds, " + broken + " broken");
        }
        progress.clear();
        double seconds = (System.nanoTime() - begun) * NANOS;
        out.println(RunFigures.grouped(options.seeds()) + " seeds from " + options.seed() + ": " + broken + " broken; "
                + RunFigures.grouped(events) + " events, "
                + RunFigures.grouped(Math.round(events / seconds)) + " events/s");
        files.write(Map.of("seeds", options.seeds(), "broken", broken, "events", events, "runs", runs));
        return broken == 0 ? 0 : BROKEN;
    }

    /** Says what broke, and the least that breaks it. */
    private void explain(RingPlan plan, BrokenInvariant failure) {
        out.println("seed " + plan.seed() + " broken: " + failure.getMessage());
        out.println("  plan      " + plan);
        RingPlan least = new Minimiser(this::breaks).minimise(plan);
        out.println("  least     " + least);
        out.println("  replay    scripts/simulate " + options.replay(least));
    }

    private boolean breaks(RingPlan plan) {
        try {
            new SimulatedRing(plan, rules).run();
            return false;
        } catch (BrokenInvariant e) {
            return true;
        }
    }

    private RunFigures play(RingPlan plan, RunFiles files) {
        long begun = System.nanoTime();
        SimulatedRing ring = new SimulatedRing(plan, rules);
        if (options.seeds() == 0) {
            progress.follow(ring);
        }
        if (files.keepRecord()) {
            runAndKeep(ring, files);
        } else {
            ring.run();
        }
        return new RunFigures(ring, (System.nanoTime() - begun) * NANOS);
    }

    /** A run that breaks is worth a look, too. */
    private static void runAndKeep(SimulatedRing ring, RunFiles files) {
        RunRecord record = ring.keepRecord();
        try {
            ring.run();
        } catch (BrokenInvariant e) {
            record.broken(ring.simulation().nowMicros(), e.getMessage());
            throw e;
        } finally {
            files.write(record, ring.simulation());
        }
    }
}
