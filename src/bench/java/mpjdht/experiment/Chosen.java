package mpjdht.experiment;

import java.nio.file.Path;
import java.util.Optional;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Extent;

/** An experiment that the user wants. */
record Chosen(Subject subject, Experiment experiment) {

    /** Whether a word behind {@code --only} means it: its name, its subject, or both with a slash between them. */
    boolean isMeantBy(String word) {
        return word.equals(experiment.name()) || word.equals(subject.toString()) || word.equals(toString());
    }

    /**
     * The command that does it again.
     *
     * @param files where the files of the nodes are, for those that read any
     */
    String command(Extent extent, long seed, Optional<Path> files) {
        String read = subject == Subject.NTUA ? files.map(folder -> " --files " + folder).orElse("") : "";
        return "scripts/experiment " + subject + " --only " + experiment.name() + read
                + (extent == Extent.QUICK ? " --quick" : "") + " --seed " + seed;
    }

    @Override
    public String toString() {
        return subject + "/" + experiment.name();
    }
}
