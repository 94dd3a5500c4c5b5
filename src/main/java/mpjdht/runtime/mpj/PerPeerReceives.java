package mpjdht.runtime.mpj;

import mpi.Intracomm;
import mpi.MPI;
import mpi.Request;
import mpi.Status;

/**
 * One receive for each other rank, looked at in turn. For hybdev, which looks for a message from any source only every two
 * seconds. A rank that waits sleeps for short times, longer ones the longer nothing comes.
 */
final class PerPeerReceives extends PostedReceives {
    private static final long FIRST_SLEEP_NANOS = 20_000;
    private static final long LONGEST_SLEEP_NANOS = 1_000_000;
    private static final int LOOKS_BEFORE_SLEEP = 200;

    private final Intracomm world;
    private final Wakeup wakeup;
    private final int rank;
    private final byte[][] posted;
    private final Request[] requests;
    private byte[] spare = new byte[MpjTransport.FRAGMENT_BYTES];
    private int turn;

    /** Whether nothing came in the last wait, so that in the next one, too, it is not likely to come at once. */
    private boolean waitedInVain;

    PerPeerReceives(Intracomm world, Wakeup wakeup) {
        this.world = world;
        this.wakeup = wakeup;
        this.rank = world.Rank();
        this.posted = new byte[world.Size()][];
        this.requests = new Request[posted.length];
        for (int peer = 0; peer < posted.length; peer++) {
            if (peer != rank) {
                posted[peer] = new byte[MpjTransport.FRAGMENT_BYTES];
                post(peer);
            }
        }
    }

    @Override
    boolean poll() {
        for (int looked = 0; looked < posted.length; looked++) {
            turn = turn + 1 == posted.length ? 0 : turn + 1;
            if (turn != rank) {
                Status status = requests[turn].Test();
                if (status != null) {
                    take(turn, status);
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    void await() throws InterruptedException {
        boolean arrived;
        do {
            arrived = await(Long.MAX_VALUE);
        } while (!arrived);
    }

    @Override
    boolean await(long limitNanos) throws InterruptedException {
        long begin = System.nanoTime();
        wakeup.readyToSleep();
        long sleepNanos = FIRST_SLEEP_NANOS;
        int looks = waitedInVain ? LOOKS_BEFORE_SLEEP : 0;
        while (!poll()) {
            if (wakeup.taken()) {
                return false;
            }
            looks++;
            if (looks > LOOKS_BEFORE_SLEEP) {
                long leftNanos = limitNanos - (System.nanoTime() - begin);
                if (leftNanos <= 0) {
                    waitedInVain = true;
                    return false;
                }
                wakeup.sleep(Math.min(sleepNanos, leftNanos));
                sleepNanos = Math.min(LONGEST_SLEEP_NANOS, sleepNanos * 2);
            } else {
                Thread.onSpinWait();
            }
        }
        return true;
    }

    private void take(int peer, Status status) {
        waitedInVain = false;
        byte[] filled = posted[peer];
        received(peer, status, filled);
        posted[peer] = spare;
        spare = filled;
        post(peer);
    }

    private void post(int peer) {
        requests[peer] = world.Irecv(posted[peer], 0, posted[peer].length, MPI.BYTE, peer, MPI.ANY_TAG);
    }
}
