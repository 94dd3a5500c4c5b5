package mpjdht.service.resp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Commands about keys that are drawn, and how a client writes them. */
final class RespCommands {
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

    private RespCommands() {}

    static byte[] encode(List<String> words) {
        StringBuilder text = new StringBuilder("*" + words.size() + "\r\n");
        words.forEach(word -> text.append('$')
                .append(word.length())
                .append("\r\n")
                .append(word)
                .append("\r\n"));
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    static List<String> draw(SplittableRandom random, String ownKeys) {
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
            words.addAll(
                    random.nextInt(4) == 0
                            ? List.of("IFEQ", "v" + random.nextInt(2))
                            : OPTIONS.get(random.nextInt(OPTIONS.size())));
        }
        if (name.endsWith("BY")) {
            words.add(Long.toString(random.nextInt(4) == 0 ? random.nextLong() | 1 : random.nextInt(100)));
        }
        return words;
    }

    private static String value(SplittableRandom random) {
        if (random.nextInt(4) == 0) {
            return "v" + random.nextInt(2);
        }
        if (random.nextInt(2) == 0) {
            return Long.toString(random.nextLong() >> random.nextInt(64));
        }
        byte[] bytes = new byte[random.nextInt(20) == 0 ? random.nextInt(3000) : random.nextInt(12)];
        random.nextBytes(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
