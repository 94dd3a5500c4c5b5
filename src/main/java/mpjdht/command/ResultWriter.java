package mpjdht.command;

import java.io.IOException;

/** Where the outcome of each command goes, in command order. */
public interface ResultWriter {
    /** Whether this format prints commands of that verb; for others nobody needs to fill an {@link Outcome}. */
    boolean wants(Verb verb);

    /**
     * Prints one outcome, or nothing when its verb is not wanted.
     *
     * @throws IOException when the results cannot be written
     */
    void write(Outcome outcome) throws IOException;

    /** The outcomes from here on are of this command file. */
    default void startFile(String name) {}

    /**
     * The job ends normally, after END or at the end of the last file; not called when it fails.
     *
     * @throws IOException when the results cannot be written
     */
    default void finish() throws IOException {}
}
