package mpjdht.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import mpjdht.bench.GrowthSweep.Point;
import mpjdht.report.LineChart.Axis;
import mpjdht.bench.work.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowthTest {
    private static final long GIGA = 1_000_000_000;

    @Test
    void growsOneQuantityAtATime() {
        for (GrowthSweep sweep : GrowthSweep.all(1, 1)) {
            assertThat(sweep.points()).extracting(Point::x).isSorted().doesNotHaveDuplicates();
        }
        assertThat(sweep("commands").points()).extracting(point -> point.workload().commands()).isSorted();
        assertThat(sweep("keys").points()).extracting(point -> point.workload().keys()).isSorted();
        assertThat(sweep("values").points()).extracting(point -> point.workload().valueBytes()).isSorted();
        assertThat(sweep("ranks").points()).extracting(Point::np).isSorted();
        assertThat(sweep("ranks").points()).extracting(Point::workload).containsOnly(sweep("ranks").points().get(0).workload());
    }

    @Test
    void carriesNoMoreValuesThanADiskOfAFewGigabytesHolds() {
        for (GrowthSweep sweep : GrowthSweep.all(1, 1)) {
            for (Point point : sweep.points()) {
                Workload workload = point.workload();
                assertThat(workload.commands() * workload.valueBytes()).isLessThan(2 * GIGA);
            }
        }
    }

    @Test
    void makesEverySizeSmallerWhenItIsInAHurry() {
        for (GrowthSweep sweep : GrowthSweep.all(20, 1)) {
            assertThat(sweep.points()).extracting(point -> point.workload().commands()).allMatch(n -> n <= 2_000_000);
        }
    }

    @Test
    void keepsTheEndsWhenItIsInAHurry() {
        for (GrowthSweep sweep : GrowthSweep.all(20, 1)) {
            List<Point> thinned = sweep.thinned().points();

            assertThat(thinned).hasSizeLessThan(sweep.points().size()).first().isEqualTo(sweep.points().get(0));
            assertThat(thinned).last().isEqualTo(sweep.points().get(sweep.points().size() - 1));
        }
    }

    @Test
    void tellsMicrosecondsPerCommand(@TempDir Path folder) throws Exception {
        GrowthFigures figures = new GrowthFigures("commands", new Axis("commands", true));
        figures.add("multicore", 1_000_000, series("multicore", 1_000_000, 0.5, 0.7, 0.6));
        figures.add("multicore", 2_000_000, series("multicore", 2_000_000, 1));
        figures.add("redis", 1_000_000, series("redis", 1_000_000, 2));

        assertThat(figures.table())
                .isEqualTo(
                        """
                        | commands  |           multicore | redis |
                        |-----------|--------------------:|------:|
                        | 1,000,000 | 0.600 (0.500–0.700) | 2.000 |
                        | 2,000,000 |               0.500 |     - |
                        """);
        assertThat(figures.csv().lines())
                .containsExactly(
                        "x_commands,program,commands,runs,median_us,least_us,most_us,median_s,peak_bytes",
                        "1000000,multicore,1000000,3,0.6000,0.5000,0.7000,0.600,9",
                        "2000000,multicore,2000000,1,0.5000,0.5000,0.5000,1.000,9",
                        "1000000,redis,1000000,1,2.0000,2.0000,2.0000,2.000,9");
        figures.chart().writeSvg(folder.resolve("chart.svg"));
        assertThat(folder.resolve("chart.svg")).isNotEmptyFile();
    }

    private static GrowthSweep sweep(String name) {
        return GrowthSweep.all(1, 1).stream()
                .filter(sweep -> sweep.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Series series(String name, long commands, double... seconds) {
        Series series = new Series(name, commands);
        for (double run : seconds) {
            series.add(new Measurement(run, 9));
        }
        return series;
    }
}
