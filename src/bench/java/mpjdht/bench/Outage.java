package mpjdht.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What the clients of one chain notice of a crash: several run at the same time on as many keys as there are, and in the middle a replica
 * crashes. All keys have the same chain, so that the place of the crash is the same for all.
 *
 * @param pauseSeconds longest time in which a client had no answer
 * @param commands of the history
 * @param verdict of the history's checker
 */
record Outage(double pauseSeconds, long commands, String verdict) {
    static final int CLIENTS = 6;
    static final int TIMEOUT_SECONDS = 4;

    private static final int RANKS = 8;
    private static final int COMMANDS_OF_CLIENT = 1_200_000;
    private static final int MILLION = 1_000_000;
    private static final Map<String, Integer> NODE = Map.of("first", 997, "middle", 998, "last", 999);

    /**
     * Runs a job.
     *
     * @param replica {@code first}, {@code middle} or {@code last}
     * @param keys how many
     */
    static Outage measure(Place place, String device, String replica, int keys) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(place.scratch().resolve("outage"));
        List<String> command = new ArrayList<>(List.of(place.dht().toString(), "-np", Integer.toString(RANKS)));
        command.addAll(List.of("--device", device, "--replicas", "3", "--timeout", Integer.toString(TIMEOUT_SECONDS)));
        Path history = folder.resolve("history.jsonl");
        command.addAll(List.of("--parallel", "--history", history.toString()));
        command.addAll(List.of("--output", folder.resolve("out").toString(), "--progress", "never"));
        command.add(writeControl(folder, replica).toString());
        for (int client = 0; client < CLIENTS; client++) {
            command.add(writeClient(folder, client, keys, COMMANDS_OF_CLIENT * (long) keys / MILLION)
                    .toString());
        }
        new TimedProcess(command, folder.resolve("log")).run();
        Path verdict = folder.resolve("verdict");
        new TimedProcess(
                        List.of(place.dht().resolveSibling("check-history").toString(), history.toString()),
                        folder.resolve("check.log"))
                .output(verdict)
                .run();
        String word = Files.readString(verdict).strip().split("\t", -1)[1];
        return read(history, word);
    }

    /** Three nodes right before the last one on the circle: nearly every key belongs to the first of them. */
    private static Path writeControl(Path folder, String replica) throws IOException {
        String text = "ADD 1 997\nADD 2 998\nADD 3 999\nWAIT 3000\nCRASH " + NODE.get(replica) + "\n";
        return Files.writeString(folder.resolve("control.cmd"), text);
    }

    private static Path writeClient(Path folder, int client, int keys, long commands) throws IOException {
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

    private static Outage read(Path history, String verdict) throws IOException {
        long[] last = new long[CLIENTS + 1];
        long longest = 0;
        long commands = 0;
        try (BufferedReader in = Files.newBufferedReader(history, StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.contains("\"event\":\"return\"")) {
                    int client = (int) number(line, "\"client\":");
                    long time = number(line, "\"time_ns\":");
                    if (last[client] != 0) {
                        longest = Math.max(longest, time - last[client]);
                    }
                    last[client] = time;
                    commands++;
                }
            }
        }
        if (Arrays.stream(last).filter(time -> time != 0).count() != CLIENTS) {
            throw new BenchException("not every client had an answer");
        }
        return new Outage(longest / 1e9, commands, verdict);
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
