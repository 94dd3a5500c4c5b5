package mpjdht.history;

import java.nio.charset.StandardCharsets;

/** Keys and calls of a history as text for people. */
public final class CallText {
    private static final int MOST_TEXT = 24;
    private static final int FIRST_VISIBLE = ' ';
    private static final int LAST_VISIBLE = '~';

    private final Values keys;
    private final Values values;

    /** Texts of what is in a history. */
    public CallText(History history) {
        this.keys = history.keyNames();
        this.values = history.values();
    }

    /** A key in quotation marks. */
    public String key(int number) {
        return quoted(keys, number);
    }

    /** What was asked and heard. */
    String call(Call call) {
        String asked =
                switch (call.verb()) {
                    case PUT -> "PUT " + quoted(values, call.argument());
                    case GET -> "GET";
                    case DELETE -> "DELETE";
                    case CAS -> "CAS " + quoted(values, call.argument()) + " " + quoted(values, call.replacement());
                    case INCR -> "INCR " + call.by();
                    case APPEND -> "APPEND " + quoted(values, call.argument());
                };
        String told = call.result() == Call.UNTOLD ? "" : " " + quoted(values, call.result());
        String version = call.version().told() ? " @" + call.version() : "";
        return asked + " -> "
                + switch (call.outcome()) {
                    case STORED -> "stored" + told;
                    case FOUND -> told.strip();
                    case MISSING -> "missing";
                    case DELETED -> "deleted";
                    case SWAPPED -> "swapped";
                    case DIFFERS -> "differs" + told;
                    case PENDING -> "?";
                }
                + version;
    }

    /** Bytes as text in quotation marks, or that there are none, with what cannot be seen escaped, cut after some characters. */
    private static String quoted(Values table, int number) {
        if (number == Values.ABSENT) {
            return "absent";
        }
        String text = new String(table.bytes(number), StandardCharsets.ISO_8859_1);
        StringBuilder shown = new StringBuilder("\"");
        for (int i = 0; i < text.length() && shown.length() <= MOST_TEXT; i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                shown.append('\\').append(c);
            } else if (c < FIRST_VISIBLE || c > LAST_VISIBLE) {
                shown.append(String.format("\\x%02X", (int) c));
            } else {
                shown.append(c);
            }
        }
        return shown.append(shown.length() > MOST_TEXT ? "…\"" : "\"").toString();
    }
}
