package mpjdht.node.flood;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import mpjdht.message.SearchKind;
import mpjdht.message.SearchTally;
import mpjdht.message.SearchedKey;

/** A search that has gone out from this node and is not over: what was asked, and what has come back so far. */
final class RootSearch {
    final SearchKind kind;
    final int ttl;
    final SearchedKey key;
    final Consumer<SearchResult> listener;
    /** When each walker that is on its way was heard last, by its number. */
    final Map<Integer, Long> walkersHeardMicros = new TreeMap<>();

    /** Its number in the round that is under way; without a meaning while it waits for its turn. */
    long number;

    int rounds;
    /** How far the flood of this round goes. */
    int reach;
    /** Nodes that the flood before this one reached. */
    int nodesBefore;
    /** What the rounds before this one took; for walks, what the walkers have found that are at their end. */
    SearchTally before = SearchTally.NOTHING;

    RootSearch(SearchKind kind, int ttl, SearchedKey key, Consumer<SearchResult> listener) {
        this.kind = kind;
        this.ttl = ttl;
        this.key = key;
        this.listener = listener;
    }

    /** The tally of a round that is the last, with what those before it took. */
    SearchTally withRoundsBefore(SearchTally last) {
        return new SearchTally(
                last.nodes(),
                last.copies(),
                before.messages() + last.messages(),
                before.duplicates() + last.duplicates(),
                last.lost(),
                last.hit());
    }
}
