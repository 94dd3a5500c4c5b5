package mpjdht.service;

import java.util.Optional;

/**
 * What those may do who have come in by a door, besides reading and writing keys and changing the ring.
 *
 * @param faults whether they may crash, pause and part ranks, and have everybody wait
 * @param flush whether they may delete all keys at once
 * @param end ends the server for them, when what is under way is done; empty when they may not end it
 */
public record Leave(boolean faults, boolean flush, Optional<Runnable> end) {
    /** Nothing of this. */
    public static final Leave NONE = new Leave(false, false, Optional.empty());
}
