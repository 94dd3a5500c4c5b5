package mpjdht.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentOptionsTest {
    @Test
    void doesEveryExperimentUnlessSaidOtherwise() {
        ExperimentOptions options = ExperimentOptions.parse("chord");

        assertThat(options.only()).isEqualTo(ChordExperiments.names());
        assertThat(options.seed()).isEqualTo(1);
        assertThat(options.quick()).isFalse();
        assertThat(options.folder()).isEqualTo(Path.of("results/chord"));
    }

    @Test
    void readsEveryOption() {
        ExperimentOptions options = ExperimentOptions.parse(
                "--quick", "chord", "--seed=-7", "--out", "x", "--only", "virtual-nodes", "--only", "load-balance");

        assertThat(options)
                .isEqualTo(new ExperimentOptions(
                        false, Path.of("x"), true, -7, List.of("virtual-nodes", "load-balance")));
    }

    @Test
    void helpsWithoutAPaper() {
        assertThat(ExperimentOptions.parse("--help").help()).isTrue();
        assertThat(ExperimentOptions.parse("-h").help()).isTrue();
    }

    @Test
    void namesEveryExperimentInTheHelp() {
        assertThat(ExperimentOptions.HELP).contains(ChordExperiments.names());
    }

    @ParameterizedTest
    @CsvSource({
        "'',no paper",
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
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }
}
