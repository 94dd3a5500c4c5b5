package mpjdht.history;

import java.util.List;

/**
 * What a check of a whole history found.
 *
 * @param verdict of all keys together: violated if one is, else unknown if one is
 * @param calls calls in the history
 * @param keys keys in it
 * @param windows for each key whose calls violate a promise, a window that shows it
 * @param unknown numbers of the keys for which the limits were reached
 */
public record Report(Verdict verdict, long calls, int keys, List<Window> windows, List<Integer> unknown) {}
