package mpjdht.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A chart of lines, steps and marks, each with a band from the least to the most where there is one, as an SVG file of 800 by 500 pixels. The
 * same lines give the same bytes on the same fonts: there is no date in them. Lines differ in colour, marker and dashes, and
 * the colours differ in brightness too, so that a print in grey can be read.
 */
public final class LineChart {
    /** Colours of lines, in turn, from dark to light. */
    static final List<Color> PALETTE = List.of(
            new Color(0x000000), new Color(0x6A1B7A), new Color(0x0072B2), new Color(0xE06A28), new Color(0xE8A33D));

    private static final List<Marker> MARKERS = List.of(
            SeriesMarkers.CIRCLE,
            SeriesMarkers.SQUARE,
            SeriesMarkers.TRIANGLE_UP,
            SeriesMarkers.DIAMOND,
            SeriesMarkers.TRIANGLE_DOWN,
            SeriesMarkers.CROSS);
    private static final float[][] DASHES = {null, {9, 4}, {3, 3}, {9, 3, 2, 3}};
    private static final int WIDTH = 800;
    private static final int HEIGHT = 500;
    private static final int BAND_ALPHA = 50;
    private static final float LINE_WIDTH = 2;
    private static final int MARKER_SIZE = 8;
    private static final int LEGEND_LINE_LENGTH = 40;
    /** Room beside the outermost points of an axis, as a share of what they span; logarithmic on such an axis. */
    private static final double MARGIN = 0.06;

    private static final Color GRID = new Color(0xDDDDDD);

    private final String title;
    private final Axis x;
    private final Axis y;
    private final List<Line> lines = new ArrayList<>();

    /**
     * An axis.
     *
     * @param label what is drawn along it, with its unit
     * @param logarithmic whether equal distances are equal ratios; its values are then above 0
     */
    public record Axis(String label, boolean logarithmic) {}

    /** How a line is drawn. */
    public enum Look {
        /** A mark at every point, and lines between them. */
        MARKED,
        /** Lines between the points alone: for points that are close together. */
        PLAIN,
        /** From every point level to the x of the next: for the bars of a histogram, each told by its lower end. */
        STEPS,
        /** A mark at every point alone. */
        MARKS
    }

    /**
     * A line through points.
     *
     * @param name of the legend, not twice in a chart
     * @param points by rising x, at least one
     */
    public record Line(String name, Look look, List<Point> points) {
        /** Keeps a copy. */
        public Line {
            points = List.copyOf(points);
        }

        /** A marked line. */
        public Line(String name, List<Point> points) {
            this(name, Look.MARKED, points);
        }
    }

    /**
     * A point and its band.
     *
     * @param least lower end of the band, {@code y} where there is none
     * @param most upper end of the band, {@code y} where there is none
     */
    public record Point(double x, double y, double least, double most) {
        /** A point without a band. */
        public Point(double x, double y) {
            this(x, y, y, y);
        }
    }

    /** A chart without lines. */
    public LineChart(String title, Axis x, Axis y) {
        this.title = title;
        this.x = x;
        this.y = y;
    }

    /** Adds a line; its looks follow from its place among the others. */
    public LineChart add(Line line) {
        lines.add(line);
        return this;
    }

    /** What stands above it. */
    public String title() {
        return title;
    }

    /**
     * Writes the chart.
     *
     * @throws IllegalStateException if there is no line
     */
    public void writeSvg(Path file) throws IOException {
        Files.writeString(file, svg());
    }

    /**
     * The chart as SVG.
     *
     * @throws IllegalStateException if there is no line
     */
    public String svg() {
        if (lines.isEmpty()) {
            throw new IllegalStateException("a chart without lines: " + title);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ChartEncoder.saveChart(draw(), out, "svg");
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private XYChart draw() {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(x.label())
                .yAxisTitle(y.label())
                .build();
        style(chart.getStyler());
        // Bands first, so that every line is above every band.
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).points().stream().anyMatch(point -> point.least() < point.most())) {
                drawBand(chart, i);
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            drawLine(chart, i);
        }
        return chart;
    }

