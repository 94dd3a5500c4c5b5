package mpjdht.runtime.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import mpjdht.command.FileTrouble;
import mpjdht.node.client.Checkpoints;
import mpjdht.node.client.ResumePoint;
import mpjdht.runtime.PersistingTransport.Durability;
import mpjdht.runtime.Script;

/** Writes down how far the script of a job is, so that another one may go on there. */
public final class ScriptCheckpoints implements Checkpoints {
    /** Behind so many times the window nobody remembers a number. */
    private static final int WINDOWS_TO_FORGET = 4;

    private final ClientJournal journal;
    private final Script script;
    private final Supplier<List<Long>> figures;
    private final Results results;
    private final boolean isForced;
    private Checkpoint last;

    /** The results of the job. */
    @FunctionalInterface
    public interface Results {
        /**
         * Returns the length of the results when all of them are out.
         *
         * @param forced whether they have to outlive the machine
         */
        long bringOut(boolean forced);
    }

    /**
     * Checkpoints of a job whose results are open.
     *
     * @param journal takes them
     * @param run what the job is, with where its results are
     * @param durability how safe they are
     * @param figures what was counted, as {@link mpjdht.command.Summary} tells it
     */
    public ScriptCheckpoints(
            ClientJournal journal,
            Run run,
            Durability durability,
            Script script,
            Supplier<List<Long>> figures,
            Results results) {
        this.journal = journal;
        this.script = script;
        this.figures = figures;
        this.results = results;
        this.isForced = durability.kind() == Durability.Kind.FSYNC;
        this.last = journal.last()
                .orElseGet(() ->
                        new Checkpoint(0, script.beginning(), false, false, 0, 0, 0, figures.get(), Optional.empty()));
        write(() -> journal.begin(run));
        write(() -> journal.reach(last));
    }

    /**
     * Where the client goes on.
     *
     * @param window most of its requests under way
     */
    public ResumePoint point(int window) {
        int next = last.isInTable() ? last.next() + WINDOWS_TO_FORGET * window : last.next();
        return new ResumePoint(next, last.place(), last.change());
    }

    @Override
    public void reach(int next, long location, int changes) {
        Optional<Long> place = script.placeBehind(location, last.place());
        // What became of the change that was done before is of use until its command has been given out.
        boolean isPassed = place.isPresent() && place.get() != last.place();
        keep(new Checkpoint(
                next,
                place.orElse(last.place()),
                place.isEmpty(),
                false,
                changes,
                results.bringOut(isForced),
                0,
                figures.get(),
                isPassed ? Optional.empty() : last.change()));
    }

    /** Nothing is left to be done, and all results are in place. */
    public void over(int exitCode) {
        keep(new Checkpoint(
                last.next(),
                last.place(),
                false,
                true,
                last.changes(),
                last.outputBytes(),
                exitCode,
                List.of(),
                Optional.empty()));
    }

    private void keep(Checkpoint checkpoint) {
        last = checkpoint;
        write(() -> journal.reach(checkpoint));
    }

    /** Something to be written. */
    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    private void write(Writing writing) {
        try {
            writing.run();
            if (isForced) {
                journal.force();
            } else {
                journal.write();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(FileTrouble.withFile(e), e);
        }
    }
}
