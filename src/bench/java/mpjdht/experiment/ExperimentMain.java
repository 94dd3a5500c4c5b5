package mpjdht.experiment;

import java.io.IOException;
import java.util.Optional;
import mpjdht.cli.setting.UsageException;
import mpjdht.experiment.lab.Outputs;

/** The entry of the experiments, started by {@code scripts/experiment}. */
public final class ExperimentMain {
    private static final int USAGE = 2;
    private static final int FAILED = 3;

    private ExperimentMain() {}

    /** Exit code 0, 2 usage, 3 when an experiment fails or files cannot be written. */
    public static void main(String[] arguments) {
        Optional<ExperimentOptions> options;
        try {
            options = ExperimentOptions.parse(arguments);
            if (options.isPresent()) {
                new Outputs(options.get().folder(), System.out).require();
            }
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
            if (!run(options.get())) {
                System.exit(FAILED);
            }
        } catch (IOException e) {
            System.err.println("experiment: cannot be written: " + e);
            System.exit(FAILED);
        }
    }

    private static boolean run(ExperimentOptions options) throws IOException {
        return new Laboratory(options, System.out, System.err, System::nanoTime).run(options.chosen());
    }
}
