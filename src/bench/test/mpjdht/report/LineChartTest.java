package mpjdht.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import mpjdht.report.LineChart.Axis;
import mpjdht.report.LineChart.Line;
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
