package mpjdht.bench.program;

import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import mpjdht.bench.work.WorkloadFiles;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;
import mpjdht.ring.Xxh3KeySpace;
import mpjdht.store.NodeTable;

/**
 * How much memory tables take, as they count it and as the heap shows it. Arguments: number of keys, number of nodes,
 * copies of each key, keys of the second part, rounds of the second part. Prints lines of a name and a number; what is per key is per
 * copy, which are at the owner and the nodes that follow.
 */
public final class TableMemory {
    private static final int KEY_BYTES = 10;
    private static final int VALUE_BYTES = 14;
    private static final int VALUE_SPREAD = 5;
    private static final int ROOM = 64;

    private final KeySpace space = new Xxh3KeySpace(Xxh3KeySpace.MAX_BITS);
    private final KeyPlace place = new KeyPlace();
    private final RingView view;
    private final NodeTable[] tables;
    private final byte[] key = new byte[KEY_BYTES];
    private final byte[] record = new byte[KEY_BYTES + ROOM];

    private TableMemory(int nodes) {
        view = RingView.of(0, space.initialIds(nodes), new int[nodes]);
        tables = Stream.generate(() -> new NodeTable(space)).limit(nodes).toArray(NodeTable[]::new);
    }

    /** Measures and prints. */
    public static void main(String[] arguments) {
        int keys = Integer.parseInt(arguments[0]);
        int nodes = Integer.parseInt(arguments[1]);
        fill(keys, nodes, Integer.parseInt(arguments[2]));
        churn(Integer.parseInt(arguments[3]), nodes, Integer.parseInt(arguments[4]));
    }

    private static void fill(int keys, int nodes, int copies) {
        TableMemory memory = new TableMemory(nodes);
        long before = usedHeapBytes();
        memory.putCopies(keys, copies);
        long after = usedHeapBytes();
        print("table-bytes-per-key", (double) memory.memoryBytes() / keys / copies);
        print("heap-bytes-per-key", (double) (after - before) / keys / copies);
    }

    /** Overwrites with values of other lengths, deletes, and puts again. */
    private static void churn(int keys, int nodes, int rounds) {
        TableMemory memory = new TableMemory(nodes);
        memory.putAll(keys, 0, number -> true);
        long onePass = memory.memoryBytes();
        long most = onePass;
        for (int round = 1; round <= rounds; round++) {
            int mix = round;
            memory.putAll(keys, round, number -> true);
            most = Math.max(most, memory.memoryBytes());
            memory.deleteAll(keys, number -> (number + mix) % 3 != 0);
            memory.putAll(keys, round + 1, number -> (number + mix) % 3 != 0);
            most = Math.max(most, memory.memoryBytes());
        }
        print("churn-ratio", (double) memory.memoryBytes() / onePass);
        print("churn-ratio-most", (double) most / onePass);
    }

    private void putCopies(int keys, int copies) {
        for (int number = 0; number < keys; number++) {
            int owner = locate(number);
            System.arraycopy(key, 0, record, 0, KEY_BYTES);
            for (int copy = 0; copy < copies; copy++) {
                NodeTable table = tables[(owner + copy) % tables.length];
                table.put(place.hash(), place.position(), record, 0, KEY_BYTES, KEY_BYTES, VALUE_BYTES);
            }
        }
    }

    private void putAll(int keys, int round, IntPredicate which) {
        for (int number = 0; number < keys; number++) {
            if (which.test(number)) {
                int length = VALUE_BYTES + (round == 0 ? 0 : (number + round) % VALUE_SPREAD - VALUE_SPREAD / 2);
                NodeTable table = tables[locate(number)];
                System.arraycopy(key, 0, record, 0, KEY_BYTES);
                table.put(place.hash(), place.position(), record, 0, KEY_BYTES, KEY_BYTES, length);
            }
        }
    }

    private void deleteAll(int keys, IntPredicate which) {
        for (int number = 0; number < keys; number++) {
            if (which.test(number) && !tables[locate(number)].delete(place.hash(), place.position(), key, 0, KEY_BYTES)) {
                throw new IllegalStateException("key " + number + " is gone");
            }
        }
    }

    private int locate(int number) {
        WorkloadFiles.writeKey(key, number);
        space.locate(key, 0, KEY_BYTES, place);
        return view.ownerIndex(place.position());
    }

    private long memoryBytes() {
        long bytes = 0;
        for (NodeTable table : tables) {
            bytes += table.memoryBytes();
        }
        return bytes;
    }

    private static long usedHeapBytes() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void print(String name, double number) {
        System.out.printf(Locale.ROOT, "%s %.3f%n", name, number);
    }
}
