package mpjdht.service.resp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import mpjdht.service.FakeTable;
import mpjdht.service.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections of clients of Redis beside each other, in front of a table that answers in any order. */
class RespConnectionTest {
    private static final int SEEDS = 100;

    @Test
    void tellEachClientWhatItWouldHearAlone() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            FakeTable table = new FakeTable(seed);
            List<RespPeer> peers = new ArrayList<>();
            List<byte[]> sent = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            for (int peer = 0; peer < 4; peer++) {
                peers.add(new RespPeer(table));
                RespOracle oracle = new RespOracle();
                ByteArrayOutputStream commands = new ByteArrayOutputStream();
                StringBuilder replies = new StringBuilder();
                for (int command = 0; command < 60; command++) {
                    List<String> words = RespCommands.draw(random, "peer" + peer + "-");
                    commands.writeBytes(RespCommands.encode(words));
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

    private static void converse(SplittableRandom random, FakeTable table, List<RespPeer> peers, List<byte[]> sent) {
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
            List<RespPeer> peers = new ArrayList<>();
            List<byte[]> sent = new ArrayList<>();
            for (int peer = 0; peer < 4; peer++) {
                peers.add(new RespPeer(table));
                ByteArrayOutputStream commands = new ByteArrayOutputStream();
                for (int command = 0; command < 10; command++) {
                    commands.writeBytes(RespCommands.encode(List.of("APPEND", "k", "<" + peer + "." + command + ">")));
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
            List<RespPeer> peers = new ArrayList<>();
            List<byte[]> sent = new ArrayList<>();
            List<String> stored = new ArrayList<>();
            for (int peer = 0; peer < 4; peer++) {
                peers.add(new RespPeer(table));
                ByteArrayOutputStream commands = new ByteArrayOutputStream();
                for (int command = 0; command < 10; command++) {
                    String value = peer + "." + command;
                    stored.add(value);
                    commands.writeBytes(RespCommands.encode(List.of("GETSET", "k", value)));
                    commands.writeBytes(RespCommands.encode(List.of("GETDEL", "k")));
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
        RespPeer peer = new RespPeer(table);
        byte[] append = RespCommands.encode(List.of("APPEND", "k", "v"));
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
        "SET k v IFEQ,ERR syntax error",
        "SET k v IFEQ a IFEQ b,ERR syntax error",
        "SET k v IFEQ a NX,ERR syntax error",
        "SET k v FOO,ERR syntax error",
        "SET k v EX 10,ERR EX is not known here: keys have no times to live",
        "SET k v XX keepttl,ERR KEEPTTL is not known here: keys have no times to live",
        "SETNX k,ERR wrong number of arguments for 'setnx' command",
        "GETDEL k v,ERR wrong number of arguments for 'getdel' command",
        "APPEND '' v,ERR a key of 0 bytes; right are 1 to 65536"
    })
    void anOptionThatCannotBeIsRefusedByName(String command, String error) {
        assertThat(RespPeer.ask(command, "GET k")).isEqualTo("-" + error + "\r\n$-1\r\n");
    }

    @Test
    void valuesThatAreTooLongToBeAppendedAreRefused() {
        FakeTable table = new FakeTable(1);
        RespPeer peer = new RespPeer(table);
        String half = "x".repeat(33 << 20);
        for (String command : List.of("APPEND", "APPEND", "GETSET")) {
            byte[] bytes = RespCommands.encode(List.of(command, "k", half));
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
            RespPeer peer = new RespPeer(table);
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

    private static String say(RespPeer peer, FakeTable table, String... words) {
        peer.told.reset();
        byte[] bytes = RespCommands.encode(List.of(words));
        peer.send(bytes, 0, bytes.length);
        finish(table);
        return peer.text();
    }

    @Test
    void keysOfOtherTypesAreNotThere() {
        assertThat(RespPeer.ask("SCAN 0 TYPE list", "SET k v", "SCAN 0 TYPE list", "SCAN 0 TYPE String"))
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
        assertThat(RespPeer.ask(command)).isEqualTo("-" + error + "\r\n");
    }

    @Test
    void refusesPatternsThatAreTooLong() {
        String pattern = "p".repeat(4097);

        assertThat(RespPeer.ask("KEYS " + pattern, "SCAN 0 MATCH " + pattern))
                .isEqualTo("-ERR a pattern has at most 4096 bytes\r\n".repeat(2));
    }

    private static void finish(FakeTable table) {
        boolean works = true;
        while (works) {
            works = table.work();
        }
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
                "HELLO x",
                "HELLO 3 SETNAME 'a b'",
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
                "DHT.RUN 'EXPORT x'",
                "DHT.RUN 'import x'",
                "DHT.EXPORT x",
                "DHT.RUN \"GET k\\nGET k\"",
                "AUTH x"
            })
    void refusesWhatItDoesNotKnowInOneLine(String command) {
        assertThat(RespPeer.ask(command, "PING")).matches("-[A-Z]+ [^\r\n]*\r\n\\+PONG\r\n");
    }

    @Test
    void hearsLittleOfStrangers() {
        FakeTable table = new FakeTable(1);
        RespPeer stranger = new RespPeer(table, Optional.of(new Token("0123456789abcdef")));
        byte[] begin =
                ("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$200000\r\n" + "v".repeat(150_000)).getBytes(StandardCharsets.US_ASCII);
        stranger.send(begin, 0, begin.length);
        assertThat(stranger.text()).startsWith("-NOAUTH who is not known may say ");
        RespPeer known = new RespPeer(table, Optional.of(new Token("0123456789abcdef")));
        byte[] shows = "AUTH 0123456789abcdef\r\n".getBytes(StandardCharsets.US_ASCII);
        known.send(shows, 0, shows.length);
        known.send(begin, 0, begin.length);
        assertThat(known.text()).isEqualTo("+OK\r\n");
    }

    @Test
    void isNoDoorForBrowsers() {
        assertThat(RespPeer.ask("POST / HTTP/1.1", "Host: example", "SET k v"))
                .isEqualTo("-ERR this is no door for HTTP\r\n");
    }

    @Test
    void saysNothingAfterWhatIsNoCommand() {
        assertThat(RespPeer.ask("*1x", "PING")).isEqualTo("-ERR Protocol error: invalid multibulk length\r\n");
    }

    @Test
    void bearsAnyBytes() {
        for (long seed = 1; seed <= 20_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            FakeTable table = new FakeTable(seed);
            RespPeer peer = new RespPeer(table);
            RespPeer other = new RespPeer(table);
            byte[] bytes = garbage(random);
            peer.send(bytes, 0, bytes.length);
            byte[] ping = RespCommands.encode(List.of("GET", "k"));
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
                commands.writeBytes(RespCommands.encode(RespCommands.draw(random, "x")));
            }
            bytes = commands.toByteArray();
            for (int i = random.nextInt(4); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
        }
        return Arrays.copyOf(bytes, bytes.length - random.nextInt(1 + bytes.length / 4));
    }
}
