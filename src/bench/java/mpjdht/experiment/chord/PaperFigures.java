package mpjdht.experiment.chord;

import mpjdht.experiment.lab.Source;

/**
 * Figures that Stoica et al., "Chord: A Scalable Peer-to-peer Lookup Service for Internet Applications", SIGCOMM 2001, tell in
 * the text of section 6.2; none is read off a plot.
 */
final class PaperFigures {
    private static final String PAPER = "Stoica, Morris, Karger, Kaashoek, Balakrishnan: Chord: A Scalable Peer-to-peer Lookup Service for"
            + " Internet Applications, SIGCOMM 2001";

    /** Where the figures of the load are. */
    static final Source LOAD = new Source(PAPER, "section 6.2, figure 8");

    /** Where the figures of virtual nodes are. */
    static final Source VIRTUAL = new Source(PAPER, "section 6.2, figure 9");

    /** Figure 8: 99th percentile of keys per node, 5·10^5 keys on 10^4 nodes, in times the mean. */
    static final double LOAD_P99_TO_MEAN = 4.6;

    /** Figure 8: keys of the node with the most, 5·10^5 keys on 10^4 nodes. */
    static final int MOST_KEYS = 457;

    /** Figure 8: the same in times the mean. */
    static final double MOST_KEYS_TO_MEAN = 9.1;

    /** Figure 9: 99th percentile with one virtual node each, 10^6 keys on 10^4 nodes, in times the mean. */
    static final double ONE_VIRTUAL_P99_TO_MEAN = 4.8;

    /** Figure 9: the same with twenty. */
    static final double TWENTY_VIRTUAL_P99_TO_MEAN = 1.6;

    /** Figure 9: 1st percentile with one virtual node each, in times the mean. */
    static final double ONE_VIRTUAL_P1_TO_MEAN = 0;

    /** Figure 9: the same with twenty. */
    static final double TWENTY_VIRTUAL_P1_TO_MEAN = 0.5;

    private PaperFigures() {}
}
