package mpjdht.runtime.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import mpjdht.Campaign;
import mpjdht.journal.DamageException;
import mpjdht.journal.Journal;
import mpjdht.journal.JournalEnd;
import mpjdht.message.ChainBatch;
import mpjdht.message.ConfigurationCodec;
import mpjdht.node.Grid;
import mpjdht.ring.Configuration;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.Placement;
import mpjdht.ring.RingView;
import mpjdht.store.KeyWalk;
import mpjdht.store.NodeTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small folders of jobs in which a byte is altered, or a file is gone: a job that begins with them has every key, or says what is wrong. */
class DamagedFolderTest {
    private static final Grid GRID = new Grid(5);
    private static final int KEYS = 12;
    private static final String CIRCLE = "direct 1000";

    @TempDir
    private Path temporary;

    private final KeySpace space = new DirectKeySpace(1000);
    private final KeyPlace place = new KeyPlace();
    private final Map<String, String> expected = new TreeMap<>();
    private Path folder;
    private int copies;

    private static DataFolder.About about() {
        return new DataFolder.About(CIRCLE, GRID.lastStorage());
    }

    /** Begins a job on every rank, and returns what the ranks have; the generation counts if it is to. */
    private List<Restoring.Restored> begin(boolean commits) throws IOException {
        List<Restoring.Restored> begun = new ArrayList<>();
        try (DataFolder data = DataFolder.open(folder, about())) {
            Generations parts = Generations.in(folder);
            for (int rank = 1; rank <= GRID.lastStorage(); rank++) {
                begun.add(new Restoring(
                                parts,
                                data.generation(),
                                rank,
                                GRID,
                                new Placement(copies, host -> host),
                                () -> new NodeTable(space),
                                false,
                                new Remarks())
                        .restore(data.before(), RingView.of(0, space.initialIds(3), GRID.initialRanks(3))));
            }
            if (commits) {
                Configuration configuration = begun.get(0).configuration();
                try (Journal head = Journal.goOn(
                        parts.open(data.generation(), Generations.ofRank(Grid.HEAD)),
                        JournalEnd.NONE,
                        Restoring.FILE_BYTES)) {
                    byte[] message = ConfigurationCodec.encode(configuration);
                    head.append(message, 0, message.length);
                }
                data.commit();
            }
        }
        return begun;
    }

    private static void close(List<Restoring.Restored> begun) throws IOException {
        for (Restoring.Restored restored : begun) {
            restored.journal().close();
            restored.disk().close();
        }
    }

    /** A folder in which a job has left keys. */
    private void make(int copiesOfKey) throws IOException {
        copies = copiesOfKey;
        folder = temporary.resolve("data" + copies);
        List<Restoring.Restored> begun = begin(true);
        for (int i = 0; i < 2 * KEYS; i++) {
            byte[] entry = ("k" + i % KEYS + "=v" + i).getBytes(UTF_8);
            int keyLength = entry.length - ("=v" + i).length();
            space.locate(entry, 0, keyLength, place);
            for (Restoring.Restored restored : begun) {
                int rank = begun.indexOf(restored) + 1;
                if (restored.configuration().region(place.position()).placeOf(rank) >= 0) {
                    ChainBatch batch = new ChainBatch();
                    batch.addKey(
                            place.hash(),
                            place.position(),
                            entry,
                            0,
                            keyLength,
                            keyLength + 1,
                            entry.length - keyLength - 1);
                    restored.journal().append(batch.bytes(), 0, batch.length());
                    restored.journal().force();
                }
            }
            expected.put("k" + i % KEYS, "v" + i);
        }
        close(begun);
    }

