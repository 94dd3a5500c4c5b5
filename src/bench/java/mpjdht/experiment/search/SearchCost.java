package mpjdht.experiment.search;

import java.util.OptionalDouble;

/**
 * What the searches of one run came to, each figure in the mean.
 *
 * @param success share of the searches that have found their key
 * @param messages of a search; answers, which are as many for a flood, do not count
 * @param hops from the root to the node where the key was found
 * @param expected messages by a formula of docs/search.md, where there is one
 */
public record SearchCost(double success, double messages, double hops, OptionalDouble expected) {
    static SearchCost of(Searched searched, OptionalDouble expected) {
        return new SearchCost(searched.success(), searched.meanMessages(), searched.meanHops(), expected);
    }
}
