package mpjdht.sim.flood;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mpjdht.node.flood.FloodMachine;
import mpjdht.ring.NodeRef;
import mpjdht.sim.BrokenInvariant;
import mpjdht.sim.Simulation;

/** Who is whose neighbour at one moment, and how far it is from one to the other: what searches are compared with. */
final class OverlayGraph {
    private final Map<Integer, List<NodeRef>> neighbours = new TreeMap<>();
    private final Map<Integer, NodeRef> nodes = new TreeMap<>();

    /** The neighbours of all processes that are up. */
    OverlayGraph(Simulation simulation) {
        for (int rank = 1; rank < simulation.size(); rank++) {
            if (simulation.up(rank)) {
                FloodMachine node = (FloodMachine) simulation.machine(rank);
                nodes.put(rank, node.self());
                neighbours.put(rank, node.active());
            }
        }
    }

    int size() {
        return nodes.size();
    }

    /** The ranks of the nodes. */
    List<Integer> ranks() {
        return new ArrayList<>(nodes.keySet());
    }

    long sumOfDegrees() {
        return neighbours.values().stream().mapToLong(List::size).sum();
    }

    /** Whether everybody is the neighbour of its neighbours. */
    boolean isSymmetric() {
        return neighbours.entrySet().stream().allMatch(entry -> entry.getValue().stream()
                .allMatch(neighbour ->
                        neighbours.getOrDefault(neighbour.rank(), List.of()).contains(nodes.get(entry.getKey()))));
    }

    /** Everybody is the neighbour of its neighbours, who are alive, and each reaches all others. */
    void requireWholeAndSymmetric() {
        neighbours.forEach((rank, known) -> {
            for (NodeRef neighbour : known) {
                if (!neighbour.equals(nodes.get(neighbour.rank()))) {
                    throw new BrokenInvariant(
                            "node " + nodes.get(rank) + " has the neighbour " + neighbour + ", which is dead");
                }
                if (!neighbours.get(neighbour.rank()).contains(nodes.get(rank))) {
                    throw new BrokenInvariant(
                            "node " + nodes.get(rank) + " has the neighbour " + neighbour + ", which does not have it");
                }
            }
        });
        int first = nodes.keySet().iterator().next();
        if (distances(first).size() < nodes.size()) {
            throw new BrokenInvariant("node " + nodes.get(first) + " reaches "
                    + distances(first).size() + " of " + nodes.size() + " nodes");
        }
    }

    /** How many hops it is to each node that a rank's reaches, itself included: breadth first. */
    Map<Integer, Integer> distances(int root) {
        Map<Integer, Integer> distances = new TreeMap<>();
        ArrayDeque<Integer> next = new ArrayDeque<>(List.of(root));
        distances.put(root, 0);
        while (!next.isEmpty()) {
            int rank = next.remove();
            for (NodeRef neighbour : neighbours.get(rank)) {
                if (distances.putIfAbsent(neighbour.rank(), distances.get(rank) + 1) == null) {
                    next.add(neighbour.rank());
                }
            }
        }
        return distances;
    }
}
