package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.util.SafeEncoder;

/** Jobs with a door for clients of Chord, spoken to by clients that find their own way. */
class ChordDoorIT {
    private static final Pattern WHERE = Pattern.compile("serving gRPC on 127\\.0\\.0\\.1:([0-9,-]+)");
    private static final Pattern RESP = Pattern.compile("serving RESP on 127\\.0\\.0\\.1:(\\d+)");
    private static final int TERMINATED = 143;
    private static final int NODES = 10;
    private static final int KEYS = 100;
    private static final Duration LONGEST_CLIENT = Duration.ofMinutes(3);
    private static final Duration LONGEST_END = Duration.ofSeconds(3);

    @TempDir
    private Path folder;

    private static String where(Job.Running job) {
        job.awaitErr("serving gRPC on");
        Matcher where = WHERE.matcher(job.err());
        assertThat(where.find()).isTrue();
        return where.group(1);
    }

    private static int firstPort(Job.Running job) {
        return Integer.parseInt(where(job).split("[,-]", -1)[0]);
    }

    private static Jedis jedis(Job.Running job) {
        job.awaitErr("serving RESP on");
        Matcher port = RESP.matcher(job.err());
        assertThat(port.find()).isTrue();
        return new Jedis("127.0.0.1", Integer.parseInt(port.group(1)), 30_000);
    }

    private static List<String> language(Jedis jedis, String verb, String... words) {
        Object reply = jedis.sendCommand(() -> SafeEncoder.encode("DHT." + verb), words);
        return ((List<?>) reply)
                .stream().map(line -> SafeEncoder.encode((byte[]) line)).toList();
    }

    /** The ids that RING shows, as clients of Chord write them. */
    private static List<BigInteger> shownRing(Jedis jedis) {
        return language(jedis, "RING").stream()
                .skip(2)
                .map(line -> line.strip().split(" +", -1)[0])
                .map(id -> new BigInteger(id).shiftLeft(96))
                .toList();
    }

