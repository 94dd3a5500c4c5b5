package mpjdht.runtime.data;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import mpjdht.journal.DamageException;
import mpjdht.ring.Configuration;
import mpjdht.ring.Region;
import mpjdht.ring.Replica;

/**
 * From which rank of the job before each region is taken: whoever served it first, in whose journal everything is that was acknowledged, in its order. So it is in those of all others that served it, for none
 * confirms what it has not written down; they stand in for one that is damaged, or not written to its end.
 */
final class Sources {
    private final Configuration last;
    private final Set<Integer> damaged = new TreeSet<>();
    private final Set<Integer> torn = new TreeSet<>();

    Sources(Configuration last) {
        this.last = last;
    }

    /** All regions. */
    Stream<Region> regions() {
        return last.regions().stream();
    }

    /** Whether a key of a position is taken from a rank. */
    boolean isFrom(int rank, long position) {
        return isFrom(rank, last.region(position));
    }

    /** Whether a region is taken from a rank. */
    boolean isFrom(int rank, Region region) {
        return source(region).filter(source -> source == rank).isPresent();
    }

    private Optional<Integer> source(Region region) {
        List<Integer> whole = region.serving().stream()
                .map(Replica::rank)
                .filter(rank -> !damaged.contains(rank))
                .toList();
        return whole.stream().filter(rank -> !torn.contains(rank)).findFirst().or(() -> whole.stream()
                .findFirst());
    }

    /**
     * What a rank had was not written to its end, or somebody has cut it off: from now on others are preferred, from which nothing is missing.
     *
     * @return whether that is news, and there are such others
     */
    boolean prefersOthers(int rank) {
        return torn.add(rank) && last.regions().stream().anyMatch(region -> isPreferred(region, rank));
    }

    private boolean isPreferred(Region region, int rank) {
        boolean serves = region.serving().stream().anyMatch(replica -> replica.rank() == rank);
        return serves && source(region).filter(source -> source != rank).isPresent();
    }

    /**
     * What a rank had is damaged.
     *
     * @throws DamageException this one, if a region has no other copy
     */
    void giveUp(int rank, DamageException damage) throws DamageException {
        damaged.add(rank);
        boolean anyLost = last.regions().stream()
                .anyMatch(
                        region -> !region.serving().isEmpty() && source(region).isEmpty());
        if (anyLost) {
            throw damage;
        }
    }
}
