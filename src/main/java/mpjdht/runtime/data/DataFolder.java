package mpjdht.runtime.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mpjdht.journal.DamageException;
import mpjdht.journal.Disk;
import mpjdht.node.Grid;
import mpjdht.runtime.FolderDisk;

/**
 * The folder of a job's data, as its head has it: a <em>generation</em> for each job, of which one counts.
 *
 * <pre>
 * DIR/current                the number of the generation that counts
 * DIR/generation-7/about     the circle, and how many storage ranks there are
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
    private static final String ABOUT = "about";
    private static final String GENERATION = "generation-";
    private static final Pattern GENERATION_NAME = Pattern.compile(GENERATION + "([1-9]\\d{0,17})");
    private static final Pattern ABOUT_TEXT = Pattern.compile("(.*), (\\d{1,9}) storage ranks?");

    private final Path folder;
    private final FolderDisk root;
    private final long before;

    private DataFolder(Path folder, FolderDisk root, long before) {
        this.folder = folder;
        this.root = root;
        this.before = before;
    }

    /**
     * What a generation is.
     *
     * @param circle the keys of which circle it has, a line for people
     * @param storageRanks how many there are
     */
    public record About(String circle, int storageRanks) {
        private String text() {
            return circle + ", " + storageRanks + (storageRanks == 1 ? " storage rank" : " storage ranks");
        }
    }

    /**
     * Opens the folder of a job, which no other may have, and begins a generation.
     *
     * @throws IOException with a clause that says what is wrong, without the folder
     */
    public static DataFolder open(Path folder, About about) throws IOException {
        FolderDisk root = FolderDisk.open(folder);
        try {
            DataFolder opened = new DataFolder(folder, root, readCurrent(folder, root));
            opened.begin(about);
            return opened;
        } catch (IOException e) {
            root.close();
            throw e;
        }
    }

    /** The generation that counts; 0 if there is none. */
    static long readCurrent(Path folder, FolderDisk root) throws IOException {
        if (root.names().contains(CURRENT)) {
            String text = CheckedText.read(root, CURRENT);
            if (!text.matches("[1-9]\\d{0,17}")) {
                throw new DamageException(root.path(CURRENT), 0, "'" + text + "' is no generation");
            }
            return Long.parseLong(text);
        }
        // A head decides nothing before its generation is whole.
        long whole = 0;
        for (String name : root.names()) {
            Matcher matcher = GENERATION_NAME.matcher(name);
            if (matcher.matches()) {
                long number = Long.parseLong(matcher.group(1));
                boolean isWhole = Generations.in(folder).has(number, Generations.ofRank(0))
                        && HeadJournal.read(Generations.in(folder), number, torn -> {})
                                .configuration()
                                .isPresent();
                whole = isWhole ? Math.max(whole, number) : whole;
            }
        }
        return whole;
    }

    /** Whether a job has begun in a folder. */
    static boolean isBegun(Path folder) throws IOException {
        return FolderDisk.look(folder).names().stream()
                .anyMatch(name ->
                        name.equals(CURRENT) || GENERATION_NAME.matcher(name).matches());
    }

    private void begin(About about) throws IOException {
        if (before > 0) {
            String known = about(folder, before).circle();
            if (!known.equals(about.circle())) {
                throw new IOException("its keys are on another circle, '" + known + "', than '" + about.circle() + "'");
            }
        }
        removeAllBut(before);
        try (FolderDisk own = FolderDisk.open(generation(folder, generation()))) {
            CheckedText.write(own, ABOUT, about.text());
        }
    }

    /** What a generation is that is there. */
    static About about(Path folder, long generation) throws IOException {
        Path there = generation(folder, generation);
        if (!Files.isDirectory(there)) {
            throw new DamageException(there.toString(), 0, "the folder is missing");
        }
        Disk disk = FolderDisk.look(there);
        if (!disk.names().contains(ABOUT)) {
            throw new DamageException(disk.path(ABOUT), 0, "the file is missing");
        }
        Matcher matcher = ABOUT_TEXT.matcher(CheckedText.read(disk, ABOUT));
        if (!matcher.matches()) {
            throw new DamageException(disk.path(ABOUT), 0, "it does not tell a circle and storage ranks");
        }
        return new About(matcher.group(1), Integer.parseInt(matcher.group(2)));
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

    /**
     * From now on the generation of this job counts, and no other.
     *
     * @throws IOException if what a rank has written down to begin with is not there any more; then the one before counts
     */
    public void commit() throws IOException {
        int lastStorage = about(folder, generation()).storageRanks();
        for (int rank = Grid.HEAD; rank <= lastStorage; rank++) {
            Path part = ofRank(folder, generation(), rank);
            if (!Files.isDirectory(part)) {
                throw new FileSystemException(part.toString(), null, "it is gone");
            }
        }
        CheckedText.write(root, CURRENT, Long.toString(generation()));
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

    /** Gives the folder up. */
    @Override
    public void close() throws IOException {
        root.close();
    }
}
