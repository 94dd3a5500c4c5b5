package mpjdht.runtime.mpj;

import mpi.Intracomm;
import mpi.MPI;
import mpi.Request;
import mpi.Status;

/** One receive for whatever rank sends next; a rank that waits is parked. For the multicore device and niodev. */
final class AnySourceReceive extends PostedReceives {
    private final Intracomm world;
    private byte[] posted = new byte[MpjTransport.FRAGMENT_BYTES];
    private byte[] spare = new byte[MpjTransport.FRAGMENT_BYTES];
    private Request request;

    AnySourceReceive(Intracomm world) {
        this.world = world;
        post();
    }

    @Override
    boolean poll() {
        Status status = request.Test();
        if (status == null) {
            return false;
        }
        take(status);
        return true;
    }

    @Override
    void await() {
        take(request.Wait());
    }

    private void take(Status status) {
        byte[] filled = posted;
        received(status.source, status, filled);
        posted = spare;
        spare = filled;
        post();
    }

    private void post() {
        request = world.Irecv(posted, 0, posted.length, MPI.BYTE, MPI.ANY_SOURCE, MPI.ANY_TAG);
    }
}
