package mpjdht.node.replica;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import mpjdht.message.Answer;
import mpjdht.message.ConfigurationCodec;
import mpjdht.message.ControlMessage;
import mpjdht.message.Operation;
import mpjdht.message.Origin;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.SwapRecord;
import mpjdht.node.Detection;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.RecordingOutbox;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.node.overlay.Overlay;
import mpjdht.ring.Arc;
import mpjdht.ring.Configuration;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.Region;
import mpjdht.ring.Replica;
import mpjdht.ring.RingView;
import mpjdht.ring.Xxh3KeySpace;
import mpjdht.store.NodeTable;

/** A chain of three, each of whose messages is carried by hand; the whole circle is one region. */
abstract class ChainOfThree {
    static final Grid GRID = new Grid(5);
    static final int CLIENT = GRID.command();
    static final int WINDOW = 8;
    static final long OWNER = 3000;
    static final Arc CIRCLE = Arc.wholeCircle(OWNER);
    static final Replica A = new Replica(1000, 1, 0);
    static final Replica B = new Replica(2000, 2, 0);
    static final Replica C = new Replica(OWNER, 3, 0);
    static final Detection DETECTION = new Detection(1000);

    final KeySpace space = new Xxh3KeySpace(64);
    final RequestBatch batch = new RequestBatch();
    final ReplicaMachine[] machines = new ReplicaMachine[4];
    final Mail[] outboxes = new Mail[4];
    Overlay overlay = AssignedOverlay.oneHop();
    FlowLimits limits = FlowLimits.ofWindow(WINDOW);
    long now;

    /** What one rank has sent, in words, and by ways that are open until it is carried. */
    static final class Mail implements Outbox {
        final RecordingOutbox words = new RecordingOutbox();
        final List<ArrayDeque<byte[]>> ways = new ArrayList<>();

        Mail() {
            for (int rank = 0; rank < GRID.size(); rank++) {
                ways.add(new ArrayDeque<>());
            }
        }

        @Override
        public void send(int to, byte[] bytes, int offset, int length) {
            words.send(to, bytes, offset, length);
            byte[] copy = new byte[length];
            System.arraycopy(bytes, offset, copy, 0, length);
            ways.get(to).add(copy);
        }

        @Override
        public void setTimer(long delayMicros, long timer) {
            words.setTimer(delayMicros, timer);
        }
    }

    void begin(Configuration configuration) {
        begin(configuration, 1);
    }

    void begin(Configuration configuration, int minReplicas) {
        for (int rank = 1; rank <= 3; rank++) {
            machines[rank] = machine(rank, 0, configuration, minReplicas);
            outboxes[rank] = new Mail();
            idle(rank);
        }
    }

    ReplicaMachine machine(int rank, int life, Configuration configuration, int minReplicas) {
        return new ReplicaMachine(
                GRID,
                rank,
                life,
                configuration,
                limits,
                minReplicas,
                DETECTION,
                new ChainRules(),
                overlay.host(rank, space),
                () -> new NodeTable(space),
                Keeping.NOTHING);
    }

    static Configuration chain(long epoch, Replica... serving) {
        return filling(epoch, List.of(serving));
    }

    static Configuration filling(long epoch, List<Replica> serving, Replica... filling) {
        return new Configuration(ring(epoch), List.of(new Region(CIRCLE, serving, List.of(filling), false, true)));
    }

    static RingView ring(long epoch) {
        return RingView.of(epoch, new long[] {OWNER}, new int[] {3});
    }

    static String confirmed(int to, long epoch, int number) {
        return to + ": Confirmed[epoch=" + epoch + ", confirmations=[Confirmation[region=0, number=" + number + "]]]";
    }

    void put(int sequence, String key, String value) {
        add(Operation.PUT, sequence, key, value);
    }

    void get(int sequence, String key) {
        add(Operation.GET, sequence, key, "");
    }

    void delete(int sequence, String key) {
        add(Operation.DELETE, sequence, key, "");
    }

    void increment(int sequence, String key, long by) {
        byte[] bytes = ascii(key);
        KeyPlace place = place(bytes);
        batch.addIncrement(sequence, place.position(), place.hash(), bytes, 0, bytes.length, by);
    }

    void swap(int sequence, String key, String from, String to) {
        byte[] all = ascii(key + from + to);
        int fromAt = key.length();
        addSwap(sequence, key, all, from.length(), fromAt + from.length(), to.length());
    }

