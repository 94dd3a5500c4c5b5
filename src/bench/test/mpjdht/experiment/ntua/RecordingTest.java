package mpjdht.experiment.ntua;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import mpjdht.history.HistoryWriter;
import mpjdht.history.Outcome;
import mpjdht.history.Verb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How fast phases are, and how many reads are stale, counted from histories. */
class RecordingTest {
    private static final int SEEDS = 200;
    private static final int CALLS = 60;
    private static final long MILLI = 1_000_000;

    @TempDir
    private Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Path history() {
        return folder.resolve("history");
    }

    private HistoryWriter writer() throws IOException {
        OutputStream out = Files.newOutputStream(history());
        return new HistoryWriter(out);
    }

    @Test
    void aPhaseIsAsFastAsWhatItsClientsDoInTheirTimesTogether() throws IOException {
        try (HistoryWriter writer = writer()) {
            for (int call = 0; call < 6; call++) {
                for (int client = 0; client < 2; client++) {
                    long at = call * MILLI * (client + 1);
                    writer.invoke(client, call, Verb.GET).key(bytes("k"), 0, 1).end(at);
                    writer.answer(client, call, Outcome.MISSING).end(at + MILLI * (client + 1));
                }
            }
        }

        Recording recording = Recording.of(history(), List.of(List.of(1, 2), List.of(2, 1)), 2);

        // A call takes the first client a millisecond, and the second two.
        assertThat(recording.phase(0, 0).perSecond()).isEqualTo(1000 + 500);
        assertThat(recording.phase(1, 1).perSecond()).isEqualTo(1000 + 500);
        assertThat(recording.phase(0, 0).reads()).isEqualTo(3);
        assertThat(recording.phase(1, 1).reads()).isEqualTo(3);
        assertThat(recording.stale()).isZero();
    }

    /** Two copies, of which a write reaches one at once, and the other with one of the next writes. */
    private void draw(Random random) throws IOException {
        try (HistoryWriter writer = writer()) {
            long newest = 0;
            long other = 0;
            for (int call = 0; call < CALLS; call++) {
                int client = random.nextInt(3);
                if (random.nextInt(3) == 0) {
                    newest++;
                    byte[] value = bytes("v" + newest);
                    writer.invoke(client, call, Verb.PUT).key(bytes("k\"lamport\":9"), 0, 12).value(value, 0, value.length).end(call);
                    writer.answer(client, call, Outcome.STORED).version(newest, 1).end(call);
                    other = random.nextInt(4) == 0 ? newest : other;
                } else {
                    writer.invoke(client, call, Verb.GET).key(bytes("k\"lamport\":9"), 0, 12).end(call);
                    long told = random.nextBoolean() ? newest : other;
                    byte[] value = bytes("v" + told);
                    if (told == 0) {
                        writer.answer(client, call, Outcome.MISSING).version(0, 0).end(call);
                    } else {
                        writer.answer(client, call, Outcome.FOUND).value(value, 0, value.length).version(told, 1).end(call);
                    }
                }
            }
        }
    }

    @Test
    void staleReadsAreThoseThatTheCheckerOfHistoriesCounts() throws IOException {
        List<List<Integer>> calls = IntStream.range(0, 3).mapToObj(client -> List.of(CALLS)).toList();
        long all = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            draw(new Random(seed));

            Recording recording = Recording.of(history(), calls, 1);

            assertThat(recording.stale()).as("seed " + seed).isEqualTo(Recording.checkedStale(history(), true));
            all += recording.stale();
        }
        assertThat(all).isGreaterThan(SEEDS);
    }
}
