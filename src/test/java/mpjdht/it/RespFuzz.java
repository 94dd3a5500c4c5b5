package mpjdht.it;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** What nobody should say to the door for clients of Redis, beside a little of what one may. */
final class RespFuzz {
    private static final int ONE_IS_LONG = 500;
    private static final int LONG_BYTES = 70_000;

    /** Commands whose {@code #} is to become a key; none of them changes the ring. */
    private static final List<String> COMMANDS = List.of(
            "SET # value",
            "SET # value NX GET",
            "SET # value XX",
            "SET # 17",
            "GET #",
            "DEL # #",
            "EXISTS # # #",
            "STRLEN #",
            "MGET # # #",
            "MSET # a # b",
            "INCR #",
            "INCRBY # 12345",
            "DECRBY # x",
            "APPEND # more",
            "GETSET # other",
            "GETDEL #",
            "SETNX # value",
            "SCAN 0 MATCH f* COUNT 100 TYPE string",
            "SCAN 12345678901234567890",
            "DBSIZE",
            "PING",
            "PING hello",
            "ECHO hello",
            "HELLO 3 SETNAME me",
            "HELLO 2",
            "SELECT 0",
            "SELECT 1",
            "AUTH secret",
            "CLIENT SETNAME me",
            "CLIENT LIST",
            "COMMAND INFO GET SET",
            "CONFIG GET save",
            "INFO",
            "RESET",
            "QUIT",
            "DHT.RING",
            "DHT.EXPLAIN #",
            "DHT.REPLICAS #",
            "DHT.LEADER #",
            "DHT.NODE 12345",
            "DHT.CAS # value other",
            "DHT.RUN GET_#",
            "DHT.CRASH RANK 1",
            "NONSENSE # 1 2 3");

    private RespFuzz() {}

    /** An input: some commands, as arrays or as lines, changed or not. */
    static byte[] input(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            String command = COMMANDS.get(random.nextInt(COMMANDS.size()))
                    .replace("#", "f" + random.nextInt(Fuzzers.KEYS))
                    .replace("RING", random.nextBoolean() ? "RING" : "ring");
            text.append(random.nextInt(4) == 0 ? command + "\r\n" : array(command));
        }
        if (random.nextInt(ONE_IS_LONG) == 0) {
            text.append("x".repeat(LONG_BYTES));
        }
        return Mutation.of(text.toString().getBytes(StandardCharsets.ISO_8859_1), random);
    }

    private static String array(String command) {
        String[] words = command.split(" ", -1);
        StringBuilder text = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            String said = word.replace('_', ' ');
            text.append('$').append(said.length()).append("\r\n").append(said).append("\r\n");
        }
        return text.toString();
    }
}
