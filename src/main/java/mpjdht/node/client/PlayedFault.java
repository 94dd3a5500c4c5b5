package mpjdht.node.client;

import java.util.List;

/**
 * What became of a {@link Fence.Fault}.
 *
 * @param fault what was asked for
 * @param rank the storage rank
 * @param nodes ids of its nodes, in their order
 * @param done whether it was done; if not, the rank was dead already, or alive, or dead when it was to be slow
 * @param keysMoved keys that were copied for a rank that begins anew; 0 for other faults
 * @param bytesMoved bytes of those keys and their values
 */
public record PlayedFault(
        Fence.Fault fault, int rank, List<Long> nodes, boolean done, long keysMoved, long bytesMoved) {
    /** Nodes that do not change. */
    public PlayedFault {
        nodes = List.copyOf(nodes);
    }
}
