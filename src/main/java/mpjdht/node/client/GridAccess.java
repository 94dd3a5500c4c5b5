package mpjdht.node.client;

import java.util.Optional;
import java.util.function.Function;
import mpjdht.message.Origin;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.Patience;
import mpjdht.node.overlay.Overlay;
import mpjdht.ring.Configuration;
import mpjdht.ring.RingView;
import mpjdht.store.Conflicts;

/** How one client reaches its grid, whatever its front does with it: what it has under way, whom it asks about the ring, and how long it waits. */
public final class GridAccess {
    private static final int PATIENCE = 4;

    private final int client;
    private final Requests requests;
    private final Function<ResultSink, FenceCrossing> crossings;
    private final Lateness lateness;

    private GridAccess(
            int client,
            Requests requests,
            Function<ResultSink, FenceCrossing> crossings,
            Optional<Patience> patience,
            Optional<Patience> patienceAtHome) {
        this.client = client;
        this.requests = requests;
        this.crossings = crossings;
        this.lateness = new Lateness(client, requests, patience, patienceAtHome);
    }

    /**
     * To a grid that keeps no copies.
     *
     * @param grid the ranks
     * @param rank rank that hosts the client
     * @param client its number there
     * @param view the ring at start
     * @param overlay how requests find their owners
     * @param limits how much may be under way
     */
    public static GridAccess plain(Grid grid, int rank, int client, RingView view, Overlay overlay, FlowLimits limits) {
        return new GridAccess(
                client,
                new Requests(grid, Origin.of(rank, client), view, overlay, limits, Optional.empty(), Optional.empty()),
                sink -> new HeadCrossing(grid, client, view, Optional.empty(), sink),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * To a grid that keeps chains of copies.
     *
     * @param configuration the configuration at start
     * @param patienceMicros how long the client waits for the answer to a request, at least 8; then the request fails
     */
    public static GridAccess replicated(
            Grid grid,
            int rank,
            int client,
            Configuration configuration,
            Overlay overlay,
            FlowLimits limits,
            long patienceMicros) {
        return new GridAccess(
                client,
                new Requests(
                        grid,
                        Origin.of(rank, client),
                        configuration.entries(),
                        overlay,
                        limits,
                        Optional.of(Repetition.with(configuration, limits.window())),
                        Optional.empty()),
                sink -> new HeadCrossing(grid, client, configuration.ring(), Optional.of(configuration), sink),
                Optional.of(new Patience(patienceMicros)),
                Optional.empty());
    }

    /**
     * To a grid whose replicas become equal in the end.
     *
     * @param overlay how requests find whoever does them, from the rank on that takes them
     * @param timeoutMicros after so long without an answer the client asks another rank, and after {@value #PATIENCE} times as long a
     *     command fails; at least 8
     * @param conflicts what becomes of values that were written without knowledge of each other
     */
    public static GridAccess eventual(
            Grid grid,
            int rank,
            int client,
            Overlay overlay,
            FlowLimits limits,
            long timeoutMicros,
            Conflicts conflicts) {
        int origin = Origin.of(rank, client);
        Home home = new Home(grid, rank, client);
        // From a rank that stores the way through it costs no message, and leads to replicas by fair draws.
        Optional<RouteCache> routes =
                overlay.goesStraight() && !grid.stores(rank) ? Optional.of(new RouteCache()) : Optional.empty();
        AnyRank anyRank = new AnyRank(home, routes, conflicts);
        return new GridAccess(
                client,
                new Requests(
                        grid,
                        origin,
                        anyRank.way(),
                        anyRank.overlay(),
                        limits,
                        Optional.of(Repetition.eventual(limits.window())),
                        Optional.of(anyRank)),
                sink -> new MemberCrossing(grid, origin, home, sink),
                Optional.of(new Patience(PATIENCE * timeoutMicros)),
                Optional.of(new Patience(timeoutMicros + timeoutMicros / 2)));
    }

    /** The client's number on its rank. */
    int client() {
        return client;
    }

    /** What the client has under way. */
    Requests requests() {
        return requests;
    }

    /** How the client asks about the ring, with this sink for what it hears. */
    FenceCrossing crossing(ResultSink sink) {
        return crossings.apply(sink);
    }

    /** How long it waits for answers. */
    Lateness lateness() {
        return lateness;
    }
}
