package mpjdht.sim.flood;

import java.util.Map;
import java.util.TreeMap;
import mpjdht.message.ControlCodec;
import mpjdht.message.MessageKind;
import mpjdht.message.SearchHandler;
import mpjdht.message.SearchMessage;
import mpjdht.message.SearchMessage.Check;
import mpjdht.message.SearchMessage.Checked;
import mpjdht.message.SearchMessage.Query;
import mpjdht.message.SearchMessage.Tally;
import mpjdht.message.SearchMessage.Walk;
import mpjdht.message.SearchMessage.WalkOver;
import mpjdht.sim.BrokenInvariant;

/**
 * Watches the messages of searches as they are sent. A node passes a search on once, and again only with more left to go; nobody passes it
 * beyond its limit; whoever answers has been asked, by the one whom it answers, and answers once.
 */
final class SearchWatch implements SearchHandler {
    private final int mostTtl;
    /** What is left of a query that a node has sent to a neighbour, by search, node and neighbour; negative when it is answered. */
    private final Map<String, Passed> passed = new TreeMap<>();

    /** A query on a link. */
    private static final class Passed {
        int left;
        boolean answered;
    }

    /**
     * Watches.
     *
     * @param mostTtl longest reach of a search that has a limit
     */
    SearchWatch(int mostTtl) {
        this.mostTtl = mostTtl;
    }

    /** A message is sent. */
    void sent(byte[] bytes, int offset, int length) {
        if (bytes[offset] == MessageKind.SEARCH
                && ControlCodec.decode(SearchMessage.class, bytes, offset, length) instanceof SearchMessage.Hop hop) {
            hop.handle(this);
        }
    }

    @Override
    public void onQuery(Query query) {
        if (query.left() != SearchMessage.EVERYBODY && query.hops() + query.left() > mostTtl) {
            throw new BrokenInvariant("search " + query.id() + " goes to node " + query.to() + ", " + query.hops()
                    + " hops away, with " + query.left() + " left, and no search goes beyond " + mostTtl);
        }
        String link = link(query, query.from().id(), query.to());
        Passed before = passed.get(link);
        if (before != null && query.left() <= before.left) {
            throw new BrokenInvariant(
                    "node " + query.from() + " passes search " + query.id() + " to node " + query.to() + " once more");
        }
        Passed now = new Passed();
        now.left = query.left();
        passed.put(link, now);
        passed.put(link + " " + query.left(), now);
    }

    @Override
    public void onTally(Tally answer) {
        Passed asked = passed.get(link(answer, answer.to(), answer.from().id()) + " " + answer.left());
        if (asked == null) {
            throw new BrokenInvariant("node " + answer.from() + " answers search " + answer.id() + " to node "
                    + answer.to() + ", which has not asked it");
        }
        if (asked.answered) {
            throw new BrokenInvariant(
                    "node " + answer.from() + " answers search " + answer.id() + " to node " + answer.to() + " twice");
        }
        asked.answered = true;
    }

    private static String link(SearchMessage.Hop hop, long from, long to) {
        return hop.id().root() + " " + hop.id().number() + " " + from + " " + to;
    }

    @Override
    public void onWalk(Walk message) {
        // A walker may come by a node again.
    }

    @Override
    public void onCheck(Check message) {
        // Whom it asks is in its memory.
    }

    @Override
    public void onChecked(Checked message) {
        // Only answers to checks are sent.
    }

    @Override
    public void onWalkOver(WalkOver message) {
        // The client counts what comes of a search.
    }
}
