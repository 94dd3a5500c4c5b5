package mpjdht.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mpjdht.bench.GrowthSweep.Point;
import mpjdht.bench.work.Workload;

/** How the time per command grows with the number of commands and keys, the size of values, and the number of ranks. */
final class Growth {
    private static final int QUICK_DIVISOR = 20;

    /** A program that took that long on a workload, all runs together, is measured well enough. */
    private static final double ENOUGH_SECONDS = 6;

    private final Session session;
    private final Map<String, Series> known = new HashMap<>();

    Growth(Session session) {
        this.session = session;
    }

    /** Measures and reports what was asked for. */
    void run() throws IOException, InterruptedException {
        BenchOptions options = session.options();
        int divisor = options.quick() ? QUICK_DIVISOR : 1;
        for (GrowthSweep sweep : GrowthSweep.all(divisor, options.workload().seed())) {
            if (options.includesSweep(sweep.name())) {
                report(sweep, measure(sweep), options.quick());
            }
        }
    }

    private GrowthFigures measure(GrowthSweep sweep) throws IOException, InterruptedException {
        GrowthFigures figures = new GrowthFigures(sweep.name(), sweep.axis());
        Workload last = null;
        for (Point point : sweep.points()) {
            if (!point.workload().equals(last)) {
                session.deleteLargeFiles();
                last = point.workload();
            }
            int np = point.np() > 0 ? point.np() : session.options().np();
            int nodes = sweep.nodes() > 0 ? sweep.nodes() : session.options().nodes(np);
            List<Contestant> contestants = session.contestants(point.programs(), np, nodes);
            List<Contestant> unknown = new ArrayList<>();
            for (Contestant contestant : contestants) {
                if (!known.containsKey(identity(contestant, point.workload(), np, nodes))) {
                    unknown.add(contestant);
                }
            }
            String title = "growth by " + sweep.name() + ": " + point.x();
            Comparison comparison = session.measure(title, point.workload(), unknown, ENOUGH_SECONDS);
            for (int i = 0; i < unknown.size(); i++) {
                known.put(
                        identity(unknown.get(i), point.workload(), np, nodes),
                        comparison.series().get(i));
            }
            for (Contestant contestant : contestants) {
                figures.add(
                        contestant.name(),
                        point.x(),
                        known.get(identity(contestant, point.workload(), np, nodes)));
            }
        }
        session.deleteLargeFiles();
        return figures;
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
