package mpjdht.experiment.library;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Commands on the keys of a repeat.
 *
 * @param seed decides the keys
 * @param count how many there are
 */
record Keys(long seed, int count) {
    private String key(int i) {
        return Long.toHexString(seed) + "-" + i;
    }

    /** A PUT for each. */
    List<String> puts() {
        return commands(i -> "PUT " + key(i) + " value-of-" + i % 1000);
    }

    /** A GET for each. */
    List<String> gets() {
        return commands(i -> "GET " + key(i));
    }

    /** A DELETE for each. */
    List<String> deletes() {
        return commands(i -> "DELETE " + key(i));
    }

    /** So many of the commands, in any order. */
    List<String> some(List<String> all, int wanted) {
        return new SplittableRandom(seed).ints(wanted, 0, all.size()).mapToObj(all::get).toList();
    }

    private List<String> commands(IntFunction<String> command) {
        return IntStream.range(0, count).mapToObj(command).toList();
    }
}
