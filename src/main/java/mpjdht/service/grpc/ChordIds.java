package mpjdht.service.grpc;

import java.math.BigInteger;
import java.util.OptionalLong;

/**
 * The ids of the circle as clients of Chord write them: decimal numbers below 2^160. Nodes are at the multiples of 2^96, and a node's id here is the
 * multiplier ({@link mpjdht.ring.Sha1KeySpace}).
 */
final class ChordIds {
    private static final int BITS = 160;
    private static final int REST_BITS = BITS - Long.SIZE;
    private static final BigInteger REST = BigInteger.ONE.shiftLeft(REST_BITS).subtract(BigInteger.ONE);

    /** Digits of 2^160. */
    private static final int MOST_DIGITS = 49;

    private ChordIds() {}

    /** How the id of a node is written. */
    static String text(long node) {
        return new BigInteger(Long.toUnsignedString(node)).shiftLeft(REST_BITS).toString();
    }

    /** The first position at or behind an id, whose owner is the owner of the id; empty when it is none. */
    static OptionalLong position(String text) {
        if (!isNumber(text)) {
            return OptionalLong.empty();
        }
        BigInteger id = new BigInteger(text);
        if (id.bitLength() > BITS) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(id.add(REST).shiftRight(REST_BITS).longValue());
    }

    /** The id of the node that is written so; empty when no node can have it. */
    static OptionalLong node(String text) {
        OptionalLong position = position(text);
        return position.isPresent() && new BigInteger(text).and(REST).signum() == 0 ? position : OptionalLong.empty();
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() <= MOST_DIGITS
                && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }
}
