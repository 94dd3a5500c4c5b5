package mpjdht.message;

import mpjdht.ring.NodeRef;

/**
 * A node that holds what is searched for.
 *
 * @param node which
 * @param hops from the root, by the way that the search took
 * @param value what it holds
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record SearchHit(NodeRef node, int hops, byte[] value) {

    /** Whether this one is nearer to the root than another; of two that are as near, the one with the lower id. */
    boolean isNearerThan(SearchHit other) {
        return hops < other.hops || (hops == other.hops && NodeRef.BY_ID.compare(node, other.node) < 0);
    }
}
