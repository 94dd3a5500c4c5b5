package mpjdht.bench.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mpjdht.cli.Ending;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.StateMachine;
import mpjdht.node.client.Client;
import mpjdht.node.client.ClientHost;
import mpjdht.node.head.HeadMachine;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.node.overlay.Overlay;
import mpjdht.node.storage.StorageMachine;
import mpjdht.ring.RingView;
import mpjdht.ring.Xxh3KeySpace;
import mpjdht.runtime.Inbox;
import mpjdht.runtime.RankLoop;
import mpjdht.runtime.Transport;
import mpjdht.runtime.console.Console;
import mpjdht.runtime.console.Consoles;
import mpjdht.runtime.mpj.MpjWorld;

/**
 * A grid in which a node joins and takes half of all keys, and leaves again, a few times, while two other clients ask for keys
 * outside and inside that arc. Figures are lines of a name and a number: latencies at rest and while keys move in microseconds,
 * seconds of the changes.
 */
public final class MovingArc {
    /** System property: the file for the figures. */
    public static final String FIGURES = "mpjdht.bench.figures";

    /** System property: keys in the table, half of which move. */
    public static final String KEYS = "mpjdht.bench.keys";

    /** System property: whether clients send to the owners themselves. */
    public static final String DIRECT = "mpjdht.bench.direct";

    private static final int MAX_NODES = 16;
    private static final int LOAD_WINDOW = 1 << 16;
    private static final int PROBE_WINDOW = 16;

    private MovingArc() {}

    /** One rank. An exception that left this method would end the job with 0, or never. */
    public static void main(String[] arguments) {
        try {
            run(arguments);
        } catch (IOException | InterruptedException | RuntimeException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(Ending.JOB_FAILED);
        }
    }

    private static void run(String[] arguments) throws IOException, InterruptedException {
        MpjWorld world = MpjWorld.join(arguments);
        Transport transport = world.transport();
        int rank = transport.rank();
        Console console = Consoles.open(rank);
        console.started(rank, "localhost");
        Grid grid = new Grid(transport.size());
        RingView view = RingView.of(0, new long[] {-1}, new int[] {1});
        Overlay overlay = Boolean.getBoolean(DIRECT) ? AssignedOverlay.direct() : AssignedOverlay.oneHop();
        Movement movement = new Movement(Integer.getInteger(KEYS, 1_000_000));
        StateMachine machine = machine(grid, rank, view, overlay, movement);
        new RankLoop(machine, transport, new Inbox(transport::wake), RankLoop.Surroundings.NONE, System::nanoTime)
                .run();
        if (rank == grid.command()) {
            StringBuilder figures = new StringBuilder();
            movement.figures()
                    .forEach((name, figure) ->
                            figures.append(String.format(Locale.ROOT, "%s %.3f%n", name, figure)));
            Files.writeString(Path.of(System.getProperty(FIGURES)), figures);
        }
        world.leave();
        console.ended(rank, 0);
    }

    private static StateMachine machine(Grid grid, int rank, RingView view, Overlay overlay, Movement movement) {
        Xxh3KeySpace space = new Xxh3KeySpace(Xxh3KeySpace.MAX_BITS);
        if (rank == grid.command()) {
            List<Client> clients = List.of(
                    movement.mover().client(grid, 0, view, overlay, FlowLimits.ofWindow(LOAD_WINDOW)),
                    movement.outside().client(grid, 1, view, overlay, FlowLimits.ofWindow(PROBE_WINDOW)),
                    movement.inside().client(grid, 2, view, overlay, FlowLimits.ofWindow(PROBE_WINDOW)));
            return new ClientHost(view, Optional.empty(), clients);
        }
        StateMachine role = rank == Grid.HEAD
                ? new HeadMachine(grid, space, view, overlay, MAX_NODES, Movement.CLIENTS)
                : new StorageMachine(grid, rank, space, view, FlowLimits.ofWindow(LOAD_WINDOW), overlay);
        return new ClientHost(view, Optional.of(role), List.of());
    }
}
