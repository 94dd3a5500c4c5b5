package mpjdht.service.resp;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mpjdht.service.Answers;
import mpjdht.service.Desk;
import mpjdht.service.Door;
import mpjdht.service.Meter;

/**
 * What passes on a connection of a client of Redis: reads its commands, asks for what they need, and tells the answers in the order of the
 * commands. Many may be under way; when too many are, or too much is untold, it reads no further.
 */
final class RespConnection {
    private static final int MOST_TURNS = 1 << 13;
    private static final int MOST_STRANGERS_BYTES = 1 << 17;
    private static final int MOST_SHOWN_BYTES = 128;

    private final Door door;
    private final Desk desk;
    private final RespLimits limits;
    private final Runnable goOn;
    private final RespReader reader = new RespReader();
    private final Replies replies;
    private final Turns turns;
    private final Map<RespVerb, Meter> meters;
    private final KeyCommands keyCommands;
    private final WalkCommands walkCommands;
    private final Pleasantries pleasantries;
    private boolean hasCommand;
    private boolean isClosing;
    private boolean isAbandoned;
    private long unsentBytes;

    /** Whether nothing more comes. */
    private boolean isInputOver;

    /** Whether a command is at the desk; nothing else is under way then. */
    private boolean isAtDesk;

    /** A command that takes several requests, one after another; nothing else is under way then. Null when there is none. */
    private Undertaking undertaking;

    private RespVerb undertakenVerb;
    private long undertakenNanos;

    /**
     * A connection on which nothing has passed.
     *
     * @param caller its number at the door
     * @param pleasantries answers what is not about keys
     * @param limits what it may do
     * @param meters count what is asked for about keys
     * @param goOn is called when the desk has replied
     */
    RespConnection(
            Door door,
            Desk desk,
            int caller,
            Pleasantries pleasantries,
            RespLimits limits,
            Map<RespVerb, Meter> meters,
            Runnable goOn) {
        this.replies = new Replies(door::now);
        this.turns = replies.turns();
        this.meters = meters;
        this.door = door;
        this.desk = desk;
        this.limits = limits;
        this.goOn = goOn;
        this.keyCommands = new KeyCommands(door, caller, reader, replies);
        this.walkCommands =
                new WalkCommands(door, caller, reader, replies, limits.leave().flush());
        this.pleasantries = pleasantries;
    }

    /** Bytes have come. */
    void received(byte[] bytes, int offset, int length) {
        if (!isClosing && !pleasantries.isKnown() && reader.unreadBytes() + length > MOST_STRANGERS_BYTES) {
            replies.error("NOAUTH who is not known may say " + MOST_STRANGERS_BYTES + " bytes at a time");
            isClosing = true;
        }
        if (!isClosing) {
            reader.append(bytes, offset, length);
        }
    }

    /** An answer has come. */
    void answered(int number, Answers answers, int index) {
        if (isAbandoned) {
            return;
        }
        int outcome = answers.outcome(index);
        byte[] bytes = answers.bytes();
        if (undertaking == null) {
            turns.answered(number, outcome, bytes, answers.offset(index), answers.length(index));
        } else {
            undertaking.answered(outcome, bytes, answers.offset(index), answers.length(index));
        }
    }

    /** Replies that are to be sent. */
    RespOutput output() {
        return replies.output();
    }

    /** Whether more bytes are to be read from the socket. */
    boolean wantsMore() {
        return mayGoOn() && !hasCommand && !isInputOver;
    }

    /** Whether the connection is over once its output is sent. */
    boolean isOver() {
        boolean takesNothing = isClosing || (isInputOver && !hasCommand && mayGoOn());
        return takesNothing && turns.size() == 0 && !isOccupied();
    }

    /** Whether a command has begun to come whose rest is awaited. */
    boolean awaitsRest() {
        return wantsMore() && reader.isInCommand();
    }

    /** The rest of the command does not come. */
    void refuseRest() {
        replies.error("ERR the command did not go on for half a minute");
        isClosing = true;
    }

    /** Nothing more comes: the connection is over when what is here has been done and told. */
    void endInput() {
        isInputOver = true;
    }

    /** No more commands are taken; those that were are answered. */
    void close() {
        isClosing = true;
    }

    /** Nobody hears any more. */
    void abandon() {
        isClosing = true;
        isAbandoned = true;
        replies.output().reset();
    }

    /** The socket has taken so many bytes that it has not sent. */
    void noteUnsent(long bytes) {
        unsentBytes = bytes;
    }

