package mpjdht.sim.grid;

import java.util.Optional;
import mpjdht.node.Detection;
import mpjdht.ring.Placement;
import mpjdht.sim.Micros;

/**
 * How a grid keeps copies.
 *
 * @param replicas copies of each key, at least 1
 * @param least with fewer copies a key refuses writes
 * @param timeoutMicros after which a rank that is silent is taken to be dead
 * @param eventual how they become equal, if that is in the end
 */
public record Copies(int replicas, int least, long timeoutMicros, Optional<EventualCopies> eventual) {

    private static final int PATIENCE = 4;

    /** Where the copies belong; every rank is a host of its own. */
    Placement placement() {
        return new Placement(replicas, rank -> rank);
    }

    /** How a dead rank is told from a living one. */
    Detection detection() {
        return new Detection(timeoutMicros);
    }

    /** How long a client waits for an answer: as long as it takes to notice so many crashes, one after another, that none is left. */
    long patienceMicros() {
        return PATIENCE * timeoutMicros;
    }

    @Override
    public String toString() {
        return replicas + " copies, "
                + eventual.map(EventualCopies::toString).orElse("writes with " + least + " at least") + ", time-out "
                + Micros.text(timeoutMicros);
    }
}
