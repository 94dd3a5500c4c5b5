package mpjdht.experiment;

import java.io.IOException;

/** The entry of the experiments, started by {@code scripts/experiment}. */
public final class ExperimentMain {
    private static final int USAGE = 2;
    private static final int FAILED = 3;

    private ExperimentMain() {}

    /** Exit code 0, 2 usage, 3 when files cannot be written. */
    public static void main(String[] arguments) {
        ExperimentOptions options;
        try {
            options = ExperimentOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("experiment: " + e.getMessage());
            System.exit(USAGE);
            return;
        }
        if (options.help()) {
            System.out.print(ExperimentOptions.HELP);
            return;
        }
        try {
            run(options);
        } catch (IOException e) {
            System.err.println("experiment: cannot be written: " + e);
            System.exit(FAILED);
        }
    }

    private static void run(ExperimentOptions options) throws IOException {
        Outputs outputs = new Outputs(options.folder(), System.out, System.err);
        outputs.progress("seed " + options.seed() + (options.quick() ? ", quick" : "") + ", Java " + Runtime.version());
        for (Experiment experiment : ChordExperiments.all(options.seed(), options.quick())) {
            if (options.only().contains(experiment.name())) {
                outputs.progress(experiment.name());
                experiment.run(outputs);
            }
        }
    }
}
