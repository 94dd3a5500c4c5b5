package mpjdht.grid;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;

/**
 * A distributed hash table that is not distributed: a {@link TreeMap} for the circle and a {@link HashMap} for the keys, one
 * command after another. Results are lines of text, in which long values are told by length and hash.
 *
 * <p>A command that fails gives null. A script always numbers lines from 1; a command's line is the one being written.
 */
public final class Oracle {
    private final KeySpace space;
    private final KeyPlace place = new KeyPlace();
    private final TreeMap<Long, Integer> ring = new TreeMap<>(Long::compareUnsigned);
    private final Map<ByteBuffer, byte[]> table = new HashMap<>();

    /** The circle at start. */
    public Oracle(KeySpace space, int ranks, int nodes) {
        this.space = space;
        long[] ids = space.initialIds(nodes);
        for (int i = 0; i < nodes; i++) {
            ring.put(ids[i], 1 + Math.floorMod(ranks - 3 - (nodes - 1 - i), ranks - 2));
        }
    }

    String put(long line, byte[] key, byte[] value) {
        table.put(ByteBuffer.wrap(key), value);
        return line("PUT", line, key, null, true, owner(key));
    }

    String get(long line, byte[] key) {
        byte[] value = table.get(ByteBuffer.wrap(key));
        return line("GET", line, key, value, value != null, owner(key));
    }

    String delete(long line, byte[] key) {
        boolean found = table.remove(ByteBuffer.wrap(key)) != null;
        return line("DELETE", line, key, null, found, owner(key));
    }

    String append(long line, byte[] key, byte[] added) {
        byte[] value = table.getOrDefault(ByteBuffer.wrap(key), new byte[0]);
        byte[] whole = Arrays.copyOf(value, value.length + added.length);
        System.arraycopy(added, 0, whole, value.length, added.length);
        table.put(ByteBuffer.wrap(key), whole);
        return line("APPEND", line, key, null, true, owner(key));
    }

    String swap(long line, byte[] key, byte[] old, byte[] replacement) {
        byte[] value = table.get(ByteBuffer.wrap(key));
        boolean swaps = Arrays.equals(old, value);
        if (swaps) {
            table.put(ByteBuffer.wrap(key), replacement);
        }
        return line("CAS", line, key, swaps ? null : value, value != null, owner(key));
    }

    String increment(long line, byte[] key, long by) {
        byte[] value = table.getOrDefault(ByteBuffer.wrap(key), new byte[] {'0'});
        String text = new String(value, StandardCharsets.ISO_8859_1);
        if (!text.matches("0|-?[1-9][0-9]{0,30}") || !isLong(new BigInteger(text))) {
            return null;
        }
        BigInteger sum = new BigInteger(text).add(BigInteger.valueOf(by));
        if (!isLong(sum)) {
            return null;
        }
        byte[] stored = sum.toString().getBytes(StandardCharsets.US_ASCII);
        table.put(ByteBuffer.wrap(key), stored);
        return line("INCR", line, key, stored, true, owner(key));
    }

    private static boolean isLong(BigInteger number) {
        return number.bitLength() < Long.SIZE;
    }

    /** The value of a key; null when it has none. */
    byte[] value(byte[] key) {
        return table.get(ByteBuffer.wrap(key));
    }

    String explain(long line, byte[] key) {
        long owner = owner(key);
        return explainLine(line, ByteBuffer.wrap(key), place.position(), owner, ring.get(owner));
    }

    String ring(long line) {
        List<String> nodes = new ArrayList<>();
        ring.forEach((id, rank) -> nodes.add(node(id)));
        return ringLine(line, nodes);
    }

    String node(long line, long id) {
        return ring.containsKey(id) ? nodeLine(line, node(id), before(id)) : null;
    }

    String add(long line, int rank, long id) {
        if (ring.containsKey(id)) {
            return null;
        }
        Map<ByteBuffer, Long> before = owners();
        ring.put(id, rank);
        return changeLine("ADD", line, id, before);
    }

    String remove(long line, long id) {
        if (!ring.containsKey(id) || ring.size() == 1) {
            return null;
        }
        Map<ByteBuffer, Long> before = owners();
        ring.remove(id);
        return changeLine("REMOVE", line, id, before);
    }

    /** The id that ADD without one gives a rank. */
    long freeId(int rank) {
        long id = space.idOf("rank-" + rank);
        for (int i = 1; ring.containsKey(id) && i < 1000; i++) {
            id = space.idOf("rank-" + rank + "-" + i);
        }
        for (id = ring.containsKey(id) ? space.idOf("rank-" + rank) : id; ring.containsKey(id) && !isFull(); ) {
            id = id == space.highestId() ? space.lowestId() : id + 1;
        }
        return id;
    }

