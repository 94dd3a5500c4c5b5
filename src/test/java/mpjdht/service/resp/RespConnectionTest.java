package mpjdht.service.resp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import mpjdht.runtime.Inbox;
import mpjdht.service.Answers;
import mpjdht.service.Caller;
import mpjdht.service.Desk;
import mpjdht.service.FakeTable;
import mpjdht.service.Figures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections of clients of Redis beside each other, in front of a table that answers in any order. */
class RespConnectionTest {
    private static final int SEEDS = 100;
    private static final List<String> NAMES = List.of(
            "SET", "SET", "GET", "STRLEN", "MGET", "MSET", "DEL", "EXISTS", "INCRBY", "DECRBY", "PING", "SETNX",
            "GETSET", "GETDEL", "APPEND");
    private static final List<List<String>> OPTIONS = List.of(
            List.of(),
            List.of(),
            List.of("NX"),
            List.of("XX"),
            List.of("GET"),
            List.of("GET", "NX"),
            List.of("XX", "GET"));

    /** One connection, and what it is told. */
    private static final class Peer implements Caller {
        final ByteArrayOutputStream told = new ByteArrayOutputStream();
        final Figures figures = new Figures();
        final RespConnection connection;

        Peer(FakeTable table) {
            int caller = table.door().callers().enter(this);
            Desk desk = new Desk(new Inbox(() -> {}).slot(), Runnable::run, (line, reply) -> {});
            connection = new RespConnection(
                    table.door(),
                    desk,
                    caller,
                    new Pleasantries(7, () -> "facts", Optional.empty()),
                    new RespLimits(9, false, true, Optional.empty()),
                    RespDoor.meters(figures),
                    this::goOn);
        }

        void send(byte[] bytes, int offset, int length) {
            connection.received(bytes, offset, length);
            goOn();
        }

        @Override
        public void answered(int number, Answers answers, int index) {
            connection.answered(number, answers, index);
        }

        @Override
        public String door() {
            return "test";
        }

        @Override
        public void look(long nanos) {}

        @Override
        public void goOn() {
            connection.goOn();
            told.write(connection.output().bytes(), 0, connection.output().length());
            connection.output().reset();
        }

        @Override
        public void failed(RuntimeException failure) {
            throw failure;
        }

        @Override
        public void close() {
            connection.close();
        }

        String text() {
            return told.toString(StandardCharsets.ISO_8859_1);
        }
    }

    /** What a client that waits for each reply would hear of a table of its own. */
    private static final class Oracle {
        private final Map<String, String> values = new HashMap<>();

        String reply(List<String> words) {
            return switch (words.get(0)) {
                case "SET" -> set(words.get(1), words.get(2), words.subList(3, words.size()));
                case "SETNX" -> ":" + (values.putIfAbsent(words.get(1), words.get(2)) == null ? 1 : 0) + "\r\n";
                case "GETSET" -> bulk(values.put(words.get(1), words.get(2)));
                case "GETDEL" -> bulk(values.remove(words.get(1)));
                case "APPEND" ->
                    ":"
                            + values.merge(words.get(1), words.get(2), String::concat)
                                    .length() + "\r\n";
                case "GET" -> bulk(values.get(words.get(1)));
                case "STRLEN" -> ":" + values.getOrDefault(words.get(1), "").length() + "\r\n";
                case "MGET" -> {
                    StringBuilder all = new StringBuilder("*" + (words.size() - 1) + "\r\n");
                    words.subList(1, words.size()).forEach(key -> all.append(bulk(values.get(key))));
                    yield all.toString();
                }
                case "MSET" -> {
                    for (int i = 1; i < words.size(); i += 2) {
                        values.put(words.get(i), words.get(i + 1));
                    }
                    yield "+OK\r\n";
                }
                case "DEL" ->
                    ":"
                            + words.stream()
                                    .skip(1)
                                    .filter(key -> values.remove(key) != null)
                                    .count() + "\r\n";
                case "EXISTS" ->
                    ":" + words.stream().skip(1).filter(values::containsKey).count() + "\r\n";
                case "INCRBY" -> add(words.get(1), new BigInteger(words.get(2)));
                case "DECRBY" -> add(words.get(1), new BigInteger(words.get(2)).negate());
                case "PING" -> words.size() == 1 ? "+PONG\r\n" : bulk(words.get(1));
                default -> throw new IllegalStateException(words.get(0));
            };
        }

