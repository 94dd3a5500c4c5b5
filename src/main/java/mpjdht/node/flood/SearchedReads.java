package mpjdht.node.flood;

import java.util.Arrays;
import java.util.Optional;
import mpjdht.message.MessageKind;
import mpjdht.message.Operation;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.message.RoutedBatch;
import mpjdht.message.SearchHit;
import mpjdht.message.SearchedKey;
import mpjdht.node.Outbox;
import mpjdht.node.StateMachine;
import mpjdht.ring.RingView;

/**
 * The GETs of clients that enter at the node with the smallest id of a ring, which searches for their keys. Whoever has a key then gets the request itself, and answers it as it
 * answers any other: the search finds the way, as in Gnutella, where what was found is fetched from the node that has it.
 *
 * <p>A key that all nodes have looked for and none has found is missing, or on its way to another node: its owner, who follows keys that
 * have left, gets the request and knows. If some have not been asked, nobody can tell, and the owner tells its client so; it is the one whose answers to
 * the client are bounded.
 */
final class SearchedReads {
    private static final byte[] NO_VALUE = {};

    /** Place of the node with the smallest id in a ring. */
    private static final int ENTRY = 0;

    private static final int HOPS_TO_ENTRY = 1;

    private final int rank;
    private final StateMachine role;
    private final RoutedBatch[] onward;
    private final RequestCursor entering = new RequestCursor();
    private final RequestBatch others = new RequestBatch();

    private final RequestCursor passed = new RequestCursor();
    private final RequestBatch found = new RequestBatch();

    private long nowMicros;
    private Outbox outbox;

    /**
     * Nothing is searched for.
     *
     * @param ranks number of ranks of the grid
     * @param rank this one
     * @param role gets what is found to be for this rank
     */
    SearchedReads(int ranks, int rank, StateMachine role) {
        this.rank = rank;
        this.role = role;
        this.onward = new RoutedBatch[ranks];
    }

    /** What is done now is done at this time, and said to this outbox. */
    void enter(long now, Outbox out) {
        nowMicros = now;
        outbox = out;
    }

    /**
     * Begins a search for each GET of a {@link MessageKind#REQUESTS} batch.
     *
     * @param overlay the neighbours in the ring by which it goes
     * @return the other requests, to be used before the next batch
     */
    RequestBatch take(HostedOverlay overlay, byte[] bytes, int offset, int length) {
        int origin = RequestBatch.origin(bytes, offset, length);
        others.reset();
        others.address(origin, overlay.ringNumber());
        entering.open(bytes, offset, length);
        while (entering.next()) {
            if (entering.operation() == Operation.GET) {
                seek(overlay, origin);
            } else {
                others.addCopy(entering);
            }
        }
        return others;
    }

    private void seek(HostedOverlay overlay, int origin) {
        int from = entering.keyOffset();
        byte[] key = Arrays.copyOfRange(entering.bytes(), from, from + entering.keyLength());
        SearchedKey searched = new SearchedKey(entering.hash(), entering.position(), key, false);
        int sequence = entering.sequence();
        overlay.seek(searched, result -> passOn(overlay.ring(), origin, sequence, searched, result));
    }

    /** A search is over: the owner of the key gets the request, or has to tell that nobody knows. */
    private void passOn(RingView ring, int origin, int sequence, SearchedKey key, SearchResult result) {
        Optional<SearchHit> hit = result.tally().hit();
        boolean isCertain = hit.isPresent() || result.tally().nodes() == ring.size();
        found.reset();
        found.add(
                isCertain ? Operation.GET : Operation.NOT_REACHED,
                sequence,
                key.position(),
                key.hash(),
                key.bytes(),
                0,
                key.bytes().length,
                NO_VALUE,
                0,
                0);
        passed.open(found.bytes(), 0, found.length());
        passed.next();
        int owner = ring.ownerIndex(key.position());
        int hopsFromEntry = hit.map(SearchHit::hops).orElse(owner == ENTRY ? 0 : 1);
        RoutedBatch batch = batchTo(ring.rank(owner), ring.epoch());
        batch.add(ring.id(owner), HOPS_TO_ENTRY + hopsFromEntry, origin, passed);
    }

    /** The batch to a rank by a ring, with room for the request in hand. */
    private RoutedBatch batchTo(int to, long epoch) {
        if (onward[to] == null) {
            onward[to] = new RoutedBatch(MessageKind.ROUTED);
        }
        RoutedBatch batch = onward[to];
        if (batch.records() > 0 && (batch.hasNoRoomFor(passed) || !batch.isAddressed(epoch))) {
            send(to);
        }
        batch.address(epoch);
        return batch;
    }

    /** Passes on what waited for company; tells whether there was anything. */
    boolean flush(long now, Outbox out) {
        enter(now, out);
        boolean sent = false;
        for (int to = 0; to < onward.length; to++) {
            if (onward[to] != null && onward[to].records() > 0) {
                send(to);
                sent = true;
            }
        }
        return sent;
    }

    private void send(int to) {
        RoutedBatch batch = onward[to];
        if (to == rank) {
            role.onMessage(nowMicros, rank, batch.bytes(), 0, batch.length(), outbox);
        } else {
            outbox.send(to, batch.bytes(), 0, batch.length());
        }
        batch.reset();
    }
}
