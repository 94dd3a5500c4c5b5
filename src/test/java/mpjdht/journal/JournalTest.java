package mpjdht.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mpjdht.sim.SeededRandom;
import mpjdht.sim.disk.PowerCut;
import mpjdht.sim.disk.SimulatedDisk;
import org.junit.jupiter.api.Test;

/** A journal on a disk that loses power at any moment, or whose bits flip. */
class JournalTest {
    private static final int MOST_RECORD_BYTES = 1 << 21;

    /** Records, and what is done with them. */
    private static final class History {
        private final long seed;
        private final List<String> appended = new ArrayList<>();

        /** The file of each. */
        private final List<Long> files = new ArrayList<>();

        /** How many of them are sure to be there. */
        private int sure;

        /** The file with which the journal begins for sure, and that with which it may. */
        private long first = 1;

        private long firstMaybe = 1;

        History(long seed) {
            this.seed = seed;
        }

        /** What is to be there of the first records when the journal begins with a file. */
        List<String> from(long file, int records) {
            int given = (int) files.stream().filter(number -> number < file).count();
            return given > records ? List.of() : appended.subList(given, records);
        }

        /** Appends, forces, turns over and gives up on a disk, until the power is cut or all is done. */
        void run(SimulatedDisk disk, int records) throws IOException {
            Random random = new Random(seed);
            int fileBytes = 100 + random.nextInt(3000);
            try {
                Journal journal = Journal.goOn(disk, read(disk, new ArrayList<>()), fileBytes);
                for (int i = 0; i < records; i++) {
                    byte[] record = record(random, i);
                    appended.add(new String(record, StandardCharsets.ISO_8859_1));
                    // The power may be cut before anything of it is there, or when it has begun another file.
                    files.add(Long.MAX_VALUE);
                    journal.append(record, 0, record.length);
                    files.set(i, journal.number());
                    switch (random.nextInt(5)) {
                        case 0 -> {
                            journal.force();
                            sure = appended.size();
                        }
                        case 1 -> journal.write();
                        case 2 -> {
                            if (random.nextInt(3) == 0) {
                                firstMaybe = Math.max(first, journal.number() - random.nextInt(3));
                                journal.turnOver(firstMaybe);
                                first = firstMaybe;
                                sure = appended.size();
                            }
                        }
                        default -> {}
                    }
                }
                journal.close();
                sure = appended.size();
            } catch (PowerCut e) {
                // What is there now is looked at afterwards.
            }
        }
    }

    private static byte[] record(Random random, int number) {
        byte[] record = new byte[1 + random.nextInt(random.nextInt(8) == 0 ? 2000 : 40)];
        random.nextBytes(record);
        record[0] = (byte) number;
        return record;
    }

    private static JournalEnd read(SimulatedDisk disk, List<String> into) throws IOException {
        return JournalReader.read(
                disk,
                MOST_RECORD_BYTES,
                (file, bytes, offset, length) ->
                        into.add(new String(bytes, offset, length, StandardCharsets.ISO_8859_1)));
    }

    @Test
    void whatWasAppendedIsReadInItsOrderFromAllFiles() throws IOException {
        for (long seed = 0; seed < 100; seed++) {
            History history = new History(seed);
            SimulatedDisk disk = new SimulatedDisk();
            history.run(disk, 200);
            List<String> found = new ArrayList<>();

            JournalEnd end = read(disk, found);

            assertThat(found).as("seed %s", seed).isEqualTo(history.from(history.first, 200));
            assertThat(end.first()).isEqualTo(history.first);
            assertThat(disk.names()).hasSize((int) (end.number() - end.first() + 1));
            assertThat(end.torn()).isEmpty();
            assertThat(disk.names()).hasSizeGreaterThan(1);
        }
    }

