package mpjdht.runtime.transfer;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import mpjdht.command.CutValues;
import mpjdht.command.Verb;
import mpjdht.ring.KeySpace;
import mpjdht.store.Conflicts;

/** Begins what a source of commands has transferred, below a folder; or nothing, where whoever commands has no business with files. */
public final class Transfers {
    private final Optional<WorkingFolder> folder;
    private final Conflicts conflicts;

    private Transfers(Optional<WorkingFolder> folder, Conflicts conflicts) {
        this.folder = folder;
        this.conflicts = conflicts;
    }

    /**
     * Transfers to and from files below a folder.
     *
     * @param conflicts what the values are that a GET brings
     */
    public static Transfers below(Path folder, Conflicts conflicts) {
        return new Transfers(Optional.of(new WorkingFolder(folder)), conflicts);
    }

    /** None. */
    public static Transfers refused() {
        return new Transfers(Optional.empty(), Conflicts.LWW);
    }

    /**
     * Begins one.
     *
     * @param space the circle, for this thread
     * @param cutValues is told the values that a comment ends
     * @throws IOException with the reason if the file cannot be opened, or must not
     */
    public Transfer begin(Order order, KeySpace space, CutValues cutValues) throws IOException {
        String name = order.file().name();
        if (folder.isEmpty()) {
            throw new FileSystemException(name, null, "files are for the command files of the job alone");
        }
        return order.verb() == Verb.EXPORT
                ? new Export(order.file(), folder.get().target(name), order.sorted(), space, conflicts)
                : new Import(order.file(), folder.get().present(name), space, cutValues);
    }
}
