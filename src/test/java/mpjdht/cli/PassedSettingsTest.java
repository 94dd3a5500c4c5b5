package mpjdht.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import mpjdht.cli.setting.UsageException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassedSettingsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "-",
                "a b -- -c",
                "--ids sha1 --hash-size 100 a",
                "--ids xxh3 --nodes 7 --max-nodes 9 a",
                "--routing direct a",
                "--routing ring a",
                "--routing chord --nodes 100 a",
                "--routing chord --successors 3 a",
                "--max-id 77 --window 5 --timeout 5 a",
                "--format json --output o --check c --history h --on-error continue a",
                "--dry-run --quiet --progress always a",
                "--verbose --logging-level debug --show-stack-traces a"
            })
    void makeTheSameSettingsWhereverTheyAreRead(String arguments) throws UsageException {
        Map<String, String> here = Map.of("DHT_TIMEOUT", "5", "DHT_MAX_NODES", "100");
        Map<String, String> there =
                Map.of("DHT_SUCCESSORS", "9", "DHT_TIMEOUT", "6", "DHT_HASH_SIZE", "20", "DHT_LOGGING_LEVEL", "info");
        Settings original = new SettingsParser(here).parse(arguments.split(" "));

        Settings copy = new SettingsParser(there).parse(original.toArguments().toArray(String[]::new));

        assertThat(copy.toArguments()).isEqualTo(original.toArguments());
        assertThat(copy.history()).isEqualTo(original.history());
        assertThat(copy.files()).isEqualTo(original.files());
        assertThat(copy.highestId()).isEqualTo(original.highestId());
        assertThat(copy.routing()).isEqualTo(original.routing());
        assertThat(copy.maxNodes()).isEqualTo(original.maxNodes());
        assertThat(copy.timeoutSeconds()).isEqualTo(original.timeoutSeconds());
        assertThat(copy.loggingLevel()).isEqualTo(original.loggingLevel());
        assertThat(copy.isVerbose()).isEqualTo(original.isVerbose());
        assertThat(copy.window()).isEqualTo(original.window());
    }
}
