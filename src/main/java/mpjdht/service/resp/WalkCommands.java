package mpjdht.service.resp;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import mpjdht.service.Door;

/** The commands about all keys. */
final class WalkCommands {
    private final Door door;
    private final int caller;
    private final RespReader reader;
    private final Replies replies;
    private final boolean mayFlush;

    /**
     * Those of a connection.
     *
     * @param caller its number at the door
     * @param reader stands on the command
     * @param mayFlush whether it may delete all keys
     */
    WalkCommands(Door door, int caller, RespReader reader, Replies replies, boolean mayFlush) {
        this.door = door;
        this.caller = caller;
        this.reader = reader;
        this.replies = replies;
        this.mayFlush = mayFlush;
    }

    /** Begins the command that has been read; returns what goes on with it, unless it is refused. */
    Optional<Undertaking> run(RespVerb verb) {
        return switch (verb) {
            case SCAN -> scan();
            case KEYS -> keys();
            case DBSIZE -> Optional.of(new CountWalk(door, caller, replies.output()));
            case FLUSHALL, FLUSHDB -> flush();
            default -> throw new IllegalStateException(verb + " is not about all keys");
        };
    }

    private Optional<Undertaking> scan() {
        ScanOptions options = ScanOptions.of(reader);
        return options.error().isEmpty()
                ? Optional.of(new ScanWalk(door, caller, replies.output(), options))
                : refuse(options.error());
    }

    private Optional<Undertaking> keys() {
        return reader.length(1) > Glob.MOST_BYTES
                ? refuse(RespErrors.PATTERN)
                : Optional.of(new KeysWalk(
                        door, caller, replies.output(), new Glob(reader.bytes(), reader.offset(1), reader.length(1))));
    }

    private Optional<Undertaking> flush() {
        if (!mayFlush) {
            return refuse("NOPERM to delete all keys is for a server that was started with --allow-flush");
        }
        return reader.words() > 2 || (reader.words() == 2 && !isMode())
                ? refuse(RespErrors.SYNTAX)
                : Optional.of(new FlushWalk(door, caller, replies.output()));
    }

    private boolean isMode() {
        int length = Math.min(reader.length(1), 8);
        String mode = new String(reader.bytes(), reader.offset(1), length, StandardCharsets.ISO_8859_1)
                .toUpperCase(Locale.ROOT);
        return mode.equals("ASYNC") || mode.equals("SYNC");
    }

    private Optional<Undertaking> refuse(String error) {
        replies.error(error);
        return Optional.empty();
    }
}
