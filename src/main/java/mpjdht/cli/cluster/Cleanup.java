package mpjdht.cli.cluster;

import java.util.ArrayDeque;
import java.util.Deque;

/** What is to be undone when the process ends, in the reverse order of doing; each once. */
final class Cleanup {
    private final Deque<Runnable> steps = new ArrayDeque<>();
    private volatile boolean begun;

    /** Adds a step; does it at once if the clean-up has begun, because nobody else will. */
    synchronized void add(Runnable step) {
        if (begun) {
            step.run();
        } else {
            steps.push(step);
        }
    }

    /** Returns whether the process is ending. */
    boolean hasBegun() {
        return begun;
    }

    /** Does all steps, the last added first; a step that throws does not stop the others. */
    synchronized void run() {
        begun = true;
        while (!steps.isEmpty()) {
            try {
                steps.pop().run();
            } catch (RuntimeException e) {
                System.err.println("mpj-dht: " + e);
            }
        }
    }
}
