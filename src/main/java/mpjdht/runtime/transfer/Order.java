package mpjdht.runtime.transfer;

import mpjdht.command.Command;
import mpjdht.command.TableFile;
import mpjdht.command.Verb;

/**
 * A table that is to be written or read.
 *
 * @param verb EXPORT or IMPORT
 * @param file where
 * @param sorted whether the keys of an EXPORT come in the order of their bytes
 */
public record Order(Verb verb, TableFile file, boolean sorted) {
    /** What an EXPORT or IMPORT asks for. */
    public static Order of(Command command) {
        return new Order(command.verb(), TableFile.of(command.file()), command.isSorted());
    }
}
