package mpjdht.node.client;

import java.util.Optional;
import mpjdht.message.ClientMessage.MembershipChanged;

/** How far the client of a job is that can be resumed: reaches checkpoints, and keeps in mind what the next one says. */
final class ResumableRun {
    private final Requests requests;
    private final ResultSink sink;
    private final Checkpoints checkpoints;
    private final CheckpointWindow window;
    private Optional<MembershipChanged> change;
    private long location;
    private int changes;
    private boolean hasFailed;

    ResumableRun(Requests requests, ResultSink sink, Checkpoints checkpoints, ResumePoint from) {
        this.requests = requests;
        this.sink = sink;
        this.checkpoints = checkpoints;
        this.location = from.location();
        this.change = from.change();
        this.window = requests.startAt(from.next());
    }

    /** The result of the command there was given out. */
    void gaveOut(long at) {
        location = at;
    }

    /** A fence was passed. */
    void passed(Fence fence, long at, boolean done) {
        location = at;
        if (done && (fence instanceof Fence.Add || fence instanceof Fence.Remove)) {
            changes++;
        }
    }

    /** A command has failed, and ends the run: who resumes that begins with it, so that it ends the same way. */
    void failed() {
        hasFailed = true;
    }

    /** Every result given out so far is safe when this method returns, or the run has failed before it. */
    void reach() {
        if (!hasFailed) {
            checkpoints.reach(requests.oldest(), location, changes);
        }
        window.reach(requests.oldest());
    }

    /** Reaches a checkpoint if much was given out since the last one; tells whether it did. */
    boolean reachIfDue() {
        boolean due = window.isDue(requests.oldest());
        if (due) {
            reach();
        }
        return due;
    }

    /** Gives out the result of a fence that was passed by the job before, if this is one; tells whether it was. */
    boolean passesAgain(Fence fence, long at) {
        if (change.isEmpty()) {
            return false;
        }
        if (fence instanceof Fence.Add add) {
            sink.added(at, add.rank(), change.get());
        } else if (fence instanceof Fence.Remove) {
            sink.removed(at, change.get());
        } else {
            return false;
        }
        change = Optional.empty();
        location = at;
        return true;
    }
}
