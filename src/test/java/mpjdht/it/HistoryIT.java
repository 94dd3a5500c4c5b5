package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a job records of itself, and what the checker says of it. */
class HistoryIT {
    private static final int COMMANDS = 20_000;
    private static final int KEYS = 20;

    @TempDir
    private Path folder;

    private Path history;
    private Path commands;

    /** Calls on few keys, so that many are under way for each, while nodes come and go. */
    private void drawCommands() throws IOException {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder("ADD 2 300\n");
        for (int i = 0; i < COMMANDS; i++) {
            int key = random.nextInt(KEYS) * 50;
            switch (random.nextInt(7)) {
                case 0, 1 -> text.append("PUT ").append(key).append(" v").append(i);
                case 2, 3 -> text.append("GET ").append(key);
                case 4 ->
                    text.append("CAS ")
                            .append(key)
                            .append(" v")
                            .append(i - 1 - random.nextInt(KEYS))
                            .append(" v")
                            .append(i);
                case 5 -> text.append("INCR hits").append(key).append(" ").append(i);
                default -> text.append("DELETE ").append(key);
            }
            text.append('\n');
            if (i == COMMANDS / 3) {
                text.append("ADD 1 600\nEXPLAIN 50\nRING\n");
            } else if (i == COMMANDS / 2) {
                text.append("REMOVE 300\n");
            }
        }
        history = folder.resolve("history");
        commands = Files.writeString(folder.resolve("commands"), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--window 65536", "--window 1", "--routing chord", "--routing direct --device niodev"})
    void theHistoryOfAJobIsLinearizableAndWhole(String options) throws IOException {
        drawCommands();

        Job.Result job = Job.dht((options + " --quiet --history " + history + " " + commands).split(" "))
                .run();
        Job.Result check = Job.script("check-history", history.toString()).run();

        assertThat(job.err()).isEmpty();
        assertThat(job.exitCode()).isZero();
        assertThat(check.text()).isEqualTo(history + "\tlinearizable\n");
        assertThat(Files.readAllLines(history)).hasSize(2 * COMMANDS);
    }

    @Test
    void aHistoryThatWasTamperedWithIsNot() throws IOException {
        drawCommands();
        Job.dht("--quiet", "--history", history.toString(), commands.toString()).run();
        String read = Files.readString(history);
        Files.writeString(history, read.replaceFirst("\"found\",\"value\":\"v\\d+", "\"found\",\"value\":\"never"));

        Job.Result check =
                Job.script("check-history", "--quiet", history.toString()).run();

        assertThat(check.text()).isEqualTo(history + "\tviolated\n");
        assertThat(check.exitCode()).isEqualTo(1);
    }

    @Test
    void aHistoryThatCannotBeWrittenIsSaidBeforeAnythingIsRun() throws IOException {
        Path results = Files.writeString(folder.resolve("results"), "kept");

        Job.Result job = Job.dht("--output", results.toString(), "--history", folder + "/none/history", "-")
                .stdin("PUT 1 a\nGET 1\n")
                .run();

        assertThat(job.err())
                .isEqualTo("mpj-dht: --history " + folder + "/none/history: cannot be written: no such file; right is a"
                        + " file in a folder that you may write to\n");
        assertThat(job.exitCode()).isEqualTo(2);
        assertThat(results).hasContent("kept");
    }

    @Test
    void aDiskThatIsFullEndsTheJob() throws IOException {
        drawCommands();
        Job.Result job = Job.dht("--quiet", "--history", "/dev/full", commands.toString())
                .run();

        assertThat(job.err()).contains("the history cannot be written: No space left on device");
        assertThat(job.exitCode()).isEqualTo(3);
    }
}
