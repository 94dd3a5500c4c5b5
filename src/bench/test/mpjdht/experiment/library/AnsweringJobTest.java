package mpjdht.experiment.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mpjdht.experiment.lab.Comparison;
import mpjdht.experiment.lab.Findings;
import mpjdht.experiment.lab.Plan;
import mpjdht.experiment.library.Growth.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that are small programs which answer as a job does. */
class AnsweringJobTest {
    @TempDir
    private Path folder;

    /** A program that answers every line with the first text, joins with an id. */
    private Path program(String answer) throws IOException {
        Path file = folder.resolve("program");
        Files.writeString(
                file,
                "#!/bin/sh\nwhile read -r op rest; do case $op in ADD) echo '{\"op\":\"ADD\",\"id\":17}';; REMOVE) echo \"{}\";"
                        + " echo \"$op $rest\" >>" + folder.resolve("removed") + ";; *) " + answer + ";; esac; done\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    @Test
    void countsTheHopsOfAllAnswers() throws IOException {
        try (AnsweringJob job = new AnsweringJob(program("echo '{\"op\":\"GET\",\"hops\":'${rest#?}'}'"), 1, "chord")) {
            assertThat(job.together(List.of("GET k1", "GET k3", "GET k3", "GET k5"))).isPositive();
            assertThat(job.oneByOne(List.of("GET k8", "GET k4"))).isPositive();
            assertThat(job.hops()).isEqualTo(4);
        }
    }

    @Test
    void readsWhileItWritesMoreThanAPipeHolds() throws IOException {
        Keys keys = new Keys(1, 20_000);

        try (AnsweringJob job = new AnsweringJob(program("echo '{\"hops\":1,\"and\":\"so on and so on and so on\"}'"), 1, "chord")) {
            job.together(keys.gets());
            assertThat(job.hops()).isEqualTo(1);
        }
    }

    @Test
    void letsEveryNodeLeaveThatHasJoined() throws IOException {
        try (AnsweringJob job = new AnsweringJob(program("echo '{}'"), 1, "chord")) {
            assertThat(job.joins(3)).isPositive();
        }
        assertThat(Files.readAllLines(folder.resolve("removed"))).containsExactly("REMOVE 17", "REMOVE 17", "REMOVE 17");
    }

    @Test
    void saysWhatAJobSaidThatHasEnded() throws IOException {
        try (AnsweringJob job = new AnsweringJob(program("echo no more ranks >&2; exit 1"), 1, "chord")) {
            assertThatThrownBy(() -> job.together(List.of("GET a")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no more ranks");
        }
    }

    @Test
    void saysWhichCommandFailed() throws IOException {
        try (AnsweringJob job = new AnsweringJob(program("echo '{\"error\":\"no node\"}'"), 1, "chord")) {
            assertThatThrownBy(() -> job.oneByOne(List.of("GET a"))).hasMessageContaining("no node");
        }
    }

    @Test
    void comparesEveryOperationAndMeasuresAll() throws IOException {
        Path program = program("echo '{\"hops\":2}'");

        Findings operations = new Operations(program, List.of("chord"), 50, 5).run(Plan.of(1));
        Findings growth = new Growth(program, List.of(new Size(4, 50)), List.of(new Size(1, 60)), 5).run(Plan.of(1));

        assertThat(operations.isEmpty()).isTrue();
        assertThat(growth.isEmpty()).isTrue();
        assertThat(operations.measured().comparisons()).hasSize(8).extracting(Comparison::unit).containsOnly("ms", "K/s");
        assertThat(operations.measured().comparisons())
                .filteredOn(comparison -> comparison.unit().equals("ms"))
                .allSatisfy(comparison -> assertThat(comparison.ours().mean()).isBetween(0.0, 1000.0));
        assertThat(growth.measured().files().get(0).text().lines().skip(1))
                .hasSize(2)
                .allMatch(row -> row.contains(",5,2,0,"));
    }
}
