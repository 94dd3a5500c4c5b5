package mpjdht.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mpjdht.cli.setting.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentOptionsTest {
    @Test
    void doesEveryExperimentUnlessSaidOtherwise() throws UsageException {
        ExperimentOptions options = ExperimentOptions.parse("chord").orElseThrow();

        assertThat(options.subject()).isEqualTo(Subject.CHORD);
        assertThat(options.only()).isEqualTo(Subject.CHORD.names());
        assertThat(options.seed()).isEqualTo(1);
        assertThat(options.quick()).isFalse();
        assertThat(options.folder()).isEqualTo(Path.of("results/chord"));
    }

    @Test
    void readsEveryOption() throws UsageException {
        Optional<ExperimentOptions> options = ExperimentOptions.parse(
                "--quick", "chord", "--seed=-7", "--out", "x", "--only", "virtual-nodes", "--only", "load-balance");

        assertThat(options)
                .contains(new ExperimentOptions(
                        Subject.CHORD, Path.of("x"), true, -7, List.of("virtual-nodes", "load-balance")));
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
        "chord --only fig8,--only fig8"
    })
    void saysWhatIsWrong(String line, String named) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);

        assertThatThrownBy(() -> ExperimentOptions.parse(arguments))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(named);
    }
}
