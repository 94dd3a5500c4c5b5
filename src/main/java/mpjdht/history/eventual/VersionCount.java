package mpjdht.history.eventual;

import java.util.Arrays;
import java.util.List;
import mpjdht.history.Call;
import mpjdht.history.Version;

/** Counts versions as they are added, and says of any how many newer ones there are: a binary indexed tree (Fenwick 1994). */
final class VersionCount {
    private final Version[] all;
    private final boolean[] added;
    private final int[] tree;
    private int count;

    private VersionCount(Version[] all) {
        this.all = all;
        this.added = new boolean[all.length];
        this.tree = new int[all.length + 1];
    }

    /** None of the versions that the answers to writes tell, which can be added. */
    static VersionCount ofWrites(List<Call> answers) {
        return new VersionCount(answers.stream()
                .filter(Told::acknowledged)
                .map(Call::version)
                .sorted()
                .distinct()
                .toArray(Version[]::new));
    }

    /** Adds a version; one that is there already stays there once. */
    void add(Version version) {
        int index = Arrays.binarySearch(all, version);
        if (!added[index]) {
            added[index] = true;
            count++;
            for (int node = index + 1; node < tree.length; node += node & -node) {
                tree[node]++;
            }
        }
    }

    /** How many of those that were added are newer than another version. */
    int newerThan(Version version) {
        int index = Arrays.binarySearch(all, version);
        int notNewer = 0;
        for (int node = index < 0 ? -index - 1 : index + 1; node > 0; node -= node & -node) {
            notNewer += tree[node];
        }
        return count - notNewer;
    }
}
