package mpjdht.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mpjdht.bench.work.CommandForm;
import mpjdht.bench.work.Workload;
import mpjdht.bench.work.WorkloadFiles;

/**
 * {@code redis-cli --pipe} into a Redis of its own: a fresh server for each run, without persistence, on a Unix socket. The
 * time is that of redis-cli, the memory that of the server.
 */
final class Redis implements Contestant {
    private static final String SERVER = "redis-server";
    private static final String CLIENT = "redis-cli";
    private static final int START_TRIES = 400;
    private static final long TRY_MILLIS = 25;

    private final Place place;
    private final WorkloadFiles files;

    Redis(Place place, WorkloadFiles files) {
        this.place = place;
        this.files = files;
    }

    /** The version of the Redis installed here. */
    static Optional<String> version() throws IOException, InterruptedException {
        if (Place.onPath(SERVER).isEmpty() || Place.onPath(CLIENT).isEmpty()) {
            return Optional.empty();
        }
        Process process = new ProcessBuilder(SERVER, "--version").start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text.lines().findFirst().map(line -> line.replaceAll(".* v=(\\S+) .*", "Redis $1"));
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public void prepare(Workload workload) throws IOException {
        files.file(workload, CommandForm.RESP);
    }

    @Override
    public Measurement run(Workload workload) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("dht-bench-redis");
        Path socket = folder.resolve("s");
        Process server = new ProcessBuilder(
                        SERVER,
                        "--port",
                        "0",
                        "--unixsocket",
                        socket.toString(),
                        "--save",
                        "",
                        "--appendonly",
                        "no",
                        "--dir",
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(place.scratch().resolve("redis-server.log").toFile())
                .start();
        try {
            awaitSocket(server, socket);
            Path output = place.scratch().resolve("redis.out");
            double seconds = new TimedProcess(
                            List.of(CLIENT, "-s", socket.toString(), "--pipe"),
                            place.scratch().resolve("redis.log"))
                    .input(files.file(workload, CommandForm.RESP))
                    .output(output)
                    .run()
                    .seconds();
            if (!Files.readString(output).contains("errors: 0, replies: " + workload.commands())) {
                throw new BenchException("Redis did not take every command: see " + output);
            }
            return new Measurement(seconds, ProcFiles.peakBytes(server.pid()).orElse(0));
        } finally {
            server.destroy();
            server.waitFor();
            Files.deleteIfExists(socket);
            Files.deleteIfExists(folder);
        }
    }

    /** Redis removes what stood at the path, and answers once the socket is there. */
    private void awaitSocket(Process server, Path socket) throws IOException, InterruptedException {
        for (int i = 0; i < START_TRIES && server.isAlive(); i++) {
            if (Files.exists(socket)) {
                Process ping = new ProcessBuilder(CLIENT, "-s", socket.toString(), "PING")
                        .redirectErrorStream(true)
                        .start();
                String answer = new String(ping.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                ping.waitFor();
                if (answer.contains("PONG")) {
                    return;
                }
            }
            Thread.sleep(TRY_MILLIS);
        }
        throw new BenchException("redis-server does not start: see " + place.scratch().resolve("redis-server.log"));
    }

    @Override
    public Optional<Path> results() {
        return Optional.empty();
    }
}
