package mpjdht.sim.chord;

import mpjdht.sim.BrokenInvariant;

/** Something that holds of a ring. */
public interface RingInvariant {

    /**
     * Looks whether it holds.
     *
     * @throws BrokenInvariant if it does not; the message says which node breaks it
     */
    void check(RingPicture ring);
}
