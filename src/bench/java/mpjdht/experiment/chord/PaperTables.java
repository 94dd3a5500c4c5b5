package mpjdht.experiment.chord;

import java.util.List;
import mpjdht.experiment.lab.Figure;
import mpjdht.experiment.lab.Source;
import mpjdht.node.chord.ChordSettings;
import mpjdht.sim.Micros;

/**
 * Tables II and III, and the settings of the experiments of Stoica et al., "Chord: A Scalable Peer-to-peer Lookup Protocol for Internet Applications", IEEE/ACM ToN
 * 2003, section VI.
 */
final class PaperTables {
    private static final String PAPER = "Stoica, Morris, Liben-Nowell, Karger, Kaashoek, Dabek, Balakrishnan: Chord: A Scalable Peer-to-peer"
            + " Lookup Protocol for Internet Applications, IEEE/ACM ToN 11(1), 2003";

    /** Where the length of a path is. */
    static final Source PATH = new Source(PAPER, "section VI.C, figure 10");

    /** Where lookups after a crash are. */
    static final Source CRASH = new Source(PAPER, "section VI.D, table II");

    /** Where lookups during churn are. */
    static final Source COMING_AND_GOING = new Source(PAPER, "section VI.E, table III");

    /** Table II: lookups after a part of 1,000 nodes has failed at once; successor lists of 20. */
    static final List<Row> FAILURES = List.of(
            new Row(0, new Spread(3.84, 2, 5), new Spread(0.0, 0, 0), 0),
            new Row(0.1, new Spread(4.03, 2, 6), new Spread(0.60, 0, 2), 0),
            new Row(0.2, new Spread(4.22, 2, 6), new Spread(1.17, 0, 3), 0),
            new Row(0.3, new Spread(4.44, 2, 6), new Spread(2.02, 0, 5), 0),
            new Row(0.4, new Spread(4.69, 2, 7), new Spread(3.23, 0, 8), 0),
            new Row(0.5, new Spread(5.09, 3, 8), new Spread(5.10, 0, 11), 0));

    /** Table III: lookups while nodes join, and as many leave, at a rate per second. */
    static final List<Row> CHURN = List.of(
            new Row(0.05, new Spread(3.90, 1, 9), new Spread(0.05, 0, 2), 0),
            new Row(0.10, new Spread(3.83, 1, 9), new Spread(0.11, 0, 2), 0),
            new Row(0.15, new Spread(3.84, 1, 9), new Spread(0.16, 0, 2), 2),
            new Row(0.20, new Spread(3.81, 1, 9), new Spread(0.23, 0, 3), 5),
            new Row(0.25, new Spread(3.83, 1, 9), new Spread(0.30, 0, 3), 6),
            new Row(0.30, new Spread(3.91, 1, 9), new Spread(0.34, 0, 4), 8),
            new Row(0.35, new Spread(3.94, 1, 10), new Spread(0.42, 0, 4), 16),
            new Row(0.40, new Spread(4.06, 1, 10), new Spread(0.46, 0, 5), 15));

    /** Section VI.E: mean delay of a packet. */
    static final long LATENCY_MICROS = 50 * Micros.MILLI;

    /** Section VI.E: a node that has not answered for so long counts as dead. */
    static final long ANSWER_MICROS = 500 * Micros.MILLI;

    /** Section VI.E: time between two stabilisations of a node. */
    static final long STABILISE_MICROS = 30 * Micros.SECOND;

    private PaperTables() {}

    /**
     * Time between two fingers such that a round of all takes one stabilisation, since the paper's simulator updates all of
     * them with each: a round looks log2 N fingers up, begins and ends.
     */
    static long fixFingersMicros(int nodes) {
        return STABILISE_MICROS / (ChordSettings.defaultSuccessors(nodes) + 2);
    }

    /** A mean, the 1st and the 99th percentile. */
    record Spread(double mean, int low, int high) {
        @Override
        public String toString() {
            return Figure.hundredths(mean) + " (" + low + ", " + high + ")";
        }
    }

    /**
     * A row.
     *
     * @param severity part of the nodes that has failed, or joins and departures per second
     * @param path length of the path
     * @param timeouts time-outs of a lookup
     * @param failed failed lookups, of 10,000
     */
    record Row(double severity, Spread path, Spread timeouts, int failed) {}
}
