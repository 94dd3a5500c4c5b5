package mpjdht.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import mpjdht.bench.GrowthSweep.Point;
import mpjdht.bench.work.Workload;

/** How the time per command grows with the number of commands and keys, the size of values, and the number of ranks. */
final class Growth {
    private static final int QUICK_DIVISOR = 20;

    /** A program that took that long on a workload, all runs together, is measured well enough. */
    private static final double ENOUGH_SECONDS = 6;

    private final Session session;
    private final Map<String, Series> known = new HashMap<>();
    private boolean failed;

    Growth(Session session) {
        this.session = session;
    }

    /** Measures and reports what was asked for; tells whether no program failed. */
    boolean run() throws IOException, InterruptedException {
        BenchOptions options = session.options();
        int divisor = options.quick() ? QUICK_DIVISOR : 1;
        for (GrowthSweep sweep : GrowthSweep.all(divisor, options.workload().seed())) {
            if (options.includesSweep(sweep.name())) {
                report(sweep, measure(options.quick() ? sweep.thinned() : sweep), options.quick());
            }
        }
        return !failed;
    }

    private GrowthFigures measure(GrowthSweep sweep) throws IOException, InterruptedException {
        GrowthFigures figures = new GrowthFigures(sweep.name(), sweep.axis());
        Workload last = null;
        for (Point point : sweep.points()) {
            if (!point.workload().equals(last)) {
                session.deleteLargeFiles();
                last = point.workload();
            }
            try {
                measure(sweep, point, figures);
            } catch (BenchException e) {
                failed = true;
                session.report("Left out, " + sweep.axis().label() + " " + Format.grouped(point.x()) + ": "
                        + e.getMessage() + "\n");
            }
        }
        session.deleteLargeFiles();
        return figures;
    }

    private void measure(GrowthSweep sweep, Point point, GrowthFigures figures)
            throws IOException, InterruptedException {
        int np = point.np() > 0 ? point.np() : session.options().np();
        int nodes = sweep.nodes() > 0 ? sweep.nodes() : session.options().nodes(np);
        Function<Contestant, String> identity = contestant -> identity(contestant, point.workload(), np, nodes);
        List<Contestant> contestants = session.contestants(point.programs(), np, nodes);
        List<Contestant> unknown = contestants.stream()
                .filter(contestant -> !known.containsKey(identity.apply(contestant)))
                .toList();
        String title = "growth by " + sweep.name() + ": " + point.x();
        Comparison comparison = session.measure(title, point.workload(), unknown, ENOUGH_SECONDS);
        for (int i = 0; i < unknown.size(); i++) {
            known.put(identity.apply(unknown.get(i)), comparison.series().get(i));
        }
        for (Contestant contestant : contestants) {
            figures.add(contestant.name(), point.x(), known.get(identity.apply(contestant)));
        }
    }

    /** Who does what: the same is measured once. */
    private static String identity(Contestant contestant, Workload workload, int np, int nodes) {
        String shape =
                switch (contestant.name()) {
                    case "redis" -> "";
                    case "single-thread" -> nodes + " nodes";
                    default -> nodes + " nodes, " + np + " ranks";
                };
        return contestant.name() + ", " + shape + ", " + workload.fileName();
    }

    private void report(GrowthSweep sweep, GrowthFigures figures, boolean quick) throws IOException {
        if (figures.isEmpty()) {
            return;
        }
        String size = quick ? " (--quick: commands and keys are a twentieth)" : "";
        session.report("### Growth by " + sweep.name() + "\n\nµs per command, median (least–most of several runs); "
                + sweep.setting() + size + "\n\n" + figures.table());
        String file = "growth-" + sweep.name();
        Files.writeString(session.output().resolve(file + ".csv"), figures.csv());
        Path plot = session.output().resolve(file + ".svg");
        figures.chart().writeSvg(plot);
        if (session.options().plots() != null) {
            Path folder = Files.createDirectories(session.options().plots());
            Files.write(folder.resolve(file + ".svg"), Files.readAllBytes(plot));
        }
    }
}
