package mpjdht.sim.flood;

import java.util.Map;
import mpjdht.message.ClientMessage.Sought;
import mpjdht.message.SearchHit;
import mpjdht.message.SearchKind;
import mpjdht.message.SearchMessage;
import mpjdht.message.SearchTally;
import mpjdht.sim.BrokenInvariant;
import mpjdht.sim.flood.SearchClient.Asked;

/** What a search must have found: some of it at any time, all of it in an overlay that does not change. */
final class SearchOracle {
    private final OverlayKeys keys;

    SearchOracle(OverlayKeys keys) {
        this.keys = keys;
    }

    /** Whatever happens: what is found is there, and the numbers fit together. */
    void requireSound(Asked asked, Sought answer, int processes) {
        SearchTally tally = answer.tally();
        tally.hit().ifPresent(hit -> requireHeld(asked, hit));
        // Who counted the copy may have been lost, or be a walker that a network which doubles has made two of.
        boolean mayMissCopies = tally.lost() > 0 || asked.kind() == SearchKind.WALK;
        boolean fits =
                tally.copies() > 0 ? tally.hit().isPresent() : tally.hit().isEmpty() || mayMissCopies;
        require(asked, tally, fits, "a hit without a copy, or the other way round");
        require(asked, tally, tally.copies() <= tally.nodes(), "more copies than nodes");
        require(asked, tally, tally.nodes() <= processes, "more nodes than there have ever been");
    }

    private void requireHeld(Asked asked, SearchHit hit) {
        int rank = hit.node().rank();
        if (!keys.isHeldBy(asked.key(), rank) || !OverlayKeys.isValueAt(rank, hit.value())) {
            throw new BrokenInvariant("a search found a value at node " + hit.node() + ", which does not hold it");
        }
        if (asked.kind() != SearchKind.WALK && hit.hops() > asked.ttl()) {
            throw new BrokenInvariant(
                    "a search to " + asked.ttl() + " hops found a value " + hit.hops() + " hops away");
        }
    }

    /** In an overlay that does not change, and loses nothing. */
    void requireExact(Asked asked, Sought answer, OverlayGraph graph) {
        Map<Integer, Integer> distances = graph.distances(asked.root());
        SearchTally tally = answer.tally();
        require(asked, tally, tally.lost() == 0, "somebody did not answer");
        if (asked.kind() == SearchKind.WALK) {
            return;
        }
        int nearest = Integer.MAX_VALUE;
        for (Map.Entry<Integer, Integer> entry : distances.entrySet()) {
            if (keys.isHeldBy(asked.key(), entry.getKey())) {
                nearest = Math.min(nearest, entry.getValue());
            }
        }
        boolean isThere = nearest <= asked.ttl() && nearest != Integer.MAX_VALUE;
        require(
                asked,
                tally,
                tally.hit().isPresent() == isThere,
                "breadth first says that it is " + nearest + " hops away");
        int reach = asked.kind() == SearchKind.RING && isThere ? Math.max(1, nearest) : asked.ttl();
        requireReach(asked, tally, reach, distances);
        if (isThere && reach != SearchMessage.EVERYBODY) {
            int hops = tally.hit().orElseThrow().hops();
            require(asked, tally, hops == nearest, "it is " + nearest + " hops away");
        }
        if (reach == SearchMessage.EVERYBODY && asked.kind() == SearchKind.FLOOD) {
            long expected = graph.sumOfDegrees() - (graph.size() - 1);
            require(asked, tally, tally.messages() == expected, "a flood to everybody takes " + expected + " messages");
        }
        if (asked.kind() == SearchKind.FLOOD) {
            boolean adds = tally.messages() - tally.duplicates() == tally.nodes() - 1;
            require(asked, tally, adds, "each message reaches a new node or is a duplicate");
        }
    }

    private void requireReach(Asked asked, SearchTally tally, int reach, Map<Integer, Integer> distances) {
        long nodes = distances.values().stream().filter(hops -> hops <= reach).count();
        long copies = distances.entrySet().stream()
                .filter(entry -> entry.getValue() <= reach && keys.isHeldBy(asked.key(), entry.getKey()))
                .count();
        require(asked, tally, tally.nodes() == nodes, nodes + " nodes are that near");
        require(asked, tally, tally.copies() == copies, copies + " copies are that near");
    }

    private static void require(Asked asked, SearchTally tally, boolean holds, String what) {
        if (!holds) {
            throw new BrokenInvariant("search " + asked.kind() + " from rank " + asked.root() + " to " + asked.ttl()
                    + " hops came back with "
                    + tally.nodes() + " nodes, " + tally.copies() + " copies, " + tally.messages() + " messages, "
                    + tally.duplicates() + " duplicates, " + tally.lost() + " lost: " + what);
        }
    }
}
