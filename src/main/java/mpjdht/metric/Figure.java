package mpjdht.metric;

/**
 * What is counted beside requests and messages: a number for each rank, which only grows. Whoever has something to count adds a line here
 * and says {@code outbox.count(Figure.…, 1)} where it happens; it is then told everywhere.
 */
public enum Figure {
    /** At a client: whoever was asked did not answer in time, so that it asked somebody else or gave up. */
    CLIENT_TIMEOUTS("client_timeouts", "times", "a client waited too long, and asked another rank or gave up"),
    /** At a client: requests for whose answers it waits no longer. */
    REQUESTS_GIVEN_UP("requests_given_up", "requests", "clients did not wait for their answers any longer"),
    /** At a client: requests that left once more. */
    REQUESTS_SENT_AGAIN("requests_sent_again", "requests", "left their client once more"),
    /** At whoever watches ranks, the head or a storage rank: another was silent for the time-out. */
    RANKS_TAKEN_FOR_DEAD("ranks_taken_for_dead", "ranks", "were silent for the time-out, at whoever watches them"),
    /** At the head: rings and configurations that were announced. */
    VIEW_CHANGES("view_changes", "changes", "rings that the head has announced"),
    /** At the head: configurations whose chains are others than those before. */
    CHAIN_CONFIGURATIONS("chain_configurations", "changes", "configurations of chains that the head has announced"),
    /** At the giver of an arc, or the replica that was filled: keys. */
    KEYS_MOVED("keys_moved", "keys", "went to another rank because the ring or a chain changed"),
    /** At the same: their bytes. */
    BYTES_MOVED("bytes_moved", "bytes", "of these keys and their values"),
    /** At a replica: elections that it has begun. */
    ELECTIONS("elections", "elections", "were begun"),
    /** At a replica: terms in which it leads. */
    TERMS("terms", "terms", "were begun by a leader"),
    /** At the rank that coordinates a read: copies that were told the newest state. */
    READ_REPAIRS("read_repairs", "copies", "were told a newer state because a read had found them old"),
    /** At whoever compares itself with another. */
    COMPARISONS("comparisons", "comparisons", "of two replicas came to an end"),
    /** At the same: keys that one of the two had not, or an older version of. */
    KEYS_REPAIRED("keys_repaired", "keys", "went from one replica to another because they differed");

    private final String key;
    private final String unit;
    private final String help;

    Figure(String key, String unit, String help) {
        this.key = key;
        this.unit = unit;
        this.help = help;
    }

    /** Its name, of small letters and underscores, the same wherever it is told. */
    public String key() {
        return key;
    }

    /** What is counted. */
    public String unit() {
        return unit;
    }

    /** What it says of what is counted; goes behind the unit. */
    public String help() {
        return help;
    }
}
