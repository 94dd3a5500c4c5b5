package mpjdht.node.eventual;

import mpjdht.message.Operation;
import mpjdht.message.RequestCursor;
import mpjdht.node.storage.LookAhead;
import mpjdht.store.NodeTable;
import mpjdht.store.Prefetch;
import mpjdht.store.Version;

/**
 * Looks ahead at those commands of a batch that will be done here; the others only pass.
 *
 * @param <C> cursor that reads the commands
 */
final class CommandsAhead<C extends RequestCursor> extends LookAhead<C> {
    private final EventualState state;
    private final Elections elections;
    private final int[] indexes = new int[Prefetch.MOST];
    private int valueLength;

    CommandsAhead(C cursor, EventualState state, Elections elections) {
        super(cursor);
        this.state = state;
        this.elections = elections;
    }

    @Override
    protected NodeTable table(C command, int place) {
        int index = state.known().index(command.position());
        indexes[place] = index;
        if (command.operation() == Operation.GET) {
            return state.known().isMember(index) && state.isComplete(index) ? state.table.keys() : null;
        }
        return elections.leads(index) ? state.table.keys() : null;
    }

    /** The arc of the command in hand, on the ring that there was when the batch was opened; there is one. */
    int index() {
        return indexes[current()];
    }

    /** To the end of the version, behind a value that is as long as the one that was written last, most often. */
    @Override
    protected int reach(C command) {
        if (command.operation() == Operation.PUT) {
            valueLength = command.valueLength();
        }
        return command.keyLength() + valueLength + Version.BYTES - 1;
    }
}
