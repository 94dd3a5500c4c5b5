package mpjdht.service;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mpjdht.command.ByteOutput;
import mpjdht.command.ByteSource;
import mpjdht.command.CommandError;
import mpjdht.command.Language;
import mpjdht.command.ResultFormat;
import mpjdht.command.Summary;
import mpjdht.message.RequestBatch;
import mpjdht.node.client.CommandSource.Next;
import mpjdht.node.client.Fence;
import mpjdht.runtime.Outlet;
import mpjdht.runtime.ResultPrinter;
import mpjdht.runtime.Script;

/** A command file that is being run. Of the rank's thread. */
final class BatchRun {
    private static final int BLOCK_BYTES = 32 << 10;
    private static final String FORBIDDEN = "faults, and WAIT, are for a server that was started with --allow-faults";
    private static final int MOST_UNREAD = 1000;
    private static final Fence NOTHING = new Fence.Wait(0);
    private static final Outlet NOTHING_HELD = nodes -> true;

    private final Batch batch;
    private final Script script;
    private final ResultPrinter printer;
    private final ByteOutput output;
    private final boolean mayPlayFaults;

    /** Errors of lines that could not be read, each with the number of commands that were read before it. */
    private final ArrayDeque<Unread> unread = new ArrayDeque<>();

    private long commandsRead;
    private long resultsOut;
    private boolean isWhole;

    private record Unread(long commandsBefore, long line, int column, String error) {}

    BatchRun(Batch batch, BatchDesk.Grid grid) {
        this.batch = batch;
        this.mayPlayFaults = grid.mayPlayFaults();
        this.output = new ByteOutput(batch.results(), BLOCK_BYTES);
        this.script = new Script(
                List.of("batch"),
                new OneFile(batch.input()),
                Language.of(grid.limits()),
                grid.space().get(),
                batch.stopsOnError(),
                error -> note(error.line(), error.column(), error.message()));
        this.printer = new ResultPrinter(
                script,
                script::column,
                ResultFormat.JSON.writer(output, true, false),
                new Summary(),
                grid.bounds(),
                this::failed,
                NOTHING_HELD);
    }

    Script script() {
        return script;
    }

    ResultPrinter printer() {
        return printer;
    }

    boolean takesResults() {
        return batch.takesResults();
    }

    /** Whether nothing is left to be run, nor under way. */
    boolean isOver() {
        return isWhole && resultsOut == commandsRead;
    }

    /** The command that stands alone, or one that does nothing when an error has come before it that ends the run. */
    Fence fence() {
        return isWhole ? NOTHING : script.fence();
    }

    /** Whether a fence is that which does nothing. */
    static boolean isNothing(Fence fence) {
        return NOTHING.equals(fence);
    }

    /** Goes on to the next command; END when none follows. */
    Next next(RequestBatch to, int sequence) {
        if (isWhole || batch.isAbandoned()) {
            isWhole = true;
            return Next.END;
        }
        if (unread.size() >= MOST_UNREAD || !batch.takesResults()) {
            return Next.NOTHING_YET;
        }
        batch.input().beginStep();
        Next next = script.next(to, sequence);
        while (next == Next.FENCE && !mayRun(script.fence())) {
            next = batch.stopsOnError() ? Next.STOP : script.next(to, sequence);
        }
        switch (next) {
            case REQUEST, EXPLAIN -> commandsRead++;
            case FENCE -> {
                commandsRead++;
                bringOut();
            }
            case NOTHING_YET -> bringOut();
            case END, STOP -> {
                isWhole = true;
                bringOut();
            }
        }
        return isWhole ? Next.END : next;
    }

    private boolean mayRun(Fence fence) {
        boolean isForbidden = !mayPlayFaults
                && (fence instanceof Fence.Fault
                        || fence instanceof Fence.Partition
                        || fence instanceof Fence.Heal
                        || fence instanceof Fence.Wait);
        if (isForbidden) {
            note(Script.line(script.location()), 1, FORBIDDEN);
        }
        return !isForbidden;
    }

    /** A line is not run; that is told behind the results of the commands before it. */
    private void note(long line, int column, String error) {
        unread.add(new Unread(commandsRead, line, column, error));
        tellUnread();
    }

    /** A result has been printed. */
    void passed() {
        resultsOut++;
        tellUnread();
    }

    private void failed(CommandError error) {
        tell(error.line(), error.column(), error.message());
        isWhole |= batch.stopsOnError();
    }

    private void tellUnread() {
        while (!unread.isEmpty() && unread.peek().commandsBefore() <= resultsOut) {
            Unread next = unread.poll();
            tell(next.line(), next.column(), next.error());
        }
    }

    private void tell(long line, int column, String error) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("line", line);
        told.put("column", column);
        told.put("error", error);
        try {
            output.write((JSON.std.asString(told) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw ResultPrinter.unwritable(e);
        }
    }

    private void bringOut() {
        tellUnread();
        try {
            output.flush();
        } catch (IOException e) {
            throw ResultPrinter.unwritable(e);
        }
    }

    /** All results go out, and nothing follows. */
    void finish() {
        bringOut();
        script.abandon();
        batch.end();
    }

    /** The bytes of a batch as the one file of a script. */
    private record OneFile(ByteSource bytes) implements Script.InputOpener {
        @Override
        public ByteSource open(String file) {
            return bytes;
        }

        @Override
        public long totalBytes(List<String> files) {
            return 0;
        }
    }
}
