package mpjdht.history;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks a key that is only written and read, and never written with the same value twice, in the time that sorting takes.
 *
 * <p>Every answer then names the write that it saw. A write and the reads of its value form a cluster, and an order of the
 * calls that explains the answers is an order of the clusters, each with its write first (Gibbons and Korach, "Testing Shared
 * Memories", SIAM J. Comput. 1997, section 4). So there is one exactly if no read precedes its write, and "has to come before"
 * among the clusters has no circle. That a call returned before another was invoked is told by a chain of moments: a cluster
 * points to the moment of its first answer, each moment to the next, and one to the cluster whose last invocation it is. Further
 * arrows say the order of each client's calls.
 */
final class DistinctWrites {
    private static final int BEGINNING = 0;
    private static final int NOT_FIXED = -1;

    private final List<Call> calls;
    private final boolean clientOrder;
    private final Map<Integer, Integer> clusterOfValue = new HashMap<>();
    private final Call[] writes;
    private final int[] firstReturn;
    private final int[] lastInvocation;
    private final boolean[] present;
    private int initialValue;

    private DistinctWrites(List<Call> calls, boolean initiallyAbsent, Promise promise) {
        this.calls = calls;
        this.clientOrder = promise == Promise.CLIENT_ORDER;
        this.initialValue = initiallyAbsent ? Values.ABSENT : NOT_FIXED;
        int most = calls.size() + 1;
        this.writes = new Call[most];
        this.firstReturn = new int[most];
        this.lastInvocation = new int[most];
        this.present = new boolean[most];
    }

    /** Whether these calls can be checked so. */
    static boolean applies(List<Call> calls) {
        Set<Integer> written = new HashSet<>();
        for (Call call : calls) {
            boolean distinct = call.verb() == Verb.PUT && written.add(call.argument());
            if (!distinct && call.verb() != Verb.GET) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether an order of the calls of a key keeps the promise.
     *
     * @param calls by invocation; {@link #applies} to them
     * @param initiallyAbsent whether the key is known to be absent at first; if not, any value that these calls do not write may be
     *     there
     */
    static boolean hold(List<Call> calls, boolean initiallyAbsent, Promise promise) {
        DistinctWrites check = new DistinctWrites(calls, initiallyAbsent, promise);
        return check.formClusters() && !check.graph().hasCircle();
    }

    private boolean formClusters() {
        present[BEGINNING] = true;
        firstReturn[BEGINNING] = BEGINNING;
        int clusters = 1;
        for (Call call : calls) {
            if (call.verb() == Verb.PUT) {
                clusterOfValue.put(call.argument(), clusters);
                writes[clusters] = call;
                firstReturn[clusters] = Call.NEVER;
                if (!call.pending()) {
                    include(clusters, call);
                }
                clusters++;
            }
        }
        for (Call call : calls) {
            if (call.verb() == Verb.GET && !call.pending() && !join(call)) {
                return false;
            }
        }
        return true;
    }

    /** Adds a read to the cluster whose value it saw; false when it cannot have. */
    private boolean join(Call read) {
        int value = read.outcome() == Outcome.MISSING ? Values.ABSENT : read.result();
        Integer cluster = clusterOfValue.get(value);
        if (cluster == null) {
            if (initialValue == NOT_FIXED) {
                initialValue = value;
            }
            if (value != initialValue) {
                return false;
            }
            cluster = BEGINNING;
            clusterOfValue.put(value, BEGINNING);
        }
        Call write = writes[cluster];
        if (write != null) {
            boolean precedes = read.returned() < write.invoked()
                    || (clientOrder && read.client() == write.client() && read.sequence() < write.sequence());
            if (precedes) {
                return false;
            }
            include(cluster, write);
        }
        include(cluster, read);
        return true;
    }

    private void include(int cluster, Call call) {
        present[cluster] = true;
        firstReturn[cluster] = Math.min(firstReturn[cluster], call.returned());
        lastInvocation[cluster] = Math.max(lastInvocation[cluster], call.invoked());
    }

    private Precedence graph() {
        int clusters = writes.length;
        int[] moments = new int[2 * clusters];
        int count = 0;
        for (int cluster = 0; cluster < clusters; cluster++) {
            if (present[cluster]) {
                moments[count++] = firstReturn[cluster];
                moments[count++] = lastInvocation[cluster];
            }
        }
        Arrays.sort(moments, 0, count);
        Precedence graph = new Precedence(clusters, count, calls.size() + 2 * clusters + count);
        for (int moment = 1; moment < count; moment++) {
            graph.add(clusters + moment - 1, clusters + moment);
        }
        for (int cluster = 0; cluster < clusters; cluster++) {
            if (present[cluster]) {
                graph.add(cluster, clusters + Arrays.binarySearch(moments, 0, count, firstReturn[cluster]));
                if (cluster != BEGINNING || lastInvocation[cluster] > BEGINNING) {
                    graph.add(clusters + Arrays.binarySearch(moments, 0, count, lastInvocation[cluster]), cluster);
                }
            }
        }
        if (clientOrder) {
            addClientOrder(graph);
        }
        return graph;
    }

    private void addClientOrder(Precedence graph) {
        Map<Integer, Integer> clusterOfLastCall = new HashMap<>();
        for (Call call : calls) {
            int value = call.verb() == Verb.PUT
                    ? call.argument()
                    : call.outcome() == Outcome.MISSING ? Values.ABSENT : call.result();
            Integer cluster = clusterOfValue.get(value);
            boolean counts = cluster != null && present[cluster] && !(call.verb() == Verb.GET && call.pending());
            if (counts) {
                Integer before = clusterOfLastCall.put(call.client(), cluster);
                if (before != null && !before.equals(cluster)) {
                    graph.add(before, cluster);
                }
            }
        }
    }
}
