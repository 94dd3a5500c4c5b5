package mpjdht.node;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which storage ranks are alive, by what a rank hears of them. Time in which that rank itself was asleep does not count: nobody could
 * be heard then.
 */
public final class FailureDetector {
    private final Detection detection;
    private final long[] heardMicros;
    private final boolean[] alive;
    private long lastLookMicros;

    /** Takes every storage rank to be alive, and watches none yet. */
    public FailureDetector(Detection detection, Grid grid) {
        this.detection = detection;
        this.heardMicros = new long[grid.size()];
        this.alive = new boolean[grid.size()];
        Arrays.fill(alive, 1, grid.lastStorage() + 1, true);
    }

    /** Begins to look. */
    public void begin(long nowMicros) {
        lastLookMicros = nowMicros;
        Arrays.fill(heardMicros, nowMicros);
    }

    /** A rank is alive. */
    public void heard(long nowMicros, int rank) {
        heardMicros[rank] = nowMicros;
        alive[rank] = true;
    }

    /** Whether a rank is taken to be alive. */
    public boolean isAlive(int rank) {
        return alive[rank];
    }

    /** How long it is until the next rank is dead, if it is not heard; no longer than a beat. */
    public long microsUntilNext(long nowMicros) {
        long next = detection.beatMicros();
        for (int rank = 0; rank < alive.length; rank++) {
            if (alive[rank]) {
                next = Math.min(next, heardMicros[rank] + detection.timeoutMicros() + 1 - nowMicros);
            }
        }
        return Math.max(1, next);
    }

    /** Looks at the time, and returns the ranks that are dead since it looked last. */
    public List<Integer> look(long nowMicros) {
        long asleep = nowMicros - lastLookMicros - 2 * detection.beatMicros();
        lastLookMicros = nowMicros;
        List<Integer> dead = new ArrayList<>();
        for (int rank = 0; rank < alive.length; rank++) {
            if (asleep > 0) {
                heardMicros[rank] = Math.min(nowMicros, heardMicros[rank] + asleep);
            }
            if (alive[rank] && nowMicros - heardMicros[rank] > detection.timeoutMicros()) {
                alive[rank] = false;
                dead.add(rank);
            }
        }
        return dead;
    }
}
