package mpjdht.experiment.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mpjdht.sim.SeededRandom;

/** A job that stores keys and then searches for some, each run by the product's launcher. */
record SearchingJob(Path dht, int nodes, Zipf keys, int searches) {
    private static final int RANKS = 6;
    private static final Pattern MESSAGES = Pattern.compile("\"messages\":(\\d+)");
    private static final Pattern HOPS = Pattern.compile("\"hops\":(\\d+)");

    /** FLOODs of a kind. */
    Searched flood(Way way, long seed) throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "--search", way.kind().name().toLowerCase(Locale.ROOT), "--walkers", "" + Way.WALKERS, "--degree", "5"));
        if (way.equals(Way.SHORT_FLOOD)) {
            options.addAll(List.of("--ttl", "" + way.ttl()));
        }
        return run("FLOOD", options, seed);
    }

    /** EXPLAINs on a Chord ring. */
    Searched chord(long seed) throws IOException {
        return run("EXPLAIN", List.of("--routing", "chord"), seed);
    }

    private Searched run(String verb, List<String> options, long seed) throws IOException {
        SeededRandom random = new SeededRandom(seed);
        StringBuilder commands = new StringBuilder();
        for (int key = 0; key < keys.size(); key++) {
            commands.append("PUT k").append(key).append(' ').append(seed).append('\n');
        }
        for (int i = 0; i < searches; i++) {
            commands.append(verb).append(" k").append(keys.draw(random)).append('\n');
        }
        Path file = Files.createTempFile("search", ".cmd");
        Path log = Files.createTempFile("search", ".log");
        Path out = Files.createTempFile("search", ".out");
        try {
            Files.writeString(file, commands);
            List<String> command = new ArrayList<>(List.of(
                    dht.toString(), "-np", "" + RANKS, "--quiet", "--format", "json", "--ids", "xxh3", "--nodes", "" + nodes));
            command.addAll(options);
            command.add(file.toString());
            int code = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(log.toFile())
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IOException("a job failed: " + Files.readString(log));
            }
            return read(verb, Files.readString(out, StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.delete(file);
            Files.delete(log);
            Files.delete(out);
        }
    }

    private static Searched read(String verb, String results) {
        Searched found = new Searched();
        results.lines().filter(line -> line.contains("\"op\":\"" + verb + "\"")).forEach(line -> {
            found.ask();
            Matcher hops = HOPS.matcher(line);
            Matcher messages = MESSAGES.matcher(line);
            boolean isFound = hops.find();
            int away = isFound ? Integer.parseInt(hops.group(1)) : 0;
            long took = messages.find() ? Long.parseLong(messages.group(1)) : away;
            if (isFound) {
                found.found(took, away);
            } else {
                found.missed(took);
            }
        });
        return found;
    }
}