    private void drawBand(XYChart chart, int index) {
        List<Point> points = lines.get(index).points();
        List<Point> back = new ArrayList<>(points);
        Collections.reverse(back);
        double[] xs = Stream.concat(points.stream(), back.stream())
                .mapToDouble(Point::x)
                .toArray();
        double[] ys = DoubleStream.concat(
                        points.stream().mapToDouble(Point::most), back.stream().mapToDouble(Point::least))
                .toArray();
        Color color = colorOf(index);
        XYSeries band = chart.addSeries(lines.get(index).name() + " band", xs, ys);
        band.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
        band.setFillColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), BAND_ALPHA));
        band.setLineStyle(SeriesLines.NONE);
        band.setMarker(SeriesMarkers.NONE);
        band.setShowInLegend(false);
    }

    private void drawLine(XYChart chart, int index) {
        Line line = lines.get(index);
        XYSeries series = chart.addSeries(
                line.name(),
                line.points().stream().mapToDouble(Point::x).toArray(),
                line.points().stream().mapToDouble(Point::y).toArray());
        series.setXYSeriesRenderStyle(line.look() == Look.STEPS ? XYSeriesRenderStyle.Step : XYSeriesRenderStyle.Line);
        series.setLineStyle(strokeOf(line.look(), index));
        series.setLineColor(colorOf(index));
        series.setMarkerColor(colorOf(index));
        boolean marked = line.look() == Look.MARKED || line.look() == Look.MARKS;
        series.setMarker(marked ? MARKERS.get(index % MARKERS.size()) : SeriesMarkers.NONE);
    }

    /** Dashes only where points are far enough apart for them. */
    private static BasicStroke strokeOf(Look look, int index) {
        return switch (look) {
            case MARKED -> stroke(DASHES[index % DASHES.length]);
            case PLAIN, STEPS -> stroke(null);
            case MARKS -> SeriesLines.NONE;
        };
    }

    private static BasicStroke stroke(float[] dashes) {
        return new BasicStroke(LINE_WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0);
    }

    private static Color colorOf(int index) {
        return PALETTE.get(index % PALETTE.size());
    }

    private void style(XYStyler styler) {
        styler.setBaseFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setLegendPosition(LegendPosition.OutsideS);
        styler.setLegendLayout(LegendLayout.Horizontal);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setLegendSeriesLineLength(LEGEND_LINE_LENGTH);
        styler.setMarkerSize(MARKER_SIZE);
        styler.setPlotContentSize(1);
        styler.setXAxisLogarithmic(x.logarithmic());
        styler.setYAxisLogarithmic(y.logarithmic());
        styler.setXAxisLogarithmicDecadeOnly(false);
        styler.setYAxisLogarithmicDecadeOnly(false);
        double[] horizontal = range(x, points().mapToDouble(Point::x).toArray());
        double[] vertical = range(
                y, points().flatMapToDouble(p -> DoubleStream.of(p.y(), p.least(), p.most())).toArray());
        styler.setXAxisMin(horizontal[0]);
        styler.setXAxisMax(horizontal[1]);
        styler.setYAxisMin(vertical[0]);
        styler.setYAxisMax(vertical[1]);
        styler.setXAxisTickLabelsFormattingFunction(labels(x, horizontal));
        styler.setYAxisTickLabelsFormattingFunction(labels(y, vertical));
    }

    private Stream<Point> points() {
        return lines.stream().flatMap(line -> line.points().stream());
    }

    /** From where to where an axis goes: a linear one from 0. */
    private static double[] range(Axis axis, double[] values) {
        double least = DoubleStream.of(values).min().orElseThrow();
        double most = DoubleStream.of(values).max().orElseThrow();
        if (!axis.logarithmic()) {
            return new double[] {0, most * (1 + MARGIN)};
        }
        double room = Math.max(1.1, Math.pow(most / least, MARGIN));
        return new double[] {least / room, most * room};
    }

    private static Function<Double, String> labels(Axis axis, double[] range) {
        double ratio = range[1] / range[0];
        return value -> axis.logarithmic() ? TickLabels.logarithmic(value, ratio) : TickLabels.plain(value);
    }
}
