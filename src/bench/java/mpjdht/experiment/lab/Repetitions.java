package mpjdht.experiment.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What a measurement found when it was repeated: every run for itself, and all of them together. */
public final class Repetitions {
    private final List<Histogram> runs = new ArrayList<>();
    private final Histogram all = new Histogram();

    /**
     * From where to where the runs differ.
     *
     * @param least what the run with the least found
     * @param most what the run with the most found
     */
    public record Range(double least, double most) {}

    /** Runs that were made. */
    public static Repetitions of(List<Histogram> runs) {
        Repetitions repetitions = new Repetitions();
        runs.forEach(repetitions::add);
        return repetitions;
    }

    /** Takes a run in. */
    public void add(Histogram run) {
        runs.add(run);
        all.add(run);
    }

    /** How many runs. */
    public int runs() {
        return runs.size();
    }

    /** All runs together. */
    public Histogram all() {
        return all;
    }

    /** A figure of single runs, in the mean. */
    public Estimate estimate(ToDoubleFunction<Histogram> figure) {
        return Estimate.of(runs, figure);
    }

    /** From where to where a figure of single runs goes. */
    public Range range(ToDoubleFunction<Histogram> figure) {
        double[] figures = runs.stream().mapToDouble(figure).sorted().toArray();
        return new Range(figures[0], figures[figures.length - 1]);
    }
}
