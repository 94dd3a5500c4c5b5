package mpjdht.experiment.chord;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import mpjdht.experiment.lab.Histogram;
import mpjdht.experiment.lab.Plan;
import mpjdht.experiment.lab.Repetitions;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;
import mpjdht.ring.Sha1KeySpace;

/**
 * Random keys on a ring of SHA-1 ids, counted at their owners (Stoica et al., "Chord", 2001, section 6.2). A real node of the
 * paper is a rank here, its virtual nodes are the nodes that the rank hosts.
 *
 * @param nodes real nodes
 * @param virtualNodes places on the circle of each real node
 * @param keys how many
 */
record KeyLoad(int nodes, int virtualNodes, int keys) {

    /** Counts the keys of every real node {@code runs} times, on a new ring with new keys each time. */
    Repetitions repeat(int runs, Plan plan) {
        return Repetitions.of(plan.repeat(runs, seed -> Histogram.of(keysOfNodes(seed))));
    }

    /**
     * Counts the keys of every real node once.
     *
     * @param seed of the keys, eight random bytes each, and of the names whose hashes are the ids
     */
    int[] keysOfNodes(long seed) {
        KeySpace space = new Sha1KeySpace(Sha1KeySpace.MAX_BITS);
        RingView ring = ring(space, seed);
        SplittableRandom random = new SplittableRandom(seed);
        ByteBuffer key = ByteBuffer.allocate(Long.BYTES);
        KeyPlace place = new KeyPlace();
        int[] keysOfNodes = new int[nodes];
        for (int i = 0; i < keys; i++) {
            key.putLong(0, random.nextLong());
            space.locate(key.array(), 0, Long.BYTES, place);
            keysOfNodes[ring.rank(ring.ownerIndex(place.position()))]++;
        }
        return keysOfNodes;
    }

    private RingView ring(KeySpace space, long seed) {
        long[] ids = new long[nodes * virtualNodes];
        int[] hosts = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            hosts[i] = i / virtualNodes;
            ids[i] = space.idOf(nameOf(hosts[i], i % virtualNodes, seed));
        }
        return RingView.of(0, ids, hosts);
    }

    /** The name whose hash is the id of a virtual node. */
    static String nameOf(int node, int virtualNode, long seed) {
        return "ring " + seed + " node " + node + " place " + virtualNode;
    }
}
