package mpjdht.sim.flood;

import java.util.List;
import mpjdht.node.flood.NeighbourSettings;
import mpjdht.node.flood.SearchSettings;
import mpjdht.sim.Fault;
import mpjdht.sim.FaultRates;
import mpjdht.sim.Latency;

/**
 * What happens in the run of an overlay.
 *
 * @param seed decides all that is drawn while it runs
 * @param nodes at the start, at least 2; they join one after the other
 * @param joiners processes more, which may join later
 * @param neighbours whom each node knows
 * @param search how much a search may take
 * @param latency of every message
 * @param rates what happens to messages until the overlay is left in peace
 * @param lateness of timers
 * @param faults in the order of their times, which count from when all have joined
 * @param troubleMicros how long faults and losses go on
 * @param keys number of keys
 * @param mostCopies each key is held by 1 to so many nodes
 * @param searches number of searches while there is trouble; afterwards there are half as many
 * @param ttls reaches of searches that have a limit: 1 to so many hops
 */
public record OverlayPlan(
        long seed,
        int nodes,
        int joiners,
        NeighbourSettings neighbours,
        SearchSettings search,
        Latency latency,
        FaultRates rates,
        Latency lateness,
        List<Fault> faults,
        long troubleMicros,
        int keys,
        int mostCopies,
        int searches,
        int ttls) {

    /** Keeps the list as it is now. */
    public OverlayPlan {
        faults = List.copyOf(faults);
    }

    /** The same with other faults. */
    public OverlayPlan withFaults(List<Fault> other) {
        return new OverlayPlan(
                seed,
                nodes,
                joiners,
                neighbours,
                search,
                latency,
                rates,
                lateness,
                other,
                troubleMicros,
                keys,
                mostCopies,
                searches,
                ttls);
    }
}
