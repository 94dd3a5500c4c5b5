package mpjdht.sim.chord;

import mpjdht.sim.Latency;

/**
 * What makes a run harder, besides its faults and what happens to messages.
 *
 * @param lateness by how much a timer is late, each drawn anew
 * @param oldMessages whether messages to a rank that has crashed reach it when it is back
 * @param longCuts whether links are cut for longer than a node waits for an answer: then what is alive counts as dead, so that the
 *     ring may fall apart and never be whole again, but keys are not lost and no arc is handed to two
 * @param writes how often a value is read and written at its owner, spread over the run
 * @param nodesPerRank how many nodes share a rank, at least 1, which crashes with all of them
 * @param movingIds whether spare nodes have the ids of others, so that one that is gone may join again on another rank
 */
public record Hardship(
        Latency lateness, boolean oldMessages, boolean longCuts, int writes, int nodesPerRank, boolean movingIds) {
    /** Nothing. */
    public static final Hardship NONE = new Hardship(Latency.constant(0), false, false, 0, 1, false);

    /** What there is of it, each followed by a comma. */
    @Override
    public String toString() {
        return (lateness.mostMicros() > 0 ? "timers late by " + lateness + ", " : "")
                + (oldMessages ? "messages that outlive restarts, " : "")
                + (longCuts ? "cuts that outlast patience, " : "")
                + (writes > 0 ? writes + " writes, " : "")
                + (nodesPerRank > 1 ? nodesPerRank + " nodes on a rank, " : "")
                + (movingIds ? "ids that move, " : "");
    }
}
