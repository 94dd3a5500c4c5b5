package mpjdht.node.flood;

import mpjdht.message.SearchTally;

/**
 * What came of a search, at its root.
 *
 * @param rounds floods, of which an expanding ring has several
 * @param tally what was found, and what that took, in all rounds; nodes, copies and the nearest hit are those of the last
 */
public record SearchResult(int rounds, SearchTally tally) {}
