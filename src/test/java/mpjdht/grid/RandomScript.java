package mpjdht.grid;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import mpjdht.ring.KeySpace;

/**
 * A random command file and, beside it, what an {@link Oracle} says its results are. All verbs in both dialects, bad lines,
 * ranks and ids that are wrong, keys that are missing, positions that collide, keys and values of every byte, values that are no
 * numbers and sums that are too large.
 */
public final class RandomScript {
    private static final String[] BAD_LINES = {
        "FROB 1",
        "PUT",
        "GET",
        "GET a b",
        "PUT \"a",
        "PUT \"a\\q\" b",
        "ADD x",
        "REMOVE",
        "7 1 2",
        "END now",
        "DELETE",
        "ADD",
        "EXPLAIN",
        "EXPLAIN a b",
        "RING 1",
        "NODE",
        "NODE x",
        "CAS",
        "CAS a",
        "CAS a b",
        "CAS a b c d",
        "INCR",
        "INCR a 01",
        "INCR a 9223372036854775808",
        "INCR a 1 2",
        "APPEND a"
    };

    private final Random random;
    private final Oracle oracle;
    private final KeySpace space;
    private final int storageRanks;
    private final int maxValueBytes;
    private final List<byte[]> keys = new ArrayList<>();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final List<String> expected = new ArrayList<>();
    private long line;
    private int badLines;

    private RandomScript(long seed, Circle circle, int ranks, int nodes, int maxValueBytes) {
        this.random = new Random(seed);
        this.space = circle.space();
        this.oracle = new Oracle(space, ranks, nodes);
        this.storageRanks = ranks - 2;
        this.maxValueBytes = maxValueBytes;
    }

    /**
     * Makes a script.
     *
     * @param seed decides everything
     * @param circle circle of the run
     * @param ranks ranks of the run
     * @param nodes nodes at start
     * @param commands number of lines, about
     * @param maxValueBytes longest value
     */
    public static RandomScript of(long seed, Circle circle, int ranks, int nodes, int commands, int maxValueBytes) {
        RandomScript script = new RandomScript(seed, circle, ranks, nodes, maxValueBytes);
        script.makeKeys();
        for (int i = 0; i < commands; i++) {
            script.makeLine();
        }
        if (script.random.nextBoolean()) {
            script.write("END");
        }
        return script;
    }

    /** The command file. */
    public byte[] text() {
        return text.toByteArray();
    }

    /** A line for every result, in order, as {@link Oracle} writes them. */
    public List<String> expected() {
        return expected;
    }

    /** What a RING behind the script says. */
    public String ringAt(long number) {
        return oracle.ring(number);
    }

    /** Lines that cannot be read, or commands that fail. */
    public int badLines() {
        return badLines;
    }

    private void makeKeys() {
        int count = 1 + random.nextInt(40);
        for (int i = 0; i < count; i++) {
            keys.add(
                    switch (random.nextInt(6)) {
                        case 0, 1 -> ascii(Integer.toString(1 + random.nextInt(60)));
                        case 2 -> ascii("0" + random.nextInt(10));
                        case 3 -> ascii("key" + random.nextInt(30));
                        default -> bytes(1 + random.nextInt(random.nextInt(20) == 0 ? 65_536 : 12));
                    });
        }
    }

    private void makeLine() {
        int kind = random.nextInt(100);
        if (kind < 34) {
            put();
        } else if (kind < 40) {
            swap();
        } else if (kind < 46) {
            increment();
        } else if (kind < 67) {
            byte[] key = anyKey();
            write(random.nextInt(4) == 0 ? "1 " : anyCase("GET "), quoted(key));
            expected.add(oracle.get(line, key));
        } else if (kind < 72) {
            byte[] key = anyKey();
            write(anyCase(random.nextBoolean() ? "DELETE " : "DEL "), quoted(key));
            expected.add(oracle.delete(line, key));
        } else if (kind < 76) {
            explain();
        } else if (kind < 78) {
            write(anyCase("RING"));
            expected.add(oracle.ring(line));
        } else if (kind < 81) {
            node();
        } else if (kind < 89) {
            add();
        } else if (kind < 95) {
            remove();
        } else if (kind < 97) {
            write(random.nextBoolean() ? "" : random.nextBoolean() ? "   # a comment" : "// GET 1");
        } else {
            write(BAD_LINES[random.nextInt(BAD_LINES.length)]);
            badLines++;
        }
    }

