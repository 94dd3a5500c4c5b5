package mpjdht.runtime;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What wakes a rank besides messages and timers: input that comes late, whoever brings it. Each source of input has a
 * {@link Slot}. A source that has nothing when the rank asks awaits its next input there; when it comes, the thread that
 * brings it posts.
 *
 * <p>A source that was never without input when it was asked wakes nobody, and costs its rank nothing.
 */
public final class Inbox {
    private final Runnable wake;
    private int awaited;

    /**
     * The inbox of one rank.
     *
     * @param wake ends the rank's wait, or the next one; called by any thread, as {@link Transport#wake}
     */
    public Inbox(Runnable wake) {
        this.wake = wake;
    }

    /** A place for one more source. */
    public Slot slot() {
        return new Slot();
    }

    /** Whether there is a source that had nothing when it was last asked, so that a post may come. For the rank's thread. */
    boolean awaitsInput() {
        return awaited > 0;
    }

    /** The place of one source. */
    public final class Slot {
        /** Whether a post is wanted that has not come. */
        private final AtomicBoolean open = new AtomicBoolean();

        /** Whether the rank found nothing when it last asked; of the rank's thread alone. */
        private boolean awaits;

        private Slot() {}

        /**
         * Nothing is there: the next input is to be posted. What came before this call may not be, so the rank looks once
         * more after it. For the rank's thread.
         */
        public void awaitNext() {
            open.set(true);
            if (!awaits) {
                awaits = true;
                awaited++;
            }
        }

        /** Something was there, or nobody will ask again. For the rank's thread. */
        public void settle() {
            if (awaits) {
                awaits = false;
                awaited--;
                open.set(false);
            }
        }

        /** Something has come: wakes the rank if it found nothing before. For any thread. */
        public void post() {
            if (open.getAndSet(false)) {
                wake.run();
            }
        }
    }
}
