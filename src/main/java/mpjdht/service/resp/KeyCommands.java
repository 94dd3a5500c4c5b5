package mpjdht.service.resp;

import java.util.Arrays;
import java.util.Optional;
import mpjdht.message.DecimalText;
import mpjdht.message.Sizes;
import mpjdht.message.SwapRecord;
import mpjdht.service.Door;

/** The commands about keys: asks for what each needs, and notes how the answers are told. */
final class KeyCommands {
    private static final byte[] NOTHING = {};

    private final Door door;
    private final int caller;
    private final RespReader reader;
    private final Replies replies;
    private final Turns turns;

    /**
     * Those of a connection.
     *
     * @param caller its number at the door
     * @param reader stands on the command
     */
    KeyCommands(Door door, int caller, RespReader reader, Replies replies) {
        this.door = door;
        this.caller = caller;
        this.reader = reader;
        this.replies = replies;
        this.turns = replies.turns();
    }

    /** Whether the command waits for all before it, because it takes several requests, one after another. */
    boolean isBarrier(RespVerb verb) {
        return verb == RespVerb.SET
                && reader.words() > 3
                && SetOptions.of(reader).readsFirst();
    }

    /**
     * Begins the command that has been read.
     *
     * @return what goes on with it, if it takes several requests, one after another
     */
    Optional<Undertaking> run(RespVerb verb) {
        switch (verb) {
            case GET -> read(Turn.VALUE, 1);
            case STRLEN -> read(Turn.LENGTH, 1);
            case SET -> {
                return set();
            }
            case SETNX -> create(Turn.COUNTED_IF_ABSENT);
            case GETSET -> {
                return alter(Alteration.Kind.STORE_AND_TELL);
            }
            case GETDEL -> {
                return alter(Alteration.Kind.TAKE);
            }
            case APPEND -> {
                return alter(Alteration.Kind.APPEND);
            }
            case DEL, UNLINK -> many(RespVerb.DEL);
            case EXISTS -> many(RespVerb.EXISTS);
            case MGET -> readMany();
            case MSET -> storeMany();
            case INCR -> count(1);
            case DECR -> count(-1);
            case INCRBY -> countBy(false);
            case DECRBY -> countBy(true);
            default -> throw new IllegalStateException(verb + " is not about keys");
        }
        return Optional.empty();
    }

    private Optional<Undertaking> set() {
        SetOptions options = SetOptions.of(reader);
        if (!options.error().isEmpty()) {
            replies.error(options.error());
        } else if (options.ifAbsent()) {
            create(options.tells() ? Turn.PRESENT : Turn.STORED_IF);
        } else if (options.equalTo() > 0) {
            replace(options.equalTo());
        } else if (options.readsFirst()) {
            Alteration.Kind told = options.tells() ? Alteration.Kind.REPLACE_AND_TELL : Alteration.Kind.REPLACE;
            return alter(options.ifPresent() ? told : Alteration.Kind.STORE_AND_TELL);
        } else if (isKey(1)) {
            store(Turn.STORED, 1);
        }
        return Optional.empty();
    }

    private Optional<Undertaking> alter(Alteration.Kind kind) {
        if (!isKey(1)) {
            return Optional.empty();
        }
        byte[] operand = reader.words() > 2 ? word(2) : NOTHING;
        return Optional.of(new Alteration(door, caller, replies.output(), kind, word(1), operand));
    }

    private byte[] word(int word) {
        return Arrays.copyOfRange(reader.bytes(), reader.offset(word), reader.offset(word) + reader.length(word));
    }

    /** Stores a value if its key is absent. */
    private void create(Turn turn) {
        if (isKey(1)) {
            int number = turns.nextNumber();
            turns.add(turn);
            door.swap(
                    caller,
                    number,
                    reader.bytes(),
                    reader.offset(1),
                    reader.length(1),
                    0,
                    SwapRecord.ABSENT,
                    reader.offset(2),
                    reader.length(2));
        }
    }

    /** Stores a value if its key has the one that a word says. */
    private void replace(int oldWord) {
        int both = reader.length(oldWord) + reader.length(2);
        if (both > SwapRecord.MAX_VALUES_BYTES) {
            replies.error(
                    "ERR the old and the new value have more than " + SwapRecord.MAX_VALUES_BYTES + " bytes together");
        } else if (isKey(1)) {
            int number = turns.nextNumber();
            turns.add(Turn.STORED_IF);
            door.swap(
                    caller,
                    number,
                    reader.bytes(),
                    reader.offset(1),
                    reader.length(1),
                    reader.offset(oldWord),
                    reader.length(oldWord),
                    reader.offset(2),
                    reader.length(2));
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
        RespOutput head = replies.begin();
        head.array(reader.words() - 1);
        replies.end(head);
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
            replies.error("ERR wrong number of arguments for 'mset' command");
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
            replies.error(RespErrors.NOT_A_NUMBER);
            return;
        }
        long by = DecimalText.number(bytes, from, to);
        if (isDown && by == Long.MIN_VALUE) {
            replies.error("ERR decrement would overflow");
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
            replies.error("ERR a key of " + length + " bytes; right are 1 to " + Sizes.MAX_KEY_BYTES);
            return false;
        }
        return true;
    }
}