        private String set(String key, String value, List<String> options) {
            String before = values.get(key);
            boolean isDone = !options.contains(before == null ? "XX" : "NX");
            if (isDone) {
                values.put(key, value);
            }
            return options.contains("GET") ? bulk(before) : isDone ? "+OK\r\n" : bulk(null);
        }

        private String add(String key, BigInteger by) {
            String old = values.getOrDefault(key, "0");
            if (!old.matches("0|-?[1-9][0-9]*") || new BigInteger(old).bitLength() > 63) {
                return "-ERR value is not an integer or out of range\r\n";
            }
            BigInteger sum = new BigInteger(old).add(by);
            if (sum.bitLength() > 63) {
                return "-ERR increment or decrement would overflow\r\n";
            }
            values.put(key, sum.toString());
            return ":" + sum + "\r\n";
        }

        private static String bulk(String value) {
            return value == null ? "$-1\r\n" : "$" + value.length() + "\r\n" + value + "\r\n";
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

    private static List<String> draw(SplittableRandom random, String ownKeys) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        List<String> words = new ArrayList<>(List.of(name));
        int keys = name.startsWith("M") || name.equals("DEL") || name.equals("EXISTS") ? 1 + random.nextInt(5) : 1;
        for (int i = 0; i < keys; i++) {
            words.add(ownKeys + random.nextInt(6));
            if (name.contains("SET") || name.equals("APPEND")) {
                words.add(value(random));
            }
        }
        if (name.equals("SET")) {
            words.addAll(OPTIONS.get(random.nextInt(OPTIONS.size())));
        }
        if (name.endsWith("BY")) {
            words.add(Long.toString(random.nextInt(4) == 0 ? random.nextLong() | 1 : random.nextInt(100)));
        }
        return words;
    }

    private static String value(SplittableRandom random) {
        if (random.nextInt(2) == 0) {
            return Long.toString(random.nextLong() >> random.nextInt(64));
        }
        byte[] bytes = new byte[random.nextInt(20) == 0 ? random.nextInt(3000) : random.nextInt(12)];
        random.nextBytes(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void tellEachClientWhatItWouldHearAlone() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            FakeTable table = new FakeTable(seed);
            List<Peer> peers = new ArrayList<>();
            List<byte[]> sent = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            for (int peer = 0; peer < 4; peer++) {
                peers.add(new Peer(table));
                Oracle oracle = new Oracle();
                ByteArrayOutputStream commands = new ByteArrayOutputStream();
                StringBuilder replies = new StringBuilder();
                for (int command = 0; command < 60; command++) {
                    List<String> words = draw(random, "peer" + peer + "-");
                    commands.writeBytes(encode(words));
                    replies.append(oracle.reply(words));
                }
                sent.add(commands.toByteArray());
                expected.add(replies.toString());
            }
            converse(random, table, peers, sent);
            for (int peer = 0; peer < 4; peer++) {
                assertThat(peers.get(peer).text())
                        .as("seed %s, peer %s", seed, peer)
                        .isEqualTo(expected.get(peer));
            }
        }
    }

    private static void converse(SplittableRandom random, FakeTable table, List<Peer> peers, List<byte[]> sent) {
        int[] at = new int[peers.size()];
        int most = 1 << random.nextInt(12);
        boolean progress = true;
        while (progress) {
            progress = false;
            for (int peer = 0; peer < at.length; peer++) {
                int piece = Math.min(sent.get(peer).length - at[peer], 1 + random.nextInt(most));
                if (piece > 0) {
                    peers.get(peer).send(sent.get(peer), at[peer], piece);
                    at[peer] += piece;
                    progress = true;
                }
            }
            progress |= random.nextInt(3) > 0 && table.work();
        }
        finish(table);
    }