    private boolean isFull() {
        return ring.size() - 1 == space.highestId() - space.lowestId();
    }

    long anyNode(Random random) {
        return new ArrayList<>(ring.keySet()).get(random.nextInt(ring.size()));
    }

    private String line(String verb, long line, byte[] key, byte[] value, boolean found, long node) {
        return keyLine(
                verb,
                line,
                ByteBuffer.wrap(key),
                value == null ? null : ByteBuffer.wrap(value),
                found,
                node,
                ring.get(node));
    }

    private String changeLine(String verb, long line, long id, Map<ByteBuffer, Long> before) {
        long keys = 0;
        long bytes = 0;
        for (Map.Entry<ByteBuffer, Long> entry : owners().entrySet()) {
            if (!entry.getValue().equals(before.get(entry.getKey()))) {
                keys++;
                bytes += entry.getKey().remaining() + table.get(entry.getKey()).length;
            }
        }
        return membershipLine(verb, line, id, keys, bytes);
    }

    private Map<ByteBuffer, Long> owners() {
        Map<ByteBuffer, Long> owners = new HashMap<>();
        table.keySet().forEach(key -> owners.put(key, owner(bytesOf(key))));
        return owners;
    }

    private String node(long id) {
        long keys = 0;
        long bytes = 0;
        for (Map.Entry<ByteBuffer, Long> entry : owners().entrySet()) {
            if (entry.getValue() == id) {
                keys++;
                bytes += entry.getKey().remaining() + table.get(entry.getKey()).length;
            }
        }
        return nodeText(id, ring.get(id), keys, bytes, after(id));
    }

    private long after(long id) {
        Long successor = ring.higherKey(id);
        return successor == null ? ring.firstKey() : successor;
    }

    private long before(long id) {
        Long predecessor = ring.lowerKey(id);
        return predecessor == null ? ring.lastKey() : predecessor;
    }

    private long owner(byte[] key) {
        space.locate(key, 0, key.length, place);
        Long owner = ring.ceilingKey(place.position());
        return owner == null ? ring.firstKey() : owner;
    }

    /** How the result of a PUT, GET, DELETE, CAS or INCR is written, here and by those who compare. */
    public static String keyLine(
            String verb, long line, ByteBuffer key, ByteBuffer value, boolean found, long node, int rank) {
        return line + " " + verb + " " + brief(key) + (found ? " found " : " missing ")
                + (value == null ? "" : brief(value)) + "@" + Long.toUnsignedString(node) + " rank " + rank;
    }

    /** How the result of an ADD or REMOVE is written, here and by those who compare. */
    public static String membershipLine(String verb, long line, long id, long keys, long bytes) {
        return line + " " + verb + " " + Long.toUnsignedString(id) + " moved " + keys + " keys, " + bytes + " bytes";
    }

    /** A result without what copies change: a write is answered by the last of its chain, and a change of the ring moves copies. */
    public static String withoutPlacesOfCopies(String line) {
        return line.replaceAll(" rank \\d+$", "").replaceAll(" moved \\d+ keys, \\d+ bytes$", "");
    }

    /** How the result of an EXPLAIN is written, here and by those who compare; its path ends with this node. */
    public static String explainLine(long line, ByteBuffer key, long position, long node, int rank) {
        return line + " EXPLAIN " + brief(key) + " position " + Long.toUnsignedString(position) + " @"
                + Long.toUnsignedString(node) + " rank " + rank;
    }

    /** How a node is written, here and by those who compare. */
    public static String nodeText(long id, int rank, long keys, long bytes, long successor) {
        return Long.toUnsignedString(id) + " rank " + rank + " has " + keys + " keys, " + bytes + " bytes, before "
                + Long.toUnsignedString(successor);
    }

    /** How the result of a RING is written, here and by those who compare. */
    public static String ringLine(long line, List<String> nodes) {
        return line + " RING " + nodes;
    }

    /** How the result of a NODE is written, here and by those who compare. */
    public static String nodeLine(long line, String node, long predecessor) {
        return line + " NODE " + node + ", after " + Long.toUnsignedString(predecessor);
    }

    private static byte[] bytesOf(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }

    private static String brief(ByteBuffer bytes) {
        byte[] copy = bytesOf(bytes);
        return copy.length <= 16 ? Arrays.toString(copy) : copy.length + " bytes with hash " + Arrays.hashCode(copy);
    }
}
