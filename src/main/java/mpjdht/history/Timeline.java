package mpjdht.history;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Draws a window of a history: a line for each call, with a bar from its invocation to its answer. */
public final class Timeline {
    private static final int MOST_CALLS = 40;
    private static final int MOST_COLUMNS = 64;
    private static final int MOST_TEXT = 24;
    private static final int FIRST_VISIBLE = ' ';
    private static final int LAST_VISIBLE = '~';

    private final Values keys;
    private final Values values;
    private final Window window;

    /** A picture of a window of a history. */
    public Timeline(History history, Window window) {
        this.keys = history.keyNames();
        this.values = history.values();
        this.window = window;
    }

    /** The picture, line by line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(title());
        List<Call> shown =
                window.calls().subList(0, Math.min(MOST_CALLS, window.calls().size()));
        int[] moments = moments(shown);
        int textWidth =
                shown.stream().mapToInt(call -> text(call).length()).max().orElse(0);
        int clientWidth = shown.stream()
                .mapToInt(call -> Integer.toString(call.client()).length())
                .max()
                .orElse(0);
        for (Call call : shown) {
            lines.add(String.format(
                            "client %" + clientWidth + "d  %-" + textWidth + "s  %s",
                            call.client(),
                            text(call),
                            bar(call, moments))
                    .stripTrailing());
        }
        if (shown.size() < window.calls().size()) {
            lines.add("and " + (window.calls().size() - shown.size()) + " calls more");
        }
        return lines;
    }

    private String title() {
        String promise = window.promise() == Promise.LINEARIZABILITY
                ? "no order of these calls explains their answers"
                : "no order of these calls that keeps each client's own order explains their answers";
        String beginning = window.fromBeginning() ? "; the key was absent at first" : "; whatever the value was before";
        String from = window.fromBeginning() ? "the beginning" : "line " + window.from();
        return "key " + quoted(keys, window.key()) + ": " + promise + beginning + " (from " + from + " to line "
                + window.to() + ", " + window.calls().size() + " of " + window.callsOfKey() + " calls)";
    }

    private int[] moments(List<Call> shown) {
        return shown.stream()
                .flatMapToInt(call -> Arrays.stream(
                        new int[] {Math.max(window.from(), call.invoked()), Math.min(window.to() + 1, call.returned())
                        }))
                .distinct()
                .sorted()
                .toArray();
    }

    private String bar(Call call, int[] moments) {
        int begin = column(Math.max(window.from(), call.invoked()), moments);
        int end = column(Math.min(window.to() + 1, call.returned()), moments);
        char first = call.invoked() < window.from() ? '<' : '|';
        char last = call.returned() > window.to() ? '>' : '|';
        return " ".repeat(begin) + first + "-".repeat(Math.max(0, end - begin - 1)) + last;
    }

    private static int column(int position, int[] moments) {
        int index = Arrays.binarySearch(moments, position);
        int columns = Math.min(MOST_COLUMNS, 4 * (moments.length - 1));
        return moments.length == 1 ? 0 : index * columns / (moments.length - 1);
    }

    private String text(Call call) {
        String asked =
                switch (call.verb()) {
                    case PUT -> "PUT " + quoted(values, call.argument());
                    case GET -> "GET";
                    case DELETE -> "DELETE";
                    case CAS -> "CAS " + quoted(values, call.argument()) + " " + quoted(values, call.replacement());
                    case INCR -> "INCR " + call.by();
                };
        String told = call.result() == Call.UNTOLD ? "" : " " + quoted(values, call.result());
        return asked + " -> "
                + switch (call.outcome()) {
                    case STORED -> "stored" + told;
                    case FOUND -> told.strip();
                    case MISSING -> "missing";
                    case DELETED -> "deleted";
                    case SWAPPED -> "swapped";
                    case DIFFERS -> "differs" + told;
                    case PENDING -> "?";
                };
    }

    /** Bytes as text in quotation marks, with what cannot be seen escaped, cut after some characters. */
    private static String quoted(Values table, int number) {
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
