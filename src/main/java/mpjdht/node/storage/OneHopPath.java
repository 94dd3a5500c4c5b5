package mpjdht.node.storage;

import mpjdht.message.MessageKind;
import mpjdht.message.RequestCursor;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.overlay.NodeHost;
import mpjdht.ring.RingView;
import mpjdht.store.NodeTable;

/** The end of the one-hop way: the head knows every owner, so each request that comes is for a node of this rank. */
final class OneHopPath implements RequestPath {
    private final int rank;
    private final LookAhead<RequestCursor> lookAhead = new ByPosition();
    private final RequestServer server;
    private RingView view;
    private NodeTable[] tableOfIndex;

    OneHopPath(Grid grid, int rank, FlowLimits limits) {
        this.rank = rank;
        this.server = new RequestServer(rank, grid.command(), limits.creditBytes(), lookAhead);
    }

    @Override
    public void install(RingView newView, NodeHost host) {
        view = newView;
        lookAhead.forget();
        tableOfIndex = new NodeTable[view.size()];
        for (int i = 0; i < tableOfIndex.length; i++) {
            if (view.rank(i) == rank) {
                tableOfIndex[i] = host.table(view.id(i));
            }
        }
    }

    @Override
    public void take(int from, byte kind, byte[] bytes, int offset, int length, Outbox outbox) {
        if (kind != MessageKind.REQUESTS) {
            throw ProtocolException.unexpectedKind("storage rank", from, kind);
        }
        server.serve(bytes, offset, length, outbox);
    }

    @Override
    public RequestServer server() {
        return server;
    }

    @Override
    public boolean flush(Outbox outbox) {
        return server.flush(outbox);
    }

    /** The owner of a position is known from the view. */
    private final class ByPosition extends LookAhead<RequestCursor> {
        private static final int HOPS = 1;

        ByPosition() {
            super(RequestCursor::new);
        }

        @Override
        void find(RequestCursor request) {
            long position = request.position();
            int owner = view.ownerIndex(position);
            NodeTable table = tableOfIndex[owner];
            if (table == null) {
                throw new ProtocolException("a request for position " + Long.toUnsignedString(position)
                        + " came here, but its owner " + Long.toUnsignedString(view.id(owner)) + " is on rank "
                        + view.rank(owner));
            }
            found(view.id(owner), table, HOPS);
        }
    }
}
