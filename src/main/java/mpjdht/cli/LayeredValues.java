package mpjdht.cli;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Settings as text, each from the strongest layer that has it, and the ways to understand them. */
final class LayeredValues {
    /** Where a setting comes from, the strongest first; what is in none of these has its default. */
    enum Layer {
        COMMAND_LINE,
        ENVIRONMENT,
        CONFIG_FILE,
        DEFAULT
    }

    private record Value(Layer layer, String where, String text) {}

    private final Map<String, Value> values = new HashMap<>();

    /** Adds a value unless a stronger layer, which must be added before, has one. */
    void add(String name, Layer layer, String where, String text) {
        values.putIfAbsent(name, new Value(layer, where, text));
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Layer layer(String name) {
        return has(name) ? values.get(name).layer : Layer.DEFAULT;
    }

    /** Whether {@code name} is set, and by a layer no weaker than the one that decides {@code other}. */
    boolean isAsStrongAs(String name, String other) {
        return has(name) && layer(name).compareTo(layer(other)) <= 0;
    }

    /** The text of a setting, or null. */
    String text(String name) {
        Value value = values.get(name);
        return value == null ? null : value.text;
    }

    boolean isOn(String name) {
        return "true".equals(text(name));
    }

    /** A whole number from {@code least} to {@code most}; {@code otherwise} when it is not set. */
    int number(String name, int least, int most, int otherwise) throws UsageException {
        return has(name) ? (int) unsigned(name, least, most, otherwise) : otherwise;
    }

    /** As {@link #number}, over all unsigned 64 bits. */
    long unsigned(String name, long least, long most, long otherwise) throws UsageException {
        if (!has(name)) {
            return otherwise;
        }
        String text = text(name);
        String right = least == most
                ? Long.toUnsignedString(least)
                : "a whole number from " + Long.toUnsignedString(least) + " to " + Long.toUnsignedString(most);
        if (!text.matches("[0-9]+")) {
            throw wrong(name, "'" + shown(text) + "' is not a whole number", right);
        }
        long number;
        try {
            number = Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw wrong(name, shown(text) + " is out of range", right);
        }
        if (Long.compareUnsigned(number, least) < 0 || Long.compareUnsigned(number, most) > 0) {
            throw wrong(name, text + " is out of range", right);
        }
        return number;
    }

    /** One of the constants of an enum, written in small letters with hyphens. */
    <E extends Enum<E>> E choice(String name, Class<E> kind, E otherwise) throws UsageException {
        if (!has(name)) {
            return otherwise;
        }
        for (E constant : kind.getEnumConstants()) {
            if (word(constant).equals(text(name))) {
                return constant;
            }
        }
        String right =
                Arrays.stream(kind.getEnumConstants()).map(LayeredValues::word).collect(Collectors.joining(", "));
        throw wrong(name, "'" + shown(text(name)) + "' is no choice", right.replaceFirst(", (?=[^,]*$)", " or "));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The error that a setting is wrong, named as the user wrote it. */
    UsageException wrong(String name, String what, String right) {
        return new UsageException(where(name), what, right);
    }

    /** Where a setting was written, for messages. */
    String where(String name) {
        Value value = values.get(name);
        return value == null ? "--" + name : value.where;
    }

    /** User text in a message: control characters replaced, long text cut. */
    static String shown(String text) {
        String safe = text.replaceAll("\\p{Cntrl}", "?");
        return safe.length() > 80 ? safe.substring(0, 80) + "..." : safe;
    }
}
