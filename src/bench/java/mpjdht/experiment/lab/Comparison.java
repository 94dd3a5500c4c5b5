package mpjdht.experiment.lab;

import java.util.Locale;

/**
 * Our figure beside the published one.
 *
 * @param what is compared
 * @param unit of both figures, empty for a pure number
 * @param explanation why they differ, or what it means that they do not
 */
public record Comparison(String what, String unit, Published published, Estimate ours, String explanation) {
    private static final int PERCENT = 100;
    private static final double MANY_TIMES = 3;

    /** A difference without an explanation is none that one could learn from. */
    public Comparison {
        if (what.isBlank() || explanation.isBlank()) {
            throw new IllegalArgumentException("a comparison says what it compares and why the figures differ: " + what);
        }
    }

    /** Whether the published figure, or part of its range, is inside our interval. */
    public boolean agrees() {
        return ours.least() <= published.most() && published.least() <= ours.most();
    }

    /** How far the mean is from the published figure, or from the nearer end of its range: {@code 12 % above}. */
    public String difference() {
        if (agrees()) {
            return "agrees";
        }
        boolean above = ours.mean() > published.most();
        double from = above ? published.most() : published.least();
        String side = above ? " above" : " below";
        if (from == 0) {
            return String.format(Locale.ROOT, "%.3g%s", Math.abs(ours.mean()), side);
        }
        double ratio = ours.mean() / from;
        if (above && ratio >= MANY_TIMES) {
            return String.format(Locale.ROOT, "%,.1f times", ratio);
        }
        if (!above && ratio > 0 && ratio <= 1 / MANY_TIMES) {
            return String.format(Locale.ROOT, "1/%,.1f", 1 / ratio);
        }
        return String.format(Locale.ROOT, "%.1f %%%s", Math.abs(ratio - 1) * PERCENT, side);
    }
}
