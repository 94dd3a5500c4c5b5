package mpjdht.runtime.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import mpjdht.journal.DiskFile;
import mpjdht.runtime.FolderDisk;

/**
 * The folder of a job's data, as its head has it: a <em>generation</em> for each job, of which one counts.
 *
 * <pre>
 * DIR/current                the number of the generation that counts
 * DIR/generation-7/about     the circle
 * DIR/generation-7/head      what the head has decided, a journal
 * DIR/generation-7/rank-3    what a storage rank has done, a journal
 * DIR/generation-7/client    how far the command files are, a journal
 * </pre>
 *
 * <p>A job reads the generation that counts, and changes nothing in it. It writes its own, and when every rank has there whatever it is to have, that one counts, in one step;
 * then the one before is removed. So a job that dies at any moment leaves one generation that is whole.
 */
public final class DataFolder implements Closeable {
    private static final String CURRENT = "current";
    private static final String NEXT = "current.next";
    private static final String ABOUT = "about";
    private static final String GENERATION = "generation-";
    private static final int MOST_ABOUT_BYTES = 4096;

    private final Path folder;
    private final FolderDisk root;
    private final long before;

    private DataFolder(Path folder, FolderDisk root, long before) {
        this.folder = folder;
        this.root = root;
        this.before = before;
    }

    /**
     * Opens the folder of a job, which no other may have, and begins a generation.
     *
     * @param circle the keys of which circle it has, a line for people
     * @throws IOException with a clause that says what is wrong, without the folder
     */
    public static DataFolder open(Path folder, String circle) throws IOException {
        FolderDisk root = FolderDisk.open(folder);
        try {
            DataFolder opened = new DataFolder(folder, root, readCurrent(root));
            opened.begin(circle);
            return opened;
        } catch (IOException e) {
            root.close();
            throw e;
        }
    }

    private static long readCurrent(FolderDisk root) throws IOException {
        if (!root.names().contains(CURRENT)) {
            return 0;
        }
        String text = read(root, CURRENT);
        if (!text.matches("[1-9]\\d{0,17}")) {
            throw new IOException("its file " + CURRENT + " says '" + text + "', which is no number");
        }
        return Long.parseLong(text);
    }

    private static String read(FolderDisk disk, String name) throws IOException {
        try (DiskFile file = disk.open(name)) {
            byte[] bytes = new byte[(int) Math.min(MOST_ABOUT_BYTES, file.length())];
            file.read(0, bytes, 0, bytes.length);
            return new String(bytes, StandardCharsets.UTF_8).strip();
        }
    }

    private static void write(FolderDisk disk, String name, String text) throws IOException {
        if (disk.names().contains(name)) {
            disk.delete(name);
        }
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        try (DiskFile file = disk.create(name)) {
            file.write(0, bytes, 0, bytes.length);
            file.force();
        }
        disk.forceNames();
    }

    private void begin(String circle) throws IOException {
        if (before > 0) {
            try (FolderDisk old = FolderDisk.open(generation(folder, before))) {
                String known = old.names().contains(ABOUT) ? read(old, ABOUT) : "";
                if (!known.equals(circle)) {
                    throw new IOException("its keys are on another circle, '" + known + "', than '" + circle + "'");
                }
            }
        }
        removeAllBut(before);
        try (FolderDisk own = FolderDisk.open(generation(folder, generation()))) {
            write(own, ABOUT, circle);
        }
    }

    /** The generation that counts; 0 if there is none. */
    public long before() {
        return before;
    }

    /** The generation of this job. */
    public long generation() {
        return before + 1;
    }

    /** The folder of a generation. */
    public static Path generation(Path folder, long number) {
        return folder.resolve(GENERATION + number);
    }

    /** The folder of the head, or of a storage rank. */
    public static Path ofRank(Path folder, long generation, int rank) {
        return generation(folder, generation).resolve(Generations.ofRank(rank));
    }

    /** Whether a rank sees what the head does: its generation. */
    public static boolean isSeen(Path folder, long generation) {
        return Files.exists(generation(folder, generation).resolve(ABOUT));
    }

    /** From now on the generation of this job counts, and no other. */
    public void commit() throws IOException {
        write(root, NEXT, Long.toString(generation()));
        root.rename(NEXT, CURRENT);
        root.forceNames();
        removeAllBut(generation());
    }

    private void removeAllBut(long kept) throws IOException {
        for (String name : root.names()) {
            if (name.startsWith(GENERATION) && !name.equals(GENERATION + kept)) {
                remove(folder.resolve(name));
            }
        }
        root.forceNames();
    }

    private static void remove(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Numbers of the storage ranks that a generation has. */
    public static Stream<Integer> ranks(Path folder, long generation) throws IOException {
        try (Stream<Path> files = Files.list(generation(folder, generation))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("rank-\\d{1,9}"))
                    .map(name -> Integer.parseInt(name.substring("rank-".length())))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** Gives the folder up. */
    @Override
    public void close() throws IOException {
        root.close();
    }
}
