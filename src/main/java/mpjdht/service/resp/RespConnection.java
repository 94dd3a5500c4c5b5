package mpjdht.service.resp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import mpjdht.message.DecimalText;
import mpjdht.message.Sizes;
import mpjdht.service.Answers;
import mpjdht.service.Desk;
import mpjdht.service.Door;

/**
 * What passes on a connection of a client of Redis: reads its commands, asks for what they need, and tells the answers in the order of the
 * commands. Many may be under way; when too many are, or too much is untold, it reads no further.
 */
final class RespConnection {
    private static final int MOST_TURNS = 1 << 13;
    private static final int MOST_SHOWN_BYTES = 128;

    private final Door door;
    private final Desk desk;
    private final int caller;
    private final boolean mayPlayFaults;
    private final Runnable goOn;
    private final RespReader reader = new RespReader();
    private final Told told = new Told();
    private final Turns turns = new Turns(told);
    private final RespOutput later = new RespOutput();
    private final Pleasantries pleasantries;
    private boolean hasCommand;
    private boolean isClosing;
    private boolean isAbandoned;
    private long unsentBytes;

    /** Whether nothing more comes. */
    private boolean isInputOver;

    /** Whether a command is at the desk; nothing else is under way then. */
    private boolean isAtDesk;

    /**
     * A connection on which nothing has passed.
     *
     * @param caller its number at the door
     * @param pleasantries answers what is not about keys
     * @param mayPlayFaults whether it may crash and part ranks
     * @param goOn is called when the desk has replied
     */
    RespConnection(Door door, Desk desk, int caller, Pleasantries pleasantries, boolean mayPlayFaults, Runnable goOn) {
        this.door = door;
        this.desk = desk;
        this.mayPlayFaults = mayPlayFaults;
        this.goOn = goOn;
        this.caller = caller;
        this.pleasantries = pleasantries;
    }

    /** Bytes have come. */
    void received(byte[] bytes, int offset, int length) {
        if (!isClosing) {
            reader.append(bytes, offset, length);
        }
    }

    /** An answer has come. */
    void answered(int number, Answers answers, int index) {
        if (isAbandoned) {
            return;
        }
        turns.answered(number, answers.outcome(index), answers.bytes(), answers.offset(index), answers.length(index));
    }

    /** Replies that are to be sent. */
    RespOutput output() {
        return told.output();
    }

    /** Whether more bytes are to be read from the socket. */
    boolean wantsMore() {
        return mayGoOn() && !hasCommand && !isInputOver;
    }

    /** Whether the connection is over once its output is sent. */
    boolean isOver() {
        boolean takesNothing = isClosing || (isInputOver && !hasCommand && mayGoOn());
        return takesNothing && turns.size() == 0 && !isAtDesk;
    }

    /** Whether a command has begun to come whose rest is awaited. */
    boolean awaitsRest() {
        return wantsMore() && reader.isInCommand();
    }

    /** The rest of the command does not come. */
    void refuseRest() {
        error("ERR the command did not go on for half a minute");
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
        told.output().reset();
    }

    /** The socket has taken so many bytes that it has not sent. */
    void noteUnsent(long bytes) {
        unsentBytes = bytes;
    }

    /** Bytes of replies that are not sent, whether or not it is their turn. */
    long untoldBytes() {
        return unsentBytes + told.output().length() + turns.heldBytes();
    }

    private boolean mayGoOn() {
        return !isClosing
                && !isAtDesk
                && turns.size() < MOST_TURNS
                && untoldBytes() < door.mostUntoldBytes()
                && door.hasRoom();
    }

    /** Does what the commands ask that are here, as far as that may be. */
    void goOn() {
        while (mayGoOn() && (hasCommand || readsCommand())) {
            RespVerb verb = RespVerb.find(reader.bytes(), reader.offset(0), reader.length(0));
            if (isBarrier(verb) && turns.size() > 0) {
                return;
            }
            hasCommand = false;
            if (!pleasantries.allows(verb)) {
                error("NOAUTH Authentication required.");
            } else if (verb == null) {
                runOther();
            } else if (verb.takes(reader.words())) {
                run(verb);
            } else {
                error("ERR wrong number of arguments for '" + shownName().toLowerCase(Locale.ROOT) + "' command");
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
                error("ERR " + reader.error());
                isClosing = true;
                return false;
            }
        }
        return true;
    }

    private boolean isBarrier(RespVerb verb) {
        return verb == null ? LanguageVerbs.isMeant(shownName()) : verb.isBarrier();
    }

    /** A command that is none of Redis. */
    private void runOther() {
        String name = shownName();
        if (LanguageVerbs.isMeant(name)) {
            runAtDesk();
            return;
        }
        // What a browser sends when a page has it speak to a door that is not for browsers.
        if (name.equalsIgnoreCase("POST") || name.equalsIgnoreCase("Host:")) {
            error("ERR this is no door for HTTP");
            isClosing = true;
            return;
        }
        error("ERR unknown command '" + name + "'");
    }

    private void runAtDesk() {
        List<String> words =
                IntStream.range(0, reader.words()).mapToObj(this::word).toList();
        Optional<String> refusal = LanguageVerbs.refusal(words, mayPlayFaults);
        if (refusal.isPresent()) {
            error(refusal.get());
            return;
        }
        isAtDesk = true;
        desk.ask(LanguageVerbs.line(words), reply -> {
            isAtDesk = false;
            tell(reply);
            goOn.run();
        });
    }

