package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.util.SafeEncoder;

/** Jobs that stay up, and the door for clients of Redis, spoken to by one that others wrote. */
class ServeIT {
    private static final int LONGEST_ANSWER_MILLIS = 30_000;

    @TempDir
    private Path folder;

    private static int port(Job.Running job) {
        return Served.port(job, "RESP");
    }

    private static Jedis jedis(int port) {
        return new Jedis("127.0.0.1", port, LONGEST_ANSWER_MILLIS);
    }

    private static List<String> language(Jedis jedis, String verb, String... words) {
        Object reply = jedis.sendCommand(() -> SafeEncoder.encode("DHT." + verb), words);
        return ((List<?>) reply)
                .stream().map(line -> SafeEncoder.encode((byte[]) line)).toList();
    }

    @Test
    void servesAClientThatOthersWroteWhenItsFilesAreDone() throws IOException {
        Path file = folder.resolve("commands");
        Files.writeString(file, "PUT from file\nGET from\n");
        try (Job.Running job = Job.script("serve", "-np", "5", "--nodes", "3", "--resp", "0", file.toString())
                        .start();
                Jedis jedis = jedis(port(job))) {
            assertThat(jedis.get("from")).isEqualTo("file");
            assertThat(jedis.set("k", "v")).isEqualTo("OK");
            assertThat(jedis.mget("k", "none", "from")).containsExactly("v", null, "file");
            assertThat(jedis.mset("a", "1", "b", "2")).isEqualTo("OK");
            assertThat(jedis.incrBy("a", 41)).isEqualTo(42);
            assertThat(jedis.decr("b")).isEqualTo(1);
            assertThat(jedis.exists("a", "b", "c")).isEqualTo(2);
            assertThat(jedis.strlen("from")).isEqualTo(4);
            assertThat(jedis.set("lock", "me", SetParams.setParams().nx())).isEqualTo("OK");
            assertThat(jedis.set("lock", "you", SetParams.setParams().nx())).isNull();
            assertThat(jedis.set("none", "you", SetParams.setParams().xx())).isNull();
            assertThat(jedis.setGet("lock", "you")).isEqualTo("me");
            assertThat(jedis.append("lock", "rs")).isEqualTo(5);
            assertThat(jedis.getDel("lock")).isEqualTo("yours");
            assertThat(jedis.del("a", "b", "c")).isEqualTo(2);
            assertThat(language(jedis, "ADD", "1", "77")).containsExactly("ADD 1 -> joined @77, 0 keys moved");
            assertThat(language(jedis, "RING").get(0)).startsWith("RING -> 4 nodes, 2 keys");
            assertThat(jedis.get("k")).isEqualTo("v");
            Job.Result result = Served.terminate(job);
            assertThat(result.exitCode()).isEqualTo(Served.TERMINATED);
            assertThat(result.text()).startsWith("GET from -> file @");
        }
    }

    @Test
    void answersAPipelineInItsOrder() {
        JedisClientConfig third =
                DefaultJedisClientConfig.builder().protocol(RedisProtocol.RESP3).build();
        try (Job.Running job = Job.script("serve", "-np", "5", "--nodes", "12", "--routing", "chord", "--resp", "0")
                        .start();
                Jedis jedis = new Jedis("127.0.0.1", port(job), third)) {
            // More than may wait for a client to read it.
            String padding = ".".repeat(500);
            Pipeline pipeline = jedis.pipelined();
            List<Response<String>> values = new ArrayList<>();
            for (int i = 0; i < 20_000; i++) {
                pipeline.set("key" + i % 1000, "value" + i + padding);
                values.add(pipeline.get("key" + i % 1000));
            }
            pipeline.sync();
            for (int i = 0; i < values.size(); i++) {
                assertThat(values.get(i).get()).isEqualTo("value" + i + padding);
            }
            assertThat(Served.terminate(job).exitCode()).isEqualTo(Served.TERMINATED);
        }
    }

