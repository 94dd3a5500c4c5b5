package mpjdht.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mpjdht.bench.work.Distribution;
import mpjdht.bench.work.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    private static final Workload WORKLOAD = new Workload(1000, 10, 10, 14, 50, Distribution.UNIFORM, 1);

    private final List<String> runs = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void runsTheProgramsInTurn() throws Exception {
        run(2, program("multicore", 0.5, "x"), program("redis", 2, null));

        assertThat(runs).containsExactly("multicore", "redis", "multicore", "redis");
    }

    @Test
    void relatesEachProgramToRedis() throws Exception {
        Comparison comparison = run(1, program("multicore", 0.5, "x"), program("redis", 2, null));

        assertThat(comparison.ratioToRedis("multicore")).hasValue(4.0);
        assertThat(comparison.ratioToRedis("niodev")).isEmpty();
        assertThat(comparison.table()).contains("| redis     |    2.000 |");
    }

    @Test
    void hasNoRatioWithoutRedis() throws Exception {
        assertThat(run(1, program("multicore", 1, "x")).ratioToRedis("multicore"))
                .isEmpty();
    }

    @Test
    void failsWhenTwoProgramsPrintDifferentResults() throws Exception {
        Contestant one = program("multicore", 1, "GET a -> 1 @9\n");
        Contestant same = program("niodev", 1, "GET a -> 1 @9\n");
        Contestant other = program("single-thread", 1, "GET a -> 2 @9\n");
        Contestant longer = program("longer", 1, "GET a -> 1 @9\nGET b -> 1 @9\n");

        assertThat(run(1, one, same).series()).hasSize(2);
        assertThatThrownBy(() -> run(1, one, same, other))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("results differ at byte 10");
        assertThatThrownBy(() -> run(1, one, longer)).isInstanceOf(BenchException.class);
    }

    @Test
    void runsAProgramNoMoreThatTookLongEnough() throws Exception {
        Comparison comparison =
                run(new Comparison.Rules(3, 4, false), program("multicore", 1, "x"), program("redis", 2, null));

        assertThat(runs).containsExactly("multicore", "redis", "multicore", "redis", "multicore");
        assertThat(comparison.of("redis").orElseThrow().runs()).hasSize(2);
    }

    @Test
    void leavesNoResultsBehindUnlessTheyDifferOrAreToBeKept() throws Exception {
        Contestant one = program("multicore", 1, "x");
        Contestant same = program("niodev", 1, "x");

        run(2, one, same);
        assertThat(folder).isEmptyDirectory();

        run(new Comparison.Rules(1, 10, true), one, same);
        assertThat(folder.resolve("multicore")).exists();
        assertThat(folder.resolve("niodev")).exists();

        assertThatThrownBy(() -> run(1, one, program("single-thread", 1, "y")))
                .isInstanceOf(BenchException.class);
        assertThat(folder.resolve("multicore")).hasContent("x");
        assertThat(folder.resolve("single-thread")).hasContent("y");
    }

    private static Comparison run(int times, Contestant... programs) throws IOException, InterruptedException {
        return run(new Comparison.Rules(times, Double.POSITIVE_INFINITY, false), programs);
    }

    private static Comparison run(Comparison.Rules rules, Contestant... programs)
            throws IOException, InterruptedException {
        return Comparison.run(WORKLOAD, List.of(programs), rules, line -> {});
    }

    private Contestant program(String name, double seconds, String results) throws IOException {
        Path file = folder.resolve(name);
        return new Contestant() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void prepare(Workload workload) {}

            @Override
            public Measurement run(Workload workload) throws IOException {
                runs.add(name);
                if (results != null) {
                    Files.writeString(file, results, StandardOpenOption.CREATE_NEW);
                }
                return new Measurement(seconds, 1 << 20);
            }

            @Override
            public Optional<Path> results() {
                return results == null ? Optional.empty() : Optional.of(file);
            }
        };
    }
}
