package mpjdht.bench.work;

import java.util.Locale;

/**
 * A list of PUTs and GETs, told by its parameters: the same parameters give the same bytes on every machine.
 *
 * @param commands how many, at least 1
 * @param keys how many different keys there are to choose from, at least 1
 * @param keyBytes length of a key, at least 2 and enough for a letter and the digits of the last key
 * @param valueBytes length of a value, at least 1
 * @param putPercent share of PUTs, 0 to 100
 * @param distribution which keys are asked for
 * @param seed of the choices
 */
public record Workload(
        long commands, int keys, int keyBytes, int valueBytes, int putPercent, Distribution distribution, long seed) {
    /** Checks the parameters. */
    public Workload {
        require(commands >= 1, "commands", commands, "1 or more");
        require(keys >= 1, "keys", keys, "1 or more");
        int digits = Integer.toString(keys - 1).length();
        require(keyBytes > digits && keyBytes <= 1 << 16, "key-bytes", keyBytes, (digits + 1) + " to 65536 here");
        require(valueBytes >= 1 && valueBytes <= 1 << 20, "value-bytes", valueBytes, "1 to 1048576");
        require(putPercent >= 0 && putPercent <= 100, "put-share", putPercent, "0 to 100 percent");
    }

    /** The same with another number of commands. */
    public Workload withCommands(long newCommands) {
        return new Workload(newCommands, keys, keyBytes, valueBytes, putPercent, distribution, seed);
    }

    /** Name of its files, without extension: all parameters, so that a file can be used again. */
    public String fileName() {
        return String.format(
                Locale.ROOT,
                "c%d-k%d-%dB-%dB-put%d-%s-s%d",
                commands,
                keys,
                keyBytes,
                valueBytes,
                putPercent,
                distribution.text().replace(':', '_'),
                seed);
    }

    /** One line for people. */
    public String describe() {
        return String.format(
                Locale.ROOT,
                "%,d commands, %d %% PUT, %,d keys of %d B (%s), values of %d B, seed %d",
                commands,
                putPercent,
                keys,
                keyBytes,
                distribution.text(),
                valueBytes,
                seed);
    }

    private static void require(boolean holds, String name, long value, String right) {
        if (!holds) {
            throw new IllegalArgumentException("--" + name + " " + value + ": right is " + right);
        }
    }
}
