package mpjdht.runtime;

import java.io.IOException;
import mpjdht.command.CommandReader;

/** What stands in a command file behind its end, as far as somebody wants to know. */
final class RestOfFile {
    private static final long WAIT_MILLIS = 100;

    private RestOfFile() {}

    /** Waits for input. */
    @FunctionalInterface
    interface Waiting {
        boolean await(long millis) throws InterruptedException;
    }

    /** Whether there is another line that is a command, or a bad one. */
    static boolean hasLines(CommandReader reader, Waiting input) {
        try {
            CommandReader.Result result = reader.next();
            if (result == CommandReader.Result.NOTHING_YET && input.await(WAIT_MILLIS)) {
                result = reader.next();
            }
            return result == CommandReader.Result.COMMAND || result == CommandReader.Result.ERROR;
        } catch (IOException e) {
            // Nobody asked for these bytes.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
