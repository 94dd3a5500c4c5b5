package mpjdht.cli.cluster;

/** A job that could not be started: one line for the user, and the exit code. */
final class LaunchException extends Exception {
    /** Exit code of a wrong call or an unreadable line. */
    static final int USAGE = 2;

    /** Exit code of a job that failed. */
    static final int JOB_FAILED = 3;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    LaunchException(int exitCode, String line) {
        super(line);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
