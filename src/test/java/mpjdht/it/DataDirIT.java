package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that outlive their job, in real folders. */
class DataDirIT {
    private static final int KEYS = 300;

    @TempDir
    private Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private Job job(String options, String commands) {
        List<String> all = new ArrayList<>(List.of(options.split(" ")));
        all.addAll(List.of("--quiet", "--data-dir", data().toString(), "-"));
        return Job.dht(all.toArray(String[]::new)).stdin(commands);
    }

    private static Job.Result runs(Job job) {
        Job.Result result = job.run();
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result;
    }

    private static String getAll() {
        StringBuilder commands = new StringBuilder();
        for (int key = 0; key < KEYS; key++) {
            commands.append("GET k").append(key).append('\n');
        }
        return commands.toString();
    }

    /** Values by key, as a job tells them line by line. */
    private static Map<String, String> values(Job.Result result) throws IOException {
        Map<String, String> values = new TreeMap<>();
        for (String line : result.text().lines().toList()) {
            Map<String, Object> told = JSON.std.mapFrom(line);
            if (told.get("op").equals("GET") && told.get("found").equals(true)) {
                values.put((String) told.get("key"), (String) told.get("value"));
            }
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource({
        "multicore, 8, 1, 5, 1, 12, 1",
        "multicore, 8, 3, 5, 3, 12, 3",
        "multicore, 5, 1, 8, 3, 4, 2",
        "niodev, 6, 2, 4, 1, 5, 2"
    })
    void everyKeyAndTheRingAreBackWhateverTheRanks(
            String device, int ranks, int copies, int then, int copiesThen, int last, int copiesLast)
            throws IOException {
        Map<String, String> expected = new TreeMap<>();
        StringBuilder commands = new StringBuilder();
        Random random = new Random(ranks * 100L + copies);
        for (int i = 0; i < 2000; i++) {
            String key = "k" + random.nextInt(KEYS);
            switch (random.nextInt(5)) {
                case 0 -> {
                    commands.append("DELETE ").append(key).append('\n');
                    expected.remove(key);
                }
                case 1 -> {
                    commands.append("PUT ")
                            .append(key)
                            .append(" 7\nINCR ")
                            .append(key)
                            .append(" 5\n");
                    expected.put(key, "12");
                }
                default -> {
                    String value = "v" + i + "x".repeat(random.nextInt(50));
                    commands.append("PUT ")
                            .append(key)
                            .append(' ')
                            .append(value)
                            .append('\n');
                    expected.put(key, value);
                }
            }
            if (i == 700) {
                commands.append("ADD 1 123\nADD 2 456\n");
            }
            if (i == 1400) {
                commands.append("REMOVE 123\n");
            }
        }
        String common = "--format json --device " + device;
        runs(job(common + " -np " + ranks + " --nodes 7 --replicas " + copies, commands.toString()));

        for (int[] shape : new int[][] {{then, copiesThen}, {last, copiesLast}}) {
            String of = " -np " + shape[0] + " --replicas " + shape[1];
            assertThat(values(runs(job(common + of, getAll())))).isEqualTo(expected);
            assertThat(runs(job("--device " + device + of, "NODE 456\nRING\n")).text())
                    .startsWith("NODE 456 -> ")
                    .contains("RING -> 8 nodes, " + expected.size() + " keys, ");
        }
    }

    @Test
    void anotherJobOnTheSameFolderIsRefusedAndSoIsAnotherCircle() {
        try (Job.Running running =
                Job.dht("--quiet", "--data-dir", data().toString(), "-").typed().start()) {
            running.type("PUT a 1\nGET a\n");
            running.awaitOut("GET a -> 1");
            Job.Result second = job("-np 4", "GET a\n").run();
            assertThat(second.exitCode()).isEqualTo(3);
            assertThat(second.err())
                    .isEqualTo("mpj-dht: --data-dir " + data() + ": " + data() + " is in use by another job\n");
        }
        Job.Result other = job("-np 4 --ids sha1", "GET a\n").run();
        assertThat(other.exitCode()).isEqualTo(3);
        assertThat(other.err())
                .isEqualTo("mpj-dht: --data-dir " + data()
                        + ": its keys are on another circle, 'direct 1000', than 'sha1 160'\n");
        assertThat(runs(job("-np 4", "GET a\n")).text()).isEqualTo("GET a -> 1 @1000\n");
    }

    @Test
    void aFlippedBitIsNamedAndNothingIsServed() throws IOException {
        runs(job("-np 4", "PUT a 1\nPUT b 2\nPUT c 3\n"));
        Path journal;
        try (Stream<Path> files = Files.walk(data())) {
            journal = files.filter(file ->
                            file.toString().contains("rank-") && file.toString().contains("journal"))
                    .max((a, b) -> Long.compare(a.toFile().length(), b.toFile().length()))
                    .orElseThrow();
        }
        try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "rw")) {
            file.seek(60);
            int flipped = file.read() ^ 4;
            file.seek(60);
            file.write(flipped);
        }

        Job.Result result = job("-np 4", "GET a\n").run();

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.text()).isEmpty();
        assertThat(result.err())
                .startsWith("mpj-dht: --data-dir " + data() + ": " + journal + ", byte ")
                .endsWith(": the checksum is wrong\n");
    }
}
