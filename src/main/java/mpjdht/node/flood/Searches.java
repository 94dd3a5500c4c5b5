package mpjdht.node.flood;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import mpjdht.message.SearchHandler;
import mpjdht.message.SearchId;
import mpjdht.message.SearchKind;
import mpjdht.message.SearchMessage;
import mpjdht.message.SearchMessage.Check;
import mpjdht.message.SearchMessage.Checked;
import mpjdht.message.SearchMessage.Query;
import mpjdht.message.SearchMessage.Tally;
import mpjdht.message.SearchMessage.Walk;
import mpjdht.message.SearchMessage.WalkOver;
import mpjdht.message.SearchTally;
import mpjdht.message.SearchedKey;
import mpjdht.ring.NodeRef;

/**
 * Searches at one node: those that go out from here, by any {@link SearchKind}, and its part in those of others. Who has asked for a search is
 * told once what came of it.
 *
 * <p>An expanding ring floods to one hop, two, three, until one flood finds the key, reaches nobody whom the one before did not, or comes to the
 * limit. A search by walkers is over when all of them are at their end; the first that finds the key makes the others end when they check.
 */
public final class Searches {
    /** Most searches of a root that are under way; others wait for their turn. */
    static final int MOST_UNDER_WAY = 64;

    private static final long MICROS_PER_MILLI = 1000;

    private final SearchedNode node;
    private final SearchSettings settings;
    private final SeenSearches seen = new SeenSearches();
    private final Floods floods;
    private final Walks walks;
    private final TreeMap<Long, RootSearch> underWay = new TreeMap<>();
    private final ArrayDeque<RootSearch> waiting = new ArrayDeque<>();
    private long nextNumber;
    private long nowMicros;
    private NodeOutbox outbox;

    /**
     * A node that has seen nothing.
     *
     * @param firstNumber of its searches; greater than all that this rank has ever given
     * @param draw a number from 0 to its argument minus 1
     */
    public Searches(
            SearchedNode node, SearchSettings settings, FloodRules rules, long firstNumber, IntUnaryOperator draw) {
        this.node = node;
        this.settings = settings;
        this.floods = new Floods(node, rules, settings.hopMillis(), seen, this::floodOver);
        this.walks = new Walks(node, settings.checkSteps(), seen, draw);
        this.nextNumber = firstNumber;
    }

    /**
     * Begins a search.
     *
     * @param kind how
     * @param ttl how many hops, or steps of each walker, at most
     * @param listener is told what came of it, once
     * @return cancels it, unless it is over: its listener is told nothing then
     */
    public Runnable seek(
            long now, SearchKind kind, int ttl, SearchedKey key, Consumer<SearchResult> listener, NodeOutbox out) {
        enter(now, out);
        RootSearch search = new RootSearch(kind, ttl, key, listener);
        waiting.add(search);
        beginWaiting();
        return () -> cancel(search);
    }

    /** What others still say of it is about a search that is over. */
    private void cancel(RootSearch search) {
        waiting.remove(search);
        if (underWay.remove(search.number, search)) {
            floods.forget(new SearchId(node.self().rank(), search.number));
        }
    }

    /** Takes a message to this node. */
    public void take(long now, SearchMessage.Hop message, NodeOutbox out) {
        enter(now, out);
        message.handle(new Messages());
        beginWaiting();
    }

    /** A node is no neighbour any more. */
    public void neighbourGone(long now, NodeRef gone, NodeOutbox out) {
        enter(now, out);
        floods.neighbourGone(gone, out);
        beginWaiting();
    }

    /** Time has passed: what was waited for too long counts as answered, or as at its end. */
    public void look(long now, NodeOutbox out) {
        enter(now, out);
        floods.look(now, out);
        for (Map.Entry<Long, RootSearch> entry : List.copyOf(underWay.entrySet())) {
            RootSearch search = entry.getValue();
            List<Integer> lost = new ArrayList<>();
            search.walkersHeardMicros.forEach((walker, heard) -> {
                if (settings.waitMillis() > 0 && now - heard >= settings.waitMillis() * MICROS_PER_MILLI) {
                    lost.add(walker);
                }
            });
            lost.forEach(walker -> walkOver(entry.getKey(), search, walker, SearchTally.NOTHING.plusLost(1)));
        }
        beginWaiting();
    }

