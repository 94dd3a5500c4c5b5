package mpjdht.store;

import java.util.List;

/**
 * The keys of an arc that have left their table, on their way to another node. Memory is given back piece by piece, as soon
 * as the other node has what was in it.
 */
public final class DetachedArc {
    private final List<Segment> segments;
    private final KeyWalk walk;
    private final long last;
    private int released;

    DetachedArc(List<Segment> segments, long last) {
        this.segments = segments;
        this.last = last;
        this.walk = new KeyWalk(segments);
    }

    /** The last position of what has left. */
    public long last() {
        return last;
    }

    /** Whether no key has left. */
    public boolean isEmpty() {
        return segments.isEmpty();
    }

    /** The one walk over the keys of this arc. */
    public KeyWalk walk() {
        return walk;
    }

    /** How far the walk has come, for {@link #release}. */
    public int mark() {
        return walk.passedSegments();
    }

    /** A walk of its own over all keys that are still here. */
    KeyWalk anew() {
        return new KeyWalk(segments.subList(released, segments.size()));
    }

    /** Gives back all memory. */
    public void releaseAll() {
        release(segments.size());
    }

    /** Gives back the memory of what the walk had left behind when {@link #mark} said {@code mark}. */
    public void release(int mark) {
        while (released < mark) {
            segments.get(released++).release();
        }
    }
}
