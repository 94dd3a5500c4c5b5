package mpjdht.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mpjdht.message.Operation;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client holds back where commands for a key may go different ways, or take different times. */
class OrderOfAKeyTest {

    /** An order, and which open commands hold up a later one of their key. */
    private enum Kind {
        /** Writes hold up everything, and reads hold up writes. */
        ONE_WRITE {
            @Override
            KeyOrder order(int window) {
                return KeyOrder.oneWriteAtATime(window);
            }

            @Override
            boolean holdsUp(Open earlier, Open later) {
                return earlier.writes() || (earlier.operation == Operation.GET && later.writes());
            }
        },
        /** Everything but an EXPLAIN holds up everything. */
        ONE_COMMAND {
            @Override
            KeyOrder order(int window) {
                return KeyOrder.oneAtATime(window);
            }

            @Override
            boolean holdsUp(Open earlier, Open later) {
                return earlier.operation != Operation.EXPLAIN;
            }
        };

        abstract KeyOrder order(int window);

        abstract boolean holdsUp(Open earlier, Open later);
    }

    /** A command that has no answer. */
    private record Open(int operation, int key) {
        boolean writes() {
            return operation != Operation.GET && operation != Operation.EXPLAIN;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ONE_WRITE, 1", "ONE_WRITE, 2", "ONE_WRITE, 3", "ONE_WRITE, 16", "ONE_WRITE, 300",
        "ONE_COMMAND, 1", "ONE_COMMAND, 2", "ONE_COMMAND, 3", "ONE_COMMAND, 16", "ONE_COMMAND, 300"
    })
    void aCommandLeavesWhenNoneBeforeItForItsKeyIsOpenWithWhichItMustNotChangePlaces(Kind kind, int window) {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            KeyOrder order = kind.order(window);
            Map<Integer, Open> underWay = new TreeMap<>();
            Map<Integer, Open> held = new TreeMap<>();
            int next = 0;
            // Now and then more than are looked at together.
            int most = seed % 4 == 0 ? 200 : 4;
            int keys = seed % 4 == 0 ? 40 : 3;
            for (int step = 0; step < 200; step++) {
                String where = "seed " + seed + ", step " + step;
                RequestBatch batch = new RequestBatch();
                int oldest = Math.min(first(underWay, next), first(held, next));
                int added = Math.min(random.nextInt(most), window - (next - oldest));
                for (int i = 0; i < added; i++) {
                    Open command = new Open(1 + random.nextInt(6), random.nextInt(keys));
                    held.put(next, command);
                    request(batch, next, command);
                    next++;
                }
                List<Integer> sent = sequences(order.leaving(batch));
                Set<Integer> expected = leaving(kind, underWay, held);
                assertThat(sent).as(where).containsExactlyElementsOf(expected);
                if (!underWay.isEmpty()) {
                    List<Integer> open = List.copyOf(underWay.keySet());
                    int answered = open.get(random.nextInt(open.size()));
                    underWay.remove(answered);
                    order.ends(answered);
                    List<Integer> freed = new ArrayList<>();
                    while (order.hasFreed()) {
                        freed.add(order.takeFreed());
                    }
                    assertThat(freed).as(where).containsExactlyElementsOf(leaving(kind, underWay, held));
                }
                for (int sequence = Math.max(0, next - window); sequence < next; sequence++) {
                    RequestCursor asked = request(
                            new RequestBatch(),
                            sequence,
                            held.getOrDefault(sequence, new Open(Operation.GET, sequence % 3)));
                    assertThat(order.holds(asked)).as(where).isEqualTo(held.containsKey(sequence));
                }
            }
        }
    }

    private static int first(Map<Integer, Open> commands, int otherwise) {
        return commands.keySet().stream().findFirst().orElse(otherwise);
    }

    /** Moves what may leave, and tells of it. */
    private static Set<Integer> leaving(Kind kind, Map<Integer, Open> underWay, Map<Integer, Open> held) {
        Set<Integer> leaving = new TreeSet<>();
        List<Open> waiting = new ArrayList<>();
        for (Map.Entry<Integer, Open> entry : Map.copyOf(held).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .toList()) {
            Open command = entry.getValue();
            boolean waits = waiting.stream().anyMatch(other -> other.key() == command.key())
                    || underWay.values().stream()
                            .anyMatch(other -> other.key() == command.key() && kind.holdsUp(other, command));
            if (waits) {
                waiting.add(command);
            } else {
                leaving.add(entry.getKey());
                underWay.put(entry.getKey(), command);
                held.remove(entry.getKey());
            }
        }
        return leaving;
    }

    private static RequestCursor request(RequestBatch batch, int sequence, Open command) {
        int offset = batch.length();
        byte[] key = {(byte) command.key()};
        batch.add(command.operation(), sequence, command.key(), command.key(), key, 0, 1, key, 0, 0);
        RequestCursor cursor = new RequestCursor();
        cursor.seek(batch.bytes(), offset);
        return cursor;
    }

    private static List<Integer> sequences(RequestBatch batch) {
        RequestCursor cursor = new RequestCursor();
        cursor.open(batch.bytes(), 0, batch.length());
        List<Integer> sequences = new ArrayList<>();
        while (cursor.next()) {
            sequences.add(cursor.sequence());
        }
        return sequences;
    }
}
