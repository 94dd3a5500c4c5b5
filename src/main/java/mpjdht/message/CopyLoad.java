package mpjdht.message;

import mpjdht.ring.ReplicaRole;

/**
 * A copy of a key.
 *
 * @param node id of the node that keeps it
 * @param rank rank that hosts the node
 * @param role what the node has to do in the chain of the key
 * @param present whether the key is there
 * @param bytes length of its value; 0 when it is not there
 * @param digest XXH3 of its value, so that copies can be compared; 0 when it is not there
 */
public record CopyLoad(long node, int rank, ReplicaRole role, boolean present, int bytes, long digest) {}
