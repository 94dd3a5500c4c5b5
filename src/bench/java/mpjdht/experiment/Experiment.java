package mpjdht.experiment;

import java.io.IOException;

/** An experiment of a paper that can be done again. The same seed gives the same figures. */
interface Experiment {
    /** What it is called on the command line; names of its files begin with it. */
    String name();

    /** Does it, and writes what it found. */
    void run(Outputs outputs) throws IOException;
}
