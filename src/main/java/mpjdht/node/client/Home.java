package mpjdht.node.client;

import mpjdht.node.Grid;
import mpjdht.ring.RingView;

/**
 * The storage rank that takes a client's commands under eventual consistency, where any of them does: the next one when it does not answer.
 * And the latest time of which the client has heard, which goes with its commands: so whatever it writes is newer than what it has seen.
 */
final class Home {
    private static final long[] ANY_ID = {0};

    private final Grid grid;
    private int rank;
    private long time;

    /**
     * A home.
     *
     * @param host rank that hosts the client
     * @param client its number there
     */
    Home(Grid grid, int host, int client) {
        this.grid = grid;
        this.rank = grid.stores(host) ? host : 1 + (host + client) % grid.lastStorage();
    }

    /** The rank. */
    int rank() {
        return rank;
    }

    /** From now on it is the next one. */
    void move() {
        rank = rank == grid.lastStorage() ? 1 : rank + 1;
    }

    /** An answer has come that was given at a time. */
    void heard(long other) {
        time = Math.max(time, other);
    }

    /** The way of a command: a ring with one node, at home, whose epoch is the time. */
    RingView way() {
        return RingView.of(time, ANY_ID, new int[] {rank});
    }
}
