package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shell as a person meets it, on a terminal that {@code script} makes, and as a script does, by a pipe. */
class ShellIT {
    private static final Pattern PORT = Pattern.compile("serving RESP on 127\\.0\\.0\\.1:(\\d+)");
    private static final String PROMPT = "dht> ";
    private static final String ENTER = "\r";
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";
    private static final String UP = "\u001bOA";
    private static final int LOST = 3;
    private static final long GONE_SECONDS = 10;

    @TempDir
    private Path folder;

    private Path history;

    @BeforeEach
    void nameHistory() {
        history = folder.resolve("state").resolve("history");
    }

    /** A person at a terminal, who starts {@code scripts/dht} with such arguments. */
    private Job person(String arguments) {
        String command = "exec " + Job.ROOT.resolve("scripts").resolve("dht") + " " + arguments;
        return Job.command(List.of("script", "-qefc", command, "/dev/null"))
                .typed()
                .with("TERM", "xterm")
                .with("SHELL", "/bin/sh")
                .with("DHT_HISTORY_FILE", history.toString());
    }

    private static Job.Running server() {
        return Job.script("serve", "-np", "4", "--nodes", "2", "--resp", "0").start();
    }

    private static String address(Job.Running job) {
        job.awaitErr("serving RESP on");
        Matcher port = PORT.matcher(job.err());
        assertThat(port.find()).isTrue();
        return "127.0.0.1:" + port.group(1);
    }

    private static void ask(Job.Running shell, String line, String answer) {
        shell.type(line + ENTER);
        shell.awaitOut(answer);
        shell.awaitOut(PROMPT);
    }

    /** The JVM of the shell. */
    private static ProcessHandle jvm(Job.Running shell) {
        return shell.process()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("ShellMain"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPersonHasAJobOfTheirOwnThatEndsWithTheShell() throws IOException {
        try (Job.Running shell = person("-i -np 4 --nodes 3 --quiet").start()) {
            shell.awaitOut(PROMPT);
            ask(shell, "PUT 15 a parcel", "PUT 15 -> stored @");
            ask(shell, "RING", "RING -> 3 nodes, 1 key, 10 B");
            ask(shell, "GET 1\t", "GET 15 -> a parcel @");
            ask(shell, "ADD 9", "  ADD 9\r\n      ^\r\nerror: rank 9 is not a storage rank");
            ask(shell, "help INCR", "INCR key [by]");
            shell.type("abandoned" + CTRL_C);
            shell.awaitOut(PROMPT);
            shell.type(CTRL_C);
            shell.awaitOut("Ctrl-D, exit or END ends the shell");
            shell.awaitOut(PROMPT);
            shell.type("WAIT 600000" + ENTER);
            shell.awaitOut("Ctrl-C gives it up");
            shell.type(CTRL_C);
            shell.awaitOut("given up");
            shell.awaitOut(PROMPT);
            ask(shell, "timing", "timing is off");
            shell.type(CTRL_D);
            assertThat(shell.await().exitCode()).isZero();
            shell.leavesNothing();
        }
        assertThat(history)
                .content()
                .contains("PUT 15 a parcel\n", "GET 15\n", "WAIT 600000\n")
                .doesNotContain("abandoned");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
                .isEqualTo("rw-------");
    }

    @Test
    void remembersTheLinesOfTheSessionBeforeOnAnotherServer() {
        try (Job.Running server = server()) {
            String address = address(server);
            for (int session = 1; session <= 2; session++) {
                try (Job.Running shell = person("--connect " + address).start()) {
                    shell.awaitOut(PROMPT);
                    if (session == 1) {
                        ask(shell, "INCR visits", "INCR visits -> 1 @");
                    } else {
                        ask(shell, UP + UP + UP, "INCR visits -> 2 @");
                    }
                    ask(shell, "CRASH RANK 1", "error: faults are for a server that was started with --allow-faults");
                    shell.type("exit" + ENTER);
                    assertThat(shell.await().exitCode()).isZero();
                }
            }
        }
    }

    @Test
    void endsWithOneLineWhenTheServerIsLost() {
        try (Job.Running server = server();
                Job.Running shell = person("--connect " + address(server)).start()) {
            shell.awaitOut(PROMPT);
            server.process().destroyForcibly();
            server.await();
            shell.type("RING" + ENTER);
            shell.awaitOut("mpj-dht: " + address(server) + " is lost: ");
            assertThat(shell.await().exitCode()).isEqualTo(LOST);
        }
    }

    @Test
    void theJobGoesWhenTheShellIsKilled() throws Exception {
        try (Job.Running shell = person("-np 3").start()) {
            shell.awaitOut(PROMPT);
            assertThat(shell.processes("RankThreads")).hasSize(1);
            jvm(shell).destroyForcibly();
            assertThat(shell.await().exitCode()).isNotZero();
            shell.leavesNothing();
        }
    }

    @Test
    void shellAndJobGoWhenTheTerminalIsClosed() throws Exception {
        try (Job.Running shell = person("-np 3").start()) {
            shell.awaitOut(PROMPT);
            ProcessHandle jvm = jvm(shell);
            shell.process().destroyForcibly();
            jvm.onExit().get(GONE_SECONDS, TimeUnit.SECONDS);
            shell.leavesNothing();
        }
    }

    @ParameterizedTest
    @CsvSource({"stop, 1", "continue, 2"})
    void runsTheLinesOfAPipeAndTellsHowTheyWent(String onError, int exitCode) {
        String lines = "PUT k \"two words\"\nGET k # and no more\nADD 9\nGET \"k\nINCR n 5\nEND\nGET k\n";
        try (Job.Running server = server()) {
            Job.Result result = Job.dht("--connect", address(server), "--on-error", onError)
                    .stdin(lines)
                    .run();
            assertThat(result.exitCode()).isEqualTo(exitCode);
            assertThat(result.text()).startsWith("PUT k -> stored @").contains("GET k -> two words @");
            assertThat(result.text().contains("INCR n -> 5 @")).isEqualTo(onError.equals("continue"));
            assertThat(result.err()).startsWith("-:3:5: error: rank 9 is not a storage rank");
            assertThat(result.err().contains("-:4:5: error: the quote is not closed"))
                    .isEqualTo(onError.equals("continue"));
        }
    }

    @Test
    void runsTheLinesOfAPipeInAJobOfItsOwnBehindItsFiles() throws IOException {
        Path file = Files.writeString(folder.resolve("commands"), "PUT a 1\nGET a\n");
        Job.Result result = Job.dht("-i", "-np", "3", "--quiet", file.toString())
                .stdin("INCR a\n")
                .run();
        assertThat(result.exitCode()).isZero();
        assertThat(result.text()).matches("GET a -> 1 @\\d+\nINCR a -> 2 @\\d+\n");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithItsJob() {
        Job.Result result = Job.dht("-i", "--nodes", "0").run();
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo("mpj-dht: --nodes: 0 is out of range; right is a whole number from 1 to 1048576\n");
        result = Job.dht("-i", "-").run();
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("mpj-dht: -: standard input is the shell's");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:1, 3, cannot be reached", "nowhere, 2, is no address", "127.0.0.1:0, 2, is no port"})
    void saysThatThereIsNoServer(String address, int exitCode, String why) {
        Job.Result result = Job.dht("--connect", address).run();
        assertThat(result.exitCode()).isEqualTo(exitCode);
        assertThat(result.err()).startsWith("mpj-dht: ").contains(why).hasLineCount(1);
    }
}
