package mpjdht.node.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import mpjdht.Campaign;
import mpjdht.journal.Disk;
import mpjdht.journal.DiskFile;
import mpjdht.journal.Journal;
import mpjdht.journal.JournalEnd;
import mpjdht.journal.JournalReader;
import mpjdht.message.ChainBatch;
import mpjdht.message.ConfigurationCodec;
import mpjdht.message.Origin;
import mpjdht.metric.Figure;
import mpjdht.node.Outbox;
import mpjdht.ring.Configuration;
import mpjdht.sim.SeededRandom;
import mpjdht.sim.disk.SimulatedDisk;
import mpjdht.store.KeyWalk;
import mpjdht.store.NodeTable;
import org.junit.jupiter.api.Test;

/** Chains whose replicas give up what they have written down long ago, on disks of which every change may be the last before the power is cut. */
class JournalCleanerTest extends ChainOfThree {
    private static final int PART_BYTES = 300;
    private static final int ORIGIN = Origin.of(CLIENT, 0);

    /** A rank's journal, and what the rank had whenever something may have been written down. */
    private final class Kept implements Outbox {
        private final int rank;
        private final Random random;
        private final SimulatedDisk disk = new SimulatedDisk();
        private final Mail mail = new Mail();
        private final List<byte[]> everything = new ArrayList<>();
        private final List<Map<String, String>> states = new ArrayList<>(List.of(Map.of()));
        private final Journal journal;
        private boolean isWatched;

        /** The number of the state that is there whatever happens. */
        private int sure;

        private int cuts;
        private long timer;

        Kept(int rank, long seed, int fileBytes, Configuration initial) throws IOException {
            this.rank = rank;
            this.random = new Random(seed * 4 + rank);
            this.journal = Journal.goOn(new Watched(), JournalEnd.NONE, fileBytes);
            byte[] first = ConfigurationCodec.encode(initial);
            persist(first, 0, first.length);
            journal.force();
            isWatched = true;
        }

