package mpjdht.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mpjdht.cli.setting.UsageException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputClashTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void makeFilesAndOtherNamesOfThem() throws IOException {
        for (String name : new String[] {"commands", "expected", "other"}) {
            Files.createFile(folder.resolve(name));
        }
        Files.writeString(folder.resolve("config"), "{}");
        for (String name : new String[] {"commands", "expected", "config"}) {
            Files.createSymbolicLink(folder.resolve(name + "-link"), Path.of(name));
            Files.createLink(folder.resolve(name + "-name"), folder.resolve(name));
        }
        Files.createSymbolicLink(folder.resolve("here"), folder);
    }

    @ParameterizedTest
    @CsvSource({
        "commands, a command file",
        "commands-link, a command file",
        "commands-name, a command file",
        "here/commands, a command file",
        "expected, the file of --check",
        "expected-link, the file of --check",
        "expected-name, the file of --check",
        "config, the file of --config",
        "config-link, the file of --config",
        "config-name, the file of --config",
        "./absent, a command file"
    })
    void anOutputThatIsReadUnderAnyNameIsRefused(String output, String what) {
        assertThatThrownBy(() -> OutputClash.refuse(settings(folder.resolve(output))))
                .isInstanceOf(UsageException.class)
                .hasMessage("--output: would overwrite " + what + "; right is another file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "new", "here/other", "/dev/null"})
    void anyOtherOutputIsTaken(String output) {
        assertThatCode(() -> OutputClash.refuse(settings(folder.resolve(output))))
                .doesNotThrowAnyException();
    }

    @Test
    void eachFileOfAFolderOfResultsIsCompared() throws UsageException {
        Settings settings = settings("--history", folder.resolve("new"));

        assertThatCode(() -> OutputClash.refuseInFolder(
                        settings, List.of(folder.resolve("other"), folder.resolve("newer"), Path.of("/dev/null"))))
                .doesNotThrowAnyException();
        for (String name : new String[] {"commands-name", "here/expected", "config-link", "here/new"}) {
            assertThatThrownBy(() -> OutputClash.refuseInFolder(
                            settings, List.of(folder.resolve("other"), folder.resolve(name))))
                    .hasMessageStartingWith("--output: would overwrite ");
        }
    }

    @Test
    void oneFileMoreIsCompared() throws UsageException {
        Settings settings = settings(folder.resolve("here/other"));

        assertThatThrownBy(() -> OutputClash.refuse(settings, Optional.of(folder.resolve("other")), "the hostfile"))
                .hasMessageContaining("would overwrite the hostfile");
    }

    @Test
    void aHistoryIsComparedAsTheOutputIsAndWithTheOutput() throws UsageException {
        assertThatThrownBy(() -> OutputClash.refuse(settings("--history", folder.resolve("expected-link"))))
                .hasMessage("--history: would overwrite the file of --check; right is another file");
        assertThatThrownBy(() -> OutputClash.refuse(new SettingsParser(Map.of())
                        .parse("--output", folder + "/new", "--history", folder + "/here/new", "-")))
                .hasMessage("--history: would overwrite the file of --output; right is another file");
        assertThatThrownBy(() -> OutputClash.refuse(
                        settings("--history", folder.resolve("other")),
                        Optional.of(folder.resolve("here/other")),
                        "the hostfile"))
                .hasMessage("--history: would overwrite the hostfile; right is another file");
    }

    private Settings settings(Path output) throws UsageException {
        return settings("--output", output);
    }

    private Settings settings(String option, Path written) throws UsageException {
        return new SettingsParser(Map.of())
                .parse(
                        option,
                        written.toString(),
                        "--check",
                        folder.resolve("expected").toString(),
                        "--config",
                        folder.resolve("config").toString(),
                        folder.resolve("commands").toString(),
                        folder.resolve("absent").toString(),
                        "/dev/null",
                        "-");
    }
}