    @Test
    void appendsOfManyToOneKeyAllCountAndEachIsToldItsEnd() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            FakeTable table = new FakeTable(seed);
            List<Peer> peers = new ArrayList<>();
            List<byte[]> sent = new ArrayList<>();
            for (int peer = 0; peer < 4; peer++) {
                peers.add(new Peer(table));
                ByteArrayOutputStream commands = new ByteArrayOutputStream();
                for (int command = 0; command < 10; command++) {
                    commands.writeBytes(encode(List.of("APPEND", "k", "<" + peer + "." + command + ">")));
                }
                sent.add(commands.toByteArray());
            }

            converse(new SplittableRandom(seed), table, peers, sent);

            String value = new String(table.value("k"), StandardCharsets.ISO_8859_1);
            assertThat(value).as("seed %s", seed).hasSize(4 * 10 * 5);
            for (int peer = 0; peer < 4; peer++) {
                StringBuilder ends = new StringBuilder();
                for (int command = 0; command < 10; command++) {
                    String appended = "<" + peer + "." + command + ">";
                    ends.append(':')
                            .append(value.indexOf(appended) + appended.length())
                            .append("\r\n");
                }
                assertThat(peers.get(peer).text()).as("seed %s", seed).isEqualTo(ends.toString());
            }
        }
    }

    @Test
    void whatManyTakeIsTakenOnce() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            FakeTable table = new FakeTable(seed);
            List<Peer> peers = new ArrayList<>();
            List<byte[]> sent = new ArrayList<>();
            List<String> stored = new ArrayList<>();
            for (int peer = 0; peer < 4; peer++) {
                peers.add(new Peer(table));
                ByteArrayOutputStream commands = new ByteArrayOutputStream();
                for (int command = 0; command < 10; command++) {
                    String value = peer + "." + command;
                    stored.add(value);
                    commands.writeBytes(encode(List.of("GETSET", "k", value)));
                    commands.writeBytes(encode(List.of("GETDEL", "k")));
                }
                sent.add(commands.toByteArray());
            }

            converse(new SplittableRandom(seed), table, peers, sent);

            List<String> told = peers.stream()
                    .flatMap(peer -> peer.text().lines())
                    .filter(line -> !line.startsWith("$"))
                    .toList();
            List<String> all = new ArrayList<>(told);
            if (table.value("k") != null) {
                all.add(new String(table.value("k"), StandardCharsets.ISO_8859_1));
            }
            assertThat(all).as("seed %s", seed).containsExactlyInAnyOrderElementsOf(stored);
        }
    }

    @Test
    void aCommandThatHasReadAndMayNotWriteAnyMoreSaysSo() {
        FakeTable table = new FakeTable(1);
        Peer peer = new Peer(table);
        byte[] append = encode(List.of("APPEND", "k", "v"));
        peer.send(append, 0, append.length);
        peer.close();
        peer.goOn();
        assertThat(peer.connection.isOver()).isFalse();

        assertThat(table.work()).isTrue();

        assertThat(peer.text()).isEqualTo("-ERR the server ends; nothing was done\r\n");
        assertThat(peer.connection.isOver()).isTrue();
        assertThat(table.work()).isFalse();
        assertThat(table.value("k")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "SET k v NX XX,ERR syntax error",
        "SET k v nx get xx,ERR syntax error",
        "SET k v FOO,ERR syntax error",
        "SET k v EX 10,ERR EX is not known here: keys have no times to live",
        "SET k v XX keepttl,ERR KEEPTTL is not known here: keys have no times to live",
        "SETNX k,ERR wrong number of arguments for 'setnx' command",
        "GETDEL k v,ERR wrong number of arguments for 'getdel' command",
        "APPEND '' v,ERR a key of 0 bytes; right are 1 to 65536"
    })
    void anOptionThatCannotBeIsRefusedByName(String command, String error) {
        assertThat(ask(command, "GET k")).isEqualTo("-" + error + "\r\n$-1\r\n");
    }

    @Test
    void valuesThatAreTooLongToBeAppendedAreRefused() {
        FakeTable table = new FakeTable(1);
        Peer peer = new Peer(table);
        String half = "x".repeat(33 << 20);
        for (String command : List.of("APPEND", "APPEND", "GETSET")) {
            byte[] bytes = encode(List.of(command, "k", half));
            peer.send(bytes, 0, bytes.length);
            finish(table);
        }

        assertThat(peer.text().lines())
                .containsExactly(
                        ":34603008",
                        "-ERR string exceeds maximum allowed size (proto-max-bulk-len)",
                        "-ERR the value before and the value after have more than 67108860 bytes together");
    }

    private static List<String> words(String reply) {
        return reply.lines().filter(line -> !line.matches("[*$].*")).toList();
    }

    @Test
    void keysThatStayAreToldByEveryScanFromTheBeginningToTheEnd() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            FakeTable table = new FakeTable(seed);
            Peer peer = new Peer(table);
            List<String> kept = new ArrayList<>();
            for (int i = random.nextInt(60); i > 0; i--) {
                kept.add("kept" + i);
                say(peer, table, "SET", "kept" + i, "v");
            }
            String cursor = "0";
            List<String> told = new ArrayList<>();
            do {
                List<String> reply = words(say(peer, table, "SCAN", cursor, "MATCH", "kept*", "COUNT", "500"));
                cursor = reply.get(0);
                told.addAll(reply.subList(1, reply.size()));
                say(peer, table, "SET", "other" + random.nextInt(50), "v");
                say(peer, table, "DEL", "other" + random.nextInt(50));
            } while (!cursor.equals("0"));

            assertThat(told).as("seed %s", seed).containsExactlyInAnyOrderElementsOf(kept);
            assertThat(words(say(peer, table, "KEYS", "kept*"))).containsExactlyInAnyOrderElementsOf(kept);
            long others = words(say(peer, table, "KEYS", "other*")).size();
            assertThat(say(peer, table, "DBSIZE")).isEqualTo(":" + (kept.size() + others) + "\r\n");
            assertThat(say(peer, table, "FLUSHALL")).isEqualTo("+OK\r\n");
            assertThat(say(peer, table, "DBSIZE")).isEqualTo(":0\r\n");
            assertThat(say(peer, table, "SCAN", "0")).isEqualTo("*2\r\n$1\r\n0\r\n*0\r\n");
        }
    }

    private static String say(Peer peer, FakeTable table, String... words) {
        peer.told.reset();
        byte[] bytes = encode(List.of(words));
        peer.send(bytes, 0, bytes.length);
        finish(table);
        return peer.text();
    }

    @Test
    void keysOfOtherTypesAreNotThere() {
        assertThat(ask("SCAN 0 TYPE list", "SET k v", "SCAN 0 TYPE list", "SCAN 0 TYPE String"))
                .isEqualTo("*2\r\n$1\r\n0\r\n*0\r\n+OK\r\n*2\r\n$1\r\n0\r\n*0\r\n*2\r\n$1\r\n0\r\n*1\r\n$1\r\nk\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "SCAN x,ERR invalid cursor",
        "SCAN 18446744073709551616,ERR invalid cursor",
        "SCAN 0 MATCH,ERR syntax error",
        "SCAN 0 COUNT 0,ERR syntax error",
        "SCAN 0 COUNT x,ERR value is not an integer or out of range",
        "SCAN 0 LIMIT 7,ERR syntax error",
        "FLUSHALL now,ERR syntax error",
        "KEYS,ERR wrong number of arguments for 'keys' command"
    })
    void aWalkThatCannotBeIsRefusedByName(String command, String error) {
        assertThat(ask(command)).isEqualTo("-" + error + "\r\n");
    }

    @Test
    void refusesPatternsThatAreTooLong() {
        String pattern = "p".repeat(4097);

        assertThat(ask("KEYS " + pattern, "SCAN 0 MATCH " + pattern))
                .isEqualTo("-ERR a pattern has at most 4096 bytes\r\n".repeat(2));
    }

    private static void finish(FakeTable table) {
        boolean works = true;
        while (works) {
            works = table.work();
        }
    }

    private static String ask(String... commands) {
        FakeTable table = new FakeTable(1);
        Peer peer = new Peer(table);
        for (String command : commands) {
            byte[] bytes = (command + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
            peer.send(bytes, 0, bytes.length);
        }
        finish(table);
        return peer.text();
    }

    @Test
    void speaksTheThirdVersionFromHelloOn() {
        assertThat(ask("GET k", "HELLO 3", "GET k", "HELLO 2", "GET k"))
                .startsWith("$-1\r\n%7\r\n$6\r\nserver\r\n")
                .contains("_\r\n*14\r\n")
                .endsWith("$-1\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET k",
                "SET k v EX 10",
                "GET",
                "GET a b",
                "FOO",
                "INCRBY k x",
                "DECRBY k -9223372036854775808",
                "MSET a",
                "GET ''",
                "SELECT 1",
                "HELLO 4",
                "CLIENT KILL",
                "CONFIG SET a b",
                "DHT.FOO",
                "DHT.CRASH 1",
                "DHT.RING 'a b'",
                "DHT.ADD 1 //77",
                "DHT.RUN",
                "DHT.RUN GET k",
                "DHT.RUN END",
                "DHT.RUN ' 4'",
                "dht.run 'crash 1'",
                "DHT.RUN 'WAIT 1'",
                "DHT.RUN \"GET k\\nGET k\"",
                "AUTH x"
            })
    void refusesWhatItDoesNotKnowInOneLine(String command) {
        assertThat(ask(command, "PING")).matches("-[A-Z]+ [^\r\n]*\r\n\\+PONG\r\n");
    }

    @Test
    void describesACommandAsTheSeventhVersionDoes() {
        String keys = String.join("\r\n", ":1", ":-1", ":2");
        String unsaid = "*0\r\n".repeat(4);
        assertThat(ask("COMMAND INFO mset nothing"))
                .isEqualTo("*2\r\n*10\r\n$4\r\nmset\r\n:-3\r\n*0\r\n" + keys + "\r\n" + unsaid + "$-1\r\n");
    }

    @Test
    void isNoDoorForBrowsers() {
        assertThat(ask("POST / HTTP/1.1", "Host: example", "SET k v")).isEqualTo("-ERR this is no door for HTTP\r\n");
    }

    @Test
    void saysNothingAfterWhatIsNoCommand() {
        assertThat(ask("*1x", "PING")).isEqualTo("-ERR Protocol error: invalid multibulk length\r\n");
    }

    @Test
    void bearsAnyBytes() {
        for (long seed = 1; seed <= 20_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            FakeTable table = new FakeTable(seed);
            Peer peer = new Peer(table);
            Peer other = new Peer(table);
            byte[] bytes = garbage(random);
            peer.send(bytes, 0, bytes.length);
            byte[] ping = encode(List.of("GET", "k"));
            other.send(ping, 0, ping.length);
            finish(table);
            assertThat(other.text()).as("seed %s", seed).startsWith("$");
        }
    }

    /** Commands with some bytes changed, cut off, or nothing that ever was one. */
    private static byte[] garbage(SplittableRandom random) {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        if (random.nextInt(4) > 0) {
            ByteArrayOutputStream commands = new ByteArrayOutputStream();
            for (int i = 0; i < 4; i++) {
                commands.writeBytes(encode(draw(random, "x")));
            }
            bytes = commands.toByteArray();
            for (int i = random.nextInt(4); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
        }
        return Arrays.copyOf(bytes, bytes.length - random.nextInt(1 + bytes.length / 4));
    }
}
