package mpjdht.node.chord;

import java.util.HashMap;
import java.util.Map;
import mpjdht.ring.NodeRef;

/**
 * The transfers that the nodes of a rank have taken, so that it knows one whose last chunk comes again because the answer to it
 * was lost or is slow. A giver has one transfer under way at a time, so that its last one is all there is to remember of it. The rank
 * remembers, and not the node: one that has taken an arc may have given it on, left, and joined again before the giver hears of it.
 */
final class TakenTransfers {
    private final Map<NodeRef, Long> lastTicketOf = new HashMap<>();
    private final long firstTicket;

    /**
     * None so far.
     *
     * @param firstTicket all tickets of this life of the rank are larger
     */
    TakenTransfers(long firstTicket) {
        this.firstTicket = firstTicket;
    }

    /** Whether the ticket of a chunk is one of this life of the rank. */
    boolean isOfThisLife(KeyTaker.Header chunk) {
        return chunk.ticket() > firstTicket;
    }

    /** A transfer has been taken whole. */
    void add(NodeRef giver, long ticket) {
        lastTicketOf.put(giver, ticket);
    }

    /** Whether a chunk is of the last transfer that was taken from who gives it. */
    boolean contains(KeyTaker.Header chunk) {
        Long ticket = lastTicketOf.get(chunk.giver());
        return ticket != null && ticket == chunk.ticket();
    }

    /** Forgets them. */
    void clear() {
        lastTicketOf.clear();
    }
}
