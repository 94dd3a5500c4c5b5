package mpjdht.runtime.mpj;

import mpi.MPI;
import mpjdht.runtime.Transport;

/** The membership of this rank in an MPJ job, from {@code MPI.Init} to {@code MPI.Finalize}. */
public final class MpjWorld {
    private static final String MULTICORE_DEVICE = "smpdev";

    private final MpjTransport transport;
    private final String[] arguments;

    private MpjWorld(MpjTransport transport, String[] arguments) {
        this.transport = transport;
        this.arguments = arguments;
    }

    /**
     * Joins the job.
     *
     * @param arguments those of {@code main}: what MPJ Express put in front, then the user's
     */
    public static MpjWorld join(String[] arguments) {
        boolean distributed = arguments.length > 2 && !arguments[2].equals(MULTICORE_DEVICE);
        String[] own = MPI.Init(arguments);
        return new MpjWorld(new MpjTransport(MPI.COMM_WORLD, distributed), own);
    }

    /** Carries messages to the other ranks. */
    public Transport transport() {
        return transport;
    }

    /** The user's arguments. */
    public String[] arguments() {
        return arguments.clone();
    }

    /** Leaves the job, together with every other rank. */
    public void leave() {
        transport.completeSends();
        MPI.Finalize();
    }
}
