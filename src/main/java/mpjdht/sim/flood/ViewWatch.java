package mpjdht.sim.flood;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mpjdht.node.flood.FloodMachine;
import mpjdht.node.flood.NeighbourSettings;
import mpjdht.ring.NodeRef;
import mpjdht.sim.BrokenInvariant;
import mpjdht.sim.Observer;
import mpjdht.sim.Simulation;

/**
 * Watches whom the nodes know: after every event the node to which it came, if that has changed. Views are within their bounds, nobody is in both
 * of a node's, and no neighbour has been dead for longer than it takes to notice.
 */
final class ViewWatch implements Observer {
    private final Simulation simulation;
    private final NeighbourSettings settings;
    private final long noticeMicros;
    /** When nodes that are gone have died, by id. */
    private final Map<Long, Long> diedMicros = new TreeMap<>();

    private final NodeRef[] present;
    private final long[] versions;
    private final long[] nextLookMicros;

    /**
     * Watches.
     *
     * @param noticeMicros how long it takes at most until nobody has a dead neighbour
     */
    ViewWatch(Simulation simulation, NeighbourSettings settings, int processes, long noticeMicros) {
        this.simulation = simulation;
        this.settings = settings;
        this.noticeMicros = noticeMicros;
        this.present = new NodeRef[processes];
        this.versions = new long[processes];
        this.nextLookMicros = new long[processes];
    }

    @Override
    public void changed(int rank) {
        if (rank == SimulatedOverlay.CLIENT) {
            return;
        }
        if (!simulation.up(rank)) {
            diedMicros.put(present[rank].id(), simulation.nowMicros());
            return;
        }
        FloodMachine node = (FloodMachine) simulation.machine(rank);
        if (!node.self().equals(present[rank]) || versions[rank] != node.version()) {
            present[rank] = node.self();
            versions[rank] = node.version();
            checkBounds(node.self(), node.active(), node.passive());
        }
        if (simulation.nowMicros() >= nextLookMicros[rank]) {
            nextLookMicros[rank] = simulation.nowMicros() + settings.beatMicros();
            checkLife(node.self(), node.active());
        }
    }

    private void checkBounds(NodeRef self, List<NodeRef> active, List<NodeRef> passive) {
        if (active.size() > settings.active() || passive.size() > settings.passive()) {
            throw new BrokenInvariant("node " + self + " has " + active.size() + " neighbours and knows "
                    + passive.size() + " others; at most " + settings.active() + " and " + settings.passive());
        }
        if (active.contains(self) || passive.contains(self)) {
            throw new BrokenInvariant("node " + self + " knows itself");
        }
        for (NodeRef neighbour : active) {
            if (passive.contains(neighbour)) {
                throw new BrokenInvariant("node " + self + " has " + neighbour + " in both views");
            }
        }
    }

    private void checkLife(NodeRef self, List<NodeRef> active) {
        for (NodeRef neighbour : active) {
            long died = diedMicros.getOrDefault(neighbour.id(), Long.MAX_VALUE);
            if (died != Long.MAX_VALUE && simulation.nowMicros() - died > noticeMicros) {
                throw new BrokenInvariant("node " + self + " still has the neighbour " + neighbour + ", which died "
                        + (simulation.nowMicros() - died) + " microseconds ago");
            }
        }
    }
}