    /** What the ranks of a job that begins have; each key as often as it has copies. */
    private void hasEveryKey() throws IOException {
        List<Restoring.Restored> begun = begin(false);
        Map<String, String> found = new TreeMap<>();
        int count = 0;
        for (Restoring.Restored restored : begun) {
            KeyWalk key = restored.table().walk();
            while (key.next()) {
                String name = new String(key.bytes(), key.keyOffset(), key.keyLength(), UTF_8);
                String value = new String(key.bytes(), key.keyOffset() + key.keyLength(), key.valueLength(), UTF_8);
                assertThat(found.getOrDefault(name, value)).isEqualTo(value);
                found.put(name, value);
                count++;
            }
        }
        close(begun);
        assertThat(found).isEqualTo(expected);
        assertThat(count).isEqualTo(KEYS * Math.min(copies, 3));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals("lock"))
                    .sorted()
                    .toList();
        }
    }

    /** What somebody finds who looks at everything. */
    private boolean isDamaged() throws IOException {
        try {
            return Verification.of(folder, circle -> Optional.of(() -> new NodeTable(space)))
                    .isDamaged();
        } catch (DamageException e) {
            return true;
        }
    }

    /** Begins a job on what is there; returns whether it was refused. */
    private boolean isRefused(Path altered) throws IOException {
        boolean isDamaged = isDamaged();
        try {
            hasEveryKey();
            assertThat(isDamaged && copies == 1).isFalse();
            return false;
        } catch (DamageException e) {
            assertThat(isDamaged).isTrue();
            assertThat(altered.toString()).startsWith(e.file());
            assertThat(e).hasMessageStartingWith(e.file() + ", byte ");
            return true;
        }
    }

    private void everyByte(int copiesOfKey, int step) throws IOException {
        make(copiesOfKey);
        int refused = 0;
        int taken = 0;
        int number = 0;
        for (Path file : files()) {
            byte[] bytes = Files.readAllBytes(file);
            for (int i = 0; i < bytes.length; i++) {
                number++;
                if (number % step == 0) {
                    byte[] altered = bytes.clone();
                    altered[i] ^= number % 3 == 0 ? (byte) 0xff : (byte) (1 << number % 8);
                    Files.write(file, altered);
                    if (isRefused(file)) {
                        refused++;
                    } else {
                        taken++;
                    }
                }
            }
            Files.write(file, bytes);
        }
        hasEveryKey();
        assertThat(refused).isGreaterThan(copies == 1 ? 2 * taken : 0);
        assertThat(taken).isGreaterThan(copies == 1 ? 0 : 2 * refused);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void anAlteredByteIsFoundOrDoesNoHarm(int copiesOfKey) throws IOException {
        everyByte(copiesOfKey, 97);
    }

    @Campaign
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void everyAlteredByteIsFoundOrDoesNoHarm(int copiesOfKey) throws IOException {
        everyByte(copiesOfKey, 1);
    }

    @Test
    void aJournalThatIsCutOffIsPassedByWhereThereAreOtherCopies() throws IOException {
        make(3);
        for (int rank = 1; rank <= GRID.lastStorage(); rank++) {
            Path file = folder.resolve("generation-1").resolve("rank-" + rank).resolve("journal-0000000001");
            byte[] bytes = Files.readAllBytes(file);
            for (int length = 1; length < bytes.length; length += 41) {
                Files.write(file, Arrays.copyOf(bytes, length - length % 8 + 3));
                hasEveryKey();
            }
            Files.write(file, bytes);
        }
    }

    private static void remove(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aMissingFileIsFoundOrDoesNoHarm(int copiesOfKey) throws IOException {
        make(copiesOfKey);
        for (Path file : files()) {
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            String name = folder.relativize(file).toString();
            try {
                hasEveryKey();
                assertThat(name).matches(copies == 1 ? "current" : "current|generation-1/rank-.*");
            } catch (DamageException e) {
                assertThat(name).matches(copies == 1 ? "generation-1/.*" : "generation-1/(about|head/.*)");
                assertThat(e.getMessage()).containsAnyOf("missing");
            }
            Files.write(file, bytes);
        }
        Path rank = folder.resolve("generation-1").resolve("rank-2");
        try (Stream<Path> all = Files.list(rank)) {
            all.forEach(DamagedFolderTest::remove);
        }
        Files.delete(rank);
        if (copies == 1) {
            assertThat(isRefused(rank)).isTrue();
        } else {
            hasEveryKey();
        }
    }
}
