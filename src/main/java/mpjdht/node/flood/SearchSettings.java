package mpjdht.node.flood;

/**
 * How much a search may take.
 *
 * @param walkers walkers of a search by random walks, 1 to {@link #MOST_WALKERS}
 * @param checkSteps after so many steps a walker asks its root whether it is to go on, at least 1
 * @param walkSteps most steps of a walker without a limit of its own, at least 1
 * @param hopMillis longest time that a message and its answer take; so a node waits the longer, the more hops are before it. 0 when nobody
 *     ever waits in vain
 * @param waitMillis after so long the root waits for no answer any more; 0 with {@code hopMillis} 0
 */
public record SearchSettings(int walkers, int checkSteps, int walkSteps, int hopMillis, int waitMillis) {
    /** Most walkers of a search. */
    public static final int MOST_WALKERS = 1024;

    /** "Checking once at every fourth step" (Lv et al., ICS 2002, section 4.2). */
    public static final int PUBLISHED_CHECK_STEPS = 4;

    /** Most steps of a walker where it is told by nobody to stop. */
    public static final int USUAL_WALK_STEPS = 1024;

    /** Checks the numbers. */
    public SearchSettings {
        if (walkers < 1
                || walkers > MOST_WALKERS
                || checkSteps < 1
                || walkSteps < 1
                || hopMillis < 0
                || waitMillis < hopMillis) {
            throw new IllegalArgumentException("a search with " + walkers + " walkers, a check after " + checkSteps
                    + " steps and waits of " + hopMillis + " and " + waitMillis + " ms");
        }
    }

    /** Nothing is lost, and nobody dies unnoticed. */
    public static SearchSettings certain(int walkers) {
        return new SearchSettings(walkers, PUBLISHED_CHECK_STEPS, USUAL_WALK_STEPS, 0, 0);
    }
}
