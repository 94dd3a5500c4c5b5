package mpjdht.runtime.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mpjdht.journal.DamageException;
import mpjdht.journal.Disk;
import mpjdht.node.Grid;
import mpjdht.runtime.FolderDisk;

/** Port: the parts of generations, each of which has a disk. */
interface Generations {
    /** The part of the client that runs the command files. */
    String CLIENT = "client";

    /** The part of the head, or of a storage rank. */
    static String ofRank(int rank) {
        return rank == Grid.HEAD ? "head" : "rank-" + rank;
    }

    /**
     * A part that is there, to be looked at.
     *
     * @throws mpjdht.journal.DamageException if it is not there
     */
    Disk look(long generation, String part) throws IOException;

    /** A part to be written, which is made if it is not there. */
    Disk open(long generation, String part) throws IOException;

    /** Whether a part is there. */
    boolean has(long generation, String part);

    /** How many storage ranks a generation has; the first has the number 1. */
    int storageRanks(long generation) throws IOException;

    /** Those of a {@link DataFolder}. */
    static Generations in(Path folder) {
        return new Generations() {
            private Path path(long generation, String part) {
                return DataFolder.generation(folder, generation).resolve(part);
            }

            @Override
            public Disk look(long generation, String part) throws IOException {
                if (!has(generation, part)) {
                    throw new DamageException(path(generation, part).toString(), 0, "the folder is missing");
                }
                return FolderDisk.look(path(generation, part));
            }

            @Override
            public Disk open(long generation, String part) throws IOException {
                return FolderDisk.open(path(generation, part));
            }

            @Override
            public boolean has(long generation, String part) {
                return Files.exists(path(generation, part));
            }

            @Override
            public int storageRanks(long generation) throws IOException {
                return DataFolder.about(folder, generation).storageRanks();
            }
        };
    }
}
