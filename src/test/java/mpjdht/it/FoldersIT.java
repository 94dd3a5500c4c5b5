package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The project works, or says why not, wherever it lies and however it came there. */
class FoldersIT {
    @TempDir
    private Path folder;

    /** A row: the name of the project's folder, and options. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a b        | --device multicore",
                "a#b        | --device multicore",
                "a%20b      | --device multicore",
                "wow!       | --device multicore",
                "you & me   | --device multicore",
                "grüße      | --device multicore",
                "a*[b]?     | --device multicore",
                "2026;1,2   | --device multicore",
                "a #%20 !/& | --device niodev",
                "q'\"$x\\   | --device hybdev",
            })
    void mayHaveAnyName(String name, String options) throws IOException {
        Path project = project(name);

        Job.Result result = dht(project, ("--quiet " + options + " -").split(" "))
                .stdin("PUT a 1\nGET a\n")
                .run();

        assertThat(result.text()).as(result.err()).isEqualTo("GET a -> 1 @1000\n");
        assertThat(result.exitCode()).isZero();
    }

    /** A row: a name that no class path can hold. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-01-01T10:00", "a:b", ":"})
    void withAColonAreRefusedBeforeAnythingElse(String name) throws IOException {
        Path project = project(name);

        Job.Result result =
                dht(project, "nosuchfile").with("JAVA_HOME", "/nosuchjava").run();

        assertThat(result.err())
                .isEqualTo("mpj-dht: " + project + ": a class path cannot hold a folder with ':' or a line break in its"
                        + " path; right is another place\n");
        assertThat(result.exitCode()).isEqualTo(3);
    }

    /** A row: how the script is called, in its folder's parent. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sh scripts/dht --quiet -",
                "dash scripts/dht --quiet -",
                "bash scripts/dht --quiet -",
                "cd scripts; bash dht --quiet -",
                "cd scripts; sh dht --quiet -",
                "ln -s scripts/dht link; ./link --quiet -",
                "CDPATH=/:. scripts/dht --quiet -",
            })
    void holdScriptsThatMayBeCalledInAnyWay(String command) throws IOException {
        Job.Result result = Job.command(List.of("bash", "-c", command))
                .in(project("p"))
                .stdin("PUT a 1\nGET a\n")
                .run();

        assertThat(result.text()).as(result.err()).isEqualTo("GET a -> 1 @1000\n");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void aJarAloneTellsOfItself() {
        Job.Result help = Job.command(List.of("java", "-jar", "target/mpj-dht.jar", "--help"))
                .run();
        Job.Result other =
                Job.command(List.of("java", "-jar", "target/mpj-dht.jar", "c")).run();

        assertThat(help.text()).startsWith("usage: ");
        assertThat(help.exitCode()).isZero();
        assertThat(other.err()).isEqualTo("mpj-dht: this starts no job; scripts/dht does\n");
        assertThat(other.exitCode()).isEqualTo(2);
    }

    @Test
    void aCloneHasTheLineEndsOfTheProjectWhateverGitIsToldOfThem() throws IOException {
        Files.copy(Job.ROOT.resolve(".gitattributes"), folder.resolve(".gitattributes"));
        for (String part : List.of("scripts", "commands")) {
            Trees.copy(Job.ROOT.resolve(part), folder.resolve(part));
        }

        Job.Result result = Job.command(List.of(
                        "bash",
                        "-c",
                        "git init -q && git add -A && git -c core.autocrlf=true checkout-index -a --prefix=clone/"
                                + " && ! grep -rlI $'\\r' clone"))
                .in(folder)
                .run();

        assertThat(result.exitCode()).as(result.text() + result.err()).isZero();
    }

    private Job dht(Path project, String... arguments) {
        return Job.command(
                Stream.concat(Stream.of(project.resolve("scripts/dht").toString()), Stream.of(arguments))
                        .toList());
    }

    /** The scripts in another folder, and a way from there to what was built. */
    private Path project(String name) throws IOException {
        Path project = Files.createDirectories(folder.resolve(name));
        for (String part : List.of("scripts", "mpj-config")) {
            Trees.copy(Job.ROOT.resolve(part), project.resolve(part));
        }
        Files.createSymbolicLink(project.resolve("target"), Job.ROOT.resolve("target"));
        return project;
    }
}
