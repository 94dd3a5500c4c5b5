package mpjdht.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mpjdht.cli.setting.UsageException;
import mpjdht.experiment.harness.HarnessSize;
import mpjdht.experiment.lab.Extent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentOptionsTest {
    private static final String NTUA = "ntua";

    @Test
    void doesEveryExperimentUnlessSaidOtherwise() throws UsageException {
        ExperimentOptions options = ExperimentOptions.parse("chord").orElseThrow();

        assertThat(options.subjects()).containsExactly(Subject.CHORD);
        assertThat(options.chosen()).extracting(chosen -> chosen.experiment().name()).isEqualTo(Subject.CHORD.names());
        assertThat(options.seed()).isEqualTo(1);
        assertThat(options.extent()).isEqualTo(Extent.WHOLE);
        assertThat(options.report()).isFalse();
        assertThat(options.folder()).isEqualTo(Path.of("results/chord"));
    }

    @Test
    void readsEveryOption() throws UsageException {
        Optional<ExperimentOptions> options = ExperimentOptions.parse(
                "--quick", "ntua", "--seed=-7", "--out", "x", "--files", "in", "--only", NTUA, "--only", NTUA);

        assertThat(options)
                .contains(new ExperimentOptions(
                        List.of(Subject.NTUA),
                        false,
                        Path.of("x"),
                        Extent.QUICK,
                        -7,
                        Optional.of(Path.of("in")),
                        List.of(NTUA, NTUA),
                        Optional.empty()));
    }

    @Test
    void theHarnessIsAsLargeAsTheUserSays() throws UsageException {
        ExperimentOptions options = ExperimentOptions.parse(
                        "harness", "--mode", "scale", "--num-nodes", "128", "--quick")
                .orElseThrow();

        assertThat(options.harness()).contains(new HarnessSize(128, 100));
        assertThat(options.chosen()).extracting(chosen -> chosen.experiment().name()).containsExactly("scale");
        assertThat(ExperimentOptions.parse("harness").orElseThrow().harness()).isEmpty();
    }

    @Test
    void optionsOfOneSubjectAreRefusedElsewhere() {
        assertThatThrownBy(() -> ExperimentOptions.parse("chord", "--num-nodes", "128"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--num-nodes: only for harness");
        assertThatThrownBy(() -> ExperimentOptions.parse("chord", "--files", "in"))
                .hasMessageContaining("--files: only for ntua, or all");
        assertThatThrownBy(() -> ExperimentOptions.parse("all", "--mode", "scale"))
                .hasMessageContaining("--mode: only for harness");
        assertThatThrownBy(() -> ExperimentOptions.parse("harness", "--mode", "scale", "--only", "churn"))
                .hasMessageContaining("--mode");
        assertThatThrownBy(() -> ExperimentOptions.parse("harness", "--mode", "speed"))
                .hasMessageContaining("--mode speed: no experiment of harness; right is scale, churn, consistency");
    }

    @Test
    void doesAllOfEverySubjectAndReportsIt() throws UsageException {
        ExperimentOptions options = ExperimentOptions.parse("all").orElseThrow();

        assertThat(options.report()).isTrue();
        assertThat(options.folder()).isEqualTo(Path.of("results/all"));
        assertThat(options.chosen())
                .extracting(Chosen::toString)
                .containsExactlyElementsOf(Arrays.stream(Subject.values())
                        .flatMap(subject -> subject.names().stream().map(name -> subject + "/" + name))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"load-balance,1", "chord/load-balance,1", "copies,1", "chord,5", "'load-balance,copies',2"})
    void meansExperimentsBySubjectOrName(String words, int experiments) throws UsageException {
        assertThat(ExperimentOptions.parse("all", "--only", words).orElseThrow().chosen())
                .hasSize(experiments);
    }

    @Test
    void namesTheCommandThatDoesAnExperimentAgain() throws UsageException {
        Chosen chosen = ExperimentOptions.parse("all", "--only", "chord/churn")
                .orElseThrow()
                .chosen()
                .get(0);

        String command = chosen.command(Extent.QUICK, -3, Optional.of(Path.of("titles")));

        assertThat(command).isEqualTo("scripts/experiment chord --only churn --quick --seed -3");
        ExperimentOptions again = ExperimentOptions.parse(command.split(" ", 2)[1].split(" ", -1))
                .orElseThrow();
        assertThat(again.chosen()).extracting(Chosen::toString).containsExactly("chord/churn");
        assertThat(again.seed()).isEqualTo(-3);
    }

    @Test
    void namesTheFilesThatAnExperimentHasRead() throws UsageException {
        Chosen chosen = ExperimentOptions.parse("ntua", "--files", "titles").orElseThrow().chosen().get(0);

        assertThat(chosen.command(Extent.WHOLE, 1, Optional.of(Path.of("titles"))))
                .isEqualTo("scripts/experiment ntua --only ntua --files titles --seed 1");
    }

    @Test
    void helpsWithoutASubject() throws UsageException {
        assertThat(ExperimentOptions.parse("--help")).isEmpty();
        assertThat(ExperimentOptions.parse("-h")).isEmpty();
    }

    @Test
    void namesEveryExperimentInTheHelp() {
        assertThat(ExperimentOptions.helpText().replaceAll("\\s+", " ")).contains(Subject.CHORD.names())
                .contains(Subject.COPIES.names());
    }

    @ParameterizedTest
    @CsvSource({
        "'',no subject",
        "copies --only churn,--only churn",
        "pastry,pastry",
        "chord pastry,chord pastry",
        "chord --bogus,--bogus",
        "chord --seed,seed",
        "chord --seed x,--seed x",
        "chord --only fig8,--only fig8",
        "all --only fig8,--only fig8"
    })
    void saysWhatIsWrong(String line, String named) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);

        assertThatThrownBy(() -> ExperimentOptions.parse(arguments))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(named);
    }
}
