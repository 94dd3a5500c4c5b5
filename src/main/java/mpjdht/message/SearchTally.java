package mpjdht.message;

import java.util.Optional;

/**
 * What a part of a search found, and what that took. Tallies of parts that do not overlap are added up.
 *
 * @param nodes nodes that have looked into their tables
 * @param copies how many of these hold the key
 * @param messages messages by which it was searched, answers not counted
 * @param duplicates of these, how many came to a node that had seen the search
 * @param lost neighbours that did not answer, because they are dead or too late
 * @param hit the nearest node that holds the key
 */
public record SearchTally(int nodes, int copies, long messages, long duplicates, int lost, Optional<SearchHit> hit) {
    /** Nothing yet. */
    public static final SearchTally NOTHING = new SearchTally(0, 0, 0, 0, 0, Optional.empty());

    /** The answer of a node that had seen the search. */
    public static final SearchTally DUPLICATE = new SearchTally(0, 0, 0, 1, 0, Optional.empty());

    /** Both together. */
    public SearchTally plus(SearchTally other) {
        return new SearchTally(
                nodes + other.nodes,
                copies + other.copies,
                messages + other.messages,
                duplicates + other.duplicates,
                lost + other.lost,
                nearer(other.hit));
    }

    /** With so many messages more. */
    public SearchTally plusMessages(long more) {
        return new SearchTally(nodes, copies, messages + more, duplicates, lost, hit);
    }

    /** With so many neighbours more that did not answer. */
    public SearchTally plusLost(int more) {
        return new SearchTally(nodes, copies, messages, duplicates, lost + more, hit);
    }

    private Optional<SearchHit> nearer(Optional<SearchHit> other) {
        if (hit.isPresent() && other.isPresent()) {
            return other.get().isNearerThan(hit.get()) ? other : hit;
        }
        return hit.isPresent() ? hit : other;
    }
}
