package mpjdht.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Those who have come in by doors, by number. One that has left keeps its number until everything that it asked for is answered: nobody else hears that. */
public final class Callers {
    private Caller[] callers = new Caller[16];
    private int[] unanswered = new int[16];
    private int[] free = new int[16];
    private int freeCount;
    private int used;
    private int here;

    /** Those who have been told something in this moment, each once. */
    private final List<Caller> told = new ArrayList<>();

    private boolean[] isTold = new boolean[16];

    static long place(int caller, int number) {
        return (long) caller << Integer.SIZE | Integer.toUnsignedLong(number);
    }

    /** Somebody comes in, and gets a number. */
    public int enter(Caller caller) {
        int number;
        if (freeCount > 0) {
            freeCount--;
            number = free[freeCount];
        } else {
            if (used == callers.length) {
                grow();
            }
            number = used;
            used++;
        }
        callers[number] = caller;
        here++;
        return number;
    }

    private void grow() {
        int size = 2 * callers.length;
        callers = Arrays.copyOf(callers, size);
        unanswered = Arrays.copyOf(unanswered, size);
        free = Arrays.copyOf(free, size);
        isTold = Arrays.copyOf(isTold, size);
    }

    /** Somebody leaves, and hears nothing more. */
    public void leave(int number) {
        callers[number] = null;
        here--;
        freeIfOver(number);
    }

    private void freeIfOver(int number) {
        if (callers[number] == null && unanswered[number] == 0) {
            free[freeCount] = number;
            freeCount++;
        }
    }

    /** How many are here. */
    public int here() {
        return here;
    }

    /** How many have come in by which door. */
    public SortedMap<String, Integer> byDoor() {
        SortedMap<String, Integer> doors = new TreeMap<>();
        all().forEach(caller -> doors.merge(caller.door(), 1, Integer::sum));
        return doors;
    }

    /** Everybody who is here. */
    public List<Caller> all() {
        List<Caller> all = new ArrayList<>();
        for (int number = 0; number < used; number++) {
            if (callers[number] != null) {
                all.add(callers[number]);
            }
        }
        return all;
    }

    void asks(int number) {
        unanswered[number]++;
    }

    void tell(long place, Answers answers, int index) {
        int number = (int) (place >>> Integer.SIZE);
        unanswered[number]--;
        Caller caller = callers[number];
        if (caller == null) {
            freeIfOver(number);
            return;
        }
        // What goes wrong with one caller is nothing to the others.
        try {
            caller.answered((int) place, answers, index);
        } catch (RuntimeException e) {
            caller.failed(e);
        }
        if (!isTold[number]) {
            isTold[number] = true;
            told.add(caller);
        }
    }

    /** Everything of a moment has been told. */
    void toldAll(boolean isRoomAgain) {
        List<Caller> next = isRoomAgain ? all() : List.copyOf(told);
        told.clear();
        Arrays.fill(isTold, 0, used, false);
        next.forEach(Callers::goOn);
    }

    /** Nobody asks for more. */
    void close() {
        for (Caller caller : all()) {
            try {
                caller.close();
            } catch (RuntimeException e) {
                caller.failed(e);
            }
        }
    }

    private static void goOn(Caller caller) {
        try {
            caller.goOn();
        } catch (RuntimeException e) {
            caller.failed(e);
        }
    }
}