    @Test
    void aPowerCutAtAnyChangeLeavesAPrefixWithAllThatWasForcedAndTheJournalGoesOnBehindIt() throws IOException {
        long cuts = 0;
        long torn = 0;
        long shortened = 0;
        for (long seed = 0; seed < 12; seed++) {
            SimulatedDisk whole = new SimulatedDisk();
            new History(seed).run(whole, 60);
            for (long change = 1; change <= whole.changes(); change++) {
                for (int way = 0; way < 4; way++) {
                    String where = "seed " + seed + ", cut at change " + change + ", way " + way;
                    History history = new History(seed);
                    SimulatedDisk disk = new SimulatedDisk();
                    disk.cutAt(change);
                    history.run(disk, 60);
                    SimulatedDisk after = disk.afterPowerCut(new SeededRandom(seed).split(change * 4 + way));
                    List<String> found = new ArrayList<>();

                    JournalEnd end = read(after, found);

                    assertThat(end.first()).as(where).isIn(history.first, history.firstMaybe);
                    int given = history.appended.size()
                            - history.from(end.first(), history.appended.size()).size();
                    int last = given + found.size();
                    assertThat(last).as(where).isBetween(history.sure, history.appended.size());
                    assertThat(found).as(where).isEqualTo(history.from(end.first(), last));
                    shortened += end.first() > 1 ? 1 : 0;
                    torn += end.torn().isPresent() ? 1 : 0;
                    cuts++;
                    goesOn(after, end, found, where);
                }
            }
        }
        assertThat(cuts).isGreaterThan(4000);
        assertThat(torn).isGreaterThan(cuts / 10);
        assertThat(shortened).isGreaterThan(cuts / 4);
    }

    private static void goesOn(SimulatedDisk disk, JournalEnd end, List<String> found, String where)
            throws IOException {
        Journal journal = Journal.goOn(disk, end, 1000);
        byte[] more = {'m', 'o', 'r', 'e'};
        journal.append(more, 0, more.length);
        journal.force();
        List<String> again = new ArrayList<>();
        // The power is cut once more, and nothing but what has been forced is there.
        JournalEnd then = read(disk.afterPowerCut(new SeededRandom(1)), again);
        List<String> all = new ArrayList<>(found);
        all.add("more");
        assertThat(again).as(where).isEqualTo(all);
        assertThat(disk.names().get(0)).as(where).isEqualTo(JournalFiles.name(end.first()));
        assertThat(then.number()).isGreaterThanOrEqualTo(Math.max(1, end.number()));
    }

    @Test
    void aProcessThatDiesLosesNothingThatWasWritten() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        Journal journal = Journal.goOn(disk, read(disk, new ArrayList<>()), 1 << 20);
        journal.append(new byte[] {'a'}, 0, 1);
        journal.write();
        journal.append(new byte[] {'b'}, 0, 1);
        List<String> found = new ArrayList<>();

        assertThat(read(disk.afterProcessDied(), found).torn()).isEmpty();

