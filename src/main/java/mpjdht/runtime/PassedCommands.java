package mpjdht.runtime;

import java.io.IOException;
import java.util.Optional;
import mpjdht.command.CommandError;
import mpjdht.command.CommandReader;

/** What a job before has run of a script, and this one passes by. */
final class PassedCommands {
    /** Where the last of them stands, while it is looked for; else 0. */
    private long last;

    /** The last of them stands there; 0 if there is none. */
    void upTo(long place) {
        last = place;
    }

    /** Whether it is still looked for. */
    boolean isLookedFor() {
        return last > 0;
    }

    /** Passes by what was read; tells what is wrong if the last of them is not there. */
    Optional<CommandError> pass(CommandReader.Result result, CommandReader reader, int fileIndex, String file) {
        long at = result == CommandReader.Result.COMMAND
                ? Places.of(fileIndex, reader.command().line())
                : 0;
        if (at > last || result == CommandReader.Result.END_OF_FILE) {
            return Optional.of(CommandError.unreadableFile(
                    file,
                    new IOException("line " + Places.line(last) + ", where the run was when it was interrupted, is no"
                            + " command any more")));
        }
        if (at == last) {
            last = 0;
        }
        return Optional.empty();
    }
}
