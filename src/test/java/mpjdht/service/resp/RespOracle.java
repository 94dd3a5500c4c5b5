package mpjdht.service.resp;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a client that waits for each reply would hear of a table of its own. */
final class RespOracle {
    private final Map<String, String> values = new HashMap<>();

    String reply(List<String> words) {
        return switch (words.get(0)) {
            case "SET" -> set(words.get(1), words.get(2), words.subList(3, words.size()));
            case "SETNX" -> ":" + (values.putIfAbsent(words.get(1), words.get(2)) == null ? 1 : 0) + "\r\n";
            case "GETSET" -> bulk(values.put(words.get(1), words.get(2)));
            case "GETDEL" -> bulk(values.remove(words.get(1)));
            case "APPEND" ->
                ":" + values.merge(words.get(1), words.get(2), String::concat).length() + "\r\n";
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
        if (options.contains("IFEQ")) {
            return options.get(1).equals(before) && values.put(key, value) != null ? "+OK\r\n" : bulk(null);
        }
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
