package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs that end before their end, and go on.  */
class ResumeIT {
    @TempDir
    private Path folder;

    private Path commands(String text) throws IOException {
        return Files.writeString(folder.resolve("commands"), text);
    }

    private Job job(String options, String... files) {
        List<String> all =
                new ArrayList<>(List.of("--data-dir", folder.resolve("data").toString()));
        all.addAll(List.of(options.split(" ")));
        all.addAll(List.of(files));
        return Job.dht(all.toArray(String[]::new));
    }

    private static void answers(Job job, int exitCode, String results) {
        Job.Result result = job.run();
        assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
        assertThat(result.text()).as(result.err()).isEqualTo(results);
    }

    @ParameterizedTest
    @CsvSource({"multicore", "niodev"})
    void aRunThatABadLineStopsGoesOnThereWhenItIsMended(String device) throws IOException {
        Path results = folder.resolve("results");
        String options = "-np 4 --quiet --device " + device + " --output " + results;
        Path file = commands("PUT a 1\nINCR a\nGET a\nPUT a 5\nFROB a\nINCR a\nGET a\n");
        answers(job(options, file.toString()), 2, "");
        assertThat(results).hasContent("INCR a -> 2 @1000\nGET a -> 2 @1000\n");

        commands("PUT a 1\nINCR a\nGET a\nPUT a 5\nINCR a 10\nINCR a\nGET a\n");
        answers(job(options + " --resume", file.toString()), 0, "");
        String whole =
                "INCR a -> 2 @1000\nGET a -> 2 @1000\nINCR a -> 15 @1000\nINCR a -> 16 @1000\nGET a -> 16 @1000\n";
        assertThat(results).hasContent(whole);

        Job.Result again = job("-np 4 --device " + device + " --output " + results + " --resume", file.toString())
                .run();
        assertThat(again.exitCode()).isZero();
        assertThat(again.err()).contains("mpj-dht: --resume: everything has been run already\n");
        assertThat(results).hasContent(whole);
    }

    @Test
    void aRunThatIsToldToEndGoesOnBehindWhatItHasRead() throws Exception {
        Path pipe = folder.resolve("commands");
        Job.command(List.of("mkfifo", pipe.toString())).run();
        try (Job.Running running = job("-np 4 --verbose", pipe.toString()).start()) {
            try (var writer = Files.newBufferedWriter(pipe, StandardCharsets.US_ASCII)) {
                writer.write("PUT a 1\nADD 1 500\nGET a\n");
                writer.flush();
                running.awaitOut("GET a -> 1 @1000\n");
                new ProcessBuilder("kill", Long.toString(running.process().pid()))
                        .start()
                        .waitFor();
                assertThat(running.await().exitCode()).isEqualTo(143);
            }
        }
        Files.delete(pipe);
        commands("PUT a 1\nADD 1 500\nGET a\nGET b\nADD 2 600\n");

        Job.Result resumed = job("-np 4 --verbose --resume", pipe.toString()).run();
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.text()).isEqualTo("GET b -> (not found) @1000\nADD 2 -> joined @600, 0 keys moved\n");
        assertThat(resumed.err())
                .contains("mpj-dht: --resume: the job goes on behind " + pipe + ":3\n")
                .contains("5 commands in ")
                .contains("1 PUT, 2 GET (1 miss), 2 ADD");
    }

    @Test
    void onlyTheSameRunGoesOn() throws IOException {
        Path file = commands("PUT a 1\nFROB\n");
        Path results = folder.resolve("results");
        job("-np 4 --quiet --output " + results, file.toString()).run();

        String refusal = "mpj-dht: --data-dir " + folder.resolve("data") + ": ";
        Job.Result other = job("-np 4 --quiet --resume --output " + results, file.toString(), file.toString())
                .run();
        assertThat(other.exitCode()).isEqualTo(3);
        assertThat(other.err())
                .isEqualTo(refusal + "the run that is to be resumed has the command files " + file + ", and not " + file
                        + ", " + file + "\n");
        Job.Result printed = job("-np 4 --quiet --resume", file.toString()).run();
        assertThat(printed.err())
                .isEqualTo(refusal + "the results of the run that is to be resumed go to " + results
                        + ", and not to standard output\n");
        Job.Result narrow = job("-np 4 --quiet --resume --window 5 --output " + results, file.toString())
                .run();
        assertThat(narrow.err()).endsWith("right is --window 65536\n");
        Files.writeString(results, "");
        commands("GET a\nGET b\n");
        answers(job("-np 4 --quiet --resume --output " + results, file.toString()), 0, "");
        assertThat(results).hasContent("GET b -> (not found) @1000\n");
    }

    @Test
    void restartsSayWhatIsWrongWithThem() throws IOException {
        Path file = commands("GET a\n");
        Job.Result nothing = Job.dht("--restarts", "2", file.toString()).run();
        assertThat(nothing.exitCode()).isEqualTo(2);
        assertThat(nothing.err())
                .isEqualTo("mpj-dht: --restarts: nothing outlives the job; right is --data-dir with it\n");
        assertThat(job("--restarts 2 -").run().err())
                .isEqualTo("mpj-dht: --restarts: standard input is read once; right is a command file\n");
        assertThat(job("--restarts two", file.toString()).run().err())
                .isEqualTo("mpj-dht: --restarts: 'two' is no number of restarts; right is 0 to 9999\n");

        answers(job("--restarts 2 -np 4 --quiet", file.toString()), 0, "GET a -> (not found) @1000\n");
        Job.Result refused =
                job("--restarts 9 -np 4 --quiet --ids sha1", file.toString()).run();
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err())
                .contains("mpj-dht: the job died with exit code 3; start 2 of 9 more\n")
                .doesNotContain("start 3 of 9")
                .endsWith("mpj-dht: the job does not begin; it is not started again\n");
    }
}
