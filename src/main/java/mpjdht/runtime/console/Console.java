package mpjdht.runtime.console;

import java.io.OutputStream;

/**
 * One rank's way to the user who launched the job.
 *
 * <p>All methods may be called from any thread. None throws when the user is gone: {@link #results()} does, with an
 * {@link java.io.IOException}, where the process can still act on it; a rank whose launcher is gone ends.
 */
public interface Console {
    /** Returns the user's standard output, buffered; {@code flush()} pushes out what was written. Closing it flushes. */
    OutputStream results();

    /** Writes one line to the user's standard error; line breaks inside {@code text} stay. */
    void line(String text);

    /**
     * Shows {@code text} in place of the progress shown before, without a line break, until the next call; an empty
     * text removes it. Does nothing unless {@link #interactive()}.
     */
    void progress(String text);

    /** Returns whether the user's standard error is a terminal. */
    boolean interactive();

    /** Says that this rank, on {@code host}, has joined the job; the first call of every rank. */
    void started(int rank, String host);

    /** Says that this rank failed, and is where the failure began. */
    void failed(int rank, String host, String reason);

    /** Says that this rank noticed another's death and ends because of it. */
    void lostPeer(int rank, String host, String reason);

    /** Returns whether {@link #ended} brings the exit code to the user, so that the process need not. */
    boolean tellsExitCode();

    /**
     * Says how the launcher asks for the end of a job that serves.
     *
     * @param port on this rank's host
     * @param secret what is to be said there, ASCII without blanks
     */
    void endsAt(int port, String secret);

    /** Says that this rank is done; its last call. The command rank's {@code exitCode}, 0 to 255, is the job's. */
    void ended(int rank, int exitCode);
}
