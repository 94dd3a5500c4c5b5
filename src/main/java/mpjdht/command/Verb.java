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
    NODE;

    /**
     * Reads a verb of either dialect, in any case.
     *
     * @return the verb, or null when {@code bytes[from..to)} is none
     */
    static Verb read(byte[] bytes, int from, int to) {
        return switch (to - from) {
            case 1 -> readDigit(bytes[from]);
            case 3 -> readThreeLetters(bytes, from);
            case 4 -> readFourLetters(bytes, from);
            case 6 -> readSixLetters(bytes, from);
            case 7 -> isWord(bytes, from, "EXPLAIN") ? EXPLAIN : null;
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

    private static Verb readFourLetters(byte[] bytes, int from) {
        if (isWord(bytes, from, "RING")) {
            return RING;
        }
        if (isWord(bytes, from, "INCR")) {
            return INCR;
        }
        return isWord(bytes, from, "NODE") ? NODE : null;
    }

    private static Verb readSixLetters(byte[] bytes, int from) {
        if (isWord(bytes, from, "DELETE")) {
            return DELETE;
        }
        return isWord(bytes, from, "REMOVE") ? REMOVE : null;
    }

    private static boolean isWord(byte[] bytes, int from, String word) {
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