    private static void terminate(Job.Running job) {
        // Not that of the process, which closes the streams from which its last words are read.
        job.process().toHandle().destroy();
        long begin = System.nanoTime();
        Job.Result result = job.await();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONGEST_END);
        job.leavesNothing();
        assertThat(result.exitCode()).isEqualTo(TERMINATED);
        assertThat(result.err()).doesNotContain("WARNING").doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--routing one-hop",
                "--routing chord",
                "--routing ring --replicas 2",
                "--routing chord --consistency eventual --replicas 2",
                "--consistency eventual --replicas 2"
            })
    void everyNodeLeadsToTheOwnerOfAnyKeyWhileNodesComeAndGo(String options) {
        List<String> all = new ArrayList<>(List.of(
                "-np", "5", "--nodes", Integer.toString(NODES), "--grpc", "0", "--resp", "0", "--timeout", "4"));
        all.addAll(List.of(options.split(" ")));
        SplittableRandom random = new SplittableRandom(options.hashCode());
        try (Job.Running job = Job.script("serve", all.toArray(String[]::new)).start();
                Jedis changes = jedis(job);
                ChordClient client = new ChordClient()) {
            int entry = firstPort(job);
            NavigableMap<BigInteger, String> ring = walk(client, changes, "127.0.0.1:" + entry);
            assertThat(ring).hasSize(NODES);
            findKeys(client, ring, random);
            language(changes, "ADD", "1", "7000000000000000000");
            language(changes, "ADD", "2", "7000000000000000001");
            NavigableMap<BigInteger, String> larger = walk(client, changes, "127.0.0.1:" + entry);
            assertThat(larger).hasSize(NODES + 2).containsAllEntriesOf(ring);
            findKeys(client, larger, random);
            BigInteger gone = new BigInteger("7000000000000000000").shiftLeft(96);
            language(changes, "REMOVE", "7000000000000000000");
            NavigableMap<BigInteger, String> smaller = walk(client, changes, "127.0.0.1:" + entry);
            assertThat(smaller).hasSize(NODES + 1).doesNotContainKey(gone);
            assertThat(client.awaitGone(larger.get(gone))).isTrue();
            findKeys(client, smaller, random);
            terminate(job);
        }
    }

    /** Walks round the ring by successors, and requires that it is the one that RING shows. */
    private static NavigableMap<BigInteger, String> walk(ChordClient client, Jedis jedis, String entry) {
        NavigableMap<BigInteger, String> ring = new TreeMap<>();
        ChordClient.Node node = client.successor(entry);
        while (!ring.containsKey(node.id())) {
            ring.put(node.id(), node.address());
            node = client.successor(node.address());
        }
        assertThat(ring.navigableKeySet()).containsExactlyElementsOf(shownRing(jedis));
        return ring;
    }

    private static void findKeys(ChordClient client, NavigableMap<BigInteger, String> ring, SplittableRandom random) {
        List<BigInteger> ids = List.copyOf(ring.navigableKeySet());
        for (int i = 0; i < KEYS; i++) {
            String key = "key" + random.nextInt(1_000_000);
            BigInteger wanted = ChordClient.hash(key);
            BigInteger owner = ring.ceilingKey(wanted) == null ? ring.firstKey() : ring.ceilingKey(wanted);
            BigInteger before = ring.lowerKey(owner) == null ? ring.lastKey() : ring.lowerKey(owner);
            BigInteger from = ids.get(random.nextInt(ids.size()));
            assertThat(client.lookUp(new ChordClient.Node(from, ring.get(from)), wanted))
                    .as("%s from %s", key, from)
                    .isEqualTo(new ChordClient.Node(owner, ring.get(owner)));
            assertThat(client.findSuccessor(ring.get(from), wanted).id()).isEqualTo(owner);
            assertThat(client.findPredecessor(ring.get(from), wanted).id()).isEqualTo(before);
            client.put(ring.get(from), key, "value of " + key);
            assertThat(client.get(ring.get(owner), key)).contains("value of " + key);
        }
    }

    @Test
    void aClientInAnotherLanguageWorksUnchanged() throws Exception {
        String python = python();
        try (Job.Running job = Job.script("serve", "-np", "5", "--nodes", "6", "--routing", "chord", "--grpc", "0")
                .start()) {
            Job.Result client = Job.command(List.of(
                            python,
                            Job.ROOT.resolve("src/test/python/chord_client.py").toString(),
                            "127.0.0.1:" + firstPort(job),
                            "6"))
                    .deadline(LONGEST_CLIENT)
                    .run();
            assertThat(client.err()).isEmpty();
            assertThat(client.text()).isEqualTo("6 nodes, 60 keys\n");
            assertThat(client.exitCode()).isZero();
            terminate(job);
        }
    }

    /** A Python that has gRPC; without one the test is skipped. */
    private static String python() throws Exception {
        for (String python : List.of("/usr/bin/python3", "python3")) {
            try {
                Process process = new ProcessBuilder(python, "-c", "import grpc, google.protobuf")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (process.waitFor() == 0) {
                    return python;
                }
            } catch (IOException e) {
                // There is no such Python.
            }
        }
        assumeTrue(false, "no Python with gRPC: python3-grpcio and python3-protobuf are not there");
        return "";
    }

    @Test
    void portsAreConsecutiveAndOneThatIsTakenIsTold() throws IOException {
        int free = freeRange();
        try (Job.Running job = Job.script("serve", "-np", "4", "--nodes", "3", "--grpc", Integer.toString(free))
                .start()) {
            assertThat(where(job)).isEqualTo(free + "-" + (free + 2));
            Job.Result second = Job.script("serve", "-np", "3", "--nodes", "3", "--grpc", Integer.toString(free - 1))
                    .run();
            assertThat(second.exitCode()).isEqualTo(2);
            assertThat(second.err())
                    .startsWith(
                            "mpj-dht: --grpc " + (free - 1) + ": cannot listen there: port " + free + " cannot be had");
            terminate(job);
        }
    }

    /** The second of four ports that follow each other and are free. */
    private static int freeRange() throws IOException {
        for (int first = 21_000; first < 30_000; first += 4) {
            try (ServerSocket one = new ServerSocket(first);
                    ServerSocket two = new ServerSocket(first + 1);
                    ServerSocket three = new ServerSocket(first + 2);
                    ServerSocket four = new ServerSocket(first + 3)) {
                assertThat(Stream.of(one, two, three, four)).allMatch(ServerSocket::isBound);
                return first + 1;
            } catch (IOException e) {
                // Somebody has one of them.
            }
        }
        throw new IOException("no four ports are free");
    }

    @Test
    void nobodyIsServedAfterAFileThatFailed() throws IOException {
        Path file = folder.resolve("commands");
        Files.writeString(file, "FOO\n");
        Job.Result result =
                Job.script("serve", "-np", "4", "--grpc", "0", file.toString()).run();
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("unknown verb 'FOO'").doesNotContain("serving");
    }

    @Test
    void portsAreThoseOfTheRingThatTheFilesHaveMade() throws IOException {
        Path file = folder.resolve("commands");
        Files.writeString(file, "ADD 1 1000\nADD 2 2000\nREMOVE 1000\nPUT from file\n");
        try (Job.Running job = Job.script("serve", "-np", "4", "--grpc", "0", file.toString())
                        .start();
                ChordClient client = new ChordClient()) {
            String entry = "127.0.0.1:" + firstPort(job);
            assertThat(where(job).split("[,-]", -1)).hasSize(2);
            assertThat(client.get(entry, "from")).contains("file");
            assertThat(client.get(client.successor(entry).address(), "from")).contains("file");
            assertThat(client.successor(client.successor(entry).address()).address())
                    .isEqualTo(entry);
            terminate(job);
        }
    }

    @Test
    void nothingButACircleOf160BitsIsServed() {
        Job.Result result =
                Job.script("serve", "-np", "3", "--grpc", "0", "--ids", "xxh3").run();
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo("mpj-dht: --ids: clients of Chord, for whom --grpc is, hash keys by SHA-1; right is sha1\n");
    }
}
