package mpjdht.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mpjdht.report.MarkdownTable;

/** Figures against their targets. */
final class Verdicts {
    private record Verdict(String section, String what, String figure, String target, boolean passed) {
        String verdict() {
            if (target.equals(NO_TARGET)) {
                return NO_TARGET;
            }
            return passed ? "pass" : "FAIL";
        }
    }

    private static final String NO_TARGET = "-";

    private final List<Verdict> verdicts = new ArrayList<>();

    /** A figure that must not be below a bound. */
    Verdicts atLeast(String section, String what, double figure, double bound, String unit) {
        return add(section, what, figure, "≥ ", bound, unit, figure >= bound);
    }

    /** A figure that must not be above a bound. */
    Verdicts atMost(String section, String what, double figure, double bound, String unit) {
        return add(section, what, figure, "≤ ", bound, unit, figure <= bound);
    }

    /** A figure without a target. */
    Verdicts tell(String section, String what, double figure, String unit) {
        verdicts.add(new Verdict(section, what, number(figure) + unit, NO_TARGET, true));
        return this;
    }

    private Verdicts add(
            String section, String what, double figure, String sign, double bound, String unit, boolean passed) {
        verdicts.add(new Verdict(section, what, number(figure) + unit, sign + number(bound) + unit, passed));
        return this;
    }

    boolean allPassed() {
        return verdicts.stream().allMatch(Verdict::passed);
    }

    /** All figures, one a row. */
    String table() {
        MarkdownTable table = new MarkdownTable("acceptance", "figure", "target", "verdict");
        for (Verdict v : verdicts) {
            table.row(v.section + ": " + v.what, v.figure, v.target, v.verdict());
        }
        return table.render();
    }

    private static String number(double number) {
        String text = String.format(Locale.ROOT, "%.2f", number);
        return text.replaceAll("\\.?0+$", "");
    }
}
