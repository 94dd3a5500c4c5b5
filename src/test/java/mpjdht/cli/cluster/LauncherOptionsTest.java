package mpjdht.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherOptionsTest {
    private static LauncherOptions parse(String line) throws LaunchException {
        return LauncherOptions.parse(line.split(" "));
    }

    @Test
    void readsWhatTheScriptWrites() throws LaunchException {
        assertThat(parse(
                        "-np 8 -device niodev -hosts h -host 1:a -host 3:::1 -folder f -jar j.jar -libraries a.jar:b.jar -daemon-jvm -Xint -jvm -Da=b -jvm -Xmx1g"
                                + " -- --window 7 a -"))
                .isEqualTo(new LauncherOptions(
                        8,
                        "niodev",
                        Optional.of(
                                new Hostfile("h", List.of(new Hostfile.Entry(1, "a"), new Hostfile.Entry(3, "::1")))),
                        Path.of("f"),
                        Path.of("j.jar"),
                        "a.jar:b.jar",
                        List.of("-Da=b", "-Xmx1g"),
                        List.of("-Xint"),
                        List.of("--window", "7", "a", "-")));
    }

    @Test
    void theUsersArgumentsMayBeNone() throws LaunchException {
        LauncherOptions options = parse("-np 3 -device hybdev -folder f -jar j --");

        assertThat(options.arguments()).isEmpty();
        assertThat(options.hosts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Xmx1g", "-cp", "-jar"})
    void whatMpjrunWouldTakeForSomethingElseIsNoOptionOfTheJvm(String option) {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> parse("-np 3 -jvm " + option + " -- a"))
                .withMessage("mpj-dht: DHT_JAVA_OPTS: '" + option
                        + "' is not an option of the JVM in one word, such as -Xmx2g");
    }

    @Test
    void aMistakeOfTheScriptIsNoticed() {
        assertThatIllegalArgumentException().isThrownBy(() -> parse("-what 3 --"));
    }
}
