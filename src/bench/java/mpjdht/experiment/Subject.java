package mpjdht.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What there are experiments about, as the command line names it. */
enum Subject {
    /** The Chord papers. */
    CHORD,
    /** Copies that become equal in the end. */
    COPIES;

    /**
     * All experiments about it.
     *
     * @param quick a tenth of the runs
     */
    List<Experiment> experiments(long seed, boolean quick) {
        return switch (this) {
            case CHORD -> ChordExperiments.all(seed, quick);
            case COPIES -> CopiesExperiments.all(seed, quick);
        };
    }

    /** What {@code --only} may name. */
    List<String> names() {
        return experiments(0, true).stream().map(Experiment::name).toList();
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
