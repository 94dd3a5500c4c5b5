package mpjdht.history;

import java.util.Arrays;

/**
 * What has to come before what: clusters of calls, and moments between them. Looks for circles of two clusters and more; a
 * cluster and the moments between its own calls make none.
 */
final class Precedence {
    private static final int NOT_VISITED = 0;

    private final int clusters;
    private final int nodes;
    private final int[] from;
    private final int[] to;
    private int edges;

    /**
     * A graph without arrows. Its nodes are the clusters, numbered from 0, and behind them the moments.
     *
     * @param mostEdges no more arrows are added than that
     */
    Precedence(int clusters, int moments, int mostEdges) {
        this.clusters = clusters;
        this.nodes = clusters + moments;
        this.from = new int[mostEdges];
        this.to = new int[mostEdges];
    }

    void add(int before, int after) {
        from[edges] = before;
        to[edges] = after;
        edges++;
    }

    /** Whether two clusters have to come before each other: one strongly connected component holds both (Tarjan 1972). */
    boolean hasCircle() {
        int[] firstEdge = new int[nodes + 1];
        for (int edge = 0; edge < edges; edge++) {
            firstEdge[from[edge] + 1]++;
        }
        for (int node = 0; node < nodes; node++) {
            firstEdge[node + 1] += firstEdge[node];
        }
        int[] targets = new int[edges];
        int[] fill = Arrays.copyOf(firstEdge, nodes);
        for (int edge = 0; edge < edges; edge++) {
            targets[fill[from[edge]]++] = to[edge];
        }
        return new Components(firstEdge, targets).anyHoldsTwoClusters();
    }

    /** The search for components, without recursion. */
    private final class Components {
        private final int[] firstEdge;
        private final int[] targets;
        private final int[] nextEdge;
        private final int[] number = new int[nodes];
        private final int[] lowest = new int[nodes];
        private final boolean[] onPath = new boolean[nodes];
        private final int[] component = new int[nodes];
        private final int[] path = new int[nodes];
        private int componentSize;
        private int pathLength;
        private int visited;

        Components(int[] firstEdge, int[] targets) {
            this.firstEdge = firstEdge;
            this.targets = targets;
            this.nextEdge = Arrays.copyOf(firstEdge, nodes);
        }

        boolean anyHoldsTwoClusters() {
            for (int root = 0; root < nodes; root++) {
                if (number[root] == NOT_VISITED && search(root)) {
                    return true;
                }
            }
            return false;
        }

        private boolean search(int root) {
            enter(root);
            while (pathLength > 0) {
                int node = path[pathLength - 1];
                if (nextEdge[node] < firstEdge[node + 1]) {
                    int target = targets[nextEdge[node]++];
                    if (number[target] == NOT_VISITED) {
                        enter(target);
                    } else if (onPath[target]) {
                        lowest[node] = Math.min(lowest[node], number[target]);
                    }
                    continue;
                }
                pathLength--;
                if (pathLength > 0) {
                    int before = path[pathLength - 1];
                    lowest[before] = Math.min(lowest[before], lowest[node]);
                }
                if (lowest[node] == number[node] && leave(node) > 1) {
                    return true;
                }
            }
            return false;
        }

        private void enter(int node) {
            visited++;
            number[node] = visited;
            lowest[node] = visited;
            onPath[node] = true;
            component[componentSize++] = node;
            path[pathLength++] = node;
        }

        /** Closes the component that began with a node; returns how many clusters are in it. */
        private int leave(int first) {
            int found = 0;
            int node;
            do {
                node = component[--componentSize];
                onPath[node] = false;
                found += node < clusters ? 1 : 0;
            } while (node != first);
            return found;
        }
    }
}
