package mpjdht.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The runs of one program on one workload. */
final class Series {
    private final String name;
    private final long commands;
    private final List<Measurement> runs = new ArrayList<>();

    Series(String name, long commands) {
        this.name = name;
        this.commands = commands;
    }

    void add(Measurement run) {
        runs.add(run);
    }

    String name() {
        return name;
    }

    long commands() {
        return commands;
    }

    List<Measurement> runs() {
        return List.copyOf(runs);
    }

    double totalSeconds() {
        return runs.stream().mapToDouble(Measurement::seconds).sum();
    }

    double medianSeconds() {
        return median(runs.stream().mapToDouble(Measurement::seconds).toArray());
    }

    double leastSeconds() {
        return runs.stream().mapToDouble(Measurement::seconds).min().orElseThrow();
    }

    double mostSeconds() {
        return runs.stream().mapToDouble(Measurement::seconds).max().orElseThrow();
    }

    double commandsPerSecond() {
        return commands / medianSeconds();
    }

    /** The largest peak of all runs, in bytes. */
    long peakBytes() {
        return runs.stream().mapToLong(Measurement::peakBytes).max().orElse(0);
    }

    /** The middle value, or the mean of the two in the middle; there is at least one. */
    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
