package mpjdht.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What a measurement found when it was repeated: every run for itself, and all of them together. */
final class Repetitions {
    private final List<Histogram> runs = new ArrayList<>();
    private final Histogram all = new Histogram();

    /**
     * From where to where the runs differ.
     *
     * @param least what the run with the least found
     * @param most what the run with the most found
     */
    record Range(double least, double most) {}

    void add(Histogram run) {
        runs.add(run);
        all.add(run);
    }

    int runs() {
        return runs.size();
    }

    /** All runs together. */
    Histogram all() {
        return all;
    }

    /** From where to where a figure of single runs goes. */
    Range range(ToDoubleFunction<Histogram> figure) {
        double[] figures = runs.stream().mapToDouble(figure).sorted().toArray();
        return new Range(figures[0], figures[figures.length - 1]);
    }
}
