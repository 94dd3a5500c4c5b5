package mpjdht.runtime.transfer;

import java.util.Optional;

/**
 * What a source of commands may do with tables.
 *
 * @param transfers begins what commands ask for
 * @param first what is read before the first command
 * @param last what is written behind the last one, be it END
 */
public record Tables(Transfers transfers, Optional<Order> first, Optional<Order> last) {
    /** Nothing. */
    public static final Tables NONE = new Tables(Transfers.refused(), Optional.empty(), Optional.empty());
}
