package mpjdht.sim.chord;

import java.util.List;
import mpjdht.node.chord.ChordSettings;
import mpjdht.ring.KeySpace;
import mpjdht.ring.Sha1KeySpace;
import mpjdht.sim.Fault;
import mpjdht.sim.FaultList;
import mpjdht.sim.FaultRates;
import mpjdht.sim.Latency;
import mpjdht.sim.Micros;

/**
 * Everything that decides a run of a {@link SimulatedRing}.
 *
 * @param seed decides what is not said here: each delay, each lookup, through whom a node joins
 * @param hashBits size of the circle in bits, 8 to 160
 * @param nodes members at the start, with the numbers from 1 to {@code nodes}
 * @param spares nodes that may join, with the numbers behind
 * @param crowded whether nodes lie on the circle in the order of their numbers, and spare ones crowd in the arc of the few
 *     behind the base; otherwise every id is hashed
 * @param settings of Chord
 * @param latency of every message
 * @param rates what happens to messages at any time
 * @param faults what happens when; they name nodes by their numbers
 * @param runMicros how long the ring runs before it is left in peace
 * @param lookups number of lookups, spread over that time
 * @param keys number of keys on the ring
 * @param hardship what makes the run harder than that
 */
public record RingPlan(
        long seed,
        int hashBits,
        int nodes,
        int spares,
        boolean crowded,
        ChordSettings settings,
        Latency latency,
        FaultRates rates,
        List<Fault> faults,
        long runMicros,
        int lookups,
        int keys,
        Hardship hardship) {

    /** In a crowd, how many nodes behind the base fail, and others join between them. */
    public static final int CROWD = 8;

    /** A plan without hardship. */
    public RingPlan(
            long seed,
            int hashBits,
            int nodes,
            int spares,
            boolean crowded,
            ChordSettings settings,
            Latency latency,
            FaultRates rates,
            List<Fault> faults,
            long runMicros,
            int lookups,
            int keys) {
        this(
                seed,
                hashBits,
                nodes,
                spares,
                crowded,
                settings,
                latency,
                rates,
                faults,
                runMicros,
                lookups,
                keys,
                Hardship.NONE);
    }

    /** The circle. */
    public KeySpace space() {
        return new Sha1KeySpace(hashBits);
    }

    /**
     * The base: members with these numbers, from 1 on, never fail. Zave's proof needs one more of them than a successor list
     * has entries.
     */
    public int base() {
        return settings.successors() + 1;
    }

    /** The rank of a node: one for each, from 1 on, or one for several that follow each other. */
    public int rankOf(int node) {
        return (node - 1) / hardship.nodesPerRank() + 1;
    }

    /** The last rank that hosts nodes. */
    public int lastRank() {
        return rankOf(nodes + spares);
    }

    /** The same run with other faults. */
    public RingPlan withFaults(List<Fault> others) {
        return with(rates, others, hardship);
    }

    /** The same run with other rates. */
    public RingPlan withRates(FaultRates others) {
        return with(others, faults, hardship);
    }

    /** The same run with another hardship. */
    public RingPlan withHardship(Hardship other) {
        return with(rates, faults, other);
    }

    private RingPlan with(FaultRates newRates, List<Fault> newFaults, Hardship newHardship) {
        return new RingPlan(
                seed,
                hashBits,
                nodes,
                spares,
                crowded,
                settings,
                latency,
                newRates,
                newFaults,
                runMicros,
                lookups,
                keys,
                newHardship);
    }

    @Override
    public String toString() {
        return "seed " + seed + ", " + nodes + " nodes and " + spares + " spare on " + hashBits + " bits"
                + (crowded ? " in a crowd" : "") + ", lists of "
                + settings.successors() + ", stabilise " + Micros.text(settings.stabiliseMicros()) + ", fix fingers "
                + Micros.text(settings.fixFingersMicros()) + ", check predecessor "
                + Micros.text(settings.checkPredecessorMicros()) + ", answers within "
                + Micros.text(settings.answerMicros()) + ", " + settings.tries() + " tries, chunks of "
                + settings.chunkBytes() + " bytes, latency " + latency + ", "
                + rates + ", " + Micros.text(runMicros) + ", " + lookups + " lookups, " + keys + " keys, " + hardship
                + "faults "
                + FaultList.text(faults);
    }
}
