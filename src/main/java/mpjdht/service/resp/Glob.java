package mpjdht.service.resp;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A pattern for keys, as Redis reads it: {@code *} stands for any bytes, {@code ?} for one, {@code [a-z]} for one of some, {@code [^a-z]} for
 * one of all others; a backslash takes the meaning from what stands behind it. What is left of a class that does not end belongs to it.
 */
final class Glob {
    /** Longest pattern. */
    static final int MOST_BYTES = 1 << 12;

    private static final int BYTES = 1 << Byte.SIZE;

    /** What stands at each place: the bytes of which one fits there; empty when any number of any bytes does. */
    private final List<Optional<BitSet>> places = new ArrayList<>();

    private final byte[] pattern;
    private final int end;
    private int at;

    /** The pattern that lies in some bytes. */
    Glob(byte[] bytes, int offset, int length) {
        pattern = bytes;
        at = offset;
        end = offset + length;
        while (at < end) {
            int next = take();
            switch (next) {
                case '*' -> places.add(Optional.empty());
                case '?' -> places.add(Optional.of(all()));
                case '[' -> places.add(Optional.of(readClass()));
                default -> places.add(Optional.of(one(next == '\\' && at < end ? take() : next)));
            }
        }
    }

    private int take() {
        int next = pattern[at] & 0xff;
        at++;
        return next;
    }

    private static BitSet one(int fitting) {
        BitSet set = new BitSet(BYTES);
        set.set(fitting);
        return set;
    }

    private static BitSet all() {
        BitSet set = new BitSet(BYTES);
        set.set(0, BYTES);
        return set;
    }

    private BitSet readClass() {
        boolean isOthers = at < end && pattern[at] == '^';
        if (isOthers) {
            at++;
        }
        BitSet set = new BitSet(BYTES);
        while (at < end && pattern[at] != ']') {
            int first = take();
            if (first == '\\' && at < end) {
                set.set(take());
            } else if (at + 1 < end && pattern[at] == '-') {
                at++;
                int last = take();
                set.set(Math.min(first, last), Math.max(first, last) + 1);
            } else {
                set.set(first);
            }
        }
        at++;
        if (isOthers) {
            set.flip(0, BYTES);
        }
        return set;
    }

    /** Whether it stands for these bytes. */
    boolean matches(byte[] bytes, int offset, int length) {
        int last = offset + length;
        int next = offset;
        int place = 0;
        int star = -1;
        int starEnd = offset;
        while (next < last) {
            if (place < places.size() && places.get(place).isEmpty()) {
                star = place;
                starEnd = next;
                place++;
            } else if (place < places.size() && places.get(place).get().get(bytes[next] & 0xff)) {
                place++;
                next++;
            } else if (star < 0) {
                return false;
            } else {
                // The last one that stands for any bytes stands for one more.
                starEnd++;
                next = starEnd;
                place = star + 1;
            }
        }
        while (place < places.size() && places.get(place).isEmpty()) {
            place++;
        }
        return place == places.size();
    }
}
