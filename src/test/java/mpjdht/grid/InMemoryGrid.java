package mpjdht.grid;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntFunction;
import mpjdht.message.MessageKind;
import mpjdht.message.SearchKind;
import mpjdht.message.SearchMessage;
import mpjdht.metric.Snapshot;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.StateMachine;
import mpjdht.node.client.Client;
import mpjdht.node.client.ClientHost;
import mpjdht.node.client.CommandFront;
import mpjdht.node.client.CommandSource;
import mpjdht.node.client.GridAccess;
import mpjdht.node.client.ResultSink;
import mpjdht.node.flood.OverlayGraphs;
import mpjdht.node.flood.SearchSettings;
import mpjdht.node.flood.SearchingRank;
import mpjdht.node.flood.UsualSearch;
import mpjdht.node.head.HeadMachine;
import mpjdht.node.storage.StorageMachine;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;
import mpjdht.store.NodeTable;

/**
 * A grid of the real roles in one thread. A seed decides which of the messages under way arrives next; messages between two
 * ranks keep their order, as MPI promises, and nothing else is promised.
 *
 * <p>The time is virtual: it passes only when a timer expires, the earliest of all ranks first. When one does is for the seed
 * to decide, even while messages are under way, as if they were slow: in some grids seldom, in others nearly as often as a
 * message arrives.
 */
public final class InMemoryGrid {
    private static final int IDLE_IN_A_ROW = 10_000;
    private static final int TIMERS_IN_VAIN = 100_000;
    /** With every other step a timer, Chord nodes would have more to say than is ever delivered. */
    private static final int LEAST_STEPS_PER_TIMER = 3;

    private static final int MOST_STEPS_PER_TIMER = 64;

