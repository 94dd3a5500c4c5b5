package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StringListOutput;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.lettuce.core.protocol.ProtocolVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door for clients of Redis, spoken to by Lettuce, which keeps many commands under way and speaks both versions of RESP. */
class LettuceIT {
    private static final int KEYS = 5_000;
    private static final int COMMANDS = 6_000;
    private static final String TOKEN = "a secret of the test 123";

    /** Characters are bytes, so that keys and values may have any. */
    private static final StringCodec BYTES = new StringCodec(StandardCharsets.ISO_8859_1);

    private static final ProtocolKeyword RING = new ProtocolKeyword() {
        @Override
        public byte[] getBytes() {
            return toString().getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public String toString() {
            return "DHT.RING";
        }
    };

    @TempDir
    private Path folder;

    private static Job.Running serve(String... options) {
        List<String> all = new ArrayList<>(List.of("-np", "5", "--nodes", "7", "--resp", "0"));
        all.addAll(List.of(options));
        return Job.script("serve", all.toArray(String[]::new)).start();
    }

    private static RedisURI.Builder address(Job.Running job) {
        return RedisURI.builder().withHost("127.0.0.1").withPort(Served.port(job, "RESP"));
    }

    private static RedisClient client(RedisURI address, ProtocolVersion version) {
        RedisClient client = RedisClient.create(address);
        client.setOptions(ClientOptions.builder().protocolVersion(version).build());
        return client;
    }

    @Test
    void readsAndWritesInBothVersions() {
        try (Job.Running job = serve("--allow-flush")) {
            for (ProtocolVersion version : ProtocolVersion.values()) {
                try (RedisClient client =
                                client(address(job).withClientName("lighthouse").build(), version);
                        StatefulRedisConnection<String, String> connection = client.connect(BYTES)) {
                    RedisCommands<String, String> redis = connection.sync();
                    assertThat(redis.clientList())
                            .contains(" name=lighthouse ")
                            .contains(version == ProtocolVersion.RESP3 ? " resp=3 " : " resp=2 ")
                            .contains(" lib-name=Lettuce lib-ver=");
                    readAndWrite(redis);
                    countAndAppend(redis);
                    assertThat(redis.dispatch(RING, new StringListOutput<>(BYTES))
                                    .get(0))
                            .startsWith("RING -> 7 nodes, 6 keys, ");
                    assertThatThrownBy(redis::multi)
                            .isInstanceOf(RedisCommandExecutionException.class)
                            .hasMessage("ERR unknown command 'MULTI'");
                    assertThat(redis.get("none")).isNull();
                    assertThat(redis.flushall()).isEqualTo("OK");
                }
            }
            Served.terminate(job);
        }
    }

    private static void readAndWrite(RedisCommands<String, String> redis) {
        assertThat(redis.set("lock", "me", SetArgs.Builder.nx())).isEqualTo("OK");
        assertThat(redis.set("lock", "you", SetArgs.Builder.nx())).isNull();
        assertThat(redis.set("none", "you", SetArgs.Builder.xx())).isNull();
        assertThat(redis.set("lock", "you", SetArgs.Builder.xx())).isEqualTo("OK");
        assertThat(redis.setGet("lock", "all")).isEqualTo("you");
        assertThat(redis.setGet("lock", "nobody", SetArgs.Builder.nx())).isEqualTo("all");
        assertThat(redis.setGet("none", "nobody", SetArgs.Builder.xx())).isNull();
        assertThat(redis.mset(Map.of("\0\u00ff\r\n", "\u0080*3\r\n", "a", "", "b", "\0")))
                .isEqualTo("OK");
        assertThat(redis.mget("\0\u00ff\r\n", "none", "a", "b", "lock"))
                .containsExactly(
                        KeyValue.just("\0\u00ff\r\n", "\u0080*3\r\n"),
                        KeyValue.empty("none"),
                        KeyValue.just("a", ""),
                        KeyValue.just("b", "\0"),
                        KeyValue.just("lock", "all"));
        assertThat(redis.exists("a", "none", "lock")).isEqualTo(2);
    }

    private static void countAndAppend(RedisCommands<String, String> redis) {
        assertThat(redis.incr("count")).isEqualTo(1);
        assertThat(redis.incrby("count", Long.MAX_VALUE - 1)).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> redis.incr("count"))
                .isInstanceOf(RedisCommandExecutionException.class)
                .hasMessage("ERR increment or decrement would overflow");
        assertThat(redis.append("text", "lit")).isEqualTo(3);
        assertThat(redis.append("text", " since 1789")).isEqualTo(14);
        assertThat(redis.get("text")).isEqualTo("lit since 1789");
    }

