package mpjdht.experiment.lab;

import java.io.IOException;

/**
 * An experiment that anybody can do again. The same seed gives the same findings, but for those that it calls measured: times of
 * this machine, and all that depends on them.
 */
public interface Experiment {
    /** What it is called on the command line, in lower case with hyphens; names of its files begin with it. */
    String name();

    /** What it asks, in a sentence that ends with a question mark. */
    String question();

    /**
     * Does it.
     *
     * @throws IOException if a program or a file that it needs fails
     * @throws InterruptedException if the thread is told to stop
     */
    Findings run(Plan plan) throws IOException, InterruptedException;
}
