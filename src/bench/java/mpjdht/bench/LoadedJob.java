package mpjdht.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A job under whose load something happens: several clients write and read at the same time, and one more client, the first, runs other
 * commands. Three nodes right before the last one on the circle own nearly every key one after another, so all keys have the same chain.
 */
final class LoadedJob {
    static final int CLIENTS = 6;

    /** Nodes of the chain of nearly every key. */
    static final int FIRST = 997;

    static final int MIDDLE = 998;
    static final int LAST = 999;

    private static final int RANKS = 8;
    private static final int COMMANDS_OF_CLIENT = 1_200_000;
    private static final int MILLION = 1_000_000;
    private static final String NODES = "ADD 1 " + FIRST + "\nADD 2 " + MIDDLE + "\nADD 3 " + LAST + "\n";

    private final Place place;
    private final Path folder;
    private final Path history;

    LoadedJob(Place place) throws IOException {
        this.place = place;
        this.folder = Files.createDirectories(place.scratch().resolve("load"));
        this.history = folder.resolve("history.jsonl");
    }

    /** Takes the answers of a history, in their order. */
    @FunctionalInterface
    interface Answers {
        /**
         * A client has heard.
         *
         * @param client 0 is the one that runs other commands
         * @param nanos time of the job
         */
        void heard(int client, long nanos);
    }

    /**
     * Runs it.
     *
     * @param control commands of the first client, once the nodes are there
     * @param keys how many the others use
     * @return the verdict of the history's checker
     */
    String run(String device, int timeoutSeconds, int keys, String control, Answers answers)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(place.dht().toString(), "-np", Integer.toString(RANKS)));
        command.addAll(List.of("--device", device, "--replicas", "3", "--timeout", Integer.toString(timeoutSeconds)));
        command.addAll(List.of("--parallel", "--history", history.toString()));
        command.addAll(List.of("--output", folder.resolve("out").toString(), "--progress", "never"));
        command.add(Files.writeString(folder.resolve("control.cmd"), NODES + control).toString());
        for (int client = 0; client < CLIENTS; client++) {
            command.add(writeClient(client, keys, COMMANDS_OF_CLIENT * (long) keys / MILLION)
                    .toString());
        }
        new TimedProcess(command, folder.resolve("log")).run();
        Path verdict = folder.resolve("verdict");
        new TimedProcess(
                        List.of(place.dht().resolveSibling("check-history").toString(), history.toString()),
                        folder.resolve("check.log"))
                .output(verdict)
                .run();
        readAnswers(answers);
        return Files.readString(verdict).strip().split("\t", -1)[1];
    }

    private Path writeClient(int client, int keys, long commands) throws IOException {
        Path file = folder.resolve("client" + client + ".cmd");
        SplittableRandom random = new SplittableRandom(client);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("WAIT 1500\n");
            for (long i = 0; i < commands; i++) {
                String key = "k" + random.nextInt(keys);
                out.write(random.nextBoolean() ? "GET " + key + "\n" : "PUT " + key + " c" + client + "n" + i + "\n");
            }
        }
        return file;
    }

    private void readAnswers(Answers answers) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(history, StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.contains("\"event\":\"return\"")) {
                    answers.heard((int) number(line, "\"client\":"), number(line, "\"time_ns\":"));
                }
            }
        }
    }

    private static long number(String line, String field) {
        int from = line.indexOf(field) + field.length();
        int to = from;
        while (to < line.length() && Character.isDigit(line.charAt(to))) {
            to++;
        }
        return Long.parseLong(line.substring(from, to));
    }
}
