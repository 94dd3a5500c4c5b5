package mpjdht.shell;

import java.util.Optional;

/** The way to a server that runs lines of the command language, one after another. */
public interface Connection extends AutoCloseable {

    /**
     * Has a line run, and waits for what becomes of it.
     *
     * @param line without its line end; no END
     * @throws LostException if the server cannot be reached
     */
    Reply run(byte[] line) throws LostException;

    /** Has a line run for which nobody has asked; empty where that fails, or takes longer. */
    Optional<Reply> look(byte[] line, long millis);

    /** Stops waiting for the line under way, if there is one. For any thread. */
    void giveUp();

    @Override
    void close();
}