        @Override
        public void persist(byte[] bytes, int offset, int length) {
            everything.add(Arrays.copyOfRange(bytes, offset, offset + length));
            try {
                journal.append(bytes, offset, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public long turnOver(long from) {
            try {
                return journal.turnOver(from);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void send(int to, byte[] bytes, int offset, int length) {
            mail.send(to, bytes, offset, length);
        }

        @Override
        public void setTimer(long delayMicros, long of) {
            timer = of >>> Integer.SIZE == 0 ? timer : of;
        }

        @Override
        public void count(Figure figure, long more) {
            mail.count(figure, more);
        }

        /** A step of the rank is over. */
        void stepped() throws IOException {
            Map<String, String> now = content(machines[rank].table());
            if (!now.equals(states.get(states.size() - 1))) {
                states.add(now);
            }
            if (random.nextInt(3) == 0) {
                journal.write();
            }
        }

        /** All that was done is acknowledged. */
        void acknowledge() throws IOException {
            machines[rank].onIdle(now, this);
            stepped();
            journal.force();
            sure = states.size() - 1;
        }

        /** The power is cut, and is back. */
        private void cut() throws IOException {
            if (isWatched && random.nextInt(oneIn) == 0) {
                cuts++;
                SimulatedDisk after = disk.afterPowerCut(new SeededRandom(random.nextLong()));
                Map<String, String> found = content(read(after).table());
                // Within a step what the rank has is written down, and not in the list yet.
                assertThat(states.subList(sure, states.size()).contains(found)
                                || found.equals(content(machines[rank].table())))
                        .as("rank %s finds %s, of %s", rank, found, states.subList(sure, states.size()))
                        .isTrue();
            }
        }

        private StoredReplica read(Disk from, RunMemory memory) throws IOException {
            StoredReplica stored = new StoredReplica(new NodeTable(space, 16), Optional.of(memory));
            JournalReader.read(from, 1 << 20, (file, bytes, offset, length) -> stored.take(bytes, offset, length));
            return stored;
        }

        private StoredReplica read(Disk from) throws IOException {
            return read(from, new RunMemory(ORIGIN, WINDOW, 0));
        }

        /** What is remembered of the last commands is what would be if nothing had ever been given up. */
        void requireSameMemory(int next) throws IOException {
            RunMemory whole = new RunMemory(ORIGIN, WINDOW, next - WINDOW);
            StoredReplica all = new StoredReplica(new NodeTable(space), Optional.of(whole));
            everything.forEach(bytes -> all.take(bytes, 0, bytes.length));
            RunMemory left = new RunMemory(ORIGIN, WINDOW, next - WINDOW);
            read(disk, left);
            assertThat(memory(left)).isEqualTo(memory(whole));
        }

        /** The file with which the journal begins. */
        long first() throws IOException {
            return JournalReader.read(disk, 1 << 20, (file, bytes, offset, length) -> {})
                    .first();
        }

        long bytes() {
            return disk.names().stream()
                    .mapToLong(name -> disk.bytes(name).length)
                    .sum();
        }

        /** Bytes of a journal of what the rank has, and nothing else. */
        long freshBytes() {
            return content(machines[rank].table()).entrySet().stream()
                    .mapToLong(key -> ChainBatch.RECORD_BYTES
                            + key.getKey().length()
                            + key.getValue().length())
                    .sum();
        }

        /** A disk whose power may be cut whenever it is changed. */
        private final class Watched implements Disk {
            @Override
            public List<String> names() {
                return disk.names();
            }

            @Override
            public DiskFile create(String name) throws IOException {
                DiskFile file = disk.create(name);
                cut();
                return new WatchedFile(file);
            }

            @Override
            public DiskFile open(String name) throws IOException {
                return new WatchedFile(disk.open(name));
            }

            @Override
            public void rename(String from, String to) throws IOException {
                disk.rename(from, to);
                cut();
            }

            @Override
            public void delete(String name) throws IOException {
                disk.delete(name);
                cut();
            }

            @Override
            public void forceNames() throws IOException {
                cut();
                disk.forceNames();
            }

            @Override
            public String path(String name) {
                return disk.path(name);
            }
        }

        private final class WatchedFile implements DiskFile {
            private final DiskFile file;

            WatchedFile(DiskFile file) {
                this.file = file;
            }

            @Override
            public long length() throws IOException {
                return file.length();
            }

            @Override
            public void write(long at, byte[] bytes, int offset, int length) throws IOException {
                file.write(at, bytes, offset, length);
                cut();
            }

            @Override
            public void read(long at, byte[] into, int offset, int length) throws IOException {
                file.read(at, into, offset, length);
            }

            @Override
            public void truncate(long length) throws IOException {
                file.truncate(length);
                cut();
            }

            @Override
            public void requireThere() throws IOException {
                file.requireThere();
            }

            @Override
            public void force() throws IOException {
                cut();
                file.force();
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        }
    }

    private final Kept[] kept = new Kept[4];

    /** The power is cut at one in so many changes. */
    private int oneIn = 1;

    private static Map<String, String> content(NodeTable table) {
        Map<String, String> content = new TreeMap<>();
        KeyWalk key = table.walk();
        while (key.next()) {
            int valueAt = key.keyOffset() + key.keyLength();
            content.put(
                    new String(key.bytes(), key.keyOffset(), key.keyLength(), StandardCharsets.US_ASCII),
                    new String(key.bytes(), valueAt, key.valueLength(), StandardCharsets.US_ASCII));
        }
        return content;
    }

    private static List<String> memory(RunMemory memory) {
        List<String> words = new ArrayList<>();
        memory.answered()
                .forEach((origin, sequence, outcome, position, number) ->
                        words.add(sequence + ": " + outcome + " " + number));
        memory.images()
                .forEach(image -> words.add(image.sequence() + ": " + image.outcome() + " "
                        + new String(image.key(), StandardCharsets.US_ASCII)
                        + " had " + new String(image.value(), StandardCharsets.US_ASCII)));
        words.sort(null);
        return words;
    }

    private void beginKept(long seed, int fileBytes, Configuration configuration) throws IOException {
        for (int rank = 1; rank <= 3; rank++) {
            machines[rank] = new ReplicaMachine(
                    GRID,
                    rank,
                    0,
                    configuration,
                    limits,
                    1,
                    DETECTION,
                    new ChainRules(),
                    overlay.host(rank, space),
                    () -> new NodeTable(space, 16),
                    new Keeping(true, PART_BYTES));
            machines[rank].makeResumable(ORIGIN, WINDOW, Optional.empty());
            kept[rank] = new Kept(rank, seed, fileBytes, configuration);
            outboxes[rank] = kept[rank].mail;
        }
    }

    private void step(int rank, Random random) throws IOException {
        machines[rank].onIdle(now, kept[rank]);
        kept[rank].stepped();
        if (kept[rank].timer != 0 && random.nextInt(4) == 0) {
            long timer = kept[rank].timer;
            kept[rank].timer = 0;
            machines[rank].onTimer(now, timer, kept[rank]);
        }
        for (int to = 1; to <= 3; to++) {
            while (!outboxes[rank].ways.get(to).isEmpty()) {
                tell(to, outboxes[rank].ways.get(to).remove(), rank);
            }
        }
        outboxes[rank].words.take();
    }

    private void tell(int rank, byte[] message, int from) throws IOException {
        machines[rank].onMessage(now, from, message, 0, message.length, kept[rank]);
        kept[rank].stepped();
    }

    /** Asks for something; returns the number of the next request. */
    private int ask(Random random, int next) {
        int sequence = next;
        for (int i = random.nextInt(3); i > 0; i--) {
            String key = "key" + random.nextInt(40);
            switch (random.nextInt(8)) {
                case 0, 1 -> delete(sequence, key);
                case 2 -> create(sequence, key, "7");
                case 3 -> increment(sequence, "n" + random.nextInt(3), 3);
                case 4 -> get(sequence, key);
                default -> put(sequence, key, "v".repeat(1 + random.nextInt(20)) + sequence);
            }
            sequence++;
        }
        return sequence;
    }

    @Test
    void whatIsThereAfterAPowerCutIsWhatWasThereAtOrAfterTheLastAcknowledgement() throws IOException {
        oneIn = 6;
        assertThat(cutsOfRuns(0, 40)).isGreaterThan(10_000);
    }

    @Campaign
    @Test
    void whatIsThereAfterAPowerCutAtAnyChangeIsWhatWasThereAtOrAfterTheLastAcknowledgement() throws IOException {
        assertThat(cutsOfRuns(1000, 500)).isGreaterThan(1_000_000);
    }

    private int cutsOfRuns(long from, int seeds) throws IOException {
        int cuts = 0;
        for (long seed = from; seed < from + seeds; seed++) {
            Random random = new Random(seed);
            beginKept(seed, 300 + random.nextInt(3000), chain(0, A, B));
            int sequence = 0;
            long epoch = 0;
            for (int round = 0; round < 400; round++) {
                sequence = ask(random, sequence);
                batch.address(Origin.of(CLIENT, 0), epoch);
                tell(1, Arrays.copyOf(batch.bytes(), batch.length()), CLIENT);
                batch.reset();
                for (int steps = random.nextInt(4); steps > 0; steps--) {
                    step(1 + random.nextInt(3), random);
                }
                if (round == 150 || round == 250) {
                    epoch++;
                    byte[] next = ConfigurationCodec.encode(
                            epoch == 1 ? filling(epoch, List.of(A, B), C) : chain(epoch, A, B, C));
                    for (int rank = 1; rank <= 3; rank++) {
                        step(rank, random);
                        tell(rank, next, 0);
                    }
                }
                if (random.nextInt(5) == 0) {
                    kept[1 + random.nextInt(3)].acknowledge();
                }
            }
            for (int rank = 1; rank <= 3; rank++) {
                kept[rank].acknowledge();
                kept[rank].requireSameMemory(sequence);
                cuts += kept[rank].cuts;
                assertThat(kept[rank].first())
                        .as("seed %s, rank %s", seed, rank)
                        .isGreaterThan(1);
            }
        }
        return cuts;
    }

    @Test
    void aRankThatIsLeftAloneComesToLessThanTwiceWhatItHasWhateverWasWritten() throws IOException {
        Random random = new Random(1);
        beginKept(1, 1 << 14, chain(0, A));
        kept[1].isWatched = false;
        long largest = 0;
        for (int sequence = 0; sequence < 10_000; sequence++) {
            put(sequence, "key" + random.nextInt(1000), "some value " + sequence);
            batch.address(Origin.of(CLIENT, 0), 0);
            tell(1, Arrays.copyOf(batch.bytes(), batch.length()), CLIENT);
            batch.reset();
            machines[1].onIdle(now, kept[1]);
            largest = sequence % 20 == 0 ? Math.max(largest, kept[1].bytes()) : largest;
        }
        assertThat(largest).isLessThan(4 * kept[1].freshBytes());

        while (kept[1].timer != 0) {
            long timer = kept[1].timer;
            kept[1].timer = 0;
            machines[1].onTimer(now, timer, kept[1]);
            machines[1].onIdle(now, kept[1]);
        }
        kept[1].acknowledge();

        assertThat(kept[1].bytes()).isLessThan(2 * kept[1].freshBytes());
        assertThat(content(kept[1].read(kept[1].disk).table())).isEqualTo(content(machines[1].table()));
    }

    @Test
    void aRankThatHasDeletedEverythingKeepsNextToNothing() throws IOException {
        beginKept(2, 1 << 14, chain(0, A));
        kept[1].isWatched = false;
        for (int sequence = 0; sequence < 2000; sequence++) {
            if (sequence < 1000) {
                put(sequence, "key" + sequence, "some value");
            } else {
                delete(sequence, "key" + (sequence - 1000));
            }
            batch.address(Origin.of(CLIENT, 0), 0);
            tell(1, Arrays.copyOf(batch.bytes(), batch.length()), CLIENT);
            batch.reset();
            machines[1].onIdle(now, kept[1]);
        }
        int turns = 0;
        while (kept[1].timer != 0) {
            long timer = kept[1].timer;
            kept[1].timer = 0;
            machines[1].onTimer(now, timer, kept[1]);
            machines[1].onIdle(now, kept[1]);
            turns++;
        }
        kept[1].acknowledge();

        assertThat(turns).isLessThan(1000);
        assertThat(kept[1].bytes()).isLessThan(40L * PART_BYTES);
        assertThat(content(kept[1].read(kept[1].disk).table())).isEmpty();
    }
}