    private void put() {
        byte[] key = anyKey();
        int longest = random.nextInt(30) == 0 ? maxValueBytes : Math.min(maxValueBytes, 40);
        byte[] value = bytes(random.nextInt(longest + 1));
        if (random.nextInt(4) == 0) {
            write(anyCase("APPEND "), quoted(key), ascii(" "), quoted(value));
            expected.add(oracle.append(line, key, value));
            return;
        }
        write(random.nextInt(4) == 0 ? "0 " : anyCase("PUT "), quoted(key), ascii(" "), quoted(value));
        expected.add(oracle.put(line, key, value));
    }

    private void swap() {
        byte[] key = anyKey();
        byte[] present = oracle.value(key);
        byte[] old = present == null || random.nextInt(4) == 0 ? bytes(random.nextInt(4)) : present;
        byte[] replacement = random.nextInt(3) == 0 ? number() : bytes(random.nextInt(40));
        write(anyCase("CAS "), quoted(key), ascii(" "), quoted(old), ascii(" "), quoted(replacement));
        expected.add(oracle.swap(line, key, old, replacement));
    }

    /** Of any key, though of most of them the value is no number. */
    private void increment() {
        byte[] key = random.nextInt(3) == 0 ? anyKey() : ascii("counter" + random.nextInt(4));
        if (random.nextInt(3) == 0) {
            write(anyCase("INCR "), quoted(key));
            record(oracle.increment(line, key, 1));
        } else {
            byte[] by = number();
            write(anyCase("INCR "), quoted(key), ascii(" "), by);
            record(oracle.increment(line, key, Long.parseLong(new String(by, StandardCharsets.US_ASCII))));
        }
    }

    private byte[] number() {
        long number = random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(200) - 100;
        return ascii(Long.toString(number));
    }

    private void add() {
        int rank = random.nextInt(storageRanks + 2);
        boolean numeric = random.nextInt(4) == 0;
        String start = (numeric ? "2 " : anyCase("ADD ")) + rank;
        boolean rankIsWrong = rank < 1 || rank > storageRanks;
        if (random.nextInt(3) == 0) {
            write(start);
            record(rankIsWrong ? null : oracle.add(line, rank, oracle.freeId(rank)));
        } else {
            long id = anyId();
            write(start + " " + Long.toUnsignedString(id));
            record(rankIsWrong || !space.contains(id) ? null : oracle.add(line, rank, id));
        }
    }

    private void remove() {
        long id = random.nextInt(4) == 0 ? anyId() : oracle.anyNode(random);
        write((random.nextInt(4) == 0 ? "3 " : anyCase("REMOVE ")) + Long.toUnsignedString(id));
        record(space.contains(id) ? oracle.remove(line, id) : null);
    }

    private void explain() {
        byte[] key = anyKey();
        write(anyCase("EXPLAIN "), quoted(key));
        expected.add(oracle.explain(line, key));
    }

    private void node() {
        long id = random.nextInt(4) == 0 ? anyId() : oracle.anyNode(random);
        write(anyCase("NODE ") + Long.toUnsignedString(id));
        record(space.contains(id) ? oracle.node(line, id) : null);
    }

    private void record(String result) {
        if (result == null) {
            badLines++;
        } else {
            expected.add(result);
        }
    }

    private long anyId() {
        long width = space.highestId() - space.lowestId();
        return switch (random.nextInt(4)) {
            case 0 -> space.lowestId() + random.nextInt(20);
            case 1 -> space.highestId() + random.nextInt(2);
            default ->
                space.lowestId()
                        + (width == -1 ? random.nextLong() : Long.remainderUnsigned(random.nextLong(), width + 1));
        };
    }

    private byte[] anyKey() {
        return keys.get(random.nextInt(keys.size()));
    }

    private String anyCase(String verb) {
        return random.nextInt(3) == 0 ? verb.toLowerCase(Locale.ROOT) : verb;
    }

    private byte[] quoted(byte[] bytes) {
        boolean plain = bytes.length > 0 && bytes.length < 10;
        for (byte b : bytes) {
            plain &= (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z');
        }
        if (plain && random.nextInt(3) != 0) {
            return bytes;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length * 2);
        out.write('"');
        for (byte b : bytes) {
            if (b == '"' || b == '\\') {
                out.write('\\');
                out.write(b);
            } else if (b == '\n' || b == '\r' || random.nextInt(40) == 0) {
                out.writeBytes(ascii(String.format("\\x%02x", b & 0xff)));
            } else {
                out.write(b);
            }
        }
        out.write('"');
        return out.toByteArray();
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private void write(String line) {
        write(line, new byte[0]);
    }

    private void write(String start, byte[]... rest) {
        text.writeBytes(ascii(start));
        for (byte[] part : rest) {
            text.writeBytes(part);
        }
        text.writeBytes(ascii(random.nextInt(5) == 0 ? "\r\n" : "\n"));
        line++;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
