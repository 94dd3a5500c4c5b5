package mpjdht.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import mpjdht.bench.work.Workload;
import mpjdht.report.MarkdownTable;

/** Runs several programs on one workload in turn, several times, and compares what they print. */
final class Comparison {
    private final Workload workload;
    private final List<Series> series = new ArrayList<>();

    /**
     * How often programs run, and what stays.
     *
     * @param runs most runs of each program
     * @param enoughSeconds a program whose runs took that long in all runs no more
     * @param keep whether the results of the last round stay on the disk
     */
    record Rules(int runs, double enoughSeconds, boolean keep) {}

    private Comparison(Workload workload) {
        this.workload = workload;
    }

    /**
     * Runs all. Results are compared as soon as they are there, and then deleted, so that at most those of two programs take
     * room and none is written back to the disk while the next program runs; results that differ stay.
     *
     * @param progress is told of every run
     * @throws BenchException if a program fails, or two print different results
     */
    static Comparison run(Workload workload, List<Contestant> contestants, Rules rules, Consumer<String> progress)
            throws IOException, InterruptedException {
        if (!contestants.isEmpty()) {
            progress.accept("workload: " + workload.describe());
        }
        Comparison comparison = new Comparison(workload);
        for (Contestant contestant : contestants) {
            contestant.prepare(workload);
            comparison.series.add(new Series(contestant.name(), workload.commands()));
        }
        for (int run = 1; run <= rules.runs(); run++) {
            comparison.round(run, contestants, rules, progress);
        }
        return comparison;
    }

    private void round(int run, List<Contestant> contestants, Rules rules, Consumer<String> progress)
            throws IOException, InterruptedException {
        Path reference = null;
        for (int i = 0; i < contestants.size(); i++) {
            Contestant contestant = contestants.get(i);
            if (series.get(i).totalSeconds() < rules.enoughSeconds()) {
                deleteResults(contestant);
                Measurement measured = contestant.run(workload);
                series.get(i).add(measured);
                progress.accept("run " + run + " of " + rules.runs() + ", " + contestant.name() + ": "
                        + Format.seconds(measured.seconds()) + " s");
                reference = compareResults(reference, contestant, rules);
            }
        }
        if (reference != null && !rules.keep()) {
            Files.delete(reference);
        }
    }

    /** Returns the results that the next program's are compared with. */
    private static Path compareResults(Path reference, Contestant contestant, Rules rules) throws IOException {
        Path results = contestant.results().orElse(null);
        if (reference == null || results == null) {
            return reference == null ? results : reference;
        }
        long differs = Files.mismatch(reference, results);
        if (differs >= 0) {
            throw new BenchException("results differ at byte " + (differs + 1) + ": " + reference + " and " + results);
        }
        if (!rules.keep()) {
            Files.delete(results);
        }
        return reference;
    }

    /** Outside of the time that is measured: to free the memory of a large file takes some. */
    private static void deleteResults(Contestant contestant) throws IOException {
        if (contestant.results().isPresent()) {
            Files.deleteIfExists(contestant.results().get());
        }
    }

    Workload workload() {
        return workload;
    }

    List<Series> series() {
        return List.copyOf(series);
    }

    /** The runs of a program, if it took part. */
    Optional<Series> of(String name) {
        return series.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /** How many times the commands/s of Redis a program reached, if both took part. */
    Optional<Double> ratioToRedis(String name) {
        return of("redis").flatMap(redis -> of(name).map(s -> s.commandsPerSecond() / redis.commandsPerSecond()));
    }

    /** The table of this workload. */
    String table() {
        MarkdownTable table =
                new MarkdownTable("program", "median s", "min–max s", "commands/s", "ratio to redis", "peak MiB");
        for (Series s : series) {
            table.row(
                    s.name(),
                    Format.seconds(s.medianSeconds()),
                    Format.seconds(s.leastSeconds()) + "–" + Format.seconds(s.mostSeconds()),
                    Format.millions(s.commandsPerSecond()),
                    ratioToRedis(s.name()).map(Format::ratio).orElse("-"),
                    Format.mebibytes(s.peakBytes()));
        }
        return workload.describe() + "\n\n" + table.render();
    }
}
