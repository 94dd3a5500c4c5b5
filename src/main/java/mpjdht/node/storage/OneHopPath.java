package mpjdht.node.storage;

import mpjdht.message.MessageKind;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.message.RoutedCursor;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.overlay.NodeHost;
import mpjdht.ring.RingView;
import mpjdht.store.NodeTable;

/**
 * The end of the way of one hop: who sends knows every owner, or has searched for it, so each request that comes is for a node of this rank.
 */
final class OneHopPath implements RequestPath {
    private static final int HOPS = 1;

    private final int rank;
    private final KeyTables tables;
    private final OwnedRequests owned;
    private final boolean takesSearched;
    private final ByPosition byPosition = new ByPosition();
    private final RequestCursor cursor = new RequestCursor();
    private final RoutedCursor searched = new RoutedCursor();
    private final TwoViews<Ring> rings = new TwoViews<>();

    /** A ring, and the tables of those of its nodes that are here, by their place in it. */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    private record Ring(RingView view, NodeTable[] tableOfIndex) {}

    /**
     * The end of the way on a rank.
     *
     * @param takesSearched whether others search for keys, and pass on here what they have found
     */
    OneHopPath(int rank, KeyTables tables, OwnedRequests owned, boolean takesSearched) {
        this.takesSearched = takesSearched;
        this.rank = rank;
        this.tables = tables;
        this.owned = owned;
    }

    @Override
    public void install(RingView view, NodeHost host) {
        byPosition.forget();
        NodeTable[] tableOfIndex = new NodeTable[view.size()];
        for (int i = 0; i < tableOfIndex.length; i++) {
            if (view.rank(i) == rank) {
                tableOfIndex[i] = tables.table(view.id(i));
            }
        }
        rings.install(view.epoch(), new Ring(view, tableOfIndex));
    }

    @Override
    public void retire() {
        byPosition.forget();
        byPosition.ring = rings.current();
        rings.retire();
    }

    @Override
    public void take(int from, byte kind, byte[] bytes, int offset, int length, Outbox outbox) {
        if (kind == MessageKind.ROUTED && !takesSearched) {
            throw ProtocolException.unexpectedKind("storage rank", from, kind);
        }
        byPosition.ring = rings.of(RequestBatch.epoch(bytes, offset, length));
        if (kind == MessageKind.ROUTED) {
            takeSearched(bytes, offset, length, outbox);
        } else if (owned.allAreHere()) {
            owned.server().serve(byPosition, bytes, offset, length, outbox);
        } else {
            follow(bytes, offset, length, outbox);
        }
    }

    @Override
    public boolean flush(Outbox outbox) {
        return false;
    }

    /** Some keys have left: each request is looked at by itself. */
    private void follow(byte[] bytes, int offset, int length, Outbox outbox) {
        int origin = RequestBatch.origin(bytes, offset, length);
        cursor.open(bytes, offset, length);
        while (cursor.next()) {
            int owner = byPosition.ownerHere(cursor.position());
            owned.add(byPosition.ring.view().id(owner), HOPS, origin, cursor, outbox);
        }
        owned.serve(outbox);
    }

    /** What was searched for brings the hops of its search with it. */
    private void takeSearched(byte[] bytes, int offset, int length, Outbox outbox) {
        searched.open(bytes, offset, length);
        while (searched.next()) {
            int owner = byPosition.ownerHere(searched.position());
            owned.add(byPosition.ring.view().id(owner), searched.hops(), searched.origin(), searched, outbox);
        }
        owned.serve(outbox);
    }

    /** The owner of a position is known from the ring. */
    private static final class ByPosition extends OwnerLookAhead<RequestCursor> {
        private Ring ring;

        ByPosition() {
            super(new RequestCursor());
        }

        int ownerHere(long position) {
            int owner = ring.view().ownerIndex(position);
            if (ring.tableOfIndex()[owner] == null) {
                throw new ProtocolException("a request for position " + Long.toUnsignedString(position)
                        + " came here, but its owner "
                        + Long.toUnsignedString(ring.view().id(owner)) + " is on rank "
                        + ring.view().rank(owner));
            }
            return owner;
        }

        @Override
        void find(RequestCursor request) {
            int owner = ownerHere(request.position());
            found(ring.view().id(owner), ring.tableOfIndex()[owner], HOPS);
        }
    }
}
