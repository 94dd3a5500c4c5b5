package mpjdht.history.eventual;

import java.util.List;
import java.util.Optional;
import mpjdht.history.Sync;

/** The calls of SYNC of a history that came to their end. */
final class SyncTimes {
    private final int[] converged;
    private final Sync[] latestInvoked;

    /** Those of a history, in the order in which they came to their end. */
    SyncTimes(List<Sync> syncs) {
        converged = syncs.stream().mapToInt(Sync::converged).toArray();
        latestInvoked = syncs.toArray(Sync[]::new);
        for (int i = 1; i < latestInvoked.length; i++) {
            if (latestInvoked[i].invoked() < latestInvoked[i - 1].invoked()) {
                latestInvoked[i] = latestInvoked[i - 1];
            }
        }
    }

    /** Of those that had come to their end the one that was invoked last, which promises most. */
    Optional<Sync> latestBefore(int position) {
        int count = Positions.before(converged, position);
        return count == 0 ? Optional.empty() : Optional.of(latestInvoked[count - 1]);
    }
}
