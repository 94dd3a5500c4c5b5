package mpjdht.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import mpjdht.bench.work.Workload;

/** Runs several programs on one workload in turn, several times, and compares what they print. */
final class Comparison {
    private final Workload workload;
    private final List<Series> series = new ArrayList<>();

    private Comparison(Workload workload) {
        this.workload = workload;
    }

    /**
     * Runs all.
     *
     * @param progress is told of every run
     * @throws BenchException if a program fails, or two print different results
     */
    static Comparison run(Workload workload, List<Contestant> contestants, int runs, Consumer<String> progress)
            throws IOException, InterruptedException {
        if (!contestants.isEmpty()) {
            progress.accept("workload: " + workload.describe());
        }
        Comparison comparison = new Comparison(workload);
        for (Contestant contestant : contestants) {
            contestant.prepare(workload);
            comparison.series.add(new Series(contestant.name(), workload.commands()));
        }
        for (int run = 1; run <= runs; run++) {
            for (int i = 0; i < contestants.size(); i++) {
                Measurement measured = contestants.get(i).run(workload);
                comparison.series.get(i).add(measured);
                progress.accept("run " + run + " of " + runs + ", "
                        + contestants.get(i).name() + ": " + Format.seconds(measured.seconds()) + " s");
            }
            compareResults(contestants);
        }
        return comparison;
    }

    private static void compareResults(List<Contestant> contestants) throws IOException {
        Path first = null;
        for (Contestant contestant : contestants) {
            Optional<Path> results = contestant.results();
            if (results.isPresent()) {
                if (first == null) {
                    first = results.get();
                }
                long differs = Files.mismatch(first, results.get());
                if (differs >= 0) {
                    throw new BenchException(
                            "results differ at byte " + (differs + 1) + ": " + first + " and " + results.get());
                }
            }
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
