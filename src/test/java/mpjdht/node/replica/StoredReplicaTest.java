package mpjdht.node.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import mpjdht.message.ChainCursor;
import mpjdht.message.ConfigurationCodec;
import mpjdht.message.MessageKind;
import mpjdht.message.Origin;
import mpjdht.message.ReplyCursor;
import mpjdht.metric.Figure;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.ring.Configuration;
import mpjdht.store.KeyWalk;
import mpjdht.store.NodeTable;
import org.junit.jupiter.api.Test;

/** Chains whose replicas write down what they do, with what they have written down read again at every moment. */
class StoredReplicaTest extends ChainOfThree {

    /** What a rank says, which nobody hears before it is written down. */
    private static final class Disk implements Outbox {
        private final Mail mail = new Mail();
        private final List<byte[]> written = new ArrayList<>();
        private final Set<Integer> writes = new HashSet<>();

        @Override
        public void persist(byte[] bytes, int offset, int length) {
            byte[] copy = new byte[length];
            System.arraycopy(bytes, offset, copy, 0, length);
            written.add(copy);
            if (copy[0] == MessageKind.CHAIN) {
                ChainCursor cursor = new ChainCursor();
                cursor.open(copy, 0, length);
                while (cursor.next()) {
                    writes.add(cursor.sequence());
                }
            }
        }

        @Override
        public void send(int to, byte[] bytes, int offset, int length) {
            if (bytes[offset] == MessageKind.REPLIES) {
                ReplyCursor cursor = new ReplyCursor();
                cursor.open(bytes, offset, length);
                while (cursor.next()) {
                    assertThat(writes).as("written down before it is answered").contains(cursor.sequence());
                }
            }
            mail.send(to, bytes, offset, length);
        }

        @Override
        public void setTimer(long delayMicros, long timer) {
            mail.setTimer(delayMicros, timer);
        }

        @Override
        public void count(Figure figure, long more) {
            mail.count(figure, more);
        }
    }

    private final Disk[] disks = new Disk[4];

    private void beginKept(Configuration configuration) {
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
                    () -> new NodeTable(space),
                    Keeping.EVERYTHING);
            disks[rank] = new Disk();
            outboxes[rank] = disks[rank].mail;
        }
    }

    private void step(int rank) {
        machines[rank].onIdle(now, disks[rank]);
        for (int to = 1; to <= 3; to++) {
            while (!outboxes[rank].ways.get(to).isEmpty()) {
                byte[] message = outboxes[rank].ways.get(to).remove();
                machines[to].onMessage(now, rank, message, 0, message.length, disks[to]);
            }
        }
        outboxes[rank].words.take();
    }

    private void tell(int rank, byte[] message, int from) {
        machines[rank].onMessage(now, from, message, 0, message.length, disks[rank]);
    }

    private StoredReplica stored(int rank, Configuration initial) {
        StoredReplica stored = new StoredReplica(new NodeTable(space), Optional.empty());
        byte[] first = ConfigurationCodec.encode(initial);
        stored.take(first, 0, first.length);
        disks[rank].written.forEach(bytes -> stored.take(bytes, 0, bytes.length));
        return stored;
    }

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

    @Test
    void whatIsWrittenDownIsWhatTheReplicaHasAndNobodyHearsOfAnythingBefore() {
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            Configuration initial = chain(0, A, B);
            beginKept(initial);
            int sequence = 0;
            long epoch = 0;
            for (int round = 0; round < 40; round++) {
                for (int i = random.nextInt(4); i > 0; i--) {
                    String key = "key" + random.nextInt(6);
                    switch (random.nextInt(5)) {
                        case 0 -> delete(sequence, key);
                        case 1 -> create(sequence, key, "7");
                        case 2 -> increment(sequence, "n" + random.nextInt(2), 3);
                        default -> put(sequence, key, "v" + sequence);
                    }
                    sequence++;
                }
                // A CAS that fails is a read, and is written down by nobody.
                disks[1].writes.addAll(range(sequence));
                batch.address(Origin.of(CLIENT, 0), epoch);
                tell(1, Arrays.copyOf(batch.bytes(), batch.length()), CLIENT);
                batch.reset();
                for (int steps = random.nextInt(8); steps > 0; steps--) {
                    step(1 + random.nextInt(3));
                }
                if (round == 20) {
                    epoch++;
                    byte[] filling = ConfigurationCodec.encode(filling(epoch, List.of(A, B), C));
                    for (int rank = 1; rank <= 3; rank++) {
                        tell(rank, filling, 0);
                    }
                }
                for (int rank = 1; rank <= 3; rank++) {
                    machines[rank].onIdle(now, disks[rank]);
                    assertThat(content(stored(rank, initial).table()))
                            .as("seed %s, round %s, rank %s", seed, round, rank)
                            .isEqualTo(content(machines[rank].table()));
                }
            }
            assertThat(stored(3, initial).configuration().orElseThrow().epoch()).isEqualTo(1);
        }
    }

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    @Test
    void whatNoReplicaWritesDownIsRefused() {
        StoredReplica stored = new StoredReplica(new NodeTable(space), Optional.empty());
        byte[] stranger = new byte[16];
        stranger[0] = MessageKind.REPLIES;

        assertThatThrownBy(() -> stored.take(stranger, 0, stranger.length)).isInstanceOf(ProtocolException.class);
        assertThat(stored.configuration()).isEmpty();
    }

    @Test
    void whereNothingOutlivesTheJobNothingIsWrittenDown() {
        begin(chain(0, A, B, C));
        put(0, "key", "value");
        enter(1, 0);
        runAll();

        assertThat(find(3, "key")).isEqualTo("value");
        assertThatThrownBy(() -> outboxes[1].persist(new byte[1], 0, 1)).isInstanceOf(IllegalStateException.class);
    }
}
