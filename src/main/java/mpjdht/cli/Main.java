package mpjdht.cli;

import java.util.function.UnaryOperator;
import mpjdht.node.StateMachine;
import mpjdht.runtime.console.Console;
import mpjdht.runtime.console.Consoles;
import mpjdht.runtime.mpj.MpjWorld;

/**
 * The program as MPJ Express starts it, once per rank.
 *
 * <p>In multicore mode this class is loaded once per rank and most others once for all, so it may use only what is public.
 */
public final class Main {
    private static final String MPI = "mpi.MPI";

    private Main() {}

    /**
     * Runs one rank of the job, to its end and the end of the process if that is not a success.
     *
     * @param arguments what MPJ Express put in front, then the user's
     */
    public static void main(String[] arguments) {
        if (!isRank()) {
            System.exit(Standalone.run(arguments, System.out, System.err));
        }
        runRank(arguments, UnaryOperator.identity());
    }

    /** Without MPJ Express around it, as under {@code java -jar}, the program can only tell of itself. */
    private static boolean isRank() {
        try {
            Class.forName(MPI, false, Main.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /**
     * Runs one rank, with its role wrapped. MPJ Express answers an exception of {@code main} with exit code 0 or a hang, so
     * none leaves this method.
     *
     * @param wrapping makes of the rank's role what really runs
     */
    public static void runRank(String[] arguments, UnaryOperator<StateMachine> wrapping) {
        Ending ending = null;
        try {
            MpjWorld world = MpjWorld.join(arguments);
            int rank = world.transport().rank();
            Console console = Consoles.open(rank);
            ending = new Ending(console, rank, rank == world.transport().size() - 1);
            Job job = new Job(world.transport(), console, ending, System.getenv(), wrapping);
            int exitCode = job.run(PassedArguments.unpack(world.arguments()));
            ending.part(exitCode, world::leave);
        } catch (Throwable failure) {
            if (ending == null) {
                failure.printStackTrace();
                Runtime.getRuntime().halt(Ending.JOB_FAILED);
            } else {
                ending.failed(failure);
            }
        }
    }
}