    private void tell(Desk.Reply reply) {
        if (!reply.error().isEmpty()) {
            error("ERR " + reply.error());
            return;
        }
        told.output().array(reply.lines().size());
        reply.lines().forEach(told.output()::bulk);
    }

    private void run(RespVerb verb) {
        switch (verb) {
            case GET -> read(Turn.VALUE, 1);
            case STRLEN -> read(Turn.LENGTH, 1);
            case SET -> set();
            case DEL, UNLINK -> many(RespVerb.DEL);
            case EXISTS -> many(RespVerb.EXISTS);
            case MGET -> readMany();
            case MSET -> storeMany();
            case INCR -> count(1);
            case DECR -> count(-1);
            case INCRBY -> countBy(false);
            case DECRBY -> countBy(true);
            default -> beNice(verb);
        }
    }

    private void set() {
        if (reader.words() > 3) {
            error("ERR SET takes a key and a value; NX, XX, GET and times to live are not known here");
        } else if (isKey(1)) {
            store(Turn.STORED, 1);
        }
    }

    private void read(Turn turn, int word) {
        if (isKey(word)) {
            get(turn, word);
        }
    }

    private void get(Turn turn, int word) {
        int number = turns.nextNumber();
        turns.add(turn);
        door.get(caller, number, reader.bytes(), reader.offset(word), reader.length(word));
    }

    private void store(Turn turn, int keyWord) {
        int number = turns.nextNumber();
        turns.add(turn);
        door.put(
                caller,
                number,
                reader.bytes(),
                reader.offset(keyWord),
                reader.length(keyWord),
                reader.offset(keyWord + 1),
                reader.length(keyWord + 1));
    }

    private void readMany() {
        if (!areKeys(1)) {
            return;
        }
        RespOutput head = reply();
        head.array(reader.words() - 1);
        replied(head);
        for (int word = 1; word < reader.words(); word++) {
            get(Turn.VALUE, word);
        }
    }

    private void many(RespVerb verb) {
        if (!areKeys(1)) {
            return;
        }
        for (int word = 1; word < reader.words(); word++) {
            Turn turn = word + 1 == reader.words() ? Turn.LAST_COUNTED : Turn.ONE_OF_MANY;
            if (verb == RespVerb.EXISTS) {
                get(turn, word);
            } else {
                int number = turns.nextNumber();
                turns.add(turn);
                door.delete(caller, number, reader.bytes(), reader.offset(word), reader.length(word));
            }
        }
    }

    private void storeMany() {
        if (reader.words() % 2 == 0) {
            error("ERR wrong number of arguments for 'mset' command");
            return;
        }
        for (int word = 1; word < reader.words(); word += 2) {
            if (!isKey(word)) {
                return;
            }
        }
        for (int word = 1; word < reader.words(); word += 2) {
            store(word + 2 == reader.words() ? Turn.LAST_STORED : Turn.ONE_OF_MANY, word);
        }
    }

    private void countBy(boolean isDown) {
        byte[] bytes = reader.bytes();
        int from = reader.offset(2);
        int to = from + reader.length(2);
        if (!DecimalText.isNumber(bytes, from, to)) {
            error(RespErrors.NOT_A_NUMBER);
            return;
        }
        long by = DecimalText.number(bytes, from, to);
        if (isDown && by == Long.MIN_VALUE) {
            error("ERR decrement would overflow");
        } else {
            count(isDown ? -by : by);
        }
    }

    private void count(long by) {
        if (isKey(1)) {
            int number = turns.nextNumber();
            turns.add(Turn.SUM);
            door.increment(caller, number, reader.bytes(), reader.offset(1), reader.length(1), by);
        }
    }

    private boolean areKeys(int firstWord) {
        for (int word = firstWord; word < reader.words(); word++) {
            if (!isKey(word)) {
                return false;
            }
        }
        return true;
    }

    private boolean isKey(int word) {
        int length = reader.length(word);
        if (length < 1 || length > Sizes.MAX_KEY_BYTES) {
            error("ERR a key of " + length + " bytes; right are 1 to " + Sizes.MAX_KEY_BYTES);
            return false;
        }
        return true;
    }

    private void beNice(RespVerb verb) {
        RespOutput reply = reply();
        if (verb == RespVerb.QUIT) {
            isClosing = true;
        }
        pleasantries.answer(verb, reader, reply);
        replied(reply);
    }

    private void error(String text) {
        RespOutput reply = reply();
        reply.error(text);
        replied(reply);
    }

    /** Where a reply is written that is known at once; {@link #replied} gives it its turn. */
    private RespOutput reply() {
        if (turns.size() == 0) {
            return told.output();
        }
        later.reset();
        later.speak(told.output().version());
        return later;
    }

    private void replied(RespOutput reply) {
        if (reply == later) {
            turns.addReady(later.bytes(), later.length());
        }
    }

    private String word(int index) {
        return text(index, reader.length(index));
    }

    /** The name of the command, or its beginning. */
    private String shownName() {
        return text(0, Math.min(reader.length(0), MOST_SHOWN_BYTES));
    }

    private String text(int word, int length) {
        return new String(reader.bytes(), reader.offset(word), length, StandardCharsets.UTF_8);
    }
}
