package mpjdht.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Draws calls: a line for each, with a bar from its invocation to its answer. */
public final class CallChart {
    private static final int MOST_CALLS = 40;
    private static final int MOST_COLUMNS = 64;

    private final CallText texts;
    private final int from;
    private final int to;
    private final List<Row> rows = new ArrayList<>();

    private record Row(int client, String text, int invoked, int returned) {}

    /**
     * A chart without calls.
     *
     * @param from position at which it begins
     * @param to position at which it ends
     */
    public CallChart(CallText texts, int from, int to) {
        this.texts = texts;
        this.from = from;
        this.to = to;
    }

    /** Draws a call. */
    public void add(Call call) {
        rows.add(new Row(call.client(), texts.call(call), call.invoked(), call.returned()));
    }

    /** Draws a SYNC. */
    public void add(Sync sync) {
        rows.add(new Row(sync.client(), "SYNC -> converged", sync.invoked(), sync.converged()));
    }

    /** The chart, line by line, by invocation. */
    public List<String> lines() {
        List<Row> shown = rows.stream()
                .sorted(Comparator.comparingInt(Row::invoked))
                .limit(MOST_CALLS)
                .toList();
        int[] moments = moments(shown);
        int textWidth =
                shown.stream().mapToInt(row -> row.text().length()).max().orElse(0);
        int clientWidth = shown.stream()
                .mapToInt(row -> Integer.toString(row.client()).length())
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        for (Row row : shown) {
            lines.add(String.format(
                            "client %" + clientWidth + "d  %-" + textWidth + "s  %s",
                            row.client(),
                            row.text(),
                            bar(row, moments))
                    .stripTrailing());
        }
        if (shown.size() < rows.size()) {
            lines.add("and " + (rows.size() - shown.size()) + " calls more");
        }
        return lines;
    }

    private int[] moments(List<Row> shown) {
        return shown.stream()
                .flatMapToInt(row -> Arrays.stream(new int[] {begin(row), end(row)}))
                .distinct()
                .sorted()
                .toArray();
    }

    private int begin(Row row) {
        return Math.max(from, row.invoked());
    }

    private int end(Row row) {
        return Math.min(to + 1, row.returned());
    }

    private String bar(Row row, int[] moments) {
        int begin = column(begin(row), moments);
        int end = column(end(row), moments);
        char first = row.invoked() < from ? '<' : '|';
        char last = row.returned() > to ? '>' : '|';
        return " ".repeat(begin) + first + "-".repeat(Math.max(0, end - begin - 1)) + last;
    }

    private static int column(int position, int[] moments) {
        int index = Arrays.binarySearch(moments, position);
        int columns = Math.min(MOST_COLUMNS, 4 * (moments.length - 1));
        return moments.length == 1 ? 0 : index * columns / (moments.length - 1);
    }
}
