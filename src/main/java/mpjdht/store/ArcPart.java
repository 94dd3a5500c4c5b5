package mpjdht.store;

import java.util.List;
import mpjdht.ring.Arc;

/** The keys of a part of an arc, in their table. The table must not change before the walk over them ends. */
public final class ArcPart {
    private final Arc arc;
    private final Segment segment;
    private final KeyWalk walk;

    ArcPart(Arc arc, Segment segment) {
        this.arc = arc;
        this.segment = segment;
        this.walk = new KeyWalk(List.of(segment));
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

    /**
     * Goes on to the next key of one slice of the part; false when there is none. Slices are of about the same size, and a key stays in its own as long as there
     * are as many. Other keys are hardly looked at.
     *
     * @param slice from 0
     * @param slices how many there are, at most 65,536
     */
    public boolean next(int slice, int slices) {
        while (walk.next()) {
            // The leading bits of a hash say where it is in memory: by the last ones a slice is spread over all of
            // that.
            long ofHash = Integer.toUnsignedLong(Integer.reverse(walk.hash()));
            if ((ofHash * slices) >>> Integer.SIZE == slice && arc.contains(walk.position())) {
                return true;
            }
        }
        return false;
    }

    /** Number of keys of the part, or more. */
    public int mostKeys() {
        return segment.keys();
    }

    /** Bytes of the keys and values of the part, or more. */
    public long mostContentBytes() {
        return segment.contentBytes();
    }

    /** Stands on the key to which {@link #next} went. */
    public KeyWalk key() {
        return walk;
    }
}
