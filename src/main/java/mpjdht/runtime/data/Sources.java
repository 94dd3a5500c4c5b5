package mpjdht.runtime.data;

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
 * confirms what it has not written down; they stand in for one that is damaged.
 */
final class Sources {
    private final Configuration last;
    private final Set<Integer> damaged = new TreeSet<>();

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
        return region.serving().stream()
                .map(Replica::rank)
                .filter(rank -> !damaged.contains(rank))
                .findFirst();
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
