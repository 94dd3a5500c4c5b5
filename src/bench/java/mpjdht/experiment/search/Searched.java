package mpjdht.experiment.search;

import java.util.ArrayList;
import java.util.List;

/** What came of the searches of one run. */
final class Searched {
    private final List<Long> messages = new ArrayList<>();
    private final List<Integer> hops = new ArrayList<>();
    private int asked;

    void ask() {
        asked++;
    }

    void found(long took, int away) {
        messages.add(took);
        hops.add(away);
    }

    void missed(long took) {
        messages.add(took);
    }

    /** The share of the searches that have found their key. */
    double success() {
        return (double) hops.size() / asked;
    }

    /** Messages of a search that has come to its end; answers, which are as many for a flood, do not count. */
    double meanMessages() {
        return messages.stream().mapToLong(count -> count).average().orElse(0);
    }

    /** Hops from the root to the copy that was found. */
    double meanHops() {
        return hops.stream().mapToInt(count -> count).average().orElse(0);
    }
}
