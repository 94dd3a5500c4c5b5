package mpjdht.node.client;

import java.util.TreeMap;
import mpjdht.message.Operation;
import mpjdht.message.RequestCursor;
import mpjdht.node.routing.Routing;
import mpjdht.ring.RingView;

/**
 * Where a client's commands were done, as the answers to those tell that had been passed on: for the arc of each node the rank that led it, and
 * a rank that answered reads. What is known is a guess: a rank that cannot do a command passes it on, and its answer teaches better.
 *
 * <p>So commands go to whoever does them in one message, as from clients of one-hop overlays that keep a table of the nodes which they have heard of (Gupta, Liskov
 * and Rodrigues, "Efficient routing for peer-to-peer overlays", NSDI 2004, section 3).
 */
final class RouteCache implements Routing {
    private final Known leaders = new Known();
    private final Known readers = new Known();

    /** Nodes, and the rank for each; those that were never heard of are missing. */
    private static final class Known {
        private final TreeMap<Long, Integer> rankOfNode = new TreeMap<>(Long::compareUnsigned);
        private RingView view;
        private boolean hasChanged;

        void learn(long position, long owner, int rank) {
            rankOfNode.put(owner, rank);
            // Between a position and its owner there is no node, or none any more.
            for (long node = nodeFrom(position); node != owner; node = nodeFrom(position)) {
                rankOfNode.remove(node);
            }
            hasChanged = true;
        }

        private long nodeFrom(long position) {
            Long node = rankOfNode.ceilingKey(position);
            return node == null ? rankOfNode.firstKey() : node;
        }

        void forget() {
            rankOfNode.clear();
            view = null;
            hasChanged = false;
        }

        int rank(long position, int ifNobody) {
            if (hasChanged) {
                // Answers come many at a time, and change what is known again and again at the start.
                hasChanged = false;
                view = RingView.of(
                        0,
                        rankOfNode.keySet().stream().mapToLong(id -> id).toArray(),
                        rankOfNode.values().stream().mapToInt(rank -> rank).toArray());
            }
            return view == null ? ifNobody : view.rank(view.ownerIndex(position));
        }
    }

    private Known of(RequestCursor request) {
        return Operation.changes(request.operation()) ? leaders : readers;
    }

    /** A command was done on a rank to which it was passed on, which says who owns its key. */
    void learn(RequestCursor request, long owner, int rank) {
        of(request).learn(request.position(), owner, rank);
    }

    /** Somebody does not answer: nothing is known any more. */
    void forget() {
        leaders.forget();
        readers.forget();
    }

    /** The rank that is known for the command, or that of the first node of the view. */
    @Override
    public int firstHop(RingView view, RequestCursor request) {
        return of(request).rank(request.position(), view.rank(0));
    }
}
