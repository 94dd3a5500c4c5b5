package mpjdht.runtime.mpj;

import mpi.Intracomm;
import mpi.MPI;
import mpi.Request;
import mpi.Status;

/** One receive for whatever rank sends next; a rank that waits is parked. For the multicore device and niodev. */
final class AnySourceReceive extends PostedReceives {
    private static final int YIELDS = 8;

    private final Intracomm world;
    private final LimitedWait limitedWait;
    private byte[] posted = new byte[MpjTransport.FRAGMENT_BYTES];
    private byte[] spare = new byte[MpjTransport.FRAGMENT_BYTES];
    private Request request;

    AnySourceReceive(Intracomm world, Wakeup wakeup) {
        this.world = world;
        this.limitedWait = new LimitedWait("receive-" + world.Rank(), wakeup);
        post();
    }

    @Override
    boolean poll() {
        return take(limitedWait.begun() ? limitedWait.poll() : request.Test());
    }

    @Override
    void await() throws InterruptedException {
        if (!limitedWait.begun()) {
            take(request.Wait());
            return;
        }
        boolean arrived;
        do {
            arrived = await(Long.MAX_VALUE);
        } while (!arrived);
    }

    @Override
    boolean await(long limitNanos) throws InterruptedException {
        if (!limitedWait.begun()) {
            if (arrivesWhileOthersRun()) {
                return true;
            }
            limitedWait.begin(request::Wait);
        }
        return take(limitedWait.await(limitNanos));
    }

    /** Gives the processor away a few times: where ranks share processors a message comes meanwhile, most often, and nobody has to be woken. */
    @SuppressWarnings("ThreadPriorityCheck") // Only speed depends on it.
    private boolean arrivesWhileOthersRun() {
        for (int i = 0; i < YIELDS; i++) {
            Thread.yield();
            if (take(request.Test())) {
                return true;
            }
        }
        return false;
    }

    private boolean take(Status status) {
        if (status == null) {
            return false;
        }
        byte[] filled = posted;
        received(status.source, status, filled);
        posted = spare;
        spare = filled;
        post();
        return true;
    }

    private void post() {
        request = world.Irecv(posted, 0, posted.length, MPI.BYTE, MPI.ANY_SOURCE, MPI.ANY_TAG);
    }
}
