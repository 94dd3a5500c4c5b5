package mpjdht.bench.jmh;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.Sha1KeySpace;
import mpjdht.ring.Xxh3KeySpace;

/** Locating a key, per key. */
public class HashBenchmark extends PerOperation {
    private static final int KEYS = 1 << 10;
    private static final int DIRECT_IDS = 1000;
    private static final int SHA1_BITS = 160;

    /** The circle. */
    @Param({"direct", "xxh3", "sha1"})
    public String ids;

    private final Keys keys = new Keys(KEYS);
    private final KeyPlace place = new KeyPlace();
    private KeySpace space;

    /** Makes the circle. */
    @Setup
    public void setUp() {
        space = switch (ids) {
            case "direct" -> new DirectKeySpace(DIRECT_IDS);
            case "xxh3" -> new Xxh3KeySpace(Xxh3KeySpace.MAX_BITS);
            case "sha1" -> new Sha1KeySpace(SHA1_BITS);
            default -> throw new IllegalArgumentException("no circle is called " + ids);
        };
    }

    /** Locates keys. */
    @Benchmark
    @OperationsPerInvocation(KEYS)
    public long locate() {
        long sum = 0;
        for (int i = 0; i < KEYS; i++) {
            space.locate(keys.bytes(), keys.keyOffset(i), Keys.KEY_BYTES, place);
            sum += place.position();
        }
        return sum;
    }
}
