package mpjdht.experiment.replication;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mpjdht.experiment.lab.Curves;
import mpjdht.experiment.lab.Estimate;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Findings;
import mpjdht.experiment.lab.Plan;
import mpjdht.report.LineChart.Axis;
import mpjdht.sim.SeededRandom;

/**
 * Throughput of a real job by the share of updates, in one process, whose ranks share the cores of this machine.
 *
 * @param copies of each key
 * @param updatesPercent shares of updates, from 0 to 100
 * @param commands of each job
 * @param repeats of each setting
 */
record ChainJob(List<Integer> copies, List<Integer> updatesPercent, int commands, int repeats) implements Experiment {
    /** Where the project is; the current folder when nobody says. */
    private static final String ROOT = "mpjdht.bench.root";

    private static final int KEYS = 1_000;
    private static final int STORAGE_RANKS = 3;
    private static final long LONGEST_SECONDS = 60;
    private static final Pattern SUMMARY = Pattern.compile("commands? in [0-9.,]+ s, ([0-9,]+) commands/s");

    @Override
    public String name() {
        return "chain-job";
    }

    @Override
    public String question() {
        return "How many commands does a real job with one copy, and with three, run in a second, the more of them are updates?";
    }

    @Override
    public Findings run(Plan plan) throws IOException, InterruptedException {
        Curves curves = new Curves(
                "Commands of a job on this machine, " + STORAGE_RANKS + " storage ranks in one process",
                new Axis("updates, percent of commands", false),
                new Axis("commands per second", false));
        for (int count : copies) {
            plan.progress(repeats * updatesPercent.size() + " jobs of " + commands + " commands, copies: " + count);
            for (int percent : updatesPercent) {
                double[] speeds = new double[repeats];
                for (int repeat = 0; repeat < repeats; repeat++) {
                    speeds[repeat] = commandsPerSecond(count, percent, plan.seeds(repeats).get(repeat));
                }
                curves.add(count == 1 ? "one copy" : "a chain of " + count, percent, Estimate.of(speeds));
            }
        }
        Findings findings = new Findings();
        curves.addTo(findings.measured(), name());
        return findings;
    }

    private double commandsPerSecond(int count, int percent, long seed) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("mpjdht-chain");
        try {
            Path file = Files.writeString(folder.resolve("commands.dht"), commands(percent, seed));
            return speed(job(count, file, folder), folder);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private static List<String> job(int count, Path file, Path folder) {
        return List.of(
                Path.of(System.getProperty(ROOT, ".")).resolve("scripts/dht").toAbsolutePath().toString(),
                "-np",
                Integer.toString(STORAGE_RANKS + 2),
                "--nodes",
                Integer.toString(STORAGE_RANKS),
                "--replicas",
                Integer.toString(count),
                "--progress",
                "never",
                "--output",
                folder.resolve("results").toString(),
                file.toString());
    }

    private String commands(int percent, long seed) {
        SeededRandom random = new SeededRandom(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < commands; i++) {
            int key = 1 + random.nextInt(KEYS);
            boolean isUpdate = random.nextInt(100) < percent;
            text.append(isUpdate ? "PUT " : "GET ").append(key).append(isUpdate ? " v" + i : "").append('\n');
        }
        return text.toString();
    }

    private static double speed(List<String> command, Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("a job has not ended after " + LONGEST_SECONDS + " s");
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
        String said = Files.readString(log, StandardCharsets.UTF_8);
        Matcher summary = SUMMARY.matcher(said);
        if (process.exitValue() != 0 || !summary.find()) {
            throw new IOException("a job ended with " + process.exitValue() + ": " + said.strip());
        }
        return Double.parseDouble(summary.group(1).replace(",", ""));
    }
}
