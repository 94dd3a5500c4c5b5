package mpjdht.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckHistoryMainTest {
    private static final String STALE_READ = """
            {"client":1,"seq":0,"event":"invoke","op":"PUT","key":"k","value":"old"}
            {"client":1,"seq":0,"event":"return","outcome":"stored"}
            {"client":1,"seq":1,"event":"invoke","op":"PUT","key":"k","value":"new"}
            {"client":1,"seq":1,"event":"return","outcome":"stored"}
            {"client":2,"seq":0,"event":"invoke","op":"GET","key":"k"}
            {"client":2,"seq":0,"event":"return","outcome":"found","value":"old"}
            """;
    private static final String OVERTAKEN = """
            {"client":1,"seq":0,"event":"invoke","op":"PUT","key":"k","value":"first"}
            {"client":1,"seq":1,"event":"invoke","op":"PUT","key":"k","value":"second"}
            {"client":1,"seq":0,"event":"return","outcome":"stored"}
            {"client":1,"seq":1,"event":"return","outcome":"stored"}
            {"client":2,"seq":0,"event":"invoke","op":"GET","key":"k"}
            {"client":2,"seq":0,"event":"return","outcome":"found","value":"first"}
            """;
    private static final String LOST_DELETE = """
            {"client":1,"seq":0,"event":"invoke","op":"PUT","key":"k","value":"v"}
            {"client":1,"seq":0,"event":"return","outcome":"stored"}
            {"client":2,"seq":0,"event":"invoke","op":"DELETE","key":"k"}
            {"client":3,"seq":0,"event":"invoke","op":"DELETE","key":"k"}
            {"client":2,"seq":0,"event":"return","outcome":"deleted"}
            {"client":3,"seq":0,"event":"return","outcome":"deleted"}
            """;
    private static final String LOST_WRITE = """
            {"client":1,"seq":0,"event":"invoke","op":"PUT","key":"k","value":"old"}
            {"client":1,"seq":0,"event":"return","outcome":"stored","lamport":1,"writer":7}
            {"client":1,"seq":1,"event":"invoke","op":"PUT","key":"k","value":"new"}
            {"client":1,"seq":1,"event":"return","outcome":"stored","lamport":2,"writer":7}
            {"client":2,"seq":0,"event":"invoke","op":"SYNC"}
            {"client":2,"seq":0,"event":"return","outcome":"converged"}
            {"client":2,"seq":1,"event":"invoke","op":"GET","key":"k"}
            {"client":2,"seq":1,"event":"return","outcome":"found","value":"old","lamport":1,"writer":7}
            """;
    private static final String RIGHT =
            STALE_READ.replace("\"found\",\"value\":\"old\"", "\"found\",\"value\":\"new\"");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path right;
    private Path stale;
    private Path lost;

    @BeforeEach
    void writeHistories() throws IOException {
        right = Files.writeString(folder.resolve("right.jsonl"), RIGHT);
        stale = Files.writeString(folder.resolve("stale.jsonl"), STALE_READ);
        lost = Files.writeString(folder.resolve("lost.jsonl"), LOST_DELETE);
    }

    private int run(String input, String... arguments) {
        return CheckHistoryMain.run(
                arguments,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aHistoryThatKeepsThePromisesIsALineAndEndsWithZero() {
        int exitCode = run("", right.toString());

        assertThat(exitCode).isZero();
        assertThat(out()).isEqualTo(right + "\tlinearizable\n");
        assertThat(err()).isEmpty();
    }

    @Test
    void aViolationIsDrawnWithTheCallsThatShowIt() {
        int exitCode = run("", right.toString(), stale.toString());

        assertThat(exitCode).isEqualTo(1);
        assertThat(out())
                .isEqualTo(right + "\tlinearizable\n" + stale + "\tviolated\n"
                        + "  key \"k\": no order of these calls explains their answers; whatever the value was before"
                        + " (from line 3 to line 6, 2 of 3 calls)\n"
                        + "  client 1  PUT \"new\" -> stored  |---|\n"
                        + "  client 2  GET -> \"old\"                 |---|\n");
    }

    @Test
    void aClientOvertakenByItselfIsToldApart() {
        int exitCode = run(OVERTAKEN, "-");

        assertThat(exitCode).isEqualTo(1);
        assertThat(out()).contains("no order of these calls that keeps each client's own order explains their answers");
    }

    @Test
    void twoDeletesOfOneValueAreAViolation() {
        int exitCode = run("", "--quiet", lost.toString());

        assertThat(exitCode).isEqualTo(1);
        assertThat(out()).isEqualTo(lost + "\tviolated\n");
    }

    @Test
    void whatTheLimitsLeaveOpenIsUnknown() {
        int exitCode = run("", "--max-steps", "1", lost.toString(), right.toString());

        assertThat(exitCode).isEqualTo(4);
        assertThat(out()).isEqualTo(lost + "\tunknown\n" + right + "\tlinearizable\n");
    }

    @Test
    void anOldReadIsEventualUntilASync() {
        assertThat(run(LOST_WRITE.replace("converged", "unknown"), "--eventual", "-"))
                .isZero();
        assertThat(out())
                .isEqualTo("-\teventual\n"
                        + "  3 calls, 1 read: 1 stale (by 1.0 versions in the mean, 1 at most), 0 older than what their"
                        + " client had written, 0 than what it had read\n");
    }

    @Test
    void aWriteThatASyncLostIsDrawn() {
        int exitCode = run(LOST_WRITE, "--eventual", stale.toString(), "-");

        assertThat(exitCode).isEqualTo(1);
        assertThat(out())
                .isEqualTo(stale + "\teventual\n  3 calls, 1 read; no read tells a version\n-\tviolated\n"
                        + "  key \"k\": a read after a SYNC tells what is older than a write acknowledged before it"
                        + " (from line 3 to line 8)\n"
                        + "  client 1  PUT \"new\" -> stored @2.7  |---|\n"
                        + "  client 2  SYNC -> converged                 |---|\n"
                        + "  client 2  GET -> \"old\" @1.7                         |---|\n"
                        + "  3 calls, 1 read: 1 stale (by 1.0 versions in the mean, 1 at most), 0 older than what their"
                        + " client had written, 0 than what it had read\n");
    }

    @Test
    void aQuietEventualCheckTellsTheVerdictAlone() {
        assertThat(run(LOST_WRITE, "--eventual", "--quiet", "-")).isEqualTo(1);
        assertThat(out()).isEqualTo("-\tviolated\n");
    }

    @Test
    void linearizabilityIsNotAskedOfSyncs() {
        assertThat(run(LOST_WRITE.replace("old", "new"), "-")).isZero();
        assertThat(run(LOST_WRITE, "-")).isEqualTo(1);
    }

    @Test
    void aFileThatCannotBeReadIsNamedAndTheOthersAreChecked() {
        int exitCode = run("{\n", "-", folder.toString(), folder + "/none", right.toString());

        assertThat(exitCode).isEqualTo(2);
        assertThat(out()).isEqualTo(right + "\tlinearizable\n");
        assertThat(err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("-:1: error: not JSON: "),
                        line -> assertThat(line)
                                .isEqualTo(folder + ": error: cannot be read: it is a folder; right is a file with an"
                                        + " event a line"),
                        line -> assertThat(line).isEqualTo(folder + "/none: error: no such file"));
    }

    @Test
    void wrongUsageIsOneLine() {
        assertThat(run("")).isEqualTo(2);
        assertThat(run("", "--max-steps", "0", "-")).isEqualTo(2);
        assertThat(run("", "--eventually", "-")).isEqualTo(2);
        assertThat(run("", "--eventual", "--max-steps", "9", "-")).isEqualTo(2);
        assertThat(run("", "--eventual")).isEqualTo(2);
        assertThat(out()).isEmpty();
        assertThat(err().lines())
                .hasSize(5)
                .allMatch(line -> line.startsWith("check-history: ") && line.contains("; right is "));
    }

    @Test
    void helpShowsTheOptions() {
        assertThat(run("", "--help")).isZero();
        assertThat(out())
                .contains("check-history [options] FILE...", "--eventual", "--max-steps <N>", "4 none is violated");
    }
}
