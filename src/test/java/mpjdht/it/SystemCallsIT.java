package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ranks ask of the operating system, and in which order, one PUT after another. */
class SystemCallsIT {
    private static final int PUTS = 60;

    @TempDir
    private Path folder;

    @BeforeAll
    static void mayTrace() {
        assumeTrue(
                Job.command(List.of("sh", "-c", "strace -f -y -o /dev/null true"))
                                .run()
                                .exitCode()
                        == 0,
                "there is no strace, or it may not look at processes");
    }

    private SystemCalls traced(String durability) throws IOException {
        StringBuilder commands = new StringBuilder();
        for (int i = 0; i < PUTS; i++) {
            commands.append("PUT k").append(i).append(" v").append(i).append('\n');
        }
        Path trace = folder.resolve("trace");
        List<String> strace = List.of(
                "strace",
                "-f",
                "-y",
                "--seccomp-bpf",
                "-e",
                "trace=pwrite64,fdatasync,fsync,write,writev,sendto,sendmsg",
                "-o",
                trace.toString());
        Job.Result result = Job.script(
                        strace,
                        "dht",
                        ("--device niodev -np 3 --quiet --window 1 --durability " + durability + " --data-dir "
                                        + folder.resolve("data") + " -")
                                .split(" "))
                .stdin(commands.toString())
                .run();
        assertThat(result.exitCode()).as(result.err()).isZero();
        return SystemCalls.of(Files.readAllLines(trace, StandardCharsets.ISO_8859_1));
    }

    @Test
    void noAnswerLeavesBeforeWhatItSaysIsForced() throws IOException {
        SystemCalls calls = traced("fsync");

        assertThat(calls.sentAhead()).isZero();
        assertThat(calls.forced()).isGreaterThanOrEqualTo(PUTS);
        assertThat(calls.sentSafe()).isGreaterThanOrEqualTo(PUTS);
    }

    /** So that the trace shows it where it is not so. */
    @Test
    void withFlushAnswersLeaveBefore() throws IOException {
        assertThat(traced("flush").sentAhead()).isGreaterThanOrEqualTo(PUTS);
    }

    @Test
    void aCallCountsForItsThreadAndWhenItHasReturned() {
        SystemCalls calls = SystemCalls.of(List.of(
                "7 pwrite64(5</d/rank-1/journal-0000000001>, \"a\\0\"..., 64, 0) = 64",
                "7 fdatasync(5</d/rank-1/journal-0000000001> <unfinished ...>",
                "8 write(9<socket:[1]>, \"b\", 1) = 1",
                "7 <... fdatasync resumed>)          = 0",
                "7 pwrite64(5</d/rank-1/journal-0000000001>, \"\"..., 16, 64) = 16",
                "7 write(9<socket:[1]>, \"c\", 1)    = 1",
                "7 pwrite64(5</d/rank-1/journal-0000000001>, \"d\"..., 64, 80) = 64",
                "7 write(9<socket:[1]>, \"e\", 1)    = 1",
                "7 fdatasync(5</d/rank-1/journal-0000000001>) = -1 EIO (Input/output error)",
                "7 write(9<socket:[1]>, \"f\", 1)    = 1"));

        assertThat(calls.forced()).isEqualTo(1);
        assertThat(calls.sentSafe()).isEqualTo(1);
        assertThat(calls.sentAhead()).isEqualTo(2);
    }
}
