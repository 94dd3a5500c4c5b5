package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What surrounds a JVM: options for all JVMs of the user, limits, signals, the host's name. */
class JvmSurroundingsIT {
    private static final String RESULTS = "GET a -> 1 @1000\n";
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    @BeforeEach
    void writeCommands() throws IOException {
        Files.writeString(folder.resolve("c"), "PUT a 1\nGET a\n");
    }

    /** A row: commands for bash that run a job whose JVM has something to say. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "JAVA_TOOL_OPTIONS=-Xmx64m $DHT c",
                "JDK_JAVA_OPTIONS='-Xmx64m -Xlog:gc' $DHT c",
                "_JAVA_OPTIONS='-Xmx64m -Xlog:gc*' $DHT c",
                "JAVA_TOOL_OPTIONS='-XX:+UseG1GC -Xlog:safepoint' $DHT c",
                "DHT_JAVA_OPTS=-XX:+UseLargePages $DHT c",
                "DHT_JAVA_OPTS='-Xlog:gc*,safepoint -verbose:gc' $DHT c",
                "DHT_JAVA_OPTS=-Xlog $DHT c",
                "JAVA_TOOL_OPTIONS='-Xmx64m -Xlog:gc' $DHT --device niodev c",
            })
    void resultsAloneAreOnStandardOutput(String commands) {
        Job.Result result = bash(commands);

        assertThat(result.text()).isEqualTo(RESULTS);
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    @Test
    void whatTheUserLetsTheJvmLogIsOnStandardError() {
        assertThat(bash("DHT_JAVA_OPTS=-Xlog:startuptime,gc=info,safepoint=debug $DHT c")
                        .err())
                .contains("[safepoint");
    }

    /** Says a result, has the JVM say all its threads, and takes another result. */
    @Test
    void aThreadDumpIsNoResult() {
        Job.Result result = bash(
                "mkfifo in err; env --default-signal=QUIT $DHT --quiet - <in 2>err >out & job=$!; exec 3>in 4<err;"
                        + " printf 'PUT a 1\\nGET a\\n' >&3; until [[ -s out ]]; do read -rt 0.01 <> <(:); done;"
                        + " kill -QUIT $job; until read -r line <&4 && [[ $line == 'Full thread dump'* ]]; do :; done;"
                        + " cat <&4 3>&- >/dev/null & printf 'GET a\\n' >&3; exec 3>&-; wait $job; code=$?; cat out; exit $code");

        assertThat(result.text()).isEqualTo(RESULTS + RESULTS);
        assertThat(result.exitCode()).isZero();
    }

    /** A row: commands for bash that start a job whose JVM cannot start; the line that is said; the exit code. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "JAVA_TOOL_OPTIONS=-Xbogus $DHT c | JAVA does not start with JAVA_TOOL_OPTIONS: Unrecognized option: -Xbogus | 3",
                "JDK_JAVA_OPTIONS=-Xbogus $DHT c  | JAVA does not start with JDK_JAVA_OPTIONS: Unrecognized option: -Xbogus | 3",
                "_JAVA_OPTIONS=-Xbogus $DHT c     | JAVA does not start with _JAVA_OPTIONS: Unrecognized option: -Xbogus | 3",
                "JAVA_TOOL_OPTIONS=-Xbogus $DHT --device niodev c | JAVA does not start with JAVA_TOOL_OPTIONS: Unrecognized option: -Xbogus | 3",
                "JAVA_TOOL_OPTIONS=-Xbogus $DHT --help | JAVA does not start with JAVA_TOOL_OPTIONS: Unrecognized option: -Xbogus | 3",
                "ulimit -v 1000000; $DHT c        | JAVA does not start within ulimit -v 1000000: Could not .* | 3",
                "DHT_JAVA_OPTS=-version $DHT c    | DHT_JAVA_OPTS: the JVM does not start with '-version'; try java -version -version | 2",
                "DHT_JAVA_OPTS=-Xbogus $DHT c     | DHT_JAVA_OPTS: the JVM does not start with '-Xbogus'; try java -Xbogus -version | 2",
                "DHT_JAVA_OPTS=NoOption $DHT --device hybdev c | DHT_JAVA_OPTS: the JVM does not start with 'NoOption'; try java NoOption -version | 2",
            })
    void aJvmThatCannotStartIsOneLine(String commands, String line, int exitCode) {
        Job.Result result = bash(commands);

        assertThat(result.err()).matches("mpj-dht: " + line.replace("JAVA does", "\\S+/bin/java does") + "\n");
        assertThat(result.exitCode()).isEqualTo(exitCode);
        assertThat(result.out()).isEmpty();
        assertThat(result.wall()).isLessThan(SOON);
    }

    @Test
    void aWorkingFolderThatIsGoneIsTold() {
        Job.Result result = bash("mkdir gone; cd gone; rmdir ../gone; $DHT ../c");

        assertThat(result.err()).endsWith("mpj-dht: the working folder is gone; right is one that is there\n");
        assertThat(result.exitCode()).isEqualTo(3);
    }

    /** A row: the device, and how many processes and threads a user without privileges may have. */
    @ParameterizedTest
    @CsvSource({"multicore, 6", "multicore, 20", "niodev, 20", "niodev, 120"})
    void aLimitOfProcessesThatLeavesTooFewIsOneLine(String device, int limit) {
        assumeTrue(isRoot() && isForEverybody(), "needs root, and a project that everybody may read");

        Job.Result result = bash(
                "ulimit -u " + limit + "; exec setpriv --reuid=54321 --clear-groups $DHT --device " + device + " - <c");

        assertThat(result.err())
                .matches("mpj-dht: a (start|job of 8 ranks) takes about \\d+ processes and threads, and ulimit -u"
                        + " leaves \\d+; right is a higher limit\n");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.wall()).isLessThan(SOON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"multicore", "niodev"})
    void aHostNeedsNoAddressForAJobOfItsOwn(String device) {
        assumeTrue(isRoot(), "needs root");

        Job.Result result = bash("unshare --uts bash -c 'hostname nosuchhost; $DHT --quiet --device " + device + " c'");

        assertThat(result.text()).isEqualTo(RESULTS);
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static boolean isForEverybody() {
        return Job.command(List.of(
                                "setpriv",
                                "--reuid=54321",
                                "--clear-groups",
                                "test",
                                "-r",
                                Job.ROOT.resolve("target/mpj-dht.jar").toString()))
                        .run()
                        .exitCode()
                == 0;
    }

    /** Runs commands for bash in which {@code $DHT} is scripts/dht, in a folder where {@code c} is a command file. */
    private Job.Result bash(String commands) {
        return Job.command(List.of("bash", "-c", commands))
                .in(folder)
                .with("DHT", Job.ROOT.resolve("scripts/dht").toString())
                .run();
    }
}
