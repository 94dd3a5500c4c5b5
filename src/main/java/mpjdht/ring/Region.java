package mpjdht.ring;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A part of the circle whose keys have the same replicas: they form a chain (van Renesse and Schneider, "Chain Replication for
 * Supporting High Throughput and Availability", OSDI 2004, section 3). What is written enters at the first, runs down, and takes
 * effect at the last of those that serve. Behind these stand the ones that are being filled, each of which gets from the one before it
 * what it lacks.
 *
 * @param arc the positions
 * @param serving replicas that have every write that took effect, in the order of the chain; none when all are lost
 * @param filling replicas that answer nobody yet, in the order in which writes reach them
 * @param closed whether it takes no request, so that its replicas become equal
 * @param reachable whether the replicas that serve, if any, are taken to be alive; if not, nobody else has what they have
 */
public record Region(Arc arc, List<Replica> serving, List<Replica> filling, boolean closed, boolean reachable) {

    /**
     * Keeps the lists as they are now.
     *
     * @throws IllegalArgumentException if a rank has two replicas
     */
    public Region {
        serving = List.copyOf(serving);
        filling = List.copyOf(filling);
        Set<Integer> ranks = new HashSet<>();
        serving.forEach(replica -> ranks.add(replica.rank()));
        filling.forEach(replica -> ranks.add(replica.rank()));
        if (ranks.size() < serving.size() + filling.size()) {
            throw new IllegalArgumentException("a rank has two replicas of a region: " + serving + " and " + filling);
        }
    }

    /** A region that is open, whose replicas all serve. */
    public static Region of(Arc arc, List<Replica> serving) {
        return new Region(arc, serving, List.of(), false, true);
    }

    /** Whether requests for it may be answered, now or soon. */
    public boolean isAvailable() {
        return reachable && !serving.isEmpty();
    }

    /** Where requests enter. */
    public Replica first() {
        return serving.get(0);
    }

    /** Where writes take effect. */
    public Replica last() {
        return serving.get(serving.size() - 1);
    }

    /** Everybody whom a write reaches, in that order. */
    public List<Replica> line() {
        List<Replica> line = new ArrayList<>(serving);
        line.addAll(filling);
        return line;
    }

    /** The place of a rank in {@link #line}, from 0; -1 when it has none. A rank has one place at most. */
    public int placeOf(int rank) {
        for (int place = 0; place < serving.size() + filling.size(); place++) {
            if (at(place).rank() == rank) {
                return place;
            }
        }
        return -1;
    }

    /** The replica at a place of {@link #line}. */
    public Replica at(int place) {
        return place < serving.size() ? serving.get(place) : filling.get(place - serving.size());
    }

    /** What the replica at a place of {@link #line} has to do. */
    public ReplicaRole role(int place) {
        if (place >= serving.size()) {
            return ReplicaRole.FILLING;
        }
        if (serving.size() == 1) {
            return ReplicaRole.ONLY;
        }
        if (place == 0) {
            return ReplicaRole.FIRST;
        }
        return place == serving.size() - 1 ? ReplicaRole.LAST : ReplicaRole.MIDDLE;
    }

    /** The same replicas for another arc. */
    public Region over(Arc other) {
        return new Region(other, serving, filling, closed, reachable);
    }
}
