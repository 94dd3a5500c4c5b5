package mpjdht.command;

/** What a command does. The first six are in the order of the numeric dialect, in which the others have none. */
public enum Verb {
    PUT,
    GET,
    DELETE,
    ADD,
    REMOVE,
    END,
    CAS,
    INCR,
    EXPLAIN,
    RING,
    NODE,
    REPLICAS,
    CRASH,
    RECOVER,
    PAUSE,
    DELAY,
    PARTITION,
    HEAL,
    WAIT;

    private static final Verb[] FOUR_LETTERS = {INCR, RING, NODE, HEAL, WAIT};
    private static final Verb[] FIVE_LETTERS = {CRASH, PAUSE, DELAY};
    private static final Verb[] SIX_LETTERS = {DELETE, REMOVE};
    private static final Verb[] SEVEN_LETTERS = {EXPLAIN, RECOVER};

    /**
     * Reads a verb of either dialect, in any case.
     *
     * @return the verb, or null when {@code bytes[from..to)} is none
     */
    static Verb read(byte[] bytes, int from, int to) {
        return switch (to - from) {
            case 1 -> readDigit(bytes[from]);
            case 3 -> readThreeLetters(bytes, from);
            case 4 -> oneOf(FOUR_LETTERS, bytes, from);
            case 5 -> oneOf(FIVE_LETTERS, bytes, from);
            case 6 -> oneOf(SIX_LETTERS, bytes, from);
            case 7 -> oneOf(SEVEN_LETTERS, bytes, from);
            case 8 -> isWord(bytes, from, "REPLICAS") ? REPLICAS : null;
            case 9 -> isWord(bytes, from, "PARTITION") ? PARTITION : null;
            default -> null;
        };
    }

    private static Verb readDigit(byte digit) {
        return switch (digit) {
            case '0' -> PUT;
            case '1' -> GET;
            case '2' -> ADD;
            case '3' -> REMOVE;
            case '4' -> END;
            default -> null;
        };
    }

    private static Verb readThreeLetters(byte[] bytes, int from) {
        int letters = upper(bytes[from]) << 16 | upper(bytes[from + 1]) << 8 | upper(bytes[from + 2]);
        return switch (letters) {
            case 'P' << 16 | 'U' << 8 | 'T' -> PUT;
            case 'C' << 16 | 'A' << 8 | 'S' -> CAS;
            case 'G' << 16 | 'E' << 8 | 'T' -> GET;
            case 'D' << 16 | 'E' << 8 | 'L' -> DELETE;
            case 'A' << 16 | 'D' << 8 | 'D' -> ADD;
            case 'E' << 16 | 'N' << 8 | 'D' -> END;
            default -> null;
        };
    }

    /** The one whose name stands there; all have names as long as the word. */
    private static Verb oneOf(Verb[] verbs, byte[] bytes, int from) {
        for (Verb verb : verbs) {
            if (isWord(bytes, from, verb.name())) {
                return verb;
            }
        }
        return null;
    }

    /** Whether that word of capitals stands there, in any case. */
    static boolean isWord(byte[] bytes, int from, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (upper(bytes[from + i]) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Clears the bit that tells a small ASCII letter from its capital; no other byte becomes a capital by it. */
    private static int upper(byte letter) {
        return letter & 0xDF;
    }
}
