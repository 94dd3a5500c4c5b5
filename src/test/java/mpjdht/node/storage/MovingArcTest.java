package mpjdht.node.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import mpjdht.message.Answer;
import mpjdht.message.BroadcastMessage;
import mpjdht.message.BroadcastMessage.NodeJoined;
import mpjdht.message.BroadcastMessage.NodeLeft;
import mpjdht.message.BroadcastMessage.ViewRetired;
import mpjdht.message.ControlCodec;
import mpjdht.message.ControlMessage;
import mpjdht.message.FlowMessage.Credit;
import mpjdht.message.FlowMessage.Due;
import mpjdht.message.HeadMessage.HandedOver;
import mpjdht.message.MessageKind;
import mpjdht.message.MoveMessage.HandOver;
import mpjdht.message.Operation;
import mpjdht.message.Origin;
import mpjdht.message.ReplyBatch;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.RingView;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two storage ranks between which an arc goes to and fro while two clients use it. Messages between two ranks keep their
 * order, and nothing else does. Every answer is compared with that of a map.
 */
class MovingArcTest {
    private static final int KEYS = 240;
    private static final int VALUE_BYTES = 30_000;
    private static final int CREDIT_BYTES = 70_000;
    private static final int COMMANDS = 120;
    private static final int WINDOW = 10;
    private static final int CLIENTS = 2;
    private static final int CLIENT_RANK = 3;
    private static final long MOVING = 500;
    private static final int CHANGES = 3;

    /** Requests come straight from their clients, or by way of the head, which is slower or faster than what comes straight. */
    @ParameterizedTest
    @CsvSource({"3, 0", "3, 20", "0, 0", "0, 20"})
    void everyAnswerIsThatOfAMapInWhateverOrderMessagesCome(int requestsFrom, int firstSeed) {
        for (int seed = firstSeed; seed < firstSeed + 20; seed++) {
            new Run(new Random(seed), requestsFrom, "seed " + seed).play();
        }
    }

    /** One run. */
    private static final class Run {
        private final Random random;
        private final int requestsFrom;
        private final String name;
        private final DirectKeySpace space = new DirectKeySpace(1000);
        private final StorageMachine[] storage = new StorageMachine[CLIENT_RANK];
        private final Map<Integer, ArrayDeque<byte[]>> channels = new TreeMap<>();
        private final List<Player> clients = new ArrayList<>();
        private final Map<String, String> table = new HashMap<>();
        private RingView view = RingView.of(0, new long[] {1000}, new int[] {1});
        private RingView clientsNext = view;
        private long change;
        private int viewsMissing;
        private boolean changing;

        Run(Random random, int requestsFrom, String name) {
            this.random = random;
            this.requestsFrom = requestsFrom;
            this.name = name;
            for (int rank = 1; rank < CLIENT_RANK; rank++) {
                storage[rank] = new StorageMachine(
                        new Grid(CLIENT_RANK + 1),
                        rank,
                        new DirectKeySpace(1000),
                        view,
                        new FlowLimits(WINDOW, 1 << 20, CREDIT_BYTES),
                        AssignedOverlay.direct());
            }
            for (int number = 0; number < CLIENTS; number++) {
                clients.add(new Player(number));
            }
        }

        void play() {
            fill();
            while (!isOver()) {
                if (!changing && change < CHANGES) {
                    beginChange();
                }
                List<Integer> waiting = channels.keySet().stream()
                        .filter(channel -> !channels.get(channel).isEmpty())
                        .toList();
                int event = random.nextInt(10);
                Player client = clients.get(random.nextInt(CLIENTS));
                if (event < 6 && !waiting.isEmpty()) {
                    deliver(waiting.get(random.nextInt(waiting.size())));
                } else if (event < 8 && client.maySend()) {
                    client.send();
                } else {
                    boolean progress = idle(1 + random.nextInt(2));
                    boolean stuck = waiting.isEmpty() && !progress && !idle(1) && !idle(2);
                    assertThat(stuck && clients.stream().noneMatch(Player::maySend) && !isOver())
                            .as(name + ": nothing happens any more")
                            .isFalse();
                }
            }
            assertThat(keys(1, 1000))
                    .as(name)
                    .isEqualTo(table.keySet().stream()
                            .filter(key -> Long.parseLong(key) > MOVING)
                            .count());
            assertThat(keys(2, MOVING) + keys(1, 1000)).as(name).isEqualTo(table.size());
        }

