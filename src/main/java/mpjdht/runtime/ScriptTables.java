package mpjdht.runtime;

import java.io.IOException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import mpjdht.command.CommandError;
import mpjdht.command.CutValues;
import mpjdht.command.NotExportableException;
import mpjdht.command.Verb;
import mpjdht.message.Answer;
import mpjdht.message.Operation;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.client.CommandSource.Next;
import mpjdht.ring.KeySpace;
import mpjdht.runtime.transfer.Order;
import mpjdht.runtime.transfer.Transfer;
import mpjdht.runtime.transfer.Transfers;

/** The tables that a {@link Script} has written and read, one at a time: in the place of the command come the requests that it takes. */
final class ScriptTables {
    private final Transfers transfers;
    private final KeySpace space;
    private final CutValues cutValues;
    private final boolean stopOnError;
    private final Consumer<CommandError> errors;
    /** Null when none is on its way. */
    private Transfer transfer;

    private Order order;
    private String orderedIn = "";
    private long orderedLine;
    private int orderedColumn;

    /** No table. */
    ScriptTables(
            Transfers transfers,
            KeySpace space,
            CutValues cutValues,
            boolean stopOnError,
            Consumer<CommandError> errors) {
        this.transfers = transfers;
        this.space = space;
        this.cutValues = cutValues;
        this.stopOnError = stopOnError;
        this.errors = errors;
    }

    /**
     * Begins with a table.
     *
     * @param file where that is asked for, with line and column; a line of 0 when it is asked for in no file
     * @return false when it cannot be, which has been told
     */
    boolean begin(Order table, String file, long line, int column) {
        order = table;
        orderedIn = file;
        orderedLine = line;
        orderedColumn = column;
        try {
            transfer = transfers.begin(table, space, cutValues);
            return true;
        } catch (IOException e) {
            tell(e);
            return false;
        }
    }

    /** Whether a table is on its way. */
    boolean isBusy() {
        return transfer != null;
    }

    /** Whether what is answered now is for the table. */
    boolean isUnderWay() {
        return isBusy() && transfer.isUnderWay();
    }

    /** Whether the request that came last stands in the file of the table, or no command asks for the table at all. */
    boolean isBesideCommands() {
        return orderedLine == 0 || line() > 0;
    }

    /** Whether a barrier has to be reached before anything else. */
    boolean isAtBarrier() {
        return isBusy() && transfer.isAtBarrier();
    }

    /** The job was told to end: nothing more is asked for a table that is on its way, which is told. */
    void breakOff() {
        if (isBusy() && !transfer.isBroken()) {
            transfer.abandon();
            errors.accept(CommandError.brokenOff(order.verb(), file(), orderedIn, orderedLine, orderedColumn));
        }
    }

    /** Column of the argument that names the table. */
    int column() {
        return orderedColumn;
    }

    /** The file of the table. */
    String file() {
        return order.file().name();
    }

    /** Line of that file, from 1, in which the request stands that came last; 0 when there is none. */
    long line() {
        return isUnderWay() && !transfer.isAtBarrier() ? transfer.line() : 0;
    }

    /** The next request for the table, or a barrier; STOP when a line of it, or the file, ends the run. */
    Next next(RequestBatch batch, int sequence) {
        while (true) {
            try {
                Next next = transfer.next(batch, sequence);
                if (next != Next.STOP) {
                    return next;
                }
                errors.accept(stopOnError ? transfer.error().behindImported() : transfer.error());
            } catch (IOException e) {
                breakOff(e);
            }
            if (stopOnError) {
                transfer.abandon();
                return Next.STOP;
            }
        }
    }

    /**
     * Takes an answer for the table.
     *
     * @param failure is told of a request that has failed, unless more is to be said of it
     * @return whether that has succeeded, or there was nothing left to fail
     */
    boolean answered(RequestCursor request, ReplyCursor reply, Runnable failure) {
        if (transfer.isBroken()) {
            return true;
        }
        boolean isFailure = Answer.isFailure(reply.outcome());
        try {
            if (isFailure && request.operation() == Operation.WALK) {
                throw NotExportableException.keysOutOfReach(file());
            }
            if (!isFailure) {
                transfer.take(request, reply);
                return true;
            }
        } catch (IOException e) {
            breakOff(e);
            return false;
        }
        failure.run();
        if (order.verb() == Verb.EXPORT) {
            // It cannot be whole any more.
            transfer.abandon();
        }
        return false;
    }

    /**
     * A barrier has been reached.
     *
     * @param whenDone is told of a table that is written, or read to its end
     * @return whether what ends there has succeeded
     */
    boolean reached(BiConsumer<Order, Transfer> whenDone) {
        Transfer reached = transfer;
        try {
            if (!reached.reached()) {
                return true;
            }
        } catch (IOException e) {
            breakOff(e);
            transfer = null;
            return false;
        }
        transfer = null;
        if (!reached.isBroken()) {
            whenDone.accept(order, reached);
        }
        return true;
    }

    /** Nothing comes of the table that is on its way, if any is. */
    void abandon() {
        if (isBusy()) {
            transfer.abandon();
        }
    }

    private void breakOff(IOException cause) {
        transfer.abandon();
        tell(cause);
    }

    private void tell(IOException cause) {
        errors.accept(CommandError.notTransferred(order.verb(), file(), orderedIn, orderedLine, orderedColumn, cause));
    }
}
