package mpjdht.node.eventual;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mpjdht.ring.Arc;

/**
 * The positions of which a rank has every key, as far as anybody knows. A key of another position that is not here may still be elsewhere.
 */
final class Coverage {
    /** Last position of each interval, by its first; none touches another. */
    private final TreeMap<Long, Long> lastOfFirst = new TreeMap<>(Long::compareUnsigned);

    /** An interval of positions that does not wrap. */
    private record Interval(long first, long last) {}

    /** From now on everything of an arc is here. */
    void add(Arc arc) {
        remove(arc);
        for (Interval part : parts(arc)) {
            long first = part.first();
            long last = part.last();
            Map.Entry<Long, Long> before = lastOfFirst.lowerEntry(first);
            if (before != null && before.getValue() == first - 1) {
                first = before.getKey();
            }
            Long joined = last == -1L ? null : lastOfFirst.remove(last + 1);
            lastOfFirst.put(first, joined == null ? last : joined);
        }
    }

    /** From now on something of an arc may not be here. */
    void remove(Arc arc) {
        for (Interval part : parts(arc)) {
            remove(part);
        }
    }

    private void remove(Interval part) {
        Map.Entry<Long, Long> before = lastOfFirst.lowerEntry(part.first());
        if (before != null && Long.compareUnsigned(before.getValue(), part.first()) >= 0) {
            long last = before.getValue();
            lastOfFirst.put(before.getKey(), part.first() - 1);
            if (Long.compareUnsigned(last, part.last()) > 0) {
                lastOfFirst.put(part.last() + 1, last);
            }
        }
        Iterator<Map.Entry<Long, Long>> inside =
                lastOfFirst.tailMap(part.first(), true).entrySet().iterator();
        List<Interval> rests = new ArrayList<>();
        while (inside.hasNext()) {
            Map.Entry<Long, Long> next = inside.next();
            if (Long.compareUnsigned(next.getKey(), part.last()) > 0) {
                break;
            }
            if (Long.compareUnsigned(next.getValue(), part.last()) > 0) {
                rests.add(new Interval(part.last() + 1, next.getValue()));
            }
            inside.remove();
        }
        rests.forEach(rest -> lastOfFirst.put(rest.first(), rest.last()));
    }

    /** Whether everything of an arc is here. */
    boolean covers(Arc arc) {
        for (Interval part : parts(arc)) {
            Map.Entry<Long, Long> from = lastOfFirst.floorEntry(part.first());
            if (from == null || Long.compareUnsigned(from.getValue(), part.last()) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether everything of a position is here. */
    boolean covers(long position) {
        Map.Entry<Long, Long> from = lastOfFirst.floorEntry(position);
        return from != null && Long.compareUnsigned(from.getValue(), position) >= 0;
    }

    /** Whether there is nothing in it. */
    boolean isEmpty() {
        return lastOfFirst.isEmpty();
    }

    /** What of an arc is here, in pieces. */
    List<Arc> of(Arc arc) {
        List<Arc> here = new ArrayList<>();
        for (Interval part : parts(arc)) {
            Map.Entry<Long, Long> next = lastOfFirst.floorEntry(part.first());
            if (next == null || Long.compareUnsigned(next.getValue(), part.first()) < 0) {
                next = lastOfFirst.higherEntry(part.first());
            }
            while (next != null && Long.compareUnsigned(next.getKey(), part.last()) <= 0) {
                here.add(new Arc(
                        greater(next.getKey(), part.first()) - 1,
                        Long.compareUnsigned(next.getValue(), part.last()) < 0 ? next.getValue() : part.last()));
                next = lastOfFirst.higherEntry(next.getKey());
            }
        }
        return here;
    }

    private static long greater(long a, long b) {
        return Long.compareUnsigned(a, b) > 0 ? a : b;
    }

    private static List<Interval> parts(Arc arc) {
        if (arc.after() == arc.last()) {
            return List.of(new Interval(0, -1L));
        }
        long first = arc.after() + 1;
        return Long.compareUnsigned(first, arc.last()) <= 0
                ? List.of(new Interval(first, arc.last()))
                : List.of(new Interval(first, -1L), new Interval(0, arc.last()));
    }
}
