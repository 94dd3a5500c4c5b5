package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of the user's open files mean the user's files, and never what a JVM has open under the same number. */
class DescriptorsIT {
    private static final String COMMANDS = "PUT a 1\nGET a\n";
    private static final String RESULTS = "GET a -> 1 @1000\n";

    @TempDir
    private Path folder;

    /**
     * A row: commands for bash, in a folder where {@code link0} and {@code link9} lead to descriptors and {@code c} is a
     * command file; and a part of the words with which Java is started, its last ones where it ends with {@code $}.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$DHT /dev/stdin <c              | RankThreads 8 RANKS -$",
                "$DHT /dev/fd/0 <c               | RankThreads 8 RANKS -$",
                "$DHT /dev/../dev//fd/0 <c       | RankThreads 8 RANKS -$",
                "$DHT /proc/self/fd/0 <c         | RankThreads 8 RANKS -$",
                "$DHT /proc/thread-self/fd/0 <c  | RankThreads 8 RANKS -$",
                "exec $DHT /proc/$$/fd/0 <c      | RankThreads 8 RANKS -$",
                "$DHT link0 <c                   | RankThreads 8 RANKS -$",
                "cd /dev; $DHT stdin <$OLDPWD/c  | RankThreads 8 RANKS -$",
                "$DHT -- /dev/stdin <c           | RankThreads 8 RANKS -- -$",
                "$DHT --check /dev/stdin c       | RankThreads 8 RANKS --check - c$",
                "$DHT --check=/dev/fd/0 c        | RankThreads 8 RANKS --check - c$",
                "$DHT -config /dev/fd/0 c        | RankThreads 8 RANKS -config - c$",
                "$DHT /dev/fd/5 5<c              | -Dmpjdht.descriptors=5 ",
                "$DHT /dev/fd/5 5<c              | RankThreads 8 RANKS /dev/fd/5$",
                "$DHT --check /dev/fd/5 /dev/fd/6 5<c 6<c | -Dmpjdht.descriptors=5,6 ",
                "$DHT --output /dev/stdout c     | RankThreads 8 RANKS --output - c$",
                "$DHT --output=/proc/self/fd/1 c | RankThreads 8 RANKS --output - c$",
                "$DHT --output - c               | RankThreads 8 RANKS --output - c$",
            })
    void areUnderstoodBeforeJavaStarts(String commands, String words) throws IOException {
        Job.Result result = standIn().shell(in(commands)).run();

        String said = result.text()
                .replace(project().path("target/multicore/mpj-dht-ranks.jar").toString(), "RANKS");
        assertThat(words.endsWith("$") ? said.endsWith(words.replace("$", "\n")) : said.contains(words))
                .as(said + result.err())
                .isTrue();
        assertThat(result.exitCode()).isZero();
    }

    /** A row: commands for bash, what is refused, and what would be right. Java is not started. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "$DHT /dev/fd/9              | FILE: /dev/fd/9: descriptor 9 is not open | input",
                "$DHT c link9                | FILE: link9: descriptor 9 is not open | input",
                "$DHT /dev/fd/255            | FILE: /dev/fd/255: descriptor 255 is not open | input",
                "$DHT --check /dev/fd/9 c    | --check: /dev/fd/9: descriptor 9 is not open | input",
                "$DHT --config=link9 c       | --config: link9: descriptor 9 is not open | input",
                "$DHT --output /dev/fd/3 c   | --output: /dev/fd/3: descriptor 3 is not open | output",
                "$DHT --output link9 c       | --output: link9: descriptor 9 is not open | output",
                "$DHT --device niodev --output /dev/fd/9 c | --output: /dev/fd/9: descriptor 9 is not open | output",
                "$DHT --output /proc/$$/fd/7 c 7>&- | --output: /proc/PID/fd/7 is a descriptor of another process | output",
            })
    void areRefusedWhereTheUserHasOpenedNone(String commands, String line, String standard) throws IOException {
        Job.Result result =
                standIn().shell(in("exec 7>seven; " + commands + "; exit $?")).run();

        assertThat(result.err().replaceAll("/proc/[0-9]+/", "/proc/PID/"))
                .isEqualTo("mpj-dht: " + line + "; right is a file, or - for standard " + standard + "\n");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
    }

    /** A row: commands for bash, of which the first leaves a line in {@code log}; the results come behind it. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "$DHT --output /dev/stdout c >>log",
                "$DHT --output /dev/fd/1 c >>log",
                "$DHT --output /dev/stderr c 2>>log",
                "$DHT --output /dev/fd/3 c 3>>log",
                "exec 3>>log; $DHT --output /proc/$$/fd/3 c",
                "{ echo before >&3; $DHT --output /dev/fd/3 c; } 3>log",
                "$DHT --device niodev --output /dev/stdout c >>log",
                "$DHT --device hybdev --output /dev/fd/3 c 3>>log",
            })
    void areWrittenWhereTheUserIs(String commands) throws IOException {
        Job.Result result = standIn()
                .shell(in("echo before >log; { " + commands + "; echo after >&4; } 4>>log"))
                .run();

        assertThat(Files.readString(folder.resolve("log")))
                .startsWith("before\njava ")
                .endsWith(" c\nafter\n");
        assertThat(result.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"multicore", "niodev", "hybdev"})
    void pipesAreReadOnceInEveryMode(String device) throws IOException {
        Job.Result result = Job.command(List.of(
                        "bash",
                        "-c",
                        "scripts/dht --quiet --device " + device
                                + " --config <(echo '{\"max-id\": 500}') --check <(echo 'GET a -> 1 @500') <(printf '"
                                + COMMANDS.replace("\n", "\\n") + "')"))
                .run();

        assertThat(result.err()).isEmpty();
        assertThat(result.text()).isEqualTo(RESULTS.replace("1000", "500"));
        assertThat(result.exitCode()).isZero();
    }

    private String in(String commands) {
        return "cd '" + folder + "'; " + commands;
    }

    private StandInProject project() {
        return new StandInProject(folder);
    }

    private StandInProject standIn() throws IOException {
        StandInProject project = StandInProject.in(folder);
        Files.writeString(folder.resolve("c"), COMMANDS);
        Files.createSymbolicLink(folder.resolve("link0"), Path.of("/dev/fd/0"));
        Files.createSymbolicLink(folder.resolve("link9"), Path.of("/proc/self/fd/9"));
        return project;
    }
}
