package mpjdht.sim.disk;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import mpjdht.journal.Disk;
import mpjdht.journal.DiskFile;
import mpjdht.sim.SeededRandom;

/**
 * A disk in memory. It counts what changes it, and at a change of one's choice it fails, or loses power. Then of what had not been forced any part is there, in pieces of a
 * few bytes or many and in any order: each piece by itself, and so each file that was made, renamed or deleted. What had been forced is there.
 *
 * <p>What it leaves out: a disk that says it has forced what it has not, that loses what it once had, or that writes something in the place of something else.
 */
public final class SimulatedDisk implements Disk {
    /** Pieces that are written whole, or not at all, have up to 2 to the power of this many bytes, and after each power cut others. */
    private static final int MOST_PIECE_BITS = 12;

    private final TreeMap<String, Content> names = new TreeMap<>();

    /** The names that outlive a power cut for sure. */
    private TreeMap<String, Content> forcedNames = new TreeMap<>();

    private long changes;
    private long cutAt = Long.MAX_VALUE;
    private long failAt = Long.MAX_VALUE;

    /** The bytes of a file, as they are and as they were when they were forced last. */
    private static final class Content {
        private byte[] now = {};
        private byte[] forced = {};
    }

    /** Lets the power be cut at a change: it is made, but not forced. The first has the number 1. */
    public void cutAt(long change) {
        cutAt = change;
    }

    /**
     * Lets one change fail: half of a write is made, and nothing of any other change. Those behind it are made as if nothing had been, which is what operating systems
     * do.
     */
    public void failAt(long change) {
        failAt = change;
    }

    /** How often it was to be changed. */
    public long changes() {
        return changes;
    }

    /** The power is back: what there is then, by chance. */
    public SimulatedDisk afterPowerCut(SeededRandom chance) {
        SimulatedDisk after = new SimulatedDisk();
        TreeMap<String, Content> survivors = new TreeMap<>();
        List<String> all = new ArrayList<>(names.keySet());
        forcedNames.keySet().stream().filter(name -> !names.containsKey(name)).forEach(all::add);
        for (String name : all) {
            Content old = forcedNames.get(name);
            Content young = names.get(name);
            Content left = old == young || chance.nextInt(2) == 0 ? young : old;
            if (left != null) {
                survivors.put(name, left);
            }
        }
        survivors.forEach((name, content) -> {
            Content copy = new Content();
            copy.now = survived(content, chance);
            copy.forced = copy.now;
            after.names.put(name, copy);
        });
        after.forcedNames = new TreeMap<>(after.names);
        return after;
    }

    /** The process has died, and the machine goes on: everything is there that was written. */
    public SimulatedDisk afterProcessDied() {
        SimulatedDisk after = new SimulatedDisk();
        names.forEach((name, content) -> {
            Content copy = new Content();
            copy.now = content.now.clone();
            copy.forced = copy.now;
            after.names.put(name, copy);
        });
        after.forcedNames = new TreeMap<>(after.names);
        return after;
    }

    private static byte[] survived(Content content, SeededRandom chance) {
        int most = Math.max(content.now.length, content.forced.length);
        int least = Math.min(content.now.length, content.forced.length);
        int length = content.now.length == content.forced.length || chance.nextInt(2) == 0
                ? content.now.length
                : least + chance.nextInt(most - least + 1);
        byte[] left = new byte[length];
        int piece = 1 << chance.nextInt(MOST_PIECE_BITS + 1);
        for (int from = 0; from < length; from += piece) {
            int to = Math.min(length, from + piece);
            byte[] source = chance.nextInt(2) == 0 ? content.now : content.forced;
            for (int i = from; i < to; i++) {
                // Behind the end of what was there before there are zeros.
                left[i] = i < source.length ? source[i] : 0;
            }
        }
        return left;
    }

    /** Flips a bit of what a file has. */
    public void flip(String name, long at, int bit) {
        Content content = names.get(name);
        content.now = content.now.clone();
        content.now[(int) at] ^= (byte) (1 << bit);
        content.forced = content.now;
    }

    /** The bytes of a file. */
    public byte[] bytes(String name) {
        return names.get(name).now.clone();
    }

    private void changed() throws IOException {
        changes++;
        if (changes > cutAt) {
            throw new PowerCut();
        }
        if (changes == failAt) {
            throw new IOException("Input/output error");
        }
    }

    private void cutNow() {
        if (changes == cutAt) {
            throw new PowerCut();
        }
    }

    @Override
    public List<String> names() {
        return List.copyOf(names.keySet());
    }

    @Override
    public DiskFile create(String name) throws IOException {
        if (names.containsKey(name)) {
            throw new IOException(name + " is there already");
        }
        changed();
        names.put(name, new Content());
        cutNow();
        return open(name);
    }

    @Override
    public DiskFile open(String name) throws IOException {
        Content content = names.get(name);
        if (content == null) {
            throw new FileNotFoundException(name);
        }
        return new Opened(content);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        changed();
        names.put(to, names.remove(from));
        cutNow();
    }

    @Override
    public void delete(String name) throws IOException {
        changed();
        names.remove(name);
        cutNow();
    }

    @Override
    public void forceNames() throws IOException {
        changed();
        // A cut here has forced nothing.
        cutNow();
        forcedNames = new TreeMap<>(names);
    }

    @Override
    public String path(String name) {
        return "disk/" + name;
    }

    /** A file. */
    private final class Opened implements DiskFile {
        private final Content content;

        Opened(Content content) {
            this.content = content;
        }

        @Override
        public long length() {
            return content.now.length;
        }

        @Override
        public void write(long at, byte[] bytes, int offset, int length) throws IOException {
            try {
                changed();
            } catch (IOException e) {
                put(at, bytes, offset, length / 2);
                throw e;
            }
            put(at, bytes, offset, length);
            cutNow();
        }

        private void put(long at, byte[] bytes, int offset, int length) {
            int end = Math.toIntExact(at + length);
            byte[] next = Arrays.copyOf(content.now, Math.max(content.now.length, end));
            System.arraycopy(bytes, offset, next, (int) at, length);
            content.now = next;
        }

        @Override
        public void read(long at, byte[] into, int offset, int length) {
            System.arraycopy(content.now, (int) at, into, offset, length);
        }

        @Override
        public void truncate(long length) throws IOException {
            changed();
            content.now = Arrays.copyOf(content.now, (int) length);
            cutNow();
        }

        @Override
        public void force() throws IOException {
            changed();
            cutNow();
            content.forced = content.now;
        }

        @Override
        public void requireThere() throws IOException {
            if (!names.containsValue(content)) {
                throw new FileNotFoundException("it is gone");
            }
        }

        @Override
        public void close() {
            // Nothing waits here.
        }
    }
}
