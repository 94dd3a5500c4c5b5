package mpjdht.cli;

import java.io.IOException;
import java.util.Optional;
import mpjdht.command.CheckedOutput;

/** Everything that a job writes for its user, and what it is compared with. */
interface Outputs {

    /** Pushes out the results written so far, and waits as long as their reader takes. */
    void flush();

    /**
     * Tells, when all results are written, how they differ from those expected, if any are.
     *
     * @throws IOException when those expected cannot be read
     */
    Optional<CheckedOutput.Difference> difference() throws IOException;

    /**
     * Pushes out what is left, and puts it in place.
     *
     * @param failed whether the run has; then a file stays as it was, unless there is something for it
     */
    void close(boolean failed);

    /** Something that was to be written could not be, which has been told: that is not tried again. */
    void giveUp();
}