    private final Grid grid;
    private final Random random;
    private final List<StateMachine> machines = new ArrayList<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::deadlineMicros).thenComparingLong(Timer::order));
    private final ArrayDeque<byte[]>[][] links;
    private final List<int[]> busyLinks = new ArrayList<>();
    private final long[][] messagesSent;
    private final long[][] bytesSent;
    private final boolean[] resting;
    private boolean ranksRest;
    private int stepsPerTimer;
    private long deliveries;
    private long bytesUnderWay;
    private long mostBytesUnderWay;
    private long nowMicros;
    private long timersSet;
    /** Timers that have expired since the command rank got or sent a message; the others may talk for ever. */
    private int timersInVain;

    private record Timer(long deadlineMicros, long order, int rank, long name) {}

    @SuppressWarnings({"unchecked", "rawtypes"})
    private InMemoryGrid(int ranks, long seed) {
        this.grid = new Grid(ranks);
        this.random = new Random(seed);
        this.stepsPerTimer = new SplittableRandom(seed).nextInt(LEAST_STEPS_PER_TIMER, MOST_STEPS_PER_TIMER + 1);
        this.messagesSent = new long[ranks][Byte.MAX_VALUE];
        this.bytesSent = new long[ranks][Byte.MAX_VALUE];
        this.resting = new boolean[ranks];
        this.links = new ArrayDeque[ranks][ranks];
        for (ArrayDeque<byte[]>[] row : links) {
            Arrays.setAll(row, i -> new ArrayDeque<>());
        }
    }

    /**
     * A grid that is ready to run.
     *
     * @param ranks number of ranks, at least 3
     * @param seed decides the order of delivery
     * @param spaces makes the circle of each rank
     * @param routing how requests find their owners
     * @param nodes nodes at start
     * @param maxNodes most nodes
     * @param source gives the commands
     * @param sink takes the results
     * @param limits how much may be under way
     * @param stopOnError whether a refused change of the ring ends the run
     */
    public static InMemoryGrid of(
            int ranks,
            long seed,
            IntFunction<KeySpace> spaces,
            RoutingChoice routing,
            int nodes,
            int maxNodes,
            CommandSource source,
            ResultSink sink,
            FlowLimits limits,
            boolean stopOnError) {
        User user = new User(ranks - 1, source, sink);
        return of(ranks, seed, spaces, routing, nodes, maxNodes, List.of(user), limits, stopOnError);
    }

    /**
     * A client of the grid.
     *
     * @param rank rank that hosts it
     * @param source gives the commands
     * @param sink takes the results
     * @param asked makes of the client what its rank is to ask
     */
    public record User(int rank, CommandSource source, ResultSink sink, Function<CommandFront, Client> asked) {
        /** A client that its rank asks itself. */
        public User(int rank, CommandSource source, ResultSink sink) {
            this(rank, source, sink, front -> front);
        }
    }

    /** A grid with several clients, the numbers of which on their ranks are in the order of the list. */
    public static InMemoryGrid of(
            int ranks,
            long seed,
            IntFunction<KeySpace> spaces,
            RoutingChoice routing,
            int nodes,
            int maxNodes,
            List<User> users,
            FlowLimits limits,
            boolean stopOnError) {
        InMemoryGrid made = new InMemoryGrid(ranks, seed);
        Grid grid = made.grid;
        RingView view = RingView.of(0, spaces.apply(0).initialIds(nodes), grid.initialRanks(nodes));
        for (int rank = 0; rank < ranks; rank++) {
            List<Client> clients = new ArrayList<>();
            for (User user : users) {
                if (user.rank() == rank) {
                    clients.add(user.asked.apply(new CommandFront(
                            GridAccess.plain(grid, rank, clients.size(), view, routing.overlay(), limits),
                            user.source(),
                            user.sink(),
                            stopOnError)));
                }
            }
            made.machines.add(new ClientHost(
                    view, role(grid, rank, spaces, view, routing, maxNodes, users.size(), limits), clients));
        }
        return made;
    }

    private static Optional<StateMachine> role(
            Grid grid,
            int rank,
            IntFunction<KeySpace> spaces,
            RingView view,
            RoutingChoice routing,
            int maxNodes,
            int clients,
            FlowLimits limits) {
        if (rank == grid.command()) {
            return Optional.empty();
        }
        KeySpace space = spaces.apply(rank);
        return Optional.of(
                rank == Grid.HEAD
                        ? new HeadMachine(grid, space, view, routing.overlay(), maxNodes, clients)
                        : storage(
                                grid,
                                new StorageMachine(
                                        grid,
                                        rank,
                                        space,
                                        view,
                                        limits,
                                        routing.overlay(),
                                        () -> new NodeTable(space, 16)),
                                rank,
                                routing));
    }

    private static StateMachine storage(Grid grid, StorageMachine machine, int rank, RoutingChoice routing) {
        return routing.equals(RoutingChoice.FLOOD)
                ? new SearchingRank(
                        grid.size(),
                        rank,
                        0,
                        machine,
                        machine.searched(),
                        new OverlayGraphs(false, 4, chance -> new Random(chance)::nextInt),
                        new UsualSearch(SearchKind.FLOOD, SearchMessage.EVERYBODY, SearchSettings.certain(1)),
                        true)
                : machine;
    }

    /** A grid of other machines than the real ones, the command rank last. */
    public static InMemoryGrid of(long seed, List<StateMachine> machines) {
        InMemoryGrid made = new InMemoryGrid(machines.size(), seed);
        made.machines.addAll(machines);
        return made;
    }

    /** Lets one step of so many be a timer that expires, and not what the seed has drawn. */
    public void timerEvery(int steps) {
        stepsPerTimer = steps;
    }

    /**
     * Lets a rank that has had nothing to do rest until a message or a timer comes to it, as in a job. Until this is called, ranks
     * are asked over and over, for sources that have commands and sinks that are ready after a while.
     */
    void letRanksRest() {
        ranksRest = true;
    }

    /** Runs until every rank has finished; fails if all of them wait for ever, or only wake each other up. */
    public void run() {
        int idleInARow = 0;
        while (!allFinished()) {
            if (!timers.isEmpty() && random.nextInt(stepsPerTimer) == 0) {
                expireOne();
                idleInARow = 0;
            } else if (busyLinks.isEmpty() || random.nextInt(8) == 0) {
                int rank = random.nextInt(grid.size());
                boolean progress = !resting[rank] && machines.get(rank).onIdle(nowMicros, outboxOf(rank));
                resting[rank] = ranksRest && !progress;
                idleInARow = progress ? 0 : idleInARow + 1;
            } else {
                deliverOne();
                idleInARow = 0;
            }
            if (idleInARow > IDLE_IN_A_ROW) {
                throw new AssertionError("every rank waits after " + deliveries + " deliveries: a deadlock");
            }
            if (timersInVain > TIMERS_IN_VAIN) {
                throw new AssertionError("nothing but timers moves the grid after " + deliveries
                        + " deliveries: the command rank waits for ever");
            }
        }
    }

    /** The storage machine of a rank. */
    public StorageMachine storage(int rank) {
        StateMachine role = ((ClientHost) machines.get(rank)).role().orElseThrow();
        return (StorageMachine) (role instanceof SearchingRank searching ? searching.role() : role);
    }

    /** The ring that was announced to a rank last. */
    public RingView view(int rank) {
        return ((ClientHost) machines.get(rank)).view();
    }

    /** The ranks and their roles. */
    public Grid grid() {
        return grid;
    }

    /** What a rank has counted. */
    Snapshot counted(int rank) {
        return ((ClientHost) machines.get(rank)).metrics().snapshot();
    }

    /** How many messages of a kind a rank has sent. */
    long messagesSent(int rank, int kind) {
        return messagesSent[rank][kind];
    }

    /** Their bytes. */
    long bytesSent(int rank, int kind) {
        return bytesSent[rank][kind];
    }

    /** Messages delivered so far. */
    public long deliveries() {
        return deliveries;
    }

    /** Bytes of all messages that were under way at once, at the worst. */
    public long mostBytesUnderWay() {
        return mostBytesUnderWay;
    }

    private void deliverOne() {
        int pick = random.nextInt(busyLinks.size());
        int[] link = busyLinks.get(pick);
        ArrayDeque<byte[]> queue = links[link[0]][link[1]];
        byte[] message = queue.poll();
        if (queue.isEmpty()) {
            busyLinks.set(pick, busyLinks.get(busyLinks.size() - 1));
            busyLinks.remove(busyLinks.size() - 1);
        }
        deliveries++;
        bytesUnderWay -= message.length;
        if (message[0] != MessageKind.CHORD && (hostsClients(link[0]) || hostsClients(link[1]))) {
            timersInVain = 0;
        }
        // A message arrives somewhere inside a larger buffer, whose other bytes mean nothing.
        int offset = random.nextInt(5);
        byte[] buffer = new byte[offset + message.length + random.nextInt(5)];
        Arrays.fill(buffer, (byte) 0xa5);
        System.arraycopy(message, 0, buffer, offset, message.length);
        resting[link[1]] = false;
        machines.get(link[1]).onMessage(nowMicros, link[0], buffer, offset, message.length, outboxOf(link[1]));
        Arrays.fill(buffer, (byte) 0x5a);
    }

    /** The earliest timer expires, unless its rank has ended. */
    private void expireOne() {
        Timer timer = timers.remove();
        nowMicros = timer.deadlineMicros;
        timersInVain++;
        resting[timer.rank] = false;
        StateMachine machine = machines.get(timer.rank);
        if (!machine.finished()) {
            machine.onTimer(nowMicros, timer.name, outboxOf(timer.rank));
        }
    }

    private Outbox outboxOf(int from) {
        return new Outbox() {
            @Override
            public void send(int to, byte[] bytes, int offset, int length) {
                ArrayDeque<byte[]> queue = links[from][to];
                if (queue.isEmpty()) {
                    busyLinks.add(new int[] {from, to});
                }
                queue.add(Arrays.copyOfRange(bytes, offset, offset + length));
                messagesSent[from][bytes[offset]]++;
                bytesSent[from][bytes[offset]] += length;
                bytesUnderWay += length;
                mostBytesUnderWay = Math.max(mostBytesUnderWay, bytesUnderWay);
            }

            @Override
            public void setTimer(long delayMicros, long timer) {
                timers.add(new Timer(Math.addExact(nowMicros, delayMicros), timersSet, from, timer));
                timersSet++;
            }
        };
    }

    private boolean hostsClients(int rank) {
        return rank == grid.command()
                || (machines.get(rank) instanceof ClientHost host
                        && !host.clients().isEmpty());
    }

    private boolean allFinished() {
        return machines.stream().allMatch(StateMachine::finished);
    }
}
