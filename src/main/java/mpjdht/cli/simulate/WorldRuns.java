package mpjdht.cli.simulate;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import mpjdht.cli.setting.UsageException;
import mpjdht.history.Verdict;
import mpjdht.history.eventual.EventualReport;
import mpjdht.sim.BrokenInvariant;
import mpjdht.sim.Simulation;
import mpjdht.sim.grid.EventualWorld;
import mpjdht.sim.grid.GridParts;
import mpjdht.sim.grid.SimulatedWorld;
import mpjdht.sim.grid.WorldMinimiser;
import mpjdht.sim.grid.WorldPlan;
import mpjdht.sim.grid.WorldReport;
import mpjdht.sim.record.RunRecord;

/** Runs grids with clients, seed by seed, and counts the verdicts on what the clients heard. */
final class WorldRuns {
    private static final int BROKEN = 1;
    private static final int UNKNOWN = 4;
    private static final double NANOS = 1e-9;

    private final SimulateOptions options;
    private final WorldOptions world;
    private final PrintStream out;
    private final ProgressLine progress;
    private final List<Object> runs = new ArrayList<>();
    private long linearizable;
    private long violated;
    private long unknown;
    private long broken;
    private long converged;
    private long stale;
    private long calls;
    private long changes;
    private long keysMoved;
    private long events;

    WorldRuns(SimulateOptions options, PrintStream out, ProgressLine progress) throws UsageException {
        this.options = options;
        this.world = options.world();
        this.out = out;
        this.progress = progress;
    }

    /** Runs all; returns the exit code. */
    int run() {
        try (RunFiles files = new RunFiles(options)) {
            return run(files);
        }
    }

    private int run(RunFiles files) {
        long begun = System.nanoTime();
        for (long done = 0; done < world.seeds(); done++) {
            play(world.plan(world.seed() + done), files);
            progress.show((done + 1) + " of " + world.seeds() + " seeds, " + verdicts());
        }
        progress.clear();
        double seconds = (System.nanoTime() - begun) * NANOS;
        out.println(RunFigures.grouped(world.seeds()) + (world.seeds() == 1 ? " seed from " : " seeds from ")
                + world.seed() + ": " + verdicts() + "; " + RunFigures.grouped(calls) + " requests and "
                + RunFigures.grouped(changes) + " changes of the ring, which moved " + RunFigures.grouped(keysMoved)
                + " keys; " + RunFigures.grouped(events) + " events, "
                + RunFigures.grouped(Math.round(events / seconds)) + " events/s");
        files.write(figures());
        return violated + broken > 0 ? BROKEN : unknown > 0 ? UNKNOWN : 0;
    }

    private String verdicts() {
        if (world.isEventual()) {
            return RunFigures.grouped(converged) + " equal in the end, " + RunFigures.grouped(broken) + " broken"
                    + (world.tellsAges() ? ", " + RunFigures.grouped(stale) + " old reads" : "");
        }
        return RunFigures.grouped(linearizable) + " linearizable, " + RunFigures.grouped(violated) + " violated, "
                + RunFigures.grouped(unknown) + " unknown, " + RunFigures.grouped(broken) + " broken";
    }

    private Map<String, Object> figures() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("seeds", world.seeds());
        if (world.isEventual()) {
            map.put("equal", converged);
        } else {
            map.put("linearizable", linearizable);
            map.put("violated", violated);
            map.put("unknown", unknown);
        }
        map.put("broken", broken);
        map.put("requests", calls);
        map.put("changes", changes);
        map.put("keys_moved", keysMoved);
        map.put("events", events);
        map.put("runs", runs);
        return map;
    }

    private void play(WorldPlan plan, RunFiles files) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("seed", plan.seed());
        if (world.isEventual()) {
            playEventual(plan, result, files);
            runs.add(result);
            return;
        }
        try {
            SimulatedWorld played = new SimulatedWorld(plan, new GridParts());
            WorldReport report = files.keepRecord()
                    ? kept(played::run, played.keepRecord(), played.simulation(), files)
                    : played.run();
            count(report);
            if (options.seeds() == 0) {
                describe(report);
            }
            result.put("verdict", report.verdict().name().toLowerCase(Locale.ROOT));
            result.put("trace_hash", traceHash(report));
            if (report.verdict() != Verdict.LINEARIZABLE) {
                progress.clear();
                out.println(
                        "seed " + plan.seed() + " " + report.verdict().name().toLowerCase(Locale.ROOT));
                report.pictures().forEach(line -> out.println("  " + line));
                explain(plan, report.verdict() == Verdict.UNKNOWN ? plan : least(plan));
            }
        } catch (BrokenInvariant e) {
            broken++;
            result.put("broken", e.getMessage());
            progress.clear();
            out.println("seed " + plan.seed() + " broken: " + e.getMessage());
            explain(plan, least(plan));
        }
        runs.add(result);
    }

    private void playEventual(WorldPlan plan, Map<String, Object> result, RunFiles files) {
        try {
            EventualWorld played = new EventualWorld(plan, new GridParts());
            EventualReport report = files.keepRecord()
                    ? kept(played::run, played.keepRecord(), played.simulation(), files)
                    : played.run();
            converged++;
            calls += report.calls();
            stale += report.ages().stale();
            changes += played.changes();
            keysMoved += played.keysMoved();
            events += played.simulation().traffic().events();
            if (world.tellsAges()) {
                result.put("stale", report.ages().stale());
            }
            if (options.seeds() == 0) {
                out.println("plan        " + plan);
            }
        } catch (BrokenInvariant e) {
            broken++;
            result.put("broken", e.getMessage());
            progress.clear();
            out.println("seed " + plan.seed() + " broken: " + e.getMessage());
            out.println("  plan      " + plan);
            out.println("  replay    scripts/simulate " + world.replay(plan));
        }
    }

    /** A run that breaks is worth a look, too. */
    private static <R> R kept(Supplier<R> run, RunRecord record, Simulation simulation, RunFiles files) {
        try {
            return run.get();
        } catch (BrokenInvariant e) {
            record.broken(simulation.nowMicros(), e.getMessage());
            throw e;
        } finally {
            files.write(record, simulation);
        }
    }

    /** One run of its own: what it was, and that it was the same as another. */
    private void describe(WorldReport report) {
        out.println("plan        " + report.plan());
        out.println("refused     " + RunFigures.grouped(report.refusals()) + " changes of the ring");
        out.println("trace hash  " + traceHash(report));
    }

    private static String traceHash(WorldReport report) {
        return String.format(Locale.ROOT, "%016x", report.simulation().traceHash());
    }

    private void count(WorldReport report) {
        switch (report.verdict()) {
            case LINEARIZABLE -> linearizable++;
            case VIOLATED -> violated++;
            case UNKNOWN -> unknown++;
        }
        calls += report.calls();
        changes += report.changes();
        keysMoved += report.keysMoved();
        events += report.simulation().traffic().events();
    }

    /** The least of a plan that fails; a search that came to its limits once would do so again and again. */
    private static WorldPlan least(WorldPlan plan) {
        return new WorldMinimiser(WorldRuns::fails).minimise(plan);
    }

    /** Says what it was that failed, and the least that fails. */
    private void explain(WorldPlan plan, WorldPlan least) {
        out.println("  plan      " + plan);
        out.println("  least     " + least);
        out.println("  replay    scripts/simulate " + world.replay(least));
    }

    private static boolean fails(WorldPlan plan) {
        try {
            return new SimulatedWorld(plan, new GridParts()).run().verdict() == Verdict.VIOLATED;
        } catch (BrokenInvariant e) {
            return true;
        }
    }
}
