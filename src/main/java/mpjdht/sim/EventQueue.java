package mpjdht.sim;

import java.util.function.Consumer;

/**
 * The events to come, in the order of their times; those of the same time in the order in which they were added.
 *
 * <p>A hierarchical timing wheel (Varghese and Lauck, "Hashed and Hierarchical Timing Wheels", SOSP 1987): level 0 has a list
 * for every microsecond of the current 1,024, level 1 one for every 1,024 microseconds of the current 2^20, and so on. Adding
 * and taking cost the same however many events wait, which in a simulation are mostly time-outs that will mean nothing.
 *
 * <p>Invariant: an event lies at the level of the highest digit, in base 1,024, in which its time differs from {@link #base};
 * so all events of a list are later than those of lower levels. A list moves down, in order, when the base enters it, and only
 * later can an event be added below it: that keeps the order within a microsecond.
 */
final class EventQueue {
    private static final int DIGIT_BITS = 10;
    private static final int SLOTS = 1 << DIGIT_BITS;
    private static final int SLOT_MASK = SLOTS - 1;
    private static final int LEVELS = 5;

    /** The end of time, in microseconds: after some 35 years. */
    static final long LAST_MICROS = (1L << (LEVELS * DIGIT_BITS)) - 1;

    private final Event[] heads = new Event[LEVELS * SLOTS];
    private final Event[] tails = new Event[LEVELS * SLOTS];

    /** A bit for every list that is not empty. */
    private final long[] busy = new long[LEVELS * SLOTS / Long.SIZE];

    private long base;
    private int size;

    /** Adds an event, whose time is not before the limit of any {@link #poll} so far. */
    void add(Event event) {
        if (event.atMicros < base || event.atMicros > LAST_MICROS) {
            throw new IllegalArgumentException("an event at " + event.atMicros + " us, and it is " + base + " us");
        }
        size++;
        append(event);
    }

    /** Takes the first event out; null when there is none up to {@code limitMicros}, that moment included. */
    Event poll(long limitMicros) {
        do {
            int slot = nextBusy(0, (int) base & SLOT_MASK);
            if (slot >= 0) {
                long time = (base & -SLOTS) | slot;
                if (time > limitMicros) {
                    return null;
                }
                base = time;
                size--;
                return takeFirst(slot);
            }
        } while (enterNextList(limitMicros));
        return null;
    }

    /** Number of events. */
    int size() {
        return size;
    }

    /** Shows every event; in an order that depends on nothing but what was added and taken. */
    void forEach(Consumer<Event> viewer) {
        for (Event head : heads) {
            for (Event event = head; event != null; event = event.next) {
                viewer.accept(event);
            }
        }
    }

    private void append(Event event) {
        long difference = event.atMicros ^ base;
        int level = difference == 0 ? 0 : (Long.SIZE - 1 - Long.numberOfLeadingZeros(difference)) / DIGIT_BITS;
        int list = level * SLOTS + ((int) (event.atMicros >>> (level * DIGIT_BITS)) & SLOT_MASK);
        event.next = null;
        if (heads[list] == null) {
            heads[list] = event;
            busy[list / Long.SIZE] |= 1L << list;
        } else {
            tails[list].next = event;
        }
        tails[list] = event;
    }

    private Event takeFirst(int list) {
        Event event = heads[list];
        heads[list] = event.next;
        if (event.next == null) {
            empty(list);
        }
        return event;
    }

    private void empty(int list) {
        heads[list] = null;
        tails[list] = null;
        busy[list / Long.SIZE] &= ~(1L << list);
    }

    /** Moves the base to the next list above level 0, and its events down; false when it begins after the limit. */
    private boolean enterNextList(long limitMicros) {
        for (int level = 1; level < LEVELS; level++) {
            int shift = level * DIGIT_BITS;
            int slot = nextBusy(level, (int) (base >>> shift) & SLOT_MASK);
            if (slot >= 0) {
                long start = (((base >>> shift) & -SLOTS) | slot) << shift;
                if (start > limitMicros) {
                    return false;
                }
                base = start;
                int list = level * SLOTS + slot;
                Event event = heads[list];
                empty(list);
                while (event != null) {
                    Event next = event.next;
                    append(event);
                    event = next;
                }
                return true;
            }
        }
        return false;
    }

    /** The first list of a level that is not empty, from {@code from} on; -1 when there is none. */
    private int nextBusy(int level, int from) {
        int first = level * SLOTS / Long.SIZE;
        int word = from / Long.SIZE;
        long bits = busy[first + word] & (-1L << from);
        while (bits == 0) {
            if (++word == SLOTS / Long.SIZE) {
                return -1;
            }
            bits = busy[first + word];
        }
        return word * Long.SIZE + Long.numberOfTrailingZeros(bits);
    }
}
