package mpjdht.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import mpjdht.message.Origin;
import mpjdht.node.Grid;
import mpjdht.runtime.Inputs;

/**
 * Which rank runs which command file when they run at the same time: the storage ranks in turn, but standard input is where the
 * command rank is.
 */
final class ParallelFiles {
    private final List<Integer> origins = new ArrayList<>();

    /**
     * Spreads the files.
     *
     * @param files names of the command files
     */
    ParallelFiles(Grid grid, List<String> files) {
        int[] clients = new int[grid.size()];
        int next = 0;
        for (String file : files) {
            int rank = grid.command();
            if (!file.equals(Inputs.STANDARD_INPUT)) {
                rank = 1 + next % grid.lastStorage();
                next++;
            }
            origins.add(Origin.of(rank, clients[rank]));
            clients[rank]++;
        }
    }

    /** The client of each file, as {@link Origin} names it. */
    List<Integer> origins() {
        return origins;
    }

    /** The files of a rank, by their numbers, in the order of its clients. */
    List<Integer> of(int rank) {
        return IntStream.range(0, origins.size())
                .filter(file -> Origin.rank(origins.get(file)) == rank)
                .boxed()
                .toList();
    }
}
