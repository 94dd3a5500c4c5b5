package mpjdht.runtime.mpj;

import java.util.concurrent.locks.LockSupport;

/**
 * Lets one thread sleep until another wakes it. A wake that comes before the sleep ends it at once, and many are one until
 * they are {@link #taken}.
 */
final class Wakeup {
    private volatile boolean woken;
    private volatile Thread sleeper;

    /** Wakes the sleeper, or keeps it from falling asleep. For any thread. */
    void wake() {
        woken = true;
        stir();
    }

    /** Lets the sleeper look around, without a wake: what it sleeps for may have come. For any thread. */
    void stir() {
        LockSupport.unpark(sleeper);
    }

    /** From now on the calling thread is the one that sleeps. To be called before it looks for what it sleeps for. */
    void readyToSleep() {
        sleeper = Thread.currentThread();
    }

    /** Whether there was a wake since the last call. For the sleeper. */
    boolean taken() {
        if (!woken) {
            return false;
        }
        woken = false;
        return true;
    }

    /** Sleeps for so long, or until somebody wakes or stirs; possibly shorter. For the sleeper. */
    void sleep(long nanos) throws InterruptedException {
        if (!woken) {
            LockSupport.parkNanos(this, nanos);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
