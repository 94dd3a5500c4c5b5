package mpjdht.store;

import mpjdht.ring.Arc;

/** The keys of a part of an arc, in their table. The table must not change before the walk over them ends. */
public final class ArcPart {
    private final Arc arc;
    private final KeyWalk walk;

    ArcPart(Arc arc, KeyWalk walk) {
        this.arc = arc;
        this.walk = walk;
    }

    /** The part. */
    public Arc arc() {
        return arc;
    }

    /** Goes on to the next key of the part; false when there is none. */
    public boolean next() {
        while (walk.next()) {
            if (arc.contains(walk.position())) {
                return true;
            }
        }
        return false;
    }

    /** Stands on the key to which {@link #next} went. */
    public KeyWalk key() {
        return walk;
    }
}
