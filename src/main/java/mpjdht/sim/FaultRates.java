package mpjdht.sim;

/**
 * What happens to datagrams at any time: so many of a million are lost, so many arrive twice, so many are held up.
 *
 * @param dropPerMillion how many are lost
 * @param duplicatePerMillion how many of the others arrive twice
 * @param delayPerMillion how many take longer, so that later ones overtake them
 * @param delay how much longer
 */
public record FaultRates(int dropPerMillion, int duplicatePerMillion, int delayPerMillion, Latency delay) {
    /** Nothing happens. */
    public static final FaultRates NONE = new FaultRates(0, 0, 0, Latency.constant(0));

    @Override
    public String toString() {
        return "drop " + dropPerMillion + ", duplicate " + duplicatePerMillion + ", delay " + delayPerMillion
                + " per million by " + delay;
    }
}
