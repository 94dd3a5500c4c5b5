package mpjdht.runtime.mpj;

import mpi.MPI;
import mpjdht.runtime.Loopback;
import mpjdht.runtime.Transport;
import xdev.XDevException;

/** The membership of this rank in an MPJ job, from {@code MPI.Init} to {@code MPI.Finalize}. */
public final class MpjWorld {
    private static final int DEVICE_ARGUMENT = 2;
    private static final String MULTICORE_DEVICE = "smpdev";
    private static final String HYBRID_DEVICE = "hybdev";

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
        String device = arguments.length > DEVICE_ARGUMENT ? arguments[DEVICE_ARGUMENT] : "";
        // The launcher has said it if that is not possible.
        Loopback.enforceIfAsked();
        String[] own = MPI.Init(arguments);
        Wakeup wakeup = new Wakeup();
        PostedReceives receives = device.equals(HYBRID_DEVICE)
                ? new PerPeerReceives(MPI.COMM_WORLD, wakeup)
                : new AnySourceReceive(MPI.COMM_WORLD, wakeup);
        boolean distributed = !device.equals(MULTICORE_DEVICE);
        return new MpjWorld(new MpjTransport(MPI.COMM_WORLD, receives, wakeup, distributed), own);
    }

    /** Carries messages to the other ranks. */
    public Transport transport() {
        return transport;
    }

    /** The user's arguments. */
    public String[] arguments() {
        return arguments.clone();
    }

    /**
     * Leaves the job, together with every other rank.
     *
     * @throws mpjdht.runtime.PeerLostException if another rank is gone instead of leaving too
     */
    public void leave() {
        transport.part();
        try {
            MPI.Finalize();
        } catch (XDevException e) {
            throw transport.lost("the ranks could not part", e);
        }
    }
}
