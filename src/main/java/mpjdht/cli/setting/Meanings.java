package mpjdht.cli.setting;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What most settings are: numbers, choices, names of files. */
public final class Meanings {
    private static final String NAME_RIGHT = "the name of a file";

    private Meanings() {}

    /** A whole number of the range. */
    public static Meaning<Integer> wholeNumber(int least, int most) {
        Meaning<Long> meaning = unsigned(least, most);
        return text -> meaning.read(text).intValue();
    }

    /** A whole number of the range, whose bounds are unsigned. */
    public static Meaning<Long> unsigned(long least, long most) {
        String right = "a whole number from " + Long.toUnsignedString(least) + " to " + Long.toUnsignedString(most);
        return text -> {
            if (!text.matches("[0-9]+")) {
                throw new WrongValueException("'" + UsageException.shown(text) + "' is not a whole number", right);
            }
            long number;
            try {
                number = Long.parseUnsignedLong(text);
            } catch (NumberFormatException e) {
                throw new WrongValueException(UsageException.shown(text) + " is out of range", right);
            }
            if (Long.compareUnsigned(number, least) < 0 || Long.compareUnsigned(number, most) > 0) {
                throw new WrongValueException(text + " is out of range", right);
            }
            return number;
        };
    }

    /** A whole number of 64 bits with a sign, such as a seed. */
    public static Meaning<Long> anyNumber() {
        return text -> {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw new WrongValueException("a whole number of 64 bits");
            }
        };
    }

    /** One of the constants of an enum, written in small letters with hyphens. */
    public static <E extends Enum<E>> Meaning<E> choice(Class<E> kind) {
        return new Choice<>(kind);
    }

    /** The one number that this version knows, where later ones will know more. */
    public static Meaning<Integer> only(int number) {
        return text -> {
            if (!text.equals(Integer.toString(number))) {
                throw new WrongValueException(
                        "'" + UsageException.shown(text) + "' is not in this version", Integer.toString(number));
            }
            return number;
        };
    }

    /** The name or the address of a host, known or not. */
    public static Meaning<String> hostName() {
        return text -> {
            if (!text.matches("[0-9A-Za-z.:_-]+")) {
                throw new WrongValueException(
                        "'" + UsageException.shown(text) + "' is no name of a host", "a name or an address");
            }
            return text;
        };
    }

    /** The name of a file, there or not. */
    public static Meaning<Path> fileName() {
        return text -> {
            if (text.isEmpty()) {
                throw new WrongValueException("the name is empty", NAME_RIGHT);
            }
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw new WrongValueException("'" + UsageException.shown(text) + "' is no file name", NAME_RIGHT);
            }
        };
    }

    private record Choice<E extends Enum<E>>(Class<E> kind) implements Meaning<E> {
        @Override
        public E read(String text) throws WrongValueException {
            for (E constant : kind.getEnumConstants()) {
                if (text(constant).equals(text)) {
                    return constant;
                }
            }
            String right =
                    Arrays.stream(kind.getEnumConstants()).map(this::text).collect(Collectors.joining(", "));
            throw new WrongValueException(
                    "'" + UsageException.shown(text) + "' is no choice", right.replaceFirst(", (?=[^,]*$)", " or "));
        }

        @Override
        public String text(E constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
