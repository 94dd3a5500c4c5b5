package mpjdht.bench.jmh;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.Xxh3KeySpace;
import mpjdht.store.NodeTable;

/** The table, per key, hashing included. */
public class TableBenchmark extends PerOperation {
    private static final int STEP = 1 << 12;

    /** Keys in the table: in the cache of a core, and not. */
    @Param({"20000", "1000000"})
    public int size;

    private final Xxh3KeySpace space = new Xxh3KeySpace(Xxh3KeySpace.MAX_BITS);
    private final KeyPlace place = new KeyPlace();
    private Keys keys;
    private NodeTable table;
    private int next;

    /** Fills the table. */
    @Setup
    public void setUp() {
        keys = new Keys(size);
        table = new NodeTable(space);
        for (int key = 0; key < size; key++) {
            put(key);
        }
    }

    /** Overwrites. */
    @Benchmark
    @OperationsPerInvocation(STEP)
    public void put() {
        for (int i = 0; i < STEP; i++) {
            put(nextKey());
        }
    }

    /** Finds what is there. */
    @Benchmark
    @OperationsPerInvocation(STEP)
    public long get() {
        long sum = 0;
        for (int i = 0; i < STEP; i++) {
            int key = locate(nextKey());
            if (table.find(place.hash(), place.position(), keys.bytes(), keys.keyOffset(key), Keys.KEY_BYTES)) {
                sum += table.valueLength();
            }
        }
        return sum;
    }

    /** Deletes a key and puts it back. */
    @Benchmark
    @OperationsPerInvocation(STEP)
    public void deleteAndPut() {
        for (int i = 0; i < STEP; i++) {
            int key = locate(nextKey());
            table.delete(place.hash(), place.position(), keys.bytes(), keys.keyOffset(key), Keys.KEY_BYTES);
            put(key);
        }
    }

    /** Keys far from one another, each once in a while. */
    private int nextKey() {
        next += 7919;
        if (next >= size) {
            next %= size;
        }
        return next;
    }

    private int locate(int key) {
        space.locate(keys.bytes(), keys.keyOffset(key), Keys.KEY_BYTES, place);
        return key;
    }

    private void put(int key) {
        locate(key);
        table.put(
                place.hash(),
                place.position(),
                keys.bytes(),
                keys.keyOffset(key),
                Keys.KEY_BYTES,
                keys.valueOffset(key),
                Keys.VALUE_BYTES);
    }
}
