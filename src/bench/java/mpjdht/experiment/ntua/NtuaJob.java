package mpjdht.experiment.ntua;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A job of ten nodes, each of which has a file of its own and goes through it at the same time as the others, one call after another.
 *
 * @param root folder of the project
 * @param copies of each key
 * @param isEventual whether they are equal only in the end
 * @param rounds of all phases, one behind the other
 */
record NtuaJob(Path root, int copies, boolean isEventual, int rounds) {

    /**
     * Runs it.
     *
     * @throws IOException if it fails, or its history breaks what it promises, or the history's checker counts other stale reads
     */
    Recording run(NodeFiles files) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("ntua-experiment");
        try {
            Path history = folder.resolve("history.jsonl");
            List<String> command = new ArrayList<>(List.of(
                    root.resolve("scripts/dht").toString(),
                    "-np",
                    Integer.toString(NodeFiles.NODES + 2),
                    "--nodes",
                    Integer.toString(NodeFiles.NODES),
                    "--ids",
                    "sha1",
                    "--replicas",
                    Integer.toString(copies),
                    "--consistency",
                    promise(),
                    "--dialect",
                    "ntua",
                    "--on-put",
                    "replace",
                    "--parallel",
                    "--window",
                    "1",
                    "--quiet",
                    "--history",
                    history.toString(),
                    "--output",
                    folder.resolve("results").toString()));
            List<List<Integer>> calls = new ArrayList<>();
            for (int node = 0; node < NodeFiles.NODES; node++) {
                int of = node;
                List<String> lines = IntStream.range(0, rounds)
                        .boxed()
                        .flatMap(round -> files.round(of).stream())
                        .toList();
                command.add(Files.write(folder.resolve("requests_0" + node + ".txt"), lines)
                        .toString());
                calls.add(Stream.of(files.inserts(), files.queries(), files.requests())
                        .map(phase -> phase.get(of).size())
                        .toList());
            }
            run(command, folder.resolve("job.log").toFile());
            Recording recording = Recording.of(history, calls, rounds);
            long checked = Recording.checkedStale(history, isEventual);
            if (checked != recording.stale()) {
                throw new IOException(this + ": " + recording.stale() + " stale reads counted, and " + checked
                        + " by the checker of histories");
            }
            return recording;
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private static void run(List<String> command, File log) throws IOException, InterruptedException {
        Process job = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try {
            int exitCode = job.waitFor();
            if (exitCode != 0) {
                List<String> said = Files.readAllLines(log.toPath());
                throw new IOException("a job ended with " + exitCode + ": "
                        + (said.isEmpty() ? "it said nothing" : said.get(said.size() - 1)));
            }
        } finally {
            job.destroy();
        }
    }

    /** As {@code --consistency} names it. */
    String promise() {
        return isEventual ? "eventual" : "linearizable";
    }

    @Override
    public String toString() {
        return "k = " + copies + ", " + promise();
    }
}
