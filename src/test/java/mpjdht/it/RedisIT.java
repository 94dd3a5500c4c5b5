package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door for clients of Redis beside Redis itself, and before its own tools; where they are installed, as by Debian's redis. */
class RedisIT {
    private static final Pattern PORT = Pattern.compile("serving RESP on 127\\.0\\.0\\.1:(\\d+)");
    private static final int TERMINATED = 143;
    private static final int COMMANDS = 40_000;
    private static final int PIPELINE = 200;
    private static final List<String> NAMES = List.of(
            "SET", "SET", "SET", "GET", "GET", "STRLEN", "MGET", "MSET", "DEL", "UNLINK", "EXISTS", "INCR", "DECR",
            "INCRBY", "DECRBY", "SETNX", "GETSET", "GETDEL", "APPEND", "PING", "ECHO", "DBSIZE", "KEYS");
    private static final List<String> OPTIONS = List.of("", "", "NX", "XX", "GET", "nx GET", "GET xx", "NX XX", "FOO");
    private static final List<String> PATTERNS =
            List.of("*", "k?", "k1*", "k[1-3]", "k[^0-4]*", "[a-j]*", "k\\1", "*1*", "nothing", "k[12");

    @TempDir
    private Path folder;

    private static Path program(String name) {
        Optional<Path> program = RedisServer.find(name);
        assumeTrue(program.isPresent(), name + " is not installed");
        return program.get();
    }

    private static Job.Running serve() {
        return Job.script("serve", "-np", "5", "--nodes", "7", "--resp", "0", "--allow-flush")
                .start();
    }

    private static int port(Job.Running job) {
        job.awaitErr("serving RESP on");
        Matcher port = PORT.matcher(job.err());
        assertThat(port.find()).isTrue();
        return Integer.parseInt(port.group(1));
    }

    private static void terminate(Job.Running job) {
        job.process().toHandle().destroy();
        assertThat(job.await().exitCode()).isEqualTo(TERMINATED);
    }

    /** A connection that tells replies as they come, byte for byte. */
    private static final class Raw implements AutoCloseable {
        private final Socket socket;
        private final DataInputStream in;

        Raw(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        }

        void send(byte[] commands) throws IOException {
            socket.getOutputStream().write(commands);
        }

