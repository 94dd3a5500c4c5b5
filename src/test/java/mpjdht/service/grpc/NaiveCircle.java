package mpjdht.service.grpc;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import mpjdht.ring.RingView;

/** A circle of 160 bits as the Chord paper tells it: numbers in a sorted set, and 160 fingers, each looked up by itself. */
final class NaiveCircle {
    static final int BITS = 160;
    static final BigInteger SIZE = BigInteger.ONE.shiftLeft(BITS);
    private static final int REST_BITS = 96;

    private final TreeSet<BigInteger> nodes = new TreeSet<>();

    NaiveCircle(RingView ring) {
        for (int i = 0; i < ring.size(); i++) {
            nodes.add(place(ring.id(i)));
        }
    }

    /** A ring of any size up to that; nodes may be close to each other, and at the ends of the circle. */
    static RingView draw(SplittableRandom random, int most) {
        int size = 1 + random.nextInt(most);
        TreeSet<Long> ids = new TreeSet<>();
        int shift = random.nextInt(Long.SIZE - 8);
        while (ids.size() < size) {
            ids.add(
                    switch (random.nextInt(8)) {
                        case 0 -> -1L - random.nextInt(size);
                        case 1 -> (long) random.nextInt(size);
                        default -> random.nextLong() >>> shift;
                    });
        }
        long[] all = ids.stream().mapToLong(Long::longValue).toArray();
        return RingView.of(0, all, new int[size]);
    }

    /** An id, often next to a node. */
    static BigInteger drawId(SplittableRandom random, RingView ring) {
        BigInteger node = place(ring.id(random.nextInt(ring.size())));
        BigInteger id =
                switch (random.nextInt(6)) {
                    case 0 -> node;
                    case 1 -> node.add(BigInteger.ONE);
                    case 2 -> node.subtract(BigInteger.ONE);
                    case 3 -> node.add(BigInteger.ONE.shiftLeft(random.nextInt(BITS)));
                    default -> BigInteger.valueOf(random.nextLong()).shiftLeft(random.nextInt(REST_BITS));
                };
        return id.mod(SIZE);
    }

    static BigInteger place(long node) {
        return new BigInteger(Long.toUnsignedString(node)).shiftLeft(REST_BITS);
    }

    BigInteger successor(BigInteger id) {
        BigInteger found = nodes.ceiling(id.mod(SIZE));
        return found == null ? nodes.first() : found;
    }

    /** The last node before an id. */
    BigInteger predecessor(BigInteger id) {
        BigInteger found = nodes.lower(id);
        return found == null ? nodes.last() : found;
    }

    /** The highest finger strictly between a node and an id; the node itself when there is none. */
    BigInteger closestPreceding(BigInteger node, BigInteger id) {
        List<BigInteger> fingers = new ArrayList<>();
        for (int i = 0; i < BITS; i++) {
            fingers.add(successor(node.add(BigInteger.ONE.shiftLeft(i))));
        }
        for (int i = BITS - 1; i >= 0; i--) {
            if (isBetween(node, fingers.get(i), id)) {
                return fingers.get(i);
            }
        }
        return node;
    }

    private static boolean isBetween(BigInteger from, BigInteger one, BigInteger to) {
        BigInteger way = one.subtract(from).mod(SIZE);
        BigInteger whole = to.subtract(from).mod(SIZE);
        return way.signum() > 0 && (whole.signum() == 0 || way.compareTo(whole) < 0);
    }
}
