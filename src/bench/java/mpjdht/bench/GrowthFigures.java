package mpjdht.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import mpjdht.report.LineChart;
import mpjdht.report.LineChart.Axis;
import mpjdht.report.LineChart.Line;
import mpjdht.report.LineChart.Point;
import mpjdht.report.MarkdownTable;

/** What was measured while one quantity grew: the time per command of several programs. */
final class GrowthFigures {
    private static final double MICROS = 1e6;

    private final String name;
    private final Axis axis;
    private final Map<String, Map<Long, Series>> programs = new LinkedHashMap<>();

    GrowthFigures(String name, Axis axis) {
        this.name = name;
        this.axis = axis;
    }

    /** Adds the runs of a program where the quantity is {@code x}. */
    void add(String program, long x, Series series) {
        programs.computeIfAbsent(program, key -> new LinkedHashMap<>()).put(x, series);
    }

    boolean isEmpty() {
        return programs.isEmpty();
    }

    /** Each program's figures as lines of comma-separated values under a heading. */
    String csv() {
        StringBuilder text = new StringBuilder("x_" + name)
                .append(",program,commands,runs,median_us,least_us,most_us,median_s,peak_bytes\n");
        programs.forEach((program, figures) -> figures.forEach((x, series) -> text.append(String.format(
                Locale.ROOT,
                "%d,%s,%d,%d,%.4f,%.4f,%.4f,%.3f,%d%n",
                x,
                program,
                series.commands(),
                series.runs().size(),
                micros(series, series.medianSeconds()),
                micros(series, series.leastSeconds()),
                micros(series, series.mostSeconds()),
                series.medianSeconds(),
                series.peakBytes()))));
        return text.toString();
    }

    /** Microseconds per command, a row for each step and a column for each program. */
    String table() {
        List<String> header = new ArrayList<>(List.of(axis.label()));
        header.addAll(programs.keySet());
        MarkdownTable table = new MarkdownTable(header.toArray(String[]::new));
        TreeSet<Long> steps = new TreeSet<>();
        programs.values().forEach(figures -> steps.addAll(figures.keySet()));
        for (long x : steps) {
            List<String> cells = new ArrayList<>(List.of(Format.grouped(x)));
            programs.values().forEach(figures -> cells.add(cell(figures.get(x))));
            table.row(cells.toArray(String[]::new));
        }
        return table.render();
    }

    private static String cell(Series series) {
        if (series == null) {
            return "-";
        }
        String median = Format.seconds(micros(series, series.medianSeconds()));
        return series.runs().size() == 1
                ? median
                : median + " (" + Format.seconds(micros(series, series.leastSeconds())) + "–"
                        + Format.seconds(micros(series, series.mostSeconds())) + ")";
    }

    /** Microseconds per command, with a band from the fastest run to the slowest. */
    LineChart chart() {
        LineChart chart = new LineChart("Time per command by " + axis.label(), axis, new Axis("µs per command", true));
        programs.forEach((program, figures) -> {
            List<Point> points = new ArrayList<>();
            figures.forEach((x, series) -> points.add(new Point(
                    x,
                    micros(series, series.medianSeconds()),
                    micros(series, series.leastSeconds()),
                    micros(series, series.mostSeconds()))));
            chart.add(new Line(program, points));
        });
        return chart;
    }

    private static double micros(Series series, double seconds) {
        return seconds * MICROS / series.commands();
    }
}