    /** Whether anything waits for answers here. */
    public boolean isWaiting() {
        return floods.isWaiting() || !underWay.isEmpty() || !waiting.isEmpty();
    }

    /** How many searches are remembered, for those who look from outside. */
    public int remembered() {
        return seen.size();
    }

    private void enter(long now, NodeOutbox out) {
        nowMicros = now;
        outbox = out;
    }

    private boolean hasRoom() {
        return underWay.isEmpty() || nextNumber - underWay.firstKey() < MOST_UNDER_WAY;
    }

    private void beginWaiting() {
        while (!waiting.isEmpty() && hasRoom()) {
            begin(waiting.remove());
        }
    }

    private void begin(RootSearch search) {
        if (search.kind == SearchKind.WALK) {
            walk(search);
        } else {
            flood(search, search.kind == SearchKind.RING ? Math.min(1, search.ttl) : search.ttl);
        }
    }

    private void flood(RootSearch search, int reach) {
        search.rounds++;
        search.reach = reach;
        SearchId id = newId(search);
        floods.begin(nowMicros, id, underWay.firstKey(), reach, settings.waitMillis(), search.key, outbox);
    }

    private SearchId newId(RootSearch search) {
        long number = nextNumber++;
        underWay.put(number, search);
        search.number = number;
        return new SearchId(node.self().rank(), number);
    }

    private void floodOver(SearchId id, SearchTally tally) {
        RootSearch search = underWay.remove(id.number());
        boolean isLast = search.kind == SearchKind.FLOOD
                || tally.hit().isPresent()
                || search.reach >= search.ttl
                || tally.nodes() == search.nodesBefore;
        if (isLast) {
            search.listener.accept(new SearchResult(search.rounds, search.withRoundsBefore(tally)));
        } else {
            search.before = search.before.plus(tally);
            search.nodesBefore = tally.nodes();
            flood(search, search.reach + 1);
        }
    }

    private void walk(RootSearch search) {
        search.rounds++;
        SearchId id = newId(search);
        SearchTally own = seen.open(id, underWay.firstKey()).look(node, search.key, 0);
        search.before = own;
        int steps = search.ttl == SearchMessage.EVERYBODY ? settings.walkSteps() : search.ttl;
        if (own.hit().isPresent() || steps == 0 || node.neighbours().isEmpty()) {
            finish(id.number(), search);
            return;
        }
        for (int walker = 0; walker < settings.walkers(); walker++) {
            search.walkersHeardMicros.put(walker, nowMicros);
        }
        walks.begin(id, underWay.firstKey(), settings.walkers(), steps, search.key, outbox);
    }

    private void walkOver(long number, RootSearch search, int walker, SearchTally found) {
        if (search.walkersHeardMicros.remove(walker) != null) {
            search.before = search.before.plus(found);
            if (search.walkersHeardMicros.isEmpty()) {
                finish(number, search);
            }
        }
    }

    private void finish(long number, RootSearch search) {
        underWay.remove(number);
        search.listener.accept(new SearchResult(search.rounds, search.before));
    }

    /** What other nodes say. */
    private final class Messages implements SearchHandler {
        @Override
        public void onQuery(Query message) {
            floods.take(nowMicros, message, outbox);
        }

        @Override
        public void onTally(Tally message) {
            floods.take(message, outbox);
        }

        @Override
        public void onWalk(Walk message) {
            walks.take(message, outbox);
        }

        @Override
        public void onChecked(Checked message) {
            walks.take(message, outbox);
        }

        @Override
        public void onCheck(Check message) {
            RootSearch search = underWay.get(message.id().number());
            boolean goesOn = search != null
                    && search.walkersHeardMicros.containsKey(message.walker())
                    && search.before.hit().isEmpty();
            if (search != null && search.walkersHeardMicros.replace(message.walker(), nowMicros) != null) {
                search.before = search.before.plusMessages(2);
            }
            outbox.send(
                    message.from(),
                    new Checked(message.id(), node.self(), message.from().id(), message.walker(), goesOn));
        }

        @Override
        public void onWalkOver(WalkOver message) {
            RootSearch search = underWay.get(message.id().number());
            if (search != null) {
                walkOver(message.id().number(), search, message.walker(), message.tally());
            }
        }
    }
}
