package mpjdht.command;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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
    APPEND,
    EXPLAIN,
    RING,
    KEYS,
    EXPORT,
    IMPORT,
    NODE,
    REPLICAS,
    LEADER,
    FLOOD,
    SYNC,
    METRICS,
    CRASH,
    RECOVER,
    PAUSE,
    DELAY,
    PARTITION,
    HEAL,
    WAIT;

    private static final int MOST_LETTERS = 9;
    private static final int BITS_OF_A_LETTER = 7;

    /** All verbs, by how many letters they have. */
    private static final List<List<Word>> BY_LENGTH = IntStream.rangeClosed(0, MOST_LETTERS)
            .mapToObj(letters -> Arrays.stream(values())
                    .filter(verb -> verb.name().length() == letters)
                    .map(Word::of)
                    .toList())
            .toList();

    /** Whether it plays a fault, or ends those that were played. */
    public boolean isFault() {
        return switch (this) {
            case CRASH, RECOVER, PAUSE, DELAY, PARTITION, HEAL -> true;
            default -> false;
        };
    }

    /** A verb with its letters in one number. */
    private record Word(long letters, Verb verb) {
        static Word of(Verb verb) {
            byte[] name = verb.name().getBytes(StandardCharsets.US_ASCII);
            return new Word(pack(name, 0, name.length), verb);
        }
    }

    /**
     * Reads a verb of either dialect, in any case.
     *
     * @return the verb, or null when {@code bytes[from..to)} is none
     */
    public static Verb read(byte[] bytes, int from, int to) {
        return switch (to - from) {
            case 1 -> readDigit(bytes[from]);
            case 3 -> readThreeLetters(bytes, from);
            default -> readLonger(bytes, from, to - from);
        };
    }

    /**
     * The verb with which a line of either dialect begins; empty where that is none, or the line has no command.
     *
     * @param line without its line end
     */
    public static Optional<Verb> ofLine(byte[] line) {
        int at = Syntax.skipWhite(line, 0, line.length);
        return Optional.ofNullable(read(line, at, Syntax.tokenEnd(line, at, line.length)));
    }

    /** Apart, because the compiler takes {@link #read} into its caller only while it is small, and most verbs are short. */
    private static Verb readLonger(byte[] bytes, int from, int letters) {
        if (letters > MOST_LETTERS) {
            return null;
        }
        long packed = pack(bytes, from, from + letters);
        List<Word> words = BY_LENGTH.get(letters);
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).letters() == packed) {
                return words.get(i).verb();
            }
        }
        return null;
    }

    /** Up to nine letters in one number, whatever their case; -1 where one is not ASCII. */
    private static long pack(byte[] bytes, int from, int to) {
        long packed = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return -1;
            }
            packed = packed << BITS_OF_A_LETTER | upper(bytes[i]);
        }
        return packed;
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

    /** Clears the bit that tells a small ASCII letter from its capital; no other byte becomes a capital by it. */
    private static int upper(byte letter) {
        return letter & 0xDF;
    }
}
