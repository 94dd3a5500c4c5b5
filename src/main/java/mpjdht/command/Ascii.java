package mpjdht.command;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** Fixed text as the bytes in which it is printed. */
final class Ascii {
    private static final Map<Verb, byte[]> VERBS = new EnumMap<>(Verb.class);

    static {
        for (Verb verb : Verb.values()) {
            VERBS.put(verb, bytes(verb.name()));
        }
    }

    private Ascii() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The name of a verb in upper case; shared, not to be changed. */
    static byte[] bytes(Verb verb) {
        return VERBS.get(verb);
    }
}
