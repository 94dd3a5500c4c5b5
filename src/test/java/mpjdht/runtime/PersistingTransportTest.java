package mpjdht.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mpjdht.journal.Disk;
import mpjdht.journal.Journal;
import mpjdht.journal.JournalEnd;
import mpjdht.journal.JournalReader;
import mpjdht.runtime.PersistingTransport.Durability;
import mpjdht.runtime.PersistingTransport.Durability.Kind;
import mpjdht.sim.SeededRandom;
import mpjdht.sim.disk.SimulatedDisk;
import org.junit.jupiter.api.Test;

/** What leaves a rank, and what is on its disk then. */
class PersistingTransportTest {
    private final SimulatedDisk disk = new SimulatedDisk();
    private final List<String> sent = new ArrayList<>();
    private final List<String> waits = new ArrayList<>();
    private long nanos;

    /** Nobody ever says anything. */
    private final class Silent implements Transport {
        @Override
        public int rank() {
            return 1;
        }

        @Override
        public int size() {
            return 3;
        }

        @Override
        public boolean distributed() {
            return true;
        }

        @Override
        public void send(int to, byte[] bytes, int offset, int length) {
            sent.add(new String(bytes, offset, length, StandardCharsets.US_ASCII));
        }

        @Override
        public boolean poll(Received into) {
            return false;
        }

        @Override
        public void take(Received into) {
            waits.add("for ever");
        }

        @Override
        public boolean take(Received into, long limitNanos) {
            waits.add(limitNanos + " ns");
            nanos += limitNanos;
            return false;
        }

        @Override
        public void wake() {
            waits.add("woken");
        }

        @Override
        public void beat(int to) {
            waits.add("beat " + to);
        }

        @Override
        public long silenceNanos(int peer) {
            return peer;
        }
    }

    private PersistingTransport transport(Disk on, Durability durability) throws IOException {
        Journal journal = Journal.goOn(on, JournalEnd.NONE, 1 << 20);
        return new PersistingTransport(new Silent(), journal, "the folder", durability, () -> nanos);
    }

    private static void persist(Transport transport, String text) {
        transport.persist(text.getBytes(StandardCharsets.US_ASCII), 0, text.length());
    }

    private static void send(Transport transport, String text) {
        transport.send(2, text.getBytes(StandardCharsets.US_ASCII), 0, text.length());
    }

    private static List<String> read(SimulatedDisk from) throws IOException {
        List<String> records = new ArrayList<>();
        JournalReader.read(
                from,
                1 << 20,
                (file, bytes, offset, length) ->
                        records.add(new String(bytes, offset, length, StandardCharsets.US_ASCII)));
        return records;
    }

    private List<String> afterPowerCut() throws IOException {
        return read(disk.afterPowerCut(new SeededRandom(3)));
    }

    @Test
    void nothingLeavesBeforeWhatWasPersistedBeforeItIsForced() throws Exception {
        PersistingTransport transport = transport(disk, new Durability(Kind.FSYNC, 0));
        send(transport, "a");
        persist(transport, "one");
        send(transport, "b");
        persist(transport, "two");
        send(transport, "c");
        assertThat(sent).containsExactly("a");

        transport.take(new Received());

        assertThat(sent).containsExactly("a", "b", "c");
        assertThat(afterPowerCut()).containsExactly("one", "two");
        send(transport, "d");
        assertThat(sent).containsExactly("a", "b", "c", "d");
        assertThat(waits).containsExactly("for ever");
    }

    @Test
    void muchThatIsHeldDoesNotWaitForAMomentWithoutWork() throws IOException {
        PersistingTransport transport = transport(disk, new Durability(Kind.FSYNC, 0));
        String large = "x".repeat(3 << 20);
        persist(transport, "one");
        send(transport, large);
        assertThat(sent).isEmpty();
        send(transport, large);

        assertThat(sent).containsExactly(large, large);
        assertThat(afterPowerCut()).containsExactly("one");
    }

    @Test
    void flushedIsWhatOutlivesTheProcess() throws Exception {
        PersistingTransport transport = transport(disk, new Durability(Kind.FLUSH, 0));
        persist(transport, "one");
        send(transport, "a");
        transport.take(new Received(), 5);

        assertThat(sent).containsExactly("a");
        assertThat(read(disk.afterProcessDied())).containsExactly("one");
        assertThat(waits).containsExactly("5 ns");
    }

    @Test
    void whatWasWrittenIsForcedAfterTheIntervalAtTheLatest() throws Exception {
        PersistingTransport transport = transport(disk, new Durability(Kind.INTERVAL, 7));
        persist(transport, "one");
        send(transport, "a");
        assertThat(transport.take(new Received(), 1_000_000)).isFalse();
        assertThat(sent).containsExactly("a");
        long changes = disk.changes();

        transport.take(new Received());

        assertThat(disk.changes()).isGreaterThan(changes);
        assertThat(afterPowerCut()).containsExactly("one");
        assertThat(waits).containsExactly("1000000 ns", "6000000 ns", "for ever");
        persist(transport, "two");
        transport.commit();
        nanos += 7_000_000;
        assertThat(transport.poll(new Received())).isFalse();
        assertThat(afterPowerCut()).containsExactly("one", "two");
    }

    @Test
    void aDiskThatFailsIsNamedAndNothingIsSentAfterwards() throws IOException {
        PersistingTransport transport = transport(disk, new Durability(Kind.FSYNC, 0));
        persist(transport, "one");
        send(transport, "a");
        disk.failAt(disk.changes() + 2);

        assertThatThrownBy(() -> transport.take(new Received()))
                .hasMessage("the folder cannot be written: Input/output error");
        long changes = disk.changes();
        assertThatThrownBy(transport::commit)
                .hasMessage("the folder cannot be written: it has failed before: Input/output error");
        assertThat(sent).isEmpty();
        assertThat(disk.changes()).as("tried again").isEqualTo(changes);
    }

    @Test
    void nothingLeavesWhenTheFileIsNotThereAnyMore() throws IOException {
        for (Kind kind : Kind.values()) {
            SimulatedDisk vanishing = new SimulatedDisk();
            PersistingTransport transport = transport(vanishing, new Durability(kind, 1000));
            persist(transport, "one");
            send(transport, "a");
            vanishing.delete("journal-0000000001");

            assertThatThrownBy(transport::commit).hasMessage("the folder cannot be written: it is gone");
            assertThatThrownBy(transport::commit).hasMessageEndingWith("it has failed before: it is gone");
            assertThat(sent).as("%s", kind).isEmpty();
        }
    }

    @Test
    void everythingElseIsTheTransportsThatItStandsBefore() throws IOException {
        PersistingTransport transport = transport(disk, new Durability(Kind.FSYNC, 0));
        transport.wake();
        transport.beat(2);

        assertThat(waits).containsExactly("woken", "beat 2");
        assertThat(transport.rank()).isEqualTo(1);
        assertThat(transport.size()).isEqualTo(3);
        assertThat(transport.distributed()).isTrue();
        assertThat(transport.silenceNanos(2)).isEqualTo(2);
        assertThatThrownBy(() -> new Silent().persist(new byte[1], 0, 1)).isInstanceOf(IllegalStateException.class);
    }
}
