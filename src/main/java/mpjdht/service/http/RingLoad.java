package mpjdht.service.http;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many nodes the ranks have, and what is on them, by rank.
 *
 * @param nodes how many nodes a rank hosts
 * @param keys how many keys they have
 * @param bytes of these keys and their values
 */
record RingLoad(SortedMap<Long, Long> nodes, SortedMap<Long, Long> keys, SortedMap<Long, Long> bytes) {

    /** The load of a ring as RING prints it. */
    static RingLoad of(String ring) {
        RingLoad load = new RingLoad(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        try {
            for (Object node : (List<?>) JSON.std.mapFrom(ring).get("nodes")) {
                load.add((Map<?, ?>) node);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return load;
    }

    private void add(Map<?, ?> node) {
        long rank = number(node, "rank");
        nodes.merge(rank, 1L, Long::sum);
        keys.merge(rank, number(node, "keys"), Long::sum);
        bytes.merge(rank, number(node, "bytes"), Long::sum);
    }

    private static long number(Map<?, ?> node, String name) {
        return node.get(name) instanceof Number number ? number.longValue() : 0;
    }

    long allNodes() {
        return sum(nodes);
    }

    long allKeys() {
        return sum(keys);
    }

    long allBytes() {
        return sum(bytes);
    }

    private static long sum(SortedMap<Long, Long> byRank) {
        return byRank.values().stream().mapToLong(Long::longValue).sum();
    }
}
