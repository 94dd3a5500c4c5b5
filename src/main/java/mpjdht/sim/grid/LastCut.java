package mpjdht.sim.grid;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mpjdht.sim.SeededRandom;
import mpjdht.sim.Simulation;

/**
 * The end of a world in two halves: the last commands of all clients are kept until everything else is over and every clock shows the same,
 * and said while the grid is cut. Each side has a ring and leaders of its own by then, and gives versions at the same times as the other; what
 * it forgets, and what it takes for the newest, nobody overwrites any more.
 */
final class LastCut {
    private static final int MOST_DOUBLINGS = 4;
    private static final int ELECTED_TIMEOUTS = 2;
    private static final int MOST_TIMEOUTS = 8;

    /** Two clients that say one thing each, and write the same key, on the two sides: mostly at the same time of their leaders' clocks. */
    private record Writers(int one, int other) {
        boolean has(int client) {
            return client == one || client == other;
        }
    }

    private final List<ClientCommands> clients = new ArrayList<>();
    private final BitSet one = new BitSet();
    private final BitSet other = new BitSet();
    private final int[] commands;
    private final Optional<Writers> writers;
    private final long electedMicros;
    private final long forMicros;
    private boolean isToCome;

    /**
     * A cut that is to come, in half of the worlds in which anything goes wrong.
     *
     * @param random decides
     */
    LastCut(SeededRandom random, WorldPlan plan) {
        int storageRanks = plan.grid().grid().lastStorage();
        this.isToCome =
                random.nextInt(2) == 0 && storageRanks > 1 && !plan.faults().isEmpty();
        for (int rank = 0; rank < plan.ranks(); rank++) {
            (random.nextInt(2) == 0 ? one : other).set(rank);
        }
        if (storageRanks > 1) {
            int first = random.nextInt(storageRanks);
            int second = (first + 1 + random.nextInt(storageRanks - 1)) % storageRanks;
            put(1 + first, one, other);
            put(1 + second, other, one);
        }
        this.writers = random.nextInt(3) == 0 ? writers(random, plan) : Optional.empty();
        writers.ifPresent(pair -> {
            put(plan.clientRanks().get(pair.one()), one, other);
            put(plan.clientRanks().get(pair.other()), other, one);
        });
        long timeout = plan.copies().orElseThrow().timeoutMicros();
        this.electedMicros = ELECTED_TIMEOUTS * timeout;
        this.forMicros = random.between(electedMicros + timeout, (ELECTED_TIMEOUTS + MOST_TIMEOUTS) * timeout);
        this.commands = new int[plan.clients()];
        int most = 1 << random.nextInt(MOST_DOUBLINGS + 1);
        for (int client = 0; client < commands.length; client++) {
            commands[client] = 1 + random.nextInt(most);
        }
    }

    /** Two clients on different storage ranks, if there are any. */
    private static Optional<Writers> writers(SeededRandom random, WorldPlan plan) {
        List<Integer> ranks = plan.clientRanks();
        int[] residents = IntStream.range(0, ranks.size())
                .filter(client -> plan.grid().grid().stores(ranks.get(client)))
                .toArray();
        if (residents.length == 0) {
            return Optional.empty();
        }
        int one = residents[random.nextInt(residents.length)];
        int[] others = IntStream.of(residents)
                .filter(client -> !ranks.get(client).equals(ranks.get(one)))
                .toArray();
        return others.length == 0
                ? Optional.empty()
                : Optional.of(new Writers(one, others[random.nextInt(others.length)]));
    }

    private static void put(int rank, BitSet side, BitSet otherSide) {
        side.set(rank);
        otherSide.clear(rank);
    }

    /** A client that keeps its last commands. */
    void add(ClientCommands client) {
        int number = clients.size();
        clients.add(client);
        if (!isToCome) {
            return;
        }
        if (writers.isEmpty()) {
            client.holdBack(commands[number]);
        } else if (writers.get().has(number)) {
            client.holdBackOneWrite();
        }
    }

    /** Whether it has not begun yet. */
    boolean isToCome() {
        return isToCome;
    }

    /**
     * It begins.
     *
     * @param name of what happens later
     * @return how long it takes, in microseconds
     */
    long begin(Simulation simulation, WorldPlan plan, long name) {
        isToCome = false;
        simulation.cut(one, other, forMicros);
        simulation.cut(other, one, forMicros);
        simulation.at(simulation.nowMicros() + electedMicros, name, () -> {
            for (int client = 0; client < clients.size(); client++) {
                clients.get(client).goOnToTheEnd();
                simulation.wake(plan.clientRanks().get(client));
            }
        });
        return forMicros;
    }
}