        private boolean isOver() {
            return change == CHANGES && !changing && clients.stream().allMatch(Player::isDone);
        }

        private long keys(int rank, long node) {
            return storage[rank].table(node).keys();
        }

        private void fill() {
            RequestBatch batch = new RequestBatch();
            batch.address(Origin.of(CLIENT_RANK, CLIENTS), 0);
            for (int i = 0; i < KEYS; i++) {
                String key = key(i);
                String value = i + "v".repeat(VALUE_BYTES);
                add(batch, Operation.PUT, i, key, value);
                table.put(key, value);
                storage[1].onMessage(0, CLIENT_RANK, batch.bytes(), 0, batch.length(), outbox(1));
                batch.reset();
            }
            storage[1].onIdle(0, outbox(1));
            channels.clear();
        }

        private static String key(int number) {
            return Integer.toString(1 + number * 4);
        }

        private void beginChange() {
            changing = true;
            change++;
            boolean joins = change % 2 == 1;
            HandOver order = joins
                    ? new HandOver(change, 1000, 1000, MOVING, MOVING, 2)
                    : new HandOver(change, MOVING, 1000, MOVING, 1000, 1);
            send(Grid.HEAD, joins ? 1 : 2, order.encode());
        }

        private void announce() {
            boolean joins = change % 2 == 1;
            BroadcastMessage message = joins ? new NodeJoined(change, MOVING, 2) : new NodeLeft(change, MOVING);
            view = joins ? view.join(MOVING, 2) : view.leave(MOVING);
            viewsMissing = CLIENT_RANK + clients.size() - 1;
            tellAll(message);
        }

        private void installed() {
            viewsMissing--;
            if (viewsMissing == 0) {
                tellAll(new ViewRetired(change - 1, change, change));
                changing = false;
            }
        }

        private void tellAll(ControlMessage message) {
            for (int rank = 1; rank <= CLIENT_RANK; rank++) {
                send(Grid.HEAD, rank, message.encode());
            }
        }

        private void deliver(int channel) {
            byte[] bytes = channels.get(channel).poll();
            int from = channel / 8;
            int to = channel % 8;
            if (to == Grid.HEAD) {
                assertThat(ControlCodec.decode(ControlMessage.class, bytes, 0, bytes.length))
                        .isInstanceOf(HandedOver.class);
                announce();
            } else if (to < CLIENT_RANK) {
                storage[to].onMessage(0, from, bytes, 0, bytes.length, outbox(to));
                if (bytes[0] == MessageKind.TO_EVERY_RANK && !isRetired(bytes)) {
                    installed();
                }
            } else if (bytes[0] == MessageKind.REPLIES) {
                clients.get(ReplyBatch.client(bytes, 0, bytes.length)).take(from, bytes);
            } else if (!isRetired(bytes)) {
                clientsNext = view;
                clients.forEach(Player::arrive);
            }
        }

        private static boolean isRetired(byte[] bytes) {
            return ControlCodec.decode(ControlMessage.class, bytes, 0, bytes.length) instanceof ViewRetired;
        }

        private boolean idle(int rank) {
            return storage[rank].onIdle(0, outbox(rank));
        }

        private Outbox outbox(int from) {
            return new Outbox() {
                @Override
                public void send(int to, byte[] bytes, int offset, int length) {
                    byte[] copy = new byte[length];
                    System.arraycopy(bytes, offset, copy, 0, length);
                    Run.this.send(from, to, copy);
                }

                @Override
                public void setTimer(long delayMicros, long timer) {
                    throw new AssertionError("no timer is needed");
                }
            };
        }

        private void send(int from, int to, byte[] bytes) {
            channels.computeIfAbsent(from * 8 + to, absent -> new ArrayDeque<>())
                    .add(bytes);
        }

