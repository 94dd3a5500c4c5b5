package mpjdht.node.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import mpjdht.journal.Journal;
import mpjdht.journal.JournalEnd;
import mpjdht.journal.JournalReader;
import mpjdht.message.ConfigurationCodec;
import mpjdht.message.MessageKind;
import mpjdht.message.Origin;
import mpjdht.message.ReplyCursor;
import mpjdht.message.Sizes;
import mpjdht.node.Outbox;
import mpjdht.ring.Configuration;
import mpjdht.runtime.PersistingTransport;
import mpjdht.runtime.PersistingTransport.Durability;
import mpjdht.runtime.Received;
import mpjdht.runtime.Transport;
import mpjdht.sim.SeededRandom;
import mpjdht.sim.disk.SimulatedDisk;
import mpjdht.store.KeyWalk;
import mpjdht.store.NodeTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A replica on a disk that fails once, at each of its changes in turn, and then does as if nothing had been. */
class FailingDiskTest extends ChainOfThree {
    private static final int ROUNDS = 12;
    private static final int SMALL_FILE_BYTES = 400;
    private static final Configuration ALONE = chain(0, A);

    /** A rank that serves alone, and what of its answers has left. */
    private final class Rank implements Transport {
        private final SimulatedDisk disk = new SimulatedDisk();
        private final Map<Integer, Boolean> answered = new TreeMap<>();
        private final ReplyCursor reply = new ReplyCursor();
        private final Durability durability;
        private ReplicaMachine machine;
        private PersistingTransport persisting;

        Rank(Durability durability) {
            this.durability = durability;
        }

        void begin() throws IOException {
            Journal journal = Journal.goOn(disk, JournalEnd.NONE, SMALL_FILE_BYTES);
            byte[] first = ConfigurationCodec.encode(ALONE);
            journal.append(first, 0, first.length);
            journal.force();
            persisting = new PersistingTransport(this, journal, "disk/rank-1", durability, () -> 0);
            machine = new ReplicaMachine(
                    GRID,
                    1,
                    0,
                    ALONE,
                    limits,
                    1,
                    DETECTION,
                    new ChainRules(),
                    overlay.host(1, space),
                    () -> new NodeTable(space),
                    Keeping.EVERYTHING);
        }

        /** A client puts values that come once, a few at a time, which is known by the number of each. */
        void run() throws InterruptedException {
            Random random = new Random(5);
            int sequence = 0;
            for (int round = 0; round < ROUNDS; round++) {
                for (int more = 1 + random.nextInt(3); more > 0; more--) {
                    put(sequence, "key" + sequence, "value" + sequence);
                    sequence++;
                }
                batch.address(Origin.of(CLIENT, 0), 0);
                byte[] requests = Arrays.copyOf(batch.bytes(), batch.length());
                batch.reset();
                machine.onMessage(now, CLIENT, requests, 0, requests.length, outbox());
                while (machine.onIdle(now, outbox())) {
                    // It has more to do.
                }
                persisting.take(new Received(), 1);
            }
        }

        private Outbox outbox() {
            return new Outbox() {
                @Override
                public void persist(byte[] bytes, int offset, int length) {
                    persisting.persist(bytes, offset, length);
                }

                @Override
                public void send(int to, byte[] bytes, int offset, int length) {
                    persisting.send(to, bytes, offset, length);
                }

                @Override
                public void setTimer(long delayMicros, long timer) {
                    // Nobody dies here.
                }
            };
        }

        @Override
        public void send(int to, byte[] bytes, int offset, int length) {
            if (bytes[offset] == MessageKind.REPLIES) {
                reply.open(bytes, offset, length);
                while (reply.next()) {
                    answered.put(reply.sequence(), true);
                }
            }
        }

        @Override
        public int rank() {
            return 1;
        }

        @Override
        public int size() {
            return GRID.size();
        }

        @Override
        public boolean distributed() {
            return false;
        }

        @Override
        public boolean poll(Received into) {
            return false;
        }

        @Override
        public void take(Received into) {
            throw new IllegalStateException("nobody says anything");
        }

