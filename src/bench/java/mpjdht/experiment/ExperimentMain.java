package mpjdht.experiment;

import java.io.IOException;
import java.util.Optional;
import mpjdht.cli.setting.UsageException;

/** The entry of the experiments, started by {@code scripts/experiment}. */
public final class ExperimentMain {
    private static final int USAGE = 2;
    private static final int FAILED = 3;

    private ExperimentMain() {}

    /** Exit code 0, 2 usage, 3 when files cannot be written. */
    public static void main(String[] arguments) {
        Optional<ExperimentOptions> options;
        try {
            options = ExperimentOptions.parse(arguments);
        } catch (UsageException e) {
            System.err.println("experiment: " + e.getMessage());
            System.exit(USAGE);
            return;
        }
        if (options.isEmpty()) {
            System.out.print(ExperimentOptions.helpText());
            return;
        }
        try {
            run(options.get());
        } catch (IOException e) {
            System.err.println("experiment: cannot be written: " + e);
            System.exit(FAILED);
        }
    }

    private static void run(ExperimentOptions options) throws IOException {
        Outputs outputs = new Outputs(options.folder(), System.out, System.err);
        outputs.progress("seed " + options.seed() + (options.quick() ? ", quick" : "") + ", Java " + Runtime.version());
        for (Experiment experiment : options.subject().experiments(options.seed(), options.quick())) {
            if (options.only().contains(experiment.name())) {
                outputs.progress(experiment.name());
                experiment.run(outputs);
            }
        }
    }
}
