package mpjdht.bench.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import mpi.Intracomm;
import mpi.MPI;
import mpjdht.cli.Ending;
import mpjdht.runtime.console.Console;
import mpjdht.runtime.console.Consoles;

/**
 * MPJ Express and nothing else, on three ranks: a round trip, three messages round the ranks, and streams.
 * Everything is measured twice, and the second time counts. Figures are lines of a name and microseconds per message, round trip or round.
 */
public final class MpjRaw {
    /** System property: the file for the figures. */
    public static final String FIGURES = "mpjdht.bench.figures";

    /** System property: by how much to divide the number of repetitions. */
    public static final String DIVISOR = "mpjdht.bench.divisor";

    private static final int PASSES = 2;
    private static final int SMALL_BYTES = 64;
    private static final int LARGE_BYTES = 64 << 10;
    private static final int TAG = 7;

    private final Intracomm world = MPI.COMM_WORLD;
    private final int rank;
    private final StringBuilder figures = new StringBuilder();

    private MpjRaw(int rank) {
        this.rank = rank;
    }

    /** One rank. An exception that left this method would end the job with 0, or never. */
    public static void main(String[] arguments) {
        try {
            run(arguments);
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(Ending.JOB_FAILED);
        }
    }

    private static void run(String[] arguments) throws IOException {
        MPI.Init(arguments);
        int rank = MPI.COMM_WORLD.Rank();
        Console console = Consoles.open(rank);
        console.started(rank, "localhost");
        MpjRaw program = new MpjRaw(rank);
        for (int pass = 0; pass < PASSES; pass++) {
            program.figures.setLength(0);
            program.measureAll(Integer.getInteger(DIVISOR, 1));
        }
        if (rank == 0) {
            Files.writeString(Path.of(System.getProperty(FIGURES)), program.figures);
        }
        MPI.Finalize();
        console.ended(rank, 0);
    }

    private void measureAll(int divisor) {
        roundTrip(20_000 / divisor);
        round(20_000 / divisor);
        stream("one-way-64B", SMALL_BYTES, 50_000 / divisor);
        stream("one-way-64KiB", LARGE_BYTES, 20_000 / divisor);
    }

    private void roundTrip(int times) {
        byte[] bytes = new byte[SMALL_BYTES];
        world.Barrier();
        long start = System.nanoTime();
        for (int i = 0; i < times && rank < 2; i++) {
            if (rank == 0) {
                send(bytes, 1);
                receive(bytes, 1);
            } else {
                receive(bytes, 0);
                send(bytes, 0);
            }
        }
        note("round-trip-64B", start, times);
        world.Barrier();
    }

    /** Three messages, each of which waits for the one before: what a command in lock-step needs. */
    private void round(int times) {
        byte[] bytes = new byte[SMALL_BYTES];
        world.Barrier();
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            if (rank == 0) {
                send(bytes, 1);
                receive(bytes, 2);
            } else {
                receive(bytes, rank - 1);
                send(bytes, (rank + 1) % 3);
            }
        }
        note("three-one-way-64B", start, times);
        world.Barrier();
    }

    private void stream(String name, int length, int times) {
        byte[] bytes = new byte[length];
        world.Barrier();
        long start = System.nanoTime();
        for (int i = 0; i < times && rank < 2; i++) {
            if (rank == 0) {
                send(bytes, 1);
            } else {
                receive(bytes, 0);
            }
        }
        if (rank == 0) {
            receive(bytes, 1);
        } else if (rank == 1) {
            send(bytes, 0);
        }
        note(name, start, times);
        world.Barrier();
    }

    private void send(byte[] bytes, int to) {
        world.Send(bytes, 0, bytes.length, MPI.BYTE, to, TAG);
    }

    private void receive(byte[] bytes, int from) {
        world.Recv(bytes, 0, bytes.length, MPI.BYTE, from, TAG);
    }

    private void note(String name, long startNanos, int times) {
        double micros = (System.nanoTime() - startNanos) / 1e3 / times;
        figures.append(String.format(Locale.ROOT, "%s %.2f%n", name, micros));
    }
}
