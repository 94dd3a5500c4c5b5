package mpjdht.history.eventual;

import java.util.Arrays;

/** Looks into positions of a history, which are sorted and different. */
final class Positions {
    private Positions() {}

    /** How many are smaller than another. */
    static int before(int[] sorted, int position) {
        int index = Arrays.binarySearch(sorted, position);
        return index < 0 ? -index - 1 : index;
    }
}
