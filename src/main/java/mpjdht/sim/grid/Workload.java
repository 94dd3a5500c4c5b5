package mpjdht.sim.grid;

import mpjdht.sim.Micros;

/**
 * What the clients of a simulated grid ask for.
 *
 * @param commands of all clients together
 * @param keys that they read and write; few mean that they get in each other's way
 * @param counters further keys, which they count up, at least 1
 * @param distinctValues whether every PUT and CAS has a value of its own; otherwise few values come again and again
 * @param mostValueBytes longest value, at least {@link #LEAST_VALUE_BYTES}
 * @param otherKeys keys that lie on the ring from the beginning, and that no client asks for
 * @param otherValueBytes least length of their values
 * @param changesPerMille of a thousand commands, how many are ADD and REMOVE
 * @param deletesPerMille how many are DELETE
 * @param putsPerMille how many are PUT
 * @param swapsPerMille how many are CAS
 * @param countsPerMille how many are INCR; what is left is mostly GET
 * @param mostBurst most commands that a client has to say at once
 * @param mostGapMicros longest time before it has something to say again
 */
public record Workload(
        int commands,
        int keys,
        int counters,
        boolean distinctValues,
        int mostValueBytes,
        int otherKeys,
        int otherValueBytes,
        int changesPerMille,
        int deletesPerMille,
        int putsPerMille,
        int swapsPerMille,
        int countsPerMille,
        int mostBurst,
        long mostGapMicros) {
    /** Shortest longest value: room for the name of a PUT. */
    public static final int LEAST_VALUE_BYTES = 24;

    /** The same with another number of commands. */
    Workload withCommands(int number) {
        return new Workload(
                number,
                keys,
                counters,
                distinctValues,
                mostValueBytes,
                otherKeys,
                otherValueBytes,
                changesPerMille,
                deletesPerMille,
                putsPerMille,
                swapsPerMille,
                countsPerMille,
                mostBurst,
                mostGapMicros);
    }

    @Override
    public String toString() {
        return commands + " commands on " + keys + " keys and " + counters + " counters (" + putsPerMille + " puts, "
                + deletesPerMille + " deletes, " + swapsPerMille + " swaps, " + countsPerMille + " counts and "
                + changesPerMille + " changes in 1,000; values of up to " + mostValueBytes
                + " bytes, " + (distinctValues ? "all different" : "few") + "), " + otherKeys
                + " keys beside them with values of at least " + otherValueBytes + " bytes, bursts of up to "
                + mostBurst + " every " + Micros.text(mostGapMicros)
                + " at most";
    }
}
