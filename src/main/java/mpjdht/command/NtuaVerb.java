package mpjdht.command;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a request of the NTUA course on distributed systems asks for. */
enum NtuaVerb {
    INSERT,
    QUERY,
    DELETE,
    DEPART,
    OVERLAY;

    private static final int MOST_LETTERS = 7;

    /** The word up to the first comma, in any case; null when it is none of these. */
    static NtuaVerb read(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] != ',' && end - from <= MOST_LETTERS) {
            end++;
        }
        while (end > from && Syntax.isWhite(bytes[end - 1])) {
            end--;
        }
        String word = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
        boolean isWhole = Syntax.skipWhite(bytes, end, to) == to || bytes[Syntax.skipWhite(bytes, end, to)] == ',';
        for (NtuaVerb verb : values()) {
            if (isWhole && verb.name().equals(word)) {
                return verb;
            }
        }
        return null;
    }

    /** Whether a title follows. */
    boolean hasTitle() {
        return this == INSERT || this == QUERY || this == DELETE;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