    @Test
    void whatIsFlushedTogetherIsAnsweredInItsOrderAndMetOnAWalk() throws Exception {
        Map<String, String> table = new HashMap<>();
        SplittableRandom random = new SplittableRandom(1);
        try (Job.Running job = serve()) {
            try (RedisClient client = client(address(job).build(), ProtocolVersion.RESP3);
                    StatefulRedisConnection<String, String> connection = client.connect(BYTES);
                    StatefulRedisConnection<String, String> other = client.connect(BYTES)) {
                connection.setAutoFlushCommands(false);
                RedisAsyncCommands<String, String> redis = connection.async();
                Map<RedisFuture<String>, String> expected = new LinkedHashMap<>();
                for (int i = 0; i < KEYS; i++) {
                    String key = LettuceCommands.bytes(random, 8) + i;
                    String first = LettuceCommands.bytes(random, 400);
                    table.put(key, first + "!");
                    expected.put(redis.set(key, first), "OK");
                    expected.put(redis.get(key), first);
                    expected.put(redis.set(key, first + "!"), "OK");
                    expected.put(redis.get(key), first + "!");
                }
                assertThat(other.sync().dbsize()).isZero();
                connection.flushCommands();
                for (Map.Entry<RedisFuture<String>, String> reply : expected.entrySet()) {
                    assertThat(LettuceCommands.answer(reply.getKey())).isEqualTo(reply.getValue());
                }
                assertThat(walked(other.sync())).isEqualTo(table);
            }
            Served.terminate(job);
        }
    }

    /** What a walk in small steps meets, each key once, with their values. */
    private static Map<String, String> walked(RedisCommands<String, String> redis) {
        List<String> keys =
                ScanIterator.scan(redis, ScanArgs.Builder.limit(1)).stream().toList();
        Map<String, String> met = new HashMap<>();
        redis.mget(keys.toArray(String[]::new)).forEach(pair -> met.put(pair.getKey(), pair.getValue()));
        assertThat(keys).hasSize(met.size());
        return met;
    }

    @Test
    void drawnCommandsOfBothVersionsAtOnceAgreeWithMaps() throws Exception {
        SplittableRandom random = new SplittableRandom(2);
        try (Job.Running job = serve()) {
            try (RedisClient second = client(address(job).build(), ProtocolVersion.RESP2);
                    RedisClient third = client(address(job).build(), ProtocolVersion.RESP3);
                    StatefulRedisConnection<String, String> older = second.connect(BYTES);
                    StatefulRedisConnection<String, String> newer = third.connect(BYTES)) {
                LettuceCommands one = new LettuceCommands(older.async(), "one", 3);
                LettuceCommands two = new LettuceCommands(newer.async(), "two", 4);
                older.setAutoFlushCommands(false);
                for (int done = 0; done < COMMANDS; ) {
                    for (int together = 1 + random.nextInt(300); together > 0; together--) {
                        one.send();
                        two.send();
                        done++;
                    }
                    older.flushCommands();
                    one.hear();
                    two.hear();
                }
                Map<String, String> table = new HashMap<>(one.table());
                table.putAll(two.table());
                assertThat(walked(newer.sync())).isEqualTo(table);
            }
            Served.terminate(job);
        }
    }

    @Test
    void onlyWhoKnowsTheTokenIsLetIn() throws IOException {
        Path token = folder.resolve("token");
        Files.writeString(token, TOKEN + "\n");
        try (Job.Running job = serve("--token-file", token.toString())) {
            for (ProtocolVersion version : ProtocolVersion.values()) {
                RedisURI known = address(job).withPassword(TOKEN.toCharArray()).build();
                try (RedisClient client = client(known, version);
                        StatefulRedisConnection<String, String> connection = client.connect()) {
                    assertThat(connection.sync().set("k", "v")).isEqualTo("OK");
                    assertThat(connection.sync().clientList()).contains(" lib-name=Lettuce ");
                }
                RedisURI mistaken =
                        address(job).withPassword((TOKEN + "4").toCharArray()).build();
                try (RedisClient client = client(mistaken, version)) {
                    assertThatThrownBy(client::connect)
                            .isInstanceOf(RedisConnectionException.class)
                            .hasRootCauseInstanceOf(RedisCommandExecutionException.class)
                            .hasStackTraceContaining("WRONGPASS");
                }
                try (RedisClient client = client(address(job).build(), version)) {
                    assertThatThrownBy(() -> client.connect().sync().get("k")).hasStackTraceContaining("NOAUTH");
                }
            }
            Served.terminate(job);
        }
    }
}