        private long add(RequestBatch batch, int operation, int sequence, String key, String value) {
            byte[] keyBytes = key.getBytes(StandardCharsets.US_ASCII);
            byte[] valueBytes = value.getBytes(StandardCharsets.US_ASCII);
            KeyPlace place = new KeyPlace();
            space.locate(keyBytes, 0, keyBytes.length, place);
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
            return place.position();
        }

        /** A client with keys of its own, which uses its answers in the order of its commands. */
        private final class Player {
            private final int number;
            private final List<String> expected = new ArrayList<>();
            private final List<Long> positions = new ArrayList<>();
            private final Map<Integer, String> answers = new HashMap<>();
            private final Map<Integer, Integer> rankOfAnswer = new HashMap<>();
            private final Map<Integer, Integer> bytesOfAnswer = new HashMap<>();
            private final long[] used = new long[CLIENT_RANK];
            private RingView ring = view;
            private int oldest;
            private int told = -1;

            Player(int number) {
                this.number = number;
            }

            boolean isDone() {
                return oldest == COMMANDS;
            }

            boolean maySend() {
                return ring == clientsNext && expected.size() < COMMANDS && expected.size() - oldest < WINDOW;
            }

            void send() {
                RequestBatch batch = new RequestBatch();
                int sequence = expected.size();
                String key = key(number + CLIENTS * random.nextInt(KEYS / CLIENTS));
                String before = table.get(key);
                long position;
                switch (random.nextInt(6)) {
                    case 0 -> {
                        String value = sequence + "w".repeat(random.nextInt(VALUE_BYTES));
                        position = add(batch, Operation.PUT, sequence, key, value);
                        table.put(key, value);
                        expected.add(Answer.STORED + " ");
                    }
                    case 1 -> {
                        position = add(batch, Operation.DELETE, sequence, key, "");
                        table.remove(key);
                        expected.add((before == null ? Answer.MISSING : Answer.DELETED) + " ");
                    }
                    default -> {
                        position = add(batch, Operation.GET, sequence, key, "");
                        expected.add(before == null ? Answer.MISSING + " " : Answer.FOUND + " " + before);
                    }
                }
                positions.add(position);
                batch.address(Origin.of(CLIENT_RANK, number), ring.epoch());
                byte[] copy = new byte[batch.length()];
                System.arraycopy(batch.bytes(), 0, copy, 0, copy.length);
                Run.this.send(requestsFrom, ring.rank(ring.ownerIndex(position)), copy);
            }

            void take(int from, byte[] bytes) {
                ReplyCursor cursor = new ReplyCursor();
                cursor.open(bytes, 0, bytes.length);
                while (cursor.next()) {
                    String value = new String(
                            cursor.bytes(), cursor.valueOffset(), cursor.valueLength(), StandardCharsets.US_ASCII);
                    assertThat(answers.put(cursor.sequence(), cursor.outcome() + " " + value))
                            .isNull();
                    rankOfAnswer.put(cursor.sequence(), from);
                    bytesOfAnswer.put(cursor.sequence(), cursor.recordBytes());
                    used[from] += cursor.recordBytes();
                }
                while (answers.containsKey(oldest)) {
                    use();
                }
                boolean held = used[1] >= CREDIT_BYTES || used[2] >= CREDIT_BYTES;
                if (held && oldest < expected.size() && told != oldest) {
                    told = oldest;
                    int owner = ring.ownerIndex(positions.get(oldest));
                    Due due = new Due(
                            Origin.of(CLIENT_RANK, number), oldest, ring.id(owner), positions.get(oldest), 0, 0);
                    Run.this.send(CLIENT_RANK, ring.rank(owner), due.encode());
                }
                arrive();
            }

            private void use() {
                String answer = answers.get(oldest);
                assertThat(answer.equals(expected.get(oldest)))
                        .as("%s: command %d of client %d at %d", name, oldest, number, positions.get(oldest))
                        .isTrue();
                int rank = rankOfAnswer.get(oldest);
                int bytes = bytesOfAnswer.get(oldest);
                used[rank] -= bytes;
                Run.this.send(CLIENT_RANK, rank, new Credit(number, bytes, oldest).encode());
                oldest++;
            }

            void arrive() {
                if (ring != clientsNext && oldest == expected.size()) {
                    ring = clientsNext;
                    installed();
                }
            }
        }
    }
}
