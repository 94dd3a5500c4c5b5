package mpjdht.ring;

/**
 * The half-open interval {@code (after, last]} of the circle, in unsigned 64-bit positions: the positions that the node
 * {@code last} owns when {@code after} is its predecessor. It may wrap past the highest position; when both ends are
 * the same it is the whole circle, which is what the only node of a ring owns.
 *
 * @param after position just before the arc; not in it unless the arc is the whole circle
 * @param last last position of the arc, always in it
 */
public record Arc(long after, long last) {

    /** The arc with every position of the circle, as the node {@code id} owns it when it is alone. */
    public static Arc wholeCircle(long id) {
        return new Arc(id, id);
    }

    /** Tells whether {@code position} lies in this arc. */
    public boolean contains(long position) {
        // Distances are taken clockwise from `after`, so wrapping needs no case of its own: 0 means "all the way
        // round".
        return Long.compareUnsigned(position - after - 1, last - after - 1) <= 0;
    }

    /** Tells whether every position from the first to the last, which do not wrap, lies in this arc. */
    public boolean containsAll(long firstPosition, long lastPosition) {
        return after == last
                || (contains(firstPosition)
                        && contains(lastPosition)
                        && Long.compareUnsigned(lastPosition - firstPosition, last - firstPosition) <= 0);
    }

    /** Tells whether any position from the first to the last, which do not wrap, lies in this arc. */
    public boolean containsAny(long firstPosition, long lastPosition) {
        return contains(firstPosition) || Long.compareUnsigned(after - firstPosition, lastPosition - firstPosition) < 0;
    }
}