        assertThat(found).containsExactly("a");
    }

    /** The process died after it had forced everything, and had not closed the journal. */
    @Test
    void eachBitThatFlipsIsFoundOrIsBehindAllRecords() throws IOException {
        SimulatedDisk written = new SimulatedDisk();
        Random random = new Random(3);
        List<String> appended = new ArrayList<>();
        Journal journal = Journal.goOn(written, read(written, appended), 300);
        journal.turnOver(1);
        journal.turnOver(2);
        for (int i = 0; i < 20; i++) {
            byte[] record = record(random, i);
            appended.add(new String(record, StandardCharsets.ISO_8859_1));
            journal.append(record, 0, record.length);
            if (i % 3 == 0) {
                journal.write();
            }
        }
        journal.force();
        int found = 0;
        int harmless = 0;
        for (String name : written.names()) {
            for (int at = 0; at < written.bytes(name).length; at++) {
                for (int bit = 0; bit < 8; bit++) {
                    SimulatedDisk flipped = written.afterProcessDied();
                    flipped.flip(name, at, bit);
                    List<String> read = new ArrayList<>();
                    try {
                        JournalEnd end = read(flipped, read);
                        assertThat(read)
                                .as("%s, byte %s, bit %s", name, at, bit)
                                .isEqualTo(appended);
                        harmless += end.torn().isPresent() ? 1 : 0;
                    } catch (DamageException e) {
                        assertThat(e.file()).isEqualTo(flipped.path(name));
                        assertThat(e.offset()).isBetween(Math.max(0, at - 2100L), (long) at);
                        found++;
                    }
                }
            }
        }
        // The word of how much was forced last is behind everything, and padding is looked at by nobody.
        assertThat(harmless).isEqualTo(8 * Frame.HEADER_BYTES);
        assertThat(found).isGreaterThan(8 * 1000);
    }

    @Test
    void aFileThatIsMissingIsNamed() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        new History(5).run(disk, 200);
        String second = disk.names().get(1);
        disk.delete(second);

        assertThatThrownBy(() -> read(disk, new ArrayList<>()))
                .isInstanceOf(DamageException.class)
                .hasMessage("disk/" + second + ", byte 0: the file is missing");
    }

    @Test
    void anotherFormatIsNamed() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        Journal.goOn(disk, read(disk, new ArrayList<>()), 1000).close();
        byte[] other = JournalFiles.firstRecord(1);
        other[other.length - Long.BYTES - 1] = '9';
        byte[] header = new byte[Frame.HEADER_BYTES];
        Frame.write(ByteBuffer.wrap(header), 1, 0, 0, other, 0, other.length);
        DiskFile file = disk.open(disk.names().get(0));
        file.write(0, header, 0, header.length);
        file.write(header.length, other, 0, other.length);

        assertThatThrownBy(() -> read(disk, new ArrayList<>()))
                .isInstanceOf(DamageException.class)
                .hasMessageContaining("another format than 'mpj-dht journal 1', which this program writes");
    }

    @Test
    void filesBeforeOneAreGivenUpAndTheRestIsReadFromThere() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        Journal journal = Journal.goOn(disk, read(disk, new ArrayList<>()), 1 << 20);
        journal.append(new byte[] {'a'}, 0, 1);
        assertThat(journal.turnOver(1)).isEqualTo(2);
        journal.append(new byte[] {'b'}, 0, 1);
        journal.turnOver(2);
        journal.append(new byte[] {'c'}, 0, 1);
        journal.close();
        List<String> found = new ArrayList<>();

        JournalEnd end = read(disk, found);

        assertThat(found).containsExactly("b", "c");
        assertThat(end.first()).isEqualTo(2);
        assertThat(disk.names()).containsExactly(JournalFiles.name(2), JournalFiles.name(3));
    }

    @Test
    void aFirstFileThatIsMissingIsNamedAndOneThatIsGivenUpIsNotLookedAt() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        Journal journal = Journal.goOn(disk, JournalEnd.NONE, 1 << 20);
        journal.turnOver(1);
        journal.turnOver(1);
        journal.turnOver(3);
        journal.close();
        disk.create(JournalFiles.name(1)).close();
        assertThat(read(disk, new ArrayList<>()).first()).isEqualTo(3);
        disk.delete(JournalFiles.name(3));

        assertThatThrownBy(() -> read(disk, new ArrayList<>()))
                .isInstanceOf(DamageException.class)
                .hasMessage("disk/" + JournalFiles.name(3) + ", byte 0: the file is missing");
    }

    /** Nobody asks for a force here. */
    @Test
    void neverIsMoreUnforcedThanOneForceTakesInAMoment() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        Journal journal = Journal.goOn(disk, JournalEnd.NONE, 64 << 20);
        byte[] record = new byte[1 << 20];
        for (int i = 0; i < 20; i++) {
            journal.append(record, 0, record.length);
            journal.write();
        }
        List<String> found = new ArrayList<>();

        read(disk.afterPowerCut(new SeededRandom(5)), found);

        assertThat(found).hasSizeGreaterThanOrEqualTo(20 - 8);
    }

    @Test
    void recordsThatAreLongerThanTheBufferAreReadWhole() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        Journal journal = Journal.goOn(disk, read(disk, new ArrayList<>()), 1 << 20);
        byte[] large = new byte[MOST_RECORD_BYTES];
        new Random(1).nextBytes(large);
        journal.append(large, 0, large.length);
        journal.append(new byte[] {'b'}, 0, 1);
        journal.close();
        List<String> found = new ArrayList<>();

        read(disk, found);

        assertThat(found).containsExactly(new String(large, StandardCharsets.ISO_8859_1), "b");
    }
}