    @Test
    void answersNobodyFalselyWhenItIsToldToEnd() throws Exception {
        try (Job.Running job = Job.script("serve", "-np", "4", "--nodes", "2", "--resp", "0")
                        .start();
                Counters counters = new Counters(port(job), 8)) {
            counters.awaitUnderWay();
            assertThat(Served.terminate(job).exitCode()).isEqualTo(Served.TERMINATED);
            counters.requireRightAnswers();
        }
    }

    @Test
    void runsNoLineThatHidesWhatItIs() {
        try (Job.Running job = Job.script("serve", "-np", "4", "--replicas", "2", "--resp", "0")
                        .start();
                Jedis jedis = jedis(port(job))) {
            for (String line : List.of("END\r", "4\r", "HEAL\r", "GET a\nEND")) {
                assertThatThrownBy(() -> language(jedis, "RUN", line)).isInstanceOf(JedisDataException.class);
            }
            assertThat(language(jedis, "RUN", "GET a").get(0)).startsWith("GET a -> (not found)");
            Served.terminate(job);
        }
    }

    @Test
    void playsFaultsOnlyForThoseWhoMay() {
        try (Job.Running job = Job.script("serve", "-np", "4", "--replicas", "2", "--resp", "0")
                        .start();
                Jedis jedis = jedis(port(job))) {
            assertThatThrownBy(() -> language(jedis, "CRASH", "RANK", "1"))
                    .isInstanceOf(JedisDataException.class)
                    .hasMessageContaining("--allow-faults");
            Served.terminate(job);
        }
    }

    @Test
    void isEndedByThoseAloneWhoMay() {
        try (Job.Running job = Job.script("serve", "-np", "3", "--resp", "0").start();
                Jedis jedis = jedis(port(job))) {
            for (String[] line :
                    List.of(new String[] {"END"}, new String[] {"END", "now"}, new String[] {"RUN", "END"})) {
                String[] words = Arrays.copyOfRange(line, 1, line.length);
                assertThatThrownBy(() -> language(jedis, line[0], words)).isInstanceOf(JedisDataException.class);
            }
            assertThat(jedis.ping()).isEqualTo("PONG");
            Served.terminate(job);
        }
    }

    @Test
    void doesNotServeAfterAFileThatFailed() throws IOException {
        Path file = folder.resolve("commands");
        Files.write(file, "FOO\n".getBytes(StandardCharsets.UTF_8));
        Job.Result result =
                Job.script("serve", "-np", "4", "--resp", "0", file.toString()).run();
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("unknown verb 'FOO'").doesNotContain("serving");
    }

    @Test
    void saysThatAnAddressIsNotOfThisHost() {
        Job.Result result = Job.script("serve", "-np", "3", "--resp", "0", "--listen", "192.0.2.1", "--insecure")
                .run();
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo(
                        "mpj-dht: --listen 192.0.2.1: no interface of this host has that address; right is an address of this host\n");
    }

    @Test
    void saysWhichPortItTookEvenWhenItIsQuiet() {
        try (Job.Running job =
                Job.script("serve", "-np", "3", "--resp", "0", "--quiet").start()) {
            assertThat(port(job)).isPositive();
            Served.terminate(job);
        }
    }

    @Test
    void saysThatAPortIsTaken() throws IOException {
        try (ServerSocket other = new ServerSocket(0)) {
            String port = Integer.toString(other.getLocalPort());
            Path metrics = folder.resolve("metrics.json");
            Job.Result result = Job.script("serve", "-np", "3", "--resp", port, "--metrics", metrics.toString())
                    .run();
            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err())
                    .startsWith("mpj-dht: --resp " + port + ": cannot listen there: ")
                    .endsWith("right is a port that is free, or 0\n")
                    .hasLineCount(1);
            assertThat(folder).isEmptyDirectory();
        }
    }
}
