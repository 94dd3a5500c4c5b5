package mpjdht.service.resp;

/** The commands of Redis that this door knows, with the number of their words as Redis counts it, the name included: a negative one is the least. */
enum RespVerb {
    GET(2, Keys.ONE),
    SET(-3, Keys.ONE),
    DEL(-2, Keys.ALL),
    EXISTS(-2, Keys.ALL),
    INCR(2, Keys.ONE),
    DECR(2, Keys.ONE),
    INCRBY(3, Keys.ONE),
    DECRBY(3, Keys.ONE),
    MGET(-2, Keys.ALL),
    MSET(-3, Keys.PAIRS),
    STRLEN(2, Keys.ONE),
    UNLINK(-2, Keys.ALL),
    SETNX(3, Keys.ONE),
    GETSET(3, Keys.ONE),
    GETDEL(2, Keys.ONE),
    APPEND(3, Keys.ONE),
    SCAN(-2, Keys.NONE),
    KEYS(2, Keys.NONE),
    DBSIZE(1, Keys.NONE),
    FLUSHALL(-1, Keys.NONE),
    FLUSHDB(-1, Keys.NONE),
    PING(-1, Keys.NONE),
    ECHO(2, Keys.NONE),
    SELECT(2, Keys.NONE),
    AUTH(-2, Keys.NONE),
    HELLO(-1, Keys.NONE),
    RESET(1, Keys.NONE),
    QUIT(-1, Keys.NONE),
    CLIENT(-2, Keys.NONE),
    COMMAND(-1, Keys.NONE),
    CONFIG(-2, Keys.NONE),
    INFO(-1, Keys.NONE);

    /** Which of its words are keys, as Redis tells it: the last one, counted from the end where it is negative, and how far apart they are. */
    enum Keys {
        NONE(0, 0),
        ONE(1, 1),
        ALL(-1, 1),
        PAIRS(-1, 2);

        private final int last;
        private final int step;

        Keys(int last, int step) {
            this.last = last;
            this.step = step;
        }

        int last() {
            return last;
        }

        int step() {
            return step;
        }
    }

    private static final RespVerb[] ALL = values();

    private final int words;
    private final Keys keys;

    RespVerb(int words, Keys keys) {
        this.words = words;
        this.keys = keys;
    }

    /** The command of a name, in letters of either case; null when there is none. */
    static RespVerb find(byte[] bytes, int offset, int length) {
        for (RespVerb verb : ALL) {
            if (verb.name().length() == length && verb.isNamed(bytes, offset)) {
                return verb;
            }
        }
        return null;
    }

    private boolean isNamed(byte[] bytes, int offset) {
        String name = name();
        for (int i = 0; i < name.length(); i++) {
            // Only letters are folded on letters by this.
            if ((bytes[offset + i] & 0xdf) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it changes the keys that it names. */
    boolean isWrite() {
        return switch (this) {
            case GET, EXISTS, MGET, STRLEN -> false;
            default -> keys != Keys.NONE;
        };
    }

    /** How many words it has, its name included; a negative number is the least. */
    int words() {
        return words;
    }

    /** Which of them are keys. */
    Keys keys() {
        return keys;
    }

    /** Whether it may have so many words. */
    boolean takes(int given) {
        return words > 0 ? given == words : given >= -words;
    }

    /**
     * Whether it waits for all commands before it, because what it does holds for those behind it alone, or because it takes several requests, one
     * after another.
     */
    boolean isBarrier() {
        return switch (this) {
            case HELLO, RESET, QUIT, GETSET, GETDEL, APPEND -> true;
            default -> isAboutAllKeys();
        };
    }

    /** Whether it walks over the keys. */
    boolean isAboutAllKeys() {
        return switch (this) {
            case SCAN, KEYS, DBSIZE, FLUSHALL, FLUSHDB -> true;
            default -> false;
        };
    }
}
