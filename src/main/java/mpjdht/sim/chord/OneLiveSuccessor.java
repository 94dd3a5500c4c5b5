package mpjdht.sim.chord;

import mpjdht.sim.BrokenInvariant;

/** Every member has a live successor (Zave, "How to Make Chord Correct", TSE 2017, section 5: OneLiveSuccessor). */
final class OneLiveSuccessor implements RingInvariant {

    @Override
    public void check(RingPicture ring) {
        for (int i = 0; i < ring.size(); i++) {
            if (ring.bestSuccessor(i) < 0) {
                throw new BrokenInvariant("node " + ring.node(i).self() + " has no live successor: "
                        + ring.node(i).successors());
            }
        }
    }
}