    /** Stores a value if the key is absent. */
    void create(int sequence, String key, String value) {
        addSwap(sequence, key, ascii(key + value), SwapRecord.ABSENT, key.length(), value.length());
    }

    /** Deletes the key if it has a value. */
    void deleteIf(int sequence, String key, String value) {
        addSwap(sequence, key, ascii(key + value), value.length(), 0, SwapRecord.ABSENT);
    }

    private void addSwap(int sequence, String key, byte[] all, int oldLength, int newAt, int newLength) {
        KeyPlace place = place(ascii(key));
        int oldAt = key.length();
        batch.addSwap(sequence, place.position(), place.hash(), all, 0, oldAt, oldAt, oldLength, newAt, newLength);
    }

    String keyIn(Arc arc) {
        int number = 0;
        while (!arc.contains(place(ascii("key" + number)).position())) {
            number++;
        }
        return "key" + number;
    }

    /** The number in the last answer that a rank has sent the client. */
    long count(int rank) {
        byte[] message = outboxes[rank].ways.get(CLIENT).getLast();
        ReplyCursor cursor = new ReplyCursor();
        cursor.open(message, 0, message.length);
        long count = 0;
        while (cursor.next()) {
            if (cursor.outcome() == Answer.COUNTED) {
                count = ByteBuffer.wrap(cursor.bytes(), cursor.valueOffset(), Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getLong();
            }
        }
        return count;
    }

    void add(int operation, int sequence, String key, String value) {
        byte[] keyBytes = ascii(key);
        byte[] valueBytes = ascii(value);
        KeyPlace place = place(keyBytes);
        batch.add(
                operation,
                sequence,
                place.position(),
                place.hash(),
                keyBytes,
                0,
                keyBytes.length,
                valueBytes,
                0,
                valueBytes.length);
    }

    KeyPlace place(byte[] key) {
        KeyPlace place = new KeyPlace();
        space.locate(key, 0, key.length, place);
        return place;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The client sends what was added to a rank. */
    void enter(int rank, long epoch) {
        batch.address(Origin.of(CLIENT, 0), epoch);
        machines[rank].onMessage(now, CLIENT, batch.bytes(), 0, batch.length(), outboxes[rank]);
        batch.reset();
    }

    void configure(int rank, Configuration configuration) {
        byte[] message = ConfigurationCodec.encode(configuration);
        machines[rank].onMessage(now, Grid.HEAD, message, 0, message.length, outboxes[rank]);
    }

    void configureAll(Configuration configuration) {
        for (int rank = 1; rank <= 3; rank++) {
            configure(rank, configuration);
        }
    }

    void send(int rank, int from, ControlMessage message) {
        byte[] bytes = message.encode();
        machines[rank].onMessage(now, from, bytes, 0, bytes.length, outboxes[rank]);
    }

    /** Lets a rank do what it does when nothing arrives, and tells what it has sent. */
    List<String> idle(int rank) {
        machines[rank].onIdle(now, outboxes[rank]);
        return words(rank);
    }

    List<String> words(int rank) {
        return outboxes[rank].words.take();
    }

    void carry(int from, int to) {
        while (!outboxes[from].ways.get(to).isEmpty()) {
            carryOne(from, to);
        }
    }

    void carryOne(int from, int to) {
        byte[] message = outboxes[from].ways.get(to).remove();
        machines[to].onMessage(now, from, message, 0, message.length, outboxes[to]);
    }

    /** Carries everything until nobody has anything to say any more, and tells what the client has got. */
    List<String> runAll() {
        List<String> replies = new ArrayList<>();
        for (int round = 0; round < 6; round++) {
            for (int from = 1; from <= 3; from++) {
                idle(from).stream()
                        .filter(line -> line.startsWith(CLIENT + ": "))
                        .forEach(replies::add);
                for (int to = 1; to <= 3; to++) {
                    carry(from, to);
                    words(to).stream()
                            .filter(line -> line.startsWith(CLIENT + ": "))
                            .forEach(replies::add);
                }
            }
        }
        return replies;
    }

    String find(int rank, String key) {
        byte[] bytes = ascii(key);
        KeyPlace place = place(bytes);
        NodeTable table = machines[rank].table();
        return table.find(place.hash(), place.position(), bytes, 0, bytes.length)
                ? new String(table.valueBytes(), table.valueOffset(), table.valueLength(), StandardCharsets.US_ASCII)
                : null;
    }
}
