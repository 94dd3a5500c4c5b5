package mpjdht.message;

import java.util.Optional;
import mpjdht.ring.ReplicaRole;

/**
 * A copy of a key.
 *
 * @param node id of the node that keeps it
 * @param rank rank that hosts the node
 * @param role what the node has to do among those that keep one
 * @param present whether the key is there
 * @param bytes length of its value; 0 when it is not there
 * @param digest XXH3 of its value, so that copies can be compared; 0 when it is not there
 * @param version of the key, or of its being deleted, where copies become equal in the end and anything is known of it
 */
public record CopyLoad(
        long node, int rank, ReplicaRole role, boolean present, int bytes, long digest, Optional<KeyVersion> version) {

    /** A copy without a version. */
    public CopyLoad(long node, int rank, ReplicaRole role, boolean present, int bytes, long digest) {
        this(node, rank, role, present, bytes, digest, Optional.empty());
    }
}