        @Override
        public boolean take(Received into, long limitNanos) {
            return false;
        }

        @Override
        public void wake() {
            // It never sleeps.
        }

        @Override
        public void beat(int to) {
            // Nobody listens.
        }

        @Override
        public long silenceNanos(int peer) {
            return 0;
        }
    }

    private void requireAnswered(Rank rank, SimulatedDisk disk, String when) throws IOException {
        StoredReplica stored = new StoredReplica(new NodeTable(space), Optional.empty());
        JournalReader.read(
                disk, Sizes.MAX_MESSAGE_BYTES, (file, bytes, offset, length) -> stored.take(bytes, offset, length));
        Map<String, String> found = new TreeMap<>();
        KeyWalk key = stored.table().walk();
        while (key.next()) {
            int valueAt = key.keyOffset() + key.keyLength();
            found.put(
                    new String(key.bytes(), key.keyOffset(), key.keyLength(), StandardCharsets.US_ASCII),
                    new String(key.bytes(), valueAt, key.valueLength(), StandardCharsets.US_ASCII));
        }
        for (int sequence : rank.answered.keySet()) {
            assertThat(found).as(when).containsEntry("key" + sequence, "value" + sequence);
        }
        found.forEach((name, value) -> assertThat(value).as("none invented").isEqualTo(name.replace("key", "value")));
    }

    /** Whoever ends a rank commits what it holds, if it holds something. */
    private static void endAfterFailure(Rank rank, String when) {
        try {
            rank.persisting.commit();
        } catch (UncheckedIOException e) {
            assertThat(e).as(when).hasMessageContaining("it has failed before: Input/output error");
        }
    }

    @ParameterizedTest
    @EnumSource(Durability.Kind.class)
    void whateverChangeFailsTheRankEndsAsksNoMoreAndHasWhatItHasAnswered(Durability.Kind kind) throws Exception {
        Durability durability = new Durability(kind, 0);
        Rank whole = new Rank(durability);
        whole.begin();
        long atBegin = whole.disk.changes();
        whole.run();
        long changes = whole.disk.changes();
        int all = whole.answered.size();
        assertThat(changes - atBegin).isGreaterThan(2 * ROUNDS);
        assertThat(all).isGreaterThan(ROUNDS);

        for (long failing = atBegin + 1; failing <= changes; failing++) {
            String when = kind + ", change " + failing + " of " + changes;
            Rank rank = new Rank(durability);
            rank.disk.failAt(failing);
            rank.begin();

            assertThatThrownBy(rank::run, when)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("disk/rank-1 cannot be written: Input/output error");

            assertThat(rank.disk.changes()).as(when).isEqualTo(failing);
            int answered = rank.answered.size();
            if (kind == Durability.Kind.INTERVAL) {
                // What is forced after an interval is answered before.
                assertThat(answered).as(when).isLessThanOrEqualTo(all);
            } else {
                assertThat(answered).as(when).isLessThan(all);
            }
            endAfterFailure(rank, when);
            assertThat(rank.disk.changes()).as("tried again: " + when).isEqualTo(failing);
            assertThat(rank.answered).as(when).hasSize(answered);
            requireAnswered(rank, rank.disk.afterProcessDied(), when);
            if (kind == Durability.Kind.FSYNC) {
                for (long seed = 0; seed < 5; seed++) {
                    requireAnswered(
                            rank, rank.disk.afterPowerCut(new SeededRandom(seed)), when + ", power cut " + seed);
                }
            }
        }
    }

    @Test
    void aJournalThatCannotBeginIsNoJournal() throws IOException {
        Rank whole = new Rank(new Durability(Durability.Kind.FSYNC, 0));
        whole.begin();
        for (long failing = 1; failing <= whole.disk.changes(); failing++) {
            Rank rank = new Rank(whole.durability);
            rank.disk.failAt(failing);

            assertThatThrownBy(rank::begin).hasMessage("Input/output error");

            assertThat(rank.disk.changes()).isEqualTo(failing);
        }
    }
}
