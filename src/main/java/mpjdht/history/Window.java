package mpjdht.history;

import java.util.List;

/**
 * A piece of one key's history that shows that a promise was broken: whatever the value was at its beginning, no order of its
 * calls explains their answers.
 *
 * @param key number of the key
 * @param promise what was broken
 * @param from position at which it begins
 * @param to position at which it ends
 * @param fromBeginning whether it shows that only because the key was absent at first
 * @param calls the calls that are needed to show it, by invocation
 * @param callsOfKey all calls on that key
 */
public record Window(
        int key, Promise promise, int from, int to, boolean fromBeginning, List<Call> calls, int callsOfKey) {}
