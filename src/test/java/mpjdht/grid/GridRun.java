package mpjdht.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mpjdht.command.ByteSource;
import mpjdht.command.CommandError;
import mpjdht.command.Language;
import mpjdht.command.Limits;
import mpjdht.command.Summary;
import mpjdht.node.FlowLimits;
import mpjdht.ring.NodeRef;
import mpjdht.runtime.ResultPrinter;
import mpjdht.runtime.Script;
import mpjdht.runtime.transfer.Tables;

/** One command file through an {@link InMemoryGrid}: the real parser, roles, messages and result path. */
public final class GridRun {
    private final RecordingWriter writer = new RecordingWriter();
    private final Summary summary = new Summary();
    private final List<CommandError> errors = new ArrayList<>();
    private final InMemoryGrid grid;

    /**
     * Prepares a run.
     *
     * @param text the command file
     * @param seed decides the order of delivery, and the pieces in which the file arrives
     */
    public GridRun(
            byte[] text,
            long seed,
            Circle circle,
            RoutingChoice routing,
            int ranks,
            int nodes,
            FlowLimits limits,
            boolean stopOnError) {
        this(text, seed, circle, routing, ranks, nodes, limits, stopOnError, Tables.NONE);
    }

    /**
     * Prepares a run that may write and read tables.
     *
     * @param tables what it may, and what is asked for beside the commands
     */
    public GridRun(
            byte[] text,
            long seed,
            Circle circle,
            RoutingChoice routing,
            int ranks,
            int nodes,
            FlowLimits limits,
            boolean stopOnError,
            Tables tables) {
        Script script = new Script(
                List.of("script"),
                new OneFile(text, new Random(seed)),
                Language.of(new Limits(
                        ranks - 2, circle.space().lowestId(), circle.space().highestId())),
                circle.space(),
                tables,
                stopOnError,
                this::report);
        ResultPrinter printer = new ResultPrinter(
                script,
                script::column,
                writer,
                summary,
                new ResultPrinter.Bounds(Integer.MAX_VALUE, 1),
                this::report,
                atEnd -> true);
        grid = InMemoryGrid.of(
                ranks,
                seed,
                rank -> circle.space(),
                routing,
                nodes,
                Integer.MAX_VALUE,
                script,
                printer,
                limits,
                stopOnError);
    }

    private void report(CommandError error) {
        errors.add(error);
        summary.count(error);
    }

    /** Runs to the end. */
    public GridRun run() {
        grid.run();
        return this;
    }

    /** A line for every result, as {@link Oracle} writes them. */
    public List<String> results() {
        return writer.lines();
    }

    /** The path of every EXPLAIN. */
    public List<List<NodeRef>> paths() {
        return writer.paths();
    }

    /** The hops of every EXPLAIN. */
    public List<Integer> hops() {
        return writer.hops();
    }

    /** Whether the run came to its proper end. */
    public boolean endedWell() {
        return writer.finished();
    }

    /** What was wrong, in order. */
    public List<CommandError> errors() {
        return errors;
    }

    /** The counts. */
    public Summary summary() {
        return summary;
    }

    /** The grid. */
    public InMemoryGrid grid() {
        return grid;
    }

    /** One file in memory, which arrives in pieces of any size, with pauses. */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    private record OneFile(byte[] text, Random random) implements Script.InputOpener {
        @Override
        public ByteSource open(String file) {
            return new ByteSource() {
                private int done;

                @Override
                public int read(byte[] into, int offset, int length) {
                    if (done == text.length) {
                        return END;
                    }
                    if (random.nextInt(3) == 0) {
                        return NOTHING_YET;
                    }
                    int count = Math.min(1 + random.nextInt(length), text.length - done);
                    System.arraycopy(text, done, into, offset, count);
                    done += count;
                    return count;
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public long totalBytes(List<String> files) {
            return text.length;
        }
    }
}
