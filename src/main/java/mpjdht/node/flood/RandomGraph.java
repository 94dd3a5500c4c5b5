package mpjdht.node.flood;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** A random graph whose nodes are numbered from 0: connected, without loops, each edge once, both ways. */
public final class RandomGraph {
    private final List<List<Integer>> neighbours = new ArrayList<>();
    private int edges;

    private RandomGraph(int nodes) {
        for (int i = 0; i < nodes; i++) {
            neighbours.add(new ArrayList<>());
        }
    }

    /**
     * A graph in which nearly every node has the same degree: the union of random Hamiltonian cycles, and for an odd degree of a random
     * matching (Law and Siu, "Distributed Construction of Random Expander Networks", INFOCOM 2003). Where these share an edge, two nodes
     * have a neighbour less.
     *
     * @param nodes at least 1
     * @param degree at least 2; with no more nodes than that, everybody is everybody's neighbour
     * @param draw a number from 0 to its argument minus 1
     */
    public static RandomGraph regular(int nodes, int degree, IntUnaryOperator draw) {
        RandomGraph graph = new RandomGraph(nodes);
        if (nodes <= degree + 1) {
            graph.connectAll(nodes);
            return graph;
        }
        for (int i = 0; i < degree / 2; i++) {
            int[] cycle = shuffled(nodes, draw);
            for (int k = 0; k < nodes; k++) {
                graph.connect(cycle[k], cycle[(k + 1) % nodes]);
            }
        }
        if (degree % 2 == 1) {
            int[] pairs = shuffled(nodes, draw);
            for (int k = 0; k + 1 < nodes; k += 2) {
                graph.connect(pairs[k], pairs[k + 1]);
            }
        }
        graph.sort();
        return graph;
    }

    /**
     * A graph whose degrees follow a power law with the exponent 3: nodes come one after the other, and choose neighbours with chances in
     * proportion to their degrees (Barabási and Albert, "Emergence of Scaling in Random Networks", Science 286, 1999).
     *
     * @param nodes at least 1
     * @param degree mean degree, at least 2: each newcomer chooses half as many; of an odd number every other one the larger half
     * @param draw a number from 0 to its argument minus 1
     */
    public static RandomGraph powerLaw(int nodes, int degree, IntUnaryOperator draw) {
        RandomGraph graph = new RandomGraph(nodes);
        int half = degree / 2;
        int first = Math.min(nodes, half + 1);
        graph.connectAll(first);
        int[] ends = new int[2 * (first * first + (half + 1) * nodes)];
        int count = 0;
        for (int node = 0; node < first; node++) {
            for (int other : graph.neighbours.get(node)) {
                ends[count++] = other;
            }
        }
        for (int node = first; node < nodes; node++) {
            int known = count;
            int chosen = Math.min(node, half + degree % 2 * (node % 2));
            while (graph.degree(node) < chosen) {
                int other = ends[draw.applyAsInt(known)];
                if (graph.connect(node, other)) {
                    ends[count++] = node;
                    ends[count++] = other;
                }
            }
        }
        graph.sort();
        return graph;
    }

    private static int[] shuffled(int nodes, IntUnaryOperator draw) {
        int[] order = new int[nodes];
        Arrays.setAll(order, i -> i);
        for (int i = nodes - 1; i > 0; i--) {
            int other = draw.applyAsInt(i + 1);
            int held = order[i];
            order[i] = order[other];
            order[other] = held;
        }
        return order;
    }

    private void connectAll(int nodes) {
        for (int a = 0; a < nodes; a++) {
            for (int b = a + 1; b < nodes; b++) {
                connect(a, b);
            }
        }
    }

    private boolean connect(int a, int b) {
        if (a == b || neighbours.get(a).contains(b)) {
            return false;
        }
        neighbours.get(a).add(b);
        neighbours.get(b).add(a);
        edges++;
        return true;
    }

    private void sort() {
        neighbours.forEach(Collections::sort);
    }

    /** Number of nodes. */
    public int size() {
        return neighbours.size();
    }

    /** Number of edges; the sum of all degrees is twice that. */
    public int edges() {
        return edges;
    }

    /** Number of neighbours of a node. */
    public int degree(int node) {
        return neighbours.get(node).size();
    }

    /** Neighbours of a node, in ascending order. */
    public List<Integer> neighbours(int node) {
        return Collections.unmodifiableList(neighbours.get(node));
    }
}
