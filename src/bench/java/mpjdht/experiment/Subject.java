package mpjdht.experiment;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import mpjdht.experiment.chord.ChordExperiments;
import mpjdht.experiment.copies.CopiesExperiments;
import mpjdht.experiment.example.LongestArc;
import mpjdht.experiment.harness.HarnessExperiments;
import mpjdht.experiment.harness.HarnessSize;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Extent;
import mpjdht.experiment.library.LibraryExperiments;
import mpjdht.experiment.ntua.NtuaExperiments;
import mpjdht.experiment.replication.ReplicationExperiments;
import mpjdht.experiment.search.Searching;

/** What there are experiments about, as the command line names it. */
enum Subject {
    /** The Chord papers. */
    CHORD("Chord: the paper's experiments, done again"),
    /** Copies that become equal in the end. */
    COPIES("Copies that become equal in the end"),
    /** Operations of a library. */
    LIBRARY("Operations beside those of a small library"),
    /** The papers on chain replication. */
    REPLICATION("Chain replication and CRAQ: the papers' experiments, with the chain of this program"),
    /** A small library's harness. */
    HARNESS("The harness of a small library: hops, latency, churn, consistency"),
    /** Ten nodes at the same time. */
    NTUA("The NTUA course: ten nodes write, read and ask at the same time"),
    /** Search without structure. */
    SEARCH("Search without structure, beside Chord"),
    /** The one that the docs show. */
    EXAMPLE("An example: how long arcs are");

    private final String title;

    Subject(String title) {
        this.title = title;
    }

    /** What stands above its experiments. */
    String title() {
        return title;
    }

    /**
     * All experiments about it.
     *
     * @param files folder with the files that the nodes of {@link #NTUA} have; they are drawn when empty
     */
    List<Experiment> experiments(Extent extent, Optional<Path> files) {
        return switch (this) {
            case CHORD -> ChordExperiments.all(extent);
            case COPIES -> CopiesExperiments.all(extent);
            case LIBRARY -> LibraryExperiments.all(extent);
            case REPLICATION -> ReplicationExperiments.all(extent);
            case HARNESS -> HarnessExperiments.all(HarnessSize.of(extent));
            case NTUA -> NtuaExperiments.all(extent, files);
            case SEARCH -> Searching.all(extent);
            case EXAMPLE -> List.of(new LongestArc(extent.pick(1_000, 100)));
        };
    }

    /** What {@code --only} may name. */
    List<String> names() {
        return experiments(Extent.QUICK, Optional.empty()).stream().map(Experiment::name).toList();
    }

    /** Every subject, with {@code |} between them. */
    static String choices() {
        return Arrays.stream(values()).map(Subject::toString).collect(Collectors.joining("|"));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
