package mpjdht.metric;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the ranks of a job had counted when each was asked.
 *
 * @param byRank what each rank tells, by its number; empty of one that plays dead
 */
public record JobMetrics(List<Optional<Snapshot>> byRank) {
    /** A list that nobody changes. */
    public JobMetrics {
        byRank = List.copyOf(byRank);
    }

    /** What the ranks that tell anything have counted together. */
    public Snapshot total() {
        return byRank.stream().flatMap(Optional::stream).reduce(Snapshot.NONE, Snapshot::plus);
    }

    /** The ranks that tell nothing. */
    public List<Integer> missing() {
        return IntStream.range(0, byRank.size())
                .filter(rank -> byRank.get(rank).isEmpty())
                .boxed()
                .toList();
    }
}