    /** Bytes of replies that are not sent, whether or not it is their turn. */
    long untoldBytes() {
        long undertaken = undertaking == null ? 0 : undertaking.heldBytes();
        return unsentBytes + replies.output().length() + turns.heldBytes() + undertaken;
    }

    private boolean isOccupied() {
        return isAtDesk || undertaking != null;
    }

    private boolean mayGoOn() {
        return !isClosing
                && !isOccupied()
                && turns.size() < MOST_TURNS
                && untoldBytes() < door.mostUntoldBytes()
                && door.hasRoom();
    }

    /** Does what the commands ask that are here, as far as that may be. */
    void goOn() {
        goOnWithUndertaking();
        while (mayGoOn() && (hasCommand || readsCommand())) {
            RespVerb verb = RespVerb.find(reader.bytes(), reader.offset(0), reader.length(0));
            if (isBarrier(verb) && turns.size() > 0) {
                return;
            }
            hasCommand = false;
            if (!pleasantries.allows(verb)) {
                replies.error("NOAUTH Authentication required.");
            } else if (verb == null) {
                runOther();
            } else if (verb.takes(reader.words())) {
                run(verb);
            } else {
                replies.error(
                        "ERR wrong number of arguments for '" + shownName().toLowerCase(Locale.ROOT) + "' command");
            }
        }
    }

    private void goOnWithUndertaking() {
        if (undertaking != null) {
            undertaking.goOn(isClosing);
            if (undertaking.isOver()) {
                meters.get(undertakenVerb).over(door.now() - undertakenNanos, undertaking.hasFailed());
                undertaking = null;
            }
        }
    }

    private boolean readsCommand() {
        switch (reader.next()) {
            case COMMAND -> hasCommand = true;
            case UNFINISHED -> {
                return false;
            }
            case ERROR -> {
                replies.error("ERR " + reader.error());
                isClosing = true;
                return false;
            }
        }
        return true;
    }

    private boolean isBarrier(RespVerb verb) {
        return verb == null ? LanguageVerbs.isMeant(shownName()) : verb.isBarrier() || keyCommands.isBarrier(verb);
    }

    /** A command that is none of Redis. */
    private void runOther() {
        String name = shownName();
        if (LanguageVerbs.isMeant(name)) {
            runInLanguage(LanguageCommand.of(reader, name, limits.leave()));
            return;
        }
        // What a browser sends when a page has it speak to a door that is not for browsers.
        if (name.equalsIgnoreCase("POST") || name.equalsIgnoreCase("Host:")) {
            replies.error("ERR this is no door for HTTP");
            isClosing = true;
            return;
        }
        replies.error("ERR unknown command '" + name + "'");
    }

    private void runInLanguage(LanguageCommand command) {
        if (command.refusal().isPresent()) {
            replies.error(command.refusal().get());
        } else if (command.isEnd()) {
            replies.output().simple("OK");
            limits.leave().end().ifPresent(Runnable::run);
        } else {
            runAtDesk(command);
        }
    }

    private void runAtDesk(LanguageCommand command) {
        isAtDesk = true;
        desk.ask(command.line(), reply -> {
            isAtDesk = false;
            tell(command, reply);
            goOn.run();
        });
    }

    private void tell(LanguageCommand command, Desk.Reply reply) {
        if (reply.error().isPresent()) {
            replies.error(command.error(reply.error().get()));
            return;
        }
        replies.output().array(reply.lines().size());
        reply.lines().forEach(replies.output()::bulk);
    }

    private void run(RespVerb verb) {
        if (verb.isAboutAllKeys()) {
            undertake(verb, walkCommands.run(verb));
        } else if (verb.keys() == RespVerb.Keys.NONE) {
            beNice(verb);
        } else {
            int before = turns.nextNumber();
            undertake(verb, keyCommands.run(verb));
            if (turns.nextNumber() != before) {
                turns.count(meters.get(verb));
            }
        }
    }

    private void undertake(RespVerb verb, Optional<Undertaking> begun) {
        undertaking = begun.orElse(null);
        undertakenVerb = verb;
        undertakenNanos = door.now();
        goOnWithUndertaking();
    }

    private void beNice(RespVerb verb) {
        RespOutput reply = replies.begin();
        if (verb == RespVerb.QUIT) {
            isClosing = true;
        }
        pleasantries.answer(verb, reader, reply);
        replies.end(reply);
    }

    /** The name of the command, or its beginning. */
    private String shownName() {
        int length = Math.min(reader.length(0), MOST_SHOWN_BYTES);
        return new String(reader.bytes(), reader.offset(0), length, StandardCharsets.UTF_8);
    }
}
