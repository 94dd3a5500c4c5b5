package mpjdht.node.storage;

import java.util.Arrays;
import java.util.function.Predicate;
import mpjdht.message.RequestCursor;
import mpjdht.message.WalkRecord;
import mpjdht.ring.Arc;
import mpjdht.store.ArcPart;
import mpjdht.store.KeyWalk;
import mpjdht.store.NodeTable;

/**
 * The answer to a WALK: keys of the first segment of the table that has any, those with the lowest positions if it has more than are asked for,
 * and all keys of a position together. They are in the order of their positions, and of their bytes where those are the same, whatever the order in the table. Used again for every WALK.
 */
public final class WalkedKeys {
    /** Behind the highest position there is none. */
    private static final long HIGHEST = -1L;

    private final WalkRecord answer = new WalkRecord();
    private final SortedByPosition order = new SortedByPosition();
    private long[] distances = new long[64];
    private int count;

    /**
     * The last position of a walk: the lower of two, of which one that lies before its beginning is one past the highest, where the circle ends.
     *
     * @param from where it begins
     */
    static long end(long from, long last, long otherLast) {
        long end = Long.compareUnsigned(last, from) < 0 ? HIGHEST : last;
        long otherEnd = Long.compareUnsigned(otherLast, from) < 0 ? HIGHEST : otherLast;
        return Long.compareUnsigned(end, otherEnd) < 0 ? end : otherEnd;
    }

    /**
     * Answers a WALK.
     *
     * @param table has every key from its position up to the end of the arc
     * @param arcLast end of the arc in which its position lies
     * @param isThere whether what a walk stands on is a key that is there
     */
    public void find(RequestCursor request, NodeTable table, long arcLast, Predicate<KeyWalk> isThere) {
        long from = request.position();
        Arc arc = new Arc(from - 1, end(from, arcLast, WalkRecord.last(request)));
        long last = measure(table.firstPart(arc), from, isThere);
        int most = WalkRecord.keys(request);
        answer.reset();
        int keys = count;
        if (most > 0) {
            last = most < count ? from + distances[most - 1] : last;
            keys = add(table.firstPart(arc), from, last, isThere, most > 1 && count > 1);
            while (keys < 0) {
                most = Math.min(most, count) / 2;
                last = from + distances[most - 1];
                keys = add(table.firstPart(arc), from, last, isThere, most > 1);
            }
        }
        answer.end(last == table.highestPosition() ? HIGHEST : last, keys);
    }

    /** Notes how far the keys of a part are away, in their order; returns where the part ends. */
    private long measure(ArcPart part, long from, Predicate<KeyWalk> isThere) {
        count = 0;
        while (part.next()) {
            if (isThere.test(part.key())) {
                if (count == distances.length) {
                    distances = Arrays.copyOf(distances, 2 * count);
                }
                distances[count] = part.key().position() - from;
                count++;
            }
        }
        sort();
        return part.arc().last();
    }

    /** By unsigned distance. */
    private void sort() {
        for (int i = 0; i < count; i++) {
            distances[i] ^= Long.MIN_VALUE;
        }
        Arrays.sort(distances, 0, count);
        for (int i = 0; i < count; i++) {
            distances[i] ^= Long.MIN_VALUE;
        }
    }

    /** Appends the keys of a part up to a position, in the order of positions and then of bytes; returns how many, or -1 when they are too long together. */
    private int add(ArcPart part, long from, long told, Predicate<KeyWalk> isThere, boolean isBounded) {
        answer.reset();
        order.begin(count);
        int keys = 0;
        long bytes = 0;
        while (part.next()) {
            KeyWalk key = part.key();
            long distance = key.position() - from;
            if (Long.compareUnsigned(distance, told - from) <= 0 && isThere.test(key)) {
                order.add(distances, distance, key);
                keys++;
                bytes += WalkRecord.bytes(key.keyLength());
                if (isBounded && bytes > WalkRecord.mostBytes()) {
                    return -1;
                }
            }
        }
        order.hand(answer::add);
        return keys;
    }

    /** Array that holds the answer. */
    public byte[] bytes() {
        return answer.bytes();
    }

    /** Its length; it begins at 0. */
    public int length() {
        return answer.length();
    }
}
