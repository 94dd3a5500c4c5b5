package mpjdht.ring;

import java.util.Comparator;

/**
 * A node as others know it: its place on the circle and the rank that hosts it.
 *
 * @param id place on the circle, unsigned
 * @param rank rank of the process that hosts it
 */
public record NodeRef(long id, int rank) {
    /** In the order of the ids, from the lowest. */
    public static final Comparator<NodeRef> BY_ID = (a, b) -> Long.compareUnsigned(a.id, b.id);

    @Override
    public String toString() {
        return Long.toUnsignedString(id) + "@" + rank;
    }
}
