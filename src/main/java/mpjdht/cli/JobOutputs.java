package mpjdht.cli;

import java.io.IOException;
import java.util.Optional;
import mpjdht.command.CheckedOutput;

/**
 * Results and history of a job whose clients are all on the command rank.
 *
 * @param results of the commands
 * @param history what clients asked and heard
 */
record JobOutputs(JobResults results, JobHistory history) implements Outputs {
    @Override
    public void flush() {
        results.flush();
    }

    @Override
    public Optional<CheckedOutput.Difference> difference() throws IOException {
        return results.difference();
    }

    @Override
    public void close(boolean failed) {
        results.close(failed);
        history.close(failed);
    }

    @Override
    public void giveUp() {
        if (!history.isBroken()) {
            results.giveUp();
        }
    }
}
