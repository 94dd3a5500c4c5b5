package mpjdht.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import mpjdht.bench.work.CommandForm;
import mpjdht.bench.work.Workload;
import mpjdht.bench.work.WorkloadFiles;

/** This program, on one device of MPJ Express. */
final class Dht implements Contestant {
    private final String name;
    private final Place place;
    private final WorkloadFiles files;
    private final Shape shape;

    /**
     * How a job is started.
     *
     * @param device {@code multicore} or {@code niodev}
     * @param np number of ranks
     * @param nodes number of nodes
     * @param window commands in flight, or 0 for the program's own choice
     * @param routing {@code one-hop}, {@code direct}, {@code ring} or {@code chord}
     * @param replicas copies of each key
     */
    record Shape(String device, int np, int nodes, int window, String routing, int replicas) {
        /** A job with one copy of each key. */
        Shape(String device, int np, int nodes, int window, String routing) {
            this(device, np, nodes, window, routing, 1);
        }

        /** A job with one-hop routing and one copy of each key. */
        Shape(String device, int np, int nodes, int window) {
            this(device, np, nodes, window, "one-hop");
        }

        /** The command line before the command files. */
        List<String> commandLine(Place place) {
            List<String> words = new ArrayList<>(List.of(place.dht().toString(), "-np", Integer.toString(np)));
            words.addAll(List.of("--device", device, "--ids", "xxh3", "--nodes", Integer.toString(nodes)));
            words.addAll(List.of("--routing", routing));
            if (replicas > 1) {
                words.addAll(List.of("--replicas", Integer.toString(replicas)));
            }
            if (window > 0) {
                words.addAll(List.of("--window", Integer.toString(window)));
            }
            return words;
        }

        /** Which processes of the job hold ranks, by their command lines. */
        Predicate<String> ranks() {
            return device.equals("multicore")
                    ? line -> line.contains("RankThreads")
                    : line -> line.contains("mpj-dht.jar") && line.contains("serialFilter")
                            && !line.contains("ClusterLauncher");
        }
    }

    Dht(String name, Place place, WorkloadFiles files, Shape shape) {
        this.name = name;
        this.place = place;
        this.files = files;
        this.shape = shape;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void prepare(Workload workload) throws IOException {
        files.file(workload, CommandForm.COMMANDS);
    }

    @Override
    public Measurement run(Workload workload) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(shape.commandLine(place));
        command.addAll(List.of("--progress", "never", "--output", resultFile().toString()));
        command.add(files.file(workload, CommandForm.COMMANDS).toString());
        return new TimedProcess(command, log()).counting(shape.ranks()).run();
    }

    @Override
    public Optional<Path> results() {
        return Optional.of(resultFile());
    }

    /** What the last run said on standard error. */
    Path log() {
        return place.scratch().resolve(fileName() + ".log");
    }

    private String fileName() {
        return name.replaceAll("\\W+", "-");
    }

    private Path resultFile() {
        return place.scratch().resolve(fileName() + ".out");
    }
}
