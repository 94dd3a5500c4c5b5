package mpjdht.experiment.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import mpjdht.report.CsvTable;
import mpjdht.report.LineChart;
import mpjdht.report.LineChart.Axis;
import mpjdht.report.LineChart.Line;
import mpjdht.report.LineChart.Point;
import mpjdht.report.MarkdownTable;

/** Figures with their intervals, over a number that was varied; a line of them for each of several things that are compared. */
public final class Curves {
    private final String title;
    private final Axis x;
    private final Axis y;
    private final Map<String, TreeMap<Double, Estimate>> lines = new LinkedHashMap<>();

    /** None yet. */
    public Curves(String title, Axis x, Axis y) {
        this.title = title;
        this.x = x;
        this.y = y;
    }

    /** Adds a point to a line, which begins with its first point. */
    public Curves add(String line, double at, Estimate figure) {
        lines.computeIfAbsent(line, name -> new TreeMap<>()).put(at, figure);
        return this;
    }

    /**
     * A figure.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Estimate at(String line, double at) {
        TreeMap<Double, Estimate> points = lines.getOrDefault(line, new TreeMap<>());
        if (!points.containsKey(at)) {
            throw new IllegalArgumentException("no figure of " + line + " at " + at);
        }
        return points.get(at);
    }

    /** A row for each point of each line. */
    public CsvTable rows() {
        CsvTable table = new CsvTable(List.of("line", x.label(), y.label(), "half_width_95", "repeats"));
        lines.forEach((line, points) -> points.forEach(
                (at, figure) -> table.row(line, at, figure.mean(), figure.halfWidth(), figure.repeats())));
        return table;
    }

    /** A column for each line. */
    public MarkdownTable table() {
        List<String> header = new ArrayList<>(List.of(x.label()));
        header.addAll(lines.keySet());
        MarkdownTable table = new MarkdownTable(header.toArray(String[]::new));
        TreeSet<Double> all = new TreeSet<>();
        lines.values().forEach(points -> all.addAll(points.keySet()));
        for (double at : all) {
            List<String> cells = new ArrayList<>(List.of(at == Math.rint(at) ? Figure.grouped(at) : Figure.hundredths(at)));
            lines.values().forEach(points ->
                    cells.add(points.containsKey(at) ? points.get(at).toString() : Figure.NONE));
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    /** The lines, each with its intervals as a band. */
    public LineChart chart() {
        LineChart chart = new LineChart(title, x, y);
        lines.forEach((line, points) -> chart.add(new Line(
                line,
                points.entrySet().stream()
                        .map(point -> point(point.getKey(), point.getValue()))
                        .toList())));
        return chart;
    }

    private Point point(double at, Estimate figure) {
        double least = y.logarithmic() && figure.least() <= 0 ? figure.mean() : Math.max(0, figure.least());
        return new Point(at, figure.mean(), Math.min(least, figure.mean()), figure.most());
    }

    /** Adds rows, table and chart to what was found, under one name. */
    public void addTo(Findings findings, String name) {
        findings.rows(name, rows()).tables(name, table()).chart(name, chart());
    }
}
