package mpjdht.runtime.transfer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A new file beside another, with a name that nobody else has, for what becomes that other one when it is whole.
 *
 * @param path its path: {@code .mpj-dht.}, number of the process, {@code .part}
 * @param channel reads and writes it
 */
public record PartFile(Path path, FileChannel channel) {
    private static final int MAX_NAMES = 1000;

    /** How many files of this process were made; each has a name of its own. */
    private static final AtomicInteger MADE = new AtomicInteger();

    /**
     * Makes a file in the folder of another.
     *
     * @throws IOException if it cannot be made
     */
    public static PartFile beside(Path target) throws IOException {
        String stem = ".mpj-dht." + ProcessHandle.current().pid();
        for (int tries = 1; ; tries++) {
            // Another host's process may have the same number.
            int number = MADE.getAndIncrement();
            Path path = target.resolveSibling(stem + (number == 0 ? "" : "." + number) + ".part");
            try {
                FileChannel channel = FileChannel.open(
                        path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
                return new PartFile(path, channel);
            } catch (FileAlreadyExistsException e) {
                if (tries == MAX_NAMES) {
                    throw e;
                }
            }
        }
    }
}
