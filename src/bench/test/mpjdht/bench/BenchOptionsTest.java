package mpjdht.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import mpjdht.bench.work.Distribution;
import mpjdht.cli.setting.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchOptionsTest {
    @Test
    void takesAStorageRankForEachNodeUnlessSaidOtherwise() throws UsageException {
        assertThat(parse().nodes(8)).isEqualTo(6);
        assertThat(parse("--nodes", "3").nodes(8)).isEqualTo(3);
    }

    @Test
    void letsWhatIsSaidStandBesideQuickWhateverTheirOrder() throws UsageException {
        assertThat(parse("-np", "7", "--runs", "7", "--quick").runs()).isEqualTo(7);
        assertThat(parse("--quick", "--runs=7").workload().commands()).isEqualTo(1_000_000);
    }

    @Test
    void readsAWorkload() throws UsageException {
        var workload = parse("--keys", "50", "--put-share", "5", "--distribution", "zipf:0.5", "--value-bytes=100")
                .workload();

        assertThat(workload.keys()).isEqualTo(50);
        assertThat(workload.putPercent()).isEqualTo(5);
        assertThat(workload.valueBytes()).isEqualTo(100);
        assertThat(workload.distribution()).isEqualTo(new Distribution(Distribution.Kind.ZIPF, 0.5));
    }

    @Test
    void leavesOutWhatOnlyDoesNotName() throws UsageException {
        BenchOptions options = parse("--suite", "--only", "redis,A");

        assertThat(options.includesProgram("redis")).isTrue();
        assertThat(options.includesProgram("niodev")).isFalse();
        assertThat(options.includesSection("A")).isTrue();
        assertThat(options.includesSection("B")).isFalse();
        assertThat(parse("--only", "redis").includesSection("B")).isTrue();
    }

    @Test
    void runsFewerTimesWhereThereIsMoreToRun() throws UsageException {
        assertThat(parse().runs()).isEqualTo(5);
        assertThat(parse("--quick", "--suite").runs()).isEqualTo(3);
        assertThat(parse("--growth").runs()).isEqualTo(3);
        assertThat(parse("--growth", "--quick").runs()).isEqualTo(1);
        assertThat(parse("--growth", "--quick", "--runs", "2").runs()).isEqualTo(2);
    }

    @Test
    void choosesAmongWhatGrows() throws UsageException {
        BenchOptions options = parse("--growth", "--only", "ranks,redis", "--plots", "plots");

        assertThat(options.includesSweep("ranks")).isTrue();
        assertThat(options.includesSweep("keys")).isFalse();
        assertThat(options.includesProgram("multicore")).isFalse();
        assertThat(options.plots()).hasToString("plots");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--bogus",
                "--runs",
                "--runs 0",
                "--runs many",
                "--distribution zipf:1.5",
                "--distribution zipf:x",
                "--distribution odd",
                "--only memcached",
                "--plots docs/plots",
                "--growth --suite",
                "--key-bytes 4",
                "commands"
            })
    void saysWhichOptionIsWrong(String line) {
        String option = line.split(" ", -1)[0];

        assertThatThrownBy(() -> parse(line.split(" ", -1)))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(option);
    }

    @Test
    void helpsWhateverElseIsAsked() throws UsageException {
        assertThat(BenchOptions.parse("--runs", "many", "-h")).isEmpty();
        assertThat(BenchOptions.helpText()).contains("--put-share <P>", "(default 20000000)", "--jmh");
    }

    private static BenchOptions parse(String... arguments) throws UsageException {
        return BenchOptions.parse(arguments).orElseThrow();
    }
}
