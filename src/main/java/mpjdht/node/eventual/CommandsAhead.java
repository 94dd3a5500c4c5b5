package mpjdht.node.eventual;

import mpjdht.message.Operation;
import mpjdht.message.RequestCursor;
import mpjdht.node.storage.LookAhead;
import mpjdht.store.NodeTable;

/**
 * Looks ahead at those commands of a batch that will be done here; the others only pass.
 *
 * @param <C> cursor that reads the commands
 */
final class CommandsAhead<C extends RequestCursor> extends LookAhead<C> {
    private final EventualState state;
    private final Elections elections;

    CommandsAhead(C cursor, EventualState state, Elections elections) {
        super(cursor);
        this.state = state;
        this.elections = elections;
    }

    @Override
    protected NodeTable table(C command, int place) {
        if (state.groups().isEmpty()) {
            return null;
        }
        int index = state.known().index(command.position());
        if (command.operation() == Operation.GET) {
            return state.known().isMember(index) && state.isComplete(index) ? state.table.keys() : null;
        }
        return elections.leads(index) ? state.table.keysToChange(command.hash(), command.position()) : null;
    }

    /** A write looks at the version, which lies behind a value that is as long as the new one, most often. */
    @Override
    protected int reach(C command) {
        return command.keyLength() + command.valueLength();
    }
}