        String reply() throws IOException {
            StringBuilder line = new StringBuilder();
            while (line.length() < 2 || line.charAt(line.length() - 1) != '\n') {
                line.append((char) in.readUnsignedByte());
            }
            int count = line.charAt(0) == '$' || line.charAt(0) == '*'
                    ? Integer.parseInt(line.substring(1, line.length() - 2))
                    : -1;
            if (line.charAt(0) == '$' && count >= 0) {
                line.append(new String(in.readNBytes(count + 2), StandardCharsets.ISO_8859_1));
            } else if (line.charAt(0) == '*') {
                for (int i = 0; i < count; i++) {
                    line.append(reply());
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static byte[] encode(List<String> words) {
        StringBuilder text = new StringBuilder("*" + words.size() + "\r\n");
        words.forEach(word -> text.append('$')
                .append(word.length())
                .append("\r\n")
                .append(word)
                .append("\r\n"));
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<String> draw(SplittableRandom random) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        List<String> words = new ArrayList<>(List.of(random.nextInt(5) == 0 ? name.toLowerCase(Locale.ROOT) : name));
        switch (name) {
            case "DBSIZE" -> {}
            case "KEYS" -> words.add(PATTERNS.get(random.nextInt(PATTERNS.size())));
            case "PING", "ECHO" -> words.add(value(random));
            default -> {
                boolean isOfMany = name.startsWith("M")
                        || List.of("DEL", "UNLINK", "EXISTS").contains(name);
                for (int i = isOfMany ? 1 + random.nextInt(4) : 1; i > 0; i--) {
                    words.add("k" + random.nextInt(12));
                    if (name.contains("SET") || name.equals("APPEND")) {
                        words.add(value(random));
                    } else if (name.endsWith("BY")) {
                        words.add(
                                random.nextInt(5) == 0
                                        ? value(random)
                                        : Long.toString(random.nextLong() >> random.nextInt(64)));
                    }
                }
                if (name.equals("SET")) {
                    String options = OPTIONS.get(random.nextInt(OPTIONS.size()));
                    words.addAll(options.isEmpty() ? List.of() : List.of(options.split(" ")));
                }
            }
        }
        if (random.nextInt(40) == 0) {
            words.add("more");
        }
        return words;
    }

    private static String value(SplittableRandom random) {
        if (random.nextInt(2) == 0) {
            return Long.toString(random.nextLong() >> random.nextInt(64));
        }
        byte[] bytes = new byte[random.nextInt(30) == 0 ? random.nextInt(20_000) : random.nextInt(12)];
        random.nextBytes(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Keys come in any order. */
    private static List<String> comparable(List<String> words, String reply) {
        return words.get(0).equalsIgnoreCase("KEYS") ? reply.lines().sorted().toList() : List.of(reply);
    }

    @Test
    void tellsWhatRedisTells() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        try (RedisServer redis = RedisServer.start(program("redis-server"), folder);
                Job.Running job = serve();
                Raw theirs = new Raw(redis.port());
                Raw ours = new Raw(port(job))) {
            for (int done = 0; done < COMMANDS; done += PIPELINE) {
                List<List<String>> commands = new ArrayList<>();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                for (int i = 0; i < PIPELINE; i++) {
                    commands.add(draw(random));
                    bytes.writeBytes(encode(commands.get(i)));
                }
                theirs.send(bytes.toByteArray());
                ours.send(bytes.toByteArray());
                for (List<String> command : commands) {
                    assertThat(comparable(command, ours.reply()))
                            .as("%s, one of %s", command, done)
                            .isEqualTo(comparable(command, theirs.reply()));
                }
            }
            terminate(job);
        }
    }

    private static final List<String> SCRIPT = List.of(
            "SET lighthouse \"lit since 1789\"",
            "GET lighthouse",
            "SET lighthouse dark NX",
            "SET lighthouse dark XX GET",
            "APPEND lighthouse \"\\x00\\xff\"",
            "GETDEL lighthouse",
            "GETDEL lighthouse",
            "SETNX a 1",
            "SETNX a 2",
            "INCRBY a 41",
            "MSET b 2 c 3",
            "MGET a b none",
            "KEYS ?",
            "DBSIZE",
            "SET a 1 NX XX",
            "GET",
            "NOSUCH",
            "FLUSHALL",
            "DBSIZE");

    private static final List<String> PRINTED = List.of(
            "OK",
            "lit since 1789",
            "",
            "lit since 1789",
            "6",
            "dark\u0000\u00ff",
            "",
            "1",
            "0",
            "42",
            "OK",
            "42",
            "2",
            "",
            "a",
            "b",
            "c",
            "3",
            "ERR syntax error",
            "",
            "ERR wrong number of arguments for 'get' command",
            "",
            "ERR unknown command 'NOSUCH'",
            "",
            "OK",
            "0");

    @Test
    void obeysThePersonAtRedisCli() throws Exception {
        Path cli = program("redis-cli");
        Path script = folder.resolve("script");
        Files.write(script, SCRIPT);
        try (Job.Running job = serve()) {
            Process process = new ProcessBuilder(cli.toString(), "-p", Integer.toString(port(job)))
                    .redirectInput(script.toFile())
                    .redirectErrorStream(true)
                    .start();
            List<String> printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
            assertThat(process.waitFor()).isZero();
            List<String> sorted = new ArrayList<>(printed);
            sorted.subList(14, 17).sort(null);
            assertThat(sorted).isEqualTo(PRINTED);
            terminate(job);
        }
    }

    @Test
    void scansForRedisCliAndBearsItsBenchmark() throws Exception {
        Path cli = program("redis-cli");
        Path benchmark = program("redis-benchmark");
        try (Job.Running job = serve()) {
            String port = Integer.toString(port(job));
            List<String> figures = lines(
                    benchmark.toString(),
                    "-p",
                    port,
                    "-n",
                    "20000",
                    "-P",
                    "16",
                    "-r",
                    "3000",
                    "-t",
                    "set,get,incr,mset",
                    "--csv");
            assertThat(figures).hasSize(5).allMatch(line -> line.startsWith("\""));
            List<String> counted = lines(cli.toString(), "-p", port, "DBSIZE");
            List<String> scanned = lines(cli.toString(), "-p", port, "--scan");
            assertThat(scanned).doesNotHaveDuplicates().hasSize(Integer.parseInt(counted.get(0)));
            assertThat(scanned.size()).isGreaterThan(2000);
            terminate(job);
        }
    }

    private static List<String> lines(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).isZero();
        return lines;
    }
}
