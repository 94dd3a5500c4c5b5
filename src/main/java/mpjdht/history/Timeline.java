package mpjdht.history;

import java.util.ArrayList;
import java.util.List;

/** Draws a window of a history: a line for each call, with a bar from its invocation to its answer. */
public final class Timeline {
    private final CallText texts;
    private final Window window;

    /** A picture of a window of a history. */
    public Timeline(History history, Window window) {
        this.texts = new CallText(history);
        this.window = window;
    }

    /** The picture, line by line. */
    public List<String> lines() {
        CallChart chart = new CallChart(texts, window.from(), window.to());
        window.calls().forEach(chart::add);
        List<String> lines = new ArrayList<>();
        lines.add(title());
        lines.addAll(chart.lines());
        return lines;
    }

    private String title() {
        String promise = window.promise() == Promise.LINEARIZABILITY
                ? "no order of these calls explains their answers"
                : "no order of these calls that keeps each client's own order explains their answers";
        String beginning = window.fromBeginning() ? "; the key was absent at first" : "; whatever the value was before";
        String from = window.fromBeginning() ? "the beginning" : "line " + window.from();
        return "key " + texts.key(window.key()) + ": " + promise + beginning + " (from " + from + " to line "
                + window.to() + ", " + window.calls().size() + " of " + window.callsOfKey() + " calls)";
    }
}
