package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of real jobs, whole and damaged, and what is said of them. */
class VerifyIT {
    @TempDir
    private Path temporary;

    private Path data() {
        return temporary.resolve("data");
    }

    private Job job(int copies, String commands) {
        return Job.dht(
                        "-np",
                        "5",
                        "--quiet",
                        "--nodes",
                        "3",
                        "--replicas",
                        Integer.toString(copies),
                        "--data-dir",
                        data().toString(),
                        "-")
                .stdin(commands);
    }

    private Job.Result verify(String... more) {
        return Job.dht(
                        more.length == 0
                                ? new String[] {"verify", data().toString()}
                                : new String[] {"verify", data().toString(), more[0]})
                .run();
    }

    /** Alters a byte in the midst of what a rank has. */
    private Path damage(int rank) throws IOException {
        Path generation = data().resolve("generation-1");
        Path journal = generation.resolve("rank-" + rank).resolve("journal-0000000001");
        try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "rw")) {
            file.seek(file.length() / 2);
            int before = file.read();
            file.seek(file.length() / 2);
            file.write(before ^ 0x10);
        }
        return journal;
    }

    private static String puts() {
        StringBuilder commands = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            commands.append("PUT ").append(i % 500).append(" v").append(i).append('\n');
        }
        return commands.toString();
    }

    @Test
    void whatIsDamagedIsTakenFromOtherCopies() throws IOException {
        assertThat(job(3, puts()).run().exitCode()).isZero();
        Job.Result whole = verify();
        assertThat(whole.exitCode()).isZero();
        assertThat(whole.text())
                .startsWith(data() + ": generation 1, direct 1000, 3 storage ranks\npart ")
                .contains("\nrank-2 ")
                .endsWith("3 regions with up to 3 copies: all equal\nwhole\n");

        Path journal = damage(2);
        Job.Result damaged = verify();
        assertThat(damaged.exitCode()).isEqualTo(1);
        assertThat(damaged.text()).contains("\ndamage: " + journal + ", byte ").endsWith("\ndamaged\n");

        Job.Result job = job(3, "GET 0\nGET 499\n").run();
        assertThat(job.exitCode()).as(job.err()).isZero();
        assertThat(job.text()).isEqualTo("GET 0 -> v1500 @334\nGET 499 -> v1999 @667\n");
        assertThat(job.err())
                .startsWith("mpj-dht: warning: " + journal + ", byte ")
                .endsWith(": the checksum is wrong; what was there is taken from other copies\n");
        assertThat(verify().text()).endsWith("all equal\nwhole\n");
    }

    @Test
    void whatIsDamagedAndHasNoOtherCopyIsNamed() throws IOException {
        assertThat(job(1, puts()).run().exitCode()).isZero();
        Path journal = damage(2);
        Job.Result job = job(1, "GET 0\n").run();
        assertThat(job.exitCode()).isEqualTo(3);
        assertThat(job.text()).isEmpty();
        assertThat(job.err())
                .startsWith("mpj-dht: --data-dir " + data() + ": " + journal + ", byte ")
                .endsWith(": the checksum is wrong\n");

        Job.Result repair = verify("--repair");
        assertThat(repair.exitCode()).isEqualTo(1);
        assertThat(repair.err()).startsWith("mpj-dht: " + journal + ", byte ").endsWith("; nothing has changed\n");
        assertThat(Files.exists(journal)).isTrue();
    }

    @Test
    void repairMakesEverythingAnew() throws IOException {
        assertThat(job(2, puts()).run().exitCode()).isZero();
        damage(1);
        Job.Result repair = verify("--repair");
        assertThat(repair.exitCode()).as(repair.err()).isZero();
        assertThat(repair.text())
                .contains("\ndamaged\n" + data() + ": generation 2, ")
                .endsWith("\nwhole\n");
        Job.Result job = job(2, "GET 0\nGET 499\n").run();
        assertThat(job.text()).isEqualTo("GET 0 -> v1500 @334\nGET 499 -> v1999 @667\n");
        assertThat(job.err()).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithItsArguments() throws Exception {
        Job.Result nothing = verify();
        assertThat(nothing.exitCode()).isEqualTo(2);
        assertThat(nothing.err())
                .isEqualTo("mpj-dht: " + data()
                        + ": no job has kept anything there; right is the folder of a --data-dir\n");
        assertThat(Job.dht("verify").run().exitCode()).isEqualTo(2);
        assertThat(verify("--mend").err())
                .isEqualTo("mpj-dht: --mend: no such option; right is scripts/dht verify DIR [--repair]\n");

        Path pipe = temporary.resolve("pipe");
        Job.command(List.of("mkfifo", pipe.toString())).run();
        try (Job.Running running = Job.dht("-np", "4", "--quiet", "--data-dir", data().toString(), pipe.toString())
                .start()) {
            try (Writer commands = Files.newBufferedWriter(pipe, StandardCharsets.US_ASCII)) {
                commands.write("GET a\n");
                commands.flush();
                running.awaitOut("GET a -> (not found) @1000\n");
                Job.Result used = verify();
                assertThat(used.exitCode()).isEqualTo(3);
                assertThat(used.err()).isEqualTo("mpj-dht: " + data() + " is in use by another job\n");
            }
            assertThat(running.await().exitCode()).isZero();
        }
    }
}
