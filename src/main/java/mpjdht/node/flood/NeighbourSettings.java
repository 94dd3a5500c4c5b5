package mpjdht.node.flood;

import mpjdht.message.NeighbourMessage;

/**
 * How many others a node knows, and how often it speaks to them. The names in brackets are those of HyParView (DSN 2007, section 4.3).
 *
 * @param active most neighbours, at least 2 (active view)
 * @param passive most nodes that may take a dead neighbour's place, at least 1 (passive view)
 * @param joinSteps steps of a newcomer's walk (ARWL)
 * @param passiveJoinSteps after so many the newcomer is noted down (PRWL)
 * @param shuffleSteps steps of an exchange's walk
 * @param shuffledActive neighbours told in an exchange (ka)
 * @param shuffledPassive others told in an exchange (kp)
 * @param beatMicros time between two signs of life to a neighbour, at least 1
 * @param deadAfterMicros a neighbour not heard for so long is dead
 * @param shuffleBeats beats between two exchanges, at least 1
 */
public record NeighbourSettings(
        int active,
        int passive,
        int joinSteps,
        int passiveJoinSteps,
        int shuffleSteps,
        int shuffledActive,
        int shuffledPassive,
        long beatMicros,
        long deadAfterMicros,
        int shuffleBeats) {

    /** Checks the sizes. */
    public NeighbourSettings {
        if (active < 2 || passive < 1 || beatMicros < 1 || deadAfterMicros <= beatMicros || shuffleBeats < 1) {
            throw new IllegalArgumentException("neighbours: " + active + " and " + passive + " others, a beat of "
                    + beatMicros + " microseconds and a time-out of " + deadAfterMicros);
        }
        if (1 + shuffledActive + shuffledPassive > NeighbourMessage.MOST_EXCHANGED) {
            throw new IllegalArgumentException("an exchange tells at most " + NeighbourMessage.MOST_EXCHANGED);
        }
    }

    /**
     * The figures of the published evaluation (DSN 2007, section 5.1): 5 neighbours and 30 others, walks of 6 and 3 steps, exchanges of 3 and 4.
     *
     * @param beatMicros time between two signs of life
     */
    public static NeighbourSettings published(long beatMicros) {
        return new NeighbourSettings(5, 30, 6, 3, 6, 3, 4, beatMicros, 5 * beatMicros, 4);
    }
}
