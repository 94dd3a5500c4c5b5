package mpjdht.command;

import java.nio.charset.StandardCharsets;

/** User text inside a message: bytes that cannot be seen or are not UTF-8 escaped, long text shortened. */
final class Preview {
    /** Characters after which the text is cut and {@code ...} follows. */
    static final int MAX_CHARS = 40;

    private Preview() {}

    /** The text of {@code bytes[from..to)}, of which no more is looked at than is shown. */
    static String of(byte[] bytes, int from, int to) {
        return of(bytes, from, to, MAX_CHARS);
    }

    static String of(byte[] bytes, int from, int to, int maxChars) {
        StringBuilder text = new StringBuilder();
        int i = from;
        while (i < to) {
            if (text.length() >= maxChars) {
                return text.append("...").toString();
            }
            int size = Utf8.printableLength(bytes, i, to);
            if (size == 0) {
                appendEscape(text, bytes[i++]);
            } else {
                text.append(new String(bytes, i, size, StandardCharsets.UTF_8));
                i += size;
            }
        }
        return text.toString();
    }

    /** A file name in a message; it may be longer than other text, since users copy it. */
    static String ofFileName(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return of(bytes, 0, bytes.length, Integer.MAX_VALUE);
    }

    private static void appendEscape(StringBuilder text, byte b) {
        switch (b) {
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> text.append(String.format("\\x%02X", b));
        }
    }
}
