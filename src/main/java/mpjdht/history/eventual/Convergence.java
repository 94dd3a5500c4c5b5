package mpjdht.history.eventual;

import java.util.Optional;
import mpjdht.history.Call;
import mpjdht.history.Sync;
import mpjdht.history.Values;
import mpjdht.history.Version;

/**
 * Checks what the reads of one key tell after a SYNC.
 *
 * <p>A SYNC binds a read that is invoked after its end if no write is invoked from the beginning of the SYNC to the end of the
 * read. The read then tells the newest version that was acknowledged before the SYNC, or a newer one of a write that was under
 * way: one that was acknowledged since, or of which nobody knows whether it took effect. Where there is no such write the copies
 * are settled, and the reads agree. Of several that bind a read the SYNC that was invoked last says all that the others do.
 */
final class Convergence {
    private final int key;
    private final SyncTimes syncs;
    private final WriteTimes writes;
    private final VersionedValues versions;
    private final Origins origins;
    private Optional<Settled> settled = Optional.empty();

    /** A read that tells what all copies have settled on, after as many writes, with the SYNC that bound it. */
    private record Settled(int writes, Sync sync, Call read) {}

    /**
     * A check of the reads of one key.
     *
     * @param versions what stands under the versions that are told
     * @param origins of all values: a write that was sent again may have a version that nobody has heard
     */
    Convergence(int key, SyncTimes syncs, WriteTimes writes, VersionedValues versions, Origins origins) {
        this.key = key;
        this.syncs = syncs;
        this.writes = writes;
        this.versions = versions;
        this.origins = origins;
    }

    /** What a read violates that was answered; reads come by invocation. */
    Optional<Violation> violationBy(Call read) {
        return syncs.latestBefore(read.invoked())
                .filter(sync -> writes.invokedBefore(sync.invoked()) == writes.invokedBefore(read.returned()))
                .flatMap(sync -> violationAfter(sync, read));
    }

    private Optional<Violation> violationAfter(Sync sync, Call read) {
        Optional<Violation> violation = read.version().told() ? versionLost(sync, read) : valueLost(sync, read);
        return violation.isEmpty() && writes.settledAt(sync.invoked()) ? disagreement(sync, read) : violation;
    }

    private Optional<Violation> versionLost(Sync sync, Call read) {
        Optional<Call> newest = writes.newestBefore(sync.invoked());
        Optional<Call> newer = newest.filter(write -> write.version().compareTo(read.version()) > 0)
                .filter(write -> !isForgotten(write, read));
        if (newer.isPresent()) {
            boolean deleted = Told.deletes(newer.get()) && Told.value(read) != Values.ABSENT;
            Promise promise = deleted ? Promise.DELETED : Promise.KEPT;
            return Optional.of(Violation.of(key, promise, sync, newer.get(), read));
        }
        boolean owned = read.version().equals(Version.NOTHING)
                || versions.write(read.version())
                        .filter(write -> write.invoked() < read.returned())
                        .isPresent()
                || origins.areBefore(Told.value(read), read.returned());
        return owned ? Optional.empty() : Optional.of(Violation.of(key, Promise.OWNED, sync, read));
    }

    /** Whether a read finds nothing, and not even that it was deleted, which everybody may forget once all know it. */
    private boolean isForgotten(Call write, Call read) {
        return read.version().equals(Version.NOTHING)
                && (Told.deletes(write) || writes.mayBeDeletedBefore(read.returned()));
    }

    /** Where no version is told: what was written is not gone if nobody has deleted anything. */
    private Optional<Violation> valueLost(Sync sync, Call read) {
        boolean explained = Told.value(read) != Values.ABSENT || writes.deletedBefore(read.returned());
        return writes.newestBefore(sync.invoked())
                .filter(write -> !explained)
                .map(write -> Violation.of(key, Promise.KEPT, sync, write, read));
    }

    private Optional<Violation> disagreement(Sync sync, Call read) {
        int before = writes.invokedBefore(sync.invoked());
        if (settled.filter(first -> first.writes() == before).isEmpty()) {
            settled = Optional.of(new Settled(before, sync, read));
        }
        return settled.filter(first -> Told.value(first.read()) != Told.value(read))
                .map(first -> Violation.of(key, Promise.AGREED, first.sync(), first.read(), read));
    }
}
