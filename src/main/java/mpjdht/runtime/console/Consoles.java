package mpjdht.runtime.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;

/** Chooses a rank's {@link Console} by how the job was launched: what the scripts and the cluster launcher set. */
public final class Consoles {
    /** System property: {@code framed} where a cluster launcher reads this process' standard output. */
    public static final String KIND = "mpjdht.console";

    /** System property: {@code true} where the user's standard error is a terminal. */
    public static final String INTERACTIVE = "mpjdht.interactive";

    /** System property: {@code true} where the user's standard output is a terminal. */
    public static final String RESULTS_ON_TERMINAL = "mpjdht.results.terminal";

    /**
     * System property: what {@code -} is as a command file. A path; or {@code -}, this process' own standard input; or
     * unset where there is none, as under plain mpjrun.
     */
    public static final String STANDARD_INPUT = "mpjdht.stdin";

    private Consoles() {}

    /**
     * Returns the console of this process' rank.
     *
     * @param rank this rank, 0 or more
     */
    public static Console open(int rank) {
        boolean interactive = Boolean.getBoolean(INTERACTIVE);
        if ("framed".equals(System.getProperty(KIND))) {
            return new FramedConsole(rank, new FileOutputStream(FileDescriptor.out), interactive, Consoles::endProcess);
        }
        return new DirectConsole(
                new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err), interactive);
    }

    /** The launcher, or the daemon between, is gone: nobody is left to work for, or to say so to. */
    private static void endProcess() {
        Runtime.getRuntime().halt(3);
    }
}
