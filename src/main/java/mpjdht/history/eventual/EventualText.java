package mpjdht.history.eventual;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import mpjdht.history.CallChart;
import mpjdht.history.CallText;
import mpjdht.history.History;

/** What an eventual check found, as text for people: a chart for each violation of a few keys, and how old the reads were. */
public final class EventualText {
    private static final int MOST_KEYS = 5;

    private final CallText texts;
    private final EventualReport report;

    /** The text of a report on a history. */
    public EventualText(History history, EventualReport report) {
        this.texts = new CallText(history);
        this.report = report;
    }

    /** The text, line by line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        Set<Integer> keys = new HashSet<>();
        for (Violation violation : report.violations()) {
            keys.add(violation.key());
            if (keys.size() <= MOST_KEYS) {
                lines.addAll(chart(violation));
            }
        }
        if (keys.size() > MOST_KEYS) {
            lines.add("and " + (keys.size() - MOST_KEYS) + " keys more");
        }
        lines.add(counts());
        return lines;
    }

    private List<String> chart(Violation violation) {
        CallChart chart = new CallChart(texts, violation.from(), violation.to());
        violation.sync().ifPresent(chart::add);
        violation.calls().forEach(chart::add);
        List<String> lines = new ArrayList<>();
        lines.add(
                "key " + texts.key(violation.key()) + ": " + violation.promise().violation() + " (from line "
                        + violation.from() + " to line " + violation.to() + ")");
        lines.addAll(chart.lines());
        return lines;
    }

    private String counts() {
        ReadAges ages = report.ages();
        String read = many(report.calls(), "call") + ", " + many(ages.reads(), "read");
        if (ages.versioned() == 0) {
            return read + "; no read tells a version";
        }
        String missed = ages.stale() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        " (by %.1f versions in the mean, %d at most)",
                        ages.meanMissed(),
                        ages.mostMissed());
        long untold = ages.reads() - ages.versioned();
        return read + ": " + ages.stale() + " stale" + missed + ", " + ages.notOwn()
                + " older than what their client had written, " + ages.back() + " than what it had read"
                + (untold == 0 ? "" : "; " + many(untold, "read") + " without a version");
    }

    private static String many(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
