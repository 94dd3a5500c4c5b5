package mpjdht.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import mpjdht.report.LineChart.Axis;
import mpjdht.report.LineChart.Line;
import mpjdht.report.LineChart.Look;
import mpjdht.report.LineChart.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class LineChartTest {
    private static final Axis COMMANDS = new Axis("commands", true);
    private static final Axis MICROS = new Axis("µs", true);

    @TempDir
    private Path folder;

    @Test
    void writesAnSvgOf800By500() throws Exception {
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(withoutDoctype(chart(2)).toFile());

        assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg.getDocumentElement().getAttribute("viewBox")).isEqualTo("0 0 800 500");
    }

    @Test
    void writesTheSameBytesForTheSameLines() throws IOException {
        assertThat(write(chart(3), "a.svg")).hasSameBinaryContentAs(write(chart(3), "b.svg"));
        assertThat(write(chart(3), "a.svg")).content().doesNotContainPattern("20[0-9][0-9]-[0-9][0-9]");
    }

    @Test
    void drawsEveryLineInAColourOfItsOwn() throws IOException {
        String svg = Files.readString(write(chart(LineChart.PALETTE.size()), "all.svg"));

        for (Color color : LineChart.PALETTE) {
            String rgb = "rgb(" + color.getRed() + "," + color.getGreen() + "," + color.getBlue() + ")";
            assertThat(svg).contains(rgb);
        }
    }

    @Test
    void drawsMoreLinesThanItHasColours() throws IOException {
        assertThat(write(chart(12), "many.svg")).isNotEmptyFile();
    }

    @Test
    void drawsOnePointOnALinearAxisToo() throws IOException {
        LineChart chart = new LineChart("t", new Axis("ranks", false), MICROS)
                .add(new Line("a", List.of(new Point(8, 0.3, 0.3, 0.3))));

        assertThat(write(chart, "one.svg")).isNotEmptyFile();
    }

    @Test
    void drawsStepsLevelAndUpright() throws IOException {
        Line steps = new Line("steps", Look.STEPS, List.of(new Point(0, 3), new Point(5, 1), new Point(10, 2)));
        Line slopes = new Line("slopes", Look.PLAIN, steps.points());

        assertThat(linesDrawn(steps)).hasSizeGreaterThan(3).allMatch(LineChartTest::isLevelOrUpright);
        assertThat(linesDrawn(slopes)).anyMatch(line -> !isLevelOrUpright(line));
    }

    @Test
    void drawsMarksWithoutLinesBetweenThem() throws IOException {
        List<Point> points = List.of(new Point(1, 3), new Point(5, 1), new Point(10, 2));

        assertThat(linesDrawn(new Line("paper", Look.MARKS, points))).allMatch(LineChartTest::isLevelOrUpright);
    }

    @Test
    void refusesAChartWithoutLines() {
        assertThatThrownBy(() -> chart(0).writeSvg(folder.resolve("none.svg")))
                .isInstanceOf(IllegalStateException.class);
    }

    /** Neighbours in the palette are at least a tenth of the way from black to white apart. */
    @Test
    void hasColoursThatDifferInGreyToo() {
        List<Color> palette = LineChart.PALETTE;
        for (int i = 1; i < palette.size(); i++) {
            assertThat(lightness(palette.get(i)) - lightness(palette.get(i - 1)))
                    .isGreaterThan(10);
        }
    }

    /** L* of CIE 1976, 0 to 100. */
    private static double lightness(Color color) {
        double luminance = 0.2126 * linear(color.getRed())
                + 0.7152 * linear(color.getGreen())
                + 0.0722 * linear(color.getBlue());
        return 116 * Math.cbrt(Math.max(luminance, 0.00263)) - 16;
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static LineChart chart(int lines) {
        LineChart chart = new LineChart("Time per command", COMMANDS, MICROS);
        IntStream.range(0, lines)
                .mapToObj(i -> new Line(
                        "program " + i,
                        List.of(new Point(1e6, 0.7 + i, 0.6 + i, 0.8 + i), new Point(4e7, 0.3 + i, 0.3 + i, 0.4 + i))))
                .forEach(chart::add);
        return chart;
    }

    /** Coordinates x1, y1, x2, y2 of every straight line in the chart: axes, ticks, legend and the line itself. */
    private List<double[]> linesDrawn(Line line) throws IOException {
        Axis axis = new Axis("a", false);
        String svg = Files.readString(write(new LineChart("t", axis, axis).add(line), line.name() + ".svg"));
        return Pattern.compile("<line ([^>]*)/>")
                .matcher(svg)
                .results()
                .map(match -> Stream.of("x1", "y1", "x2", "y2")
                        .mapToDouble(name -> attribute(match.group(1), name))
                        .toArray())
                .toList();
    }

    private static double attribute(String attributes, String name) {
        Matcher matcher = Pattern.compile(name + "=\"([^\"]*)\"").matcher(attributes);
        assertThat(matcher.find()).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    private static boolean isLevelOrUpright(double[] line) {
        return line[0] == line[2] || line[1] == line[3];
    }

    private Path write(LineChart chart, String name) throws IOException {
        Path file = folder.resolve(name);
        chart.writeSvg(file);
        return file;
    }

    /** Its DTD would be fetched from the network. */
    private Path withoutDoctype(LineChart chart) throws IOException {
        Path file = write(chart, "chart.svg");
        return Files.writeString(file, Files.readString(file).replaceAll("<!DOCTYPE[^>]*>", ""));
    }
}
