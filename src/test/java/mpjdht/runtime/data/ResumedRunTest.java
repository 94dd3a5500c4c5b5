package mpjdht.runtime.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import mpjdht.Campaign;
import mpjdht.command.ByteOutput;
import mpjdht.command.Language;
import mpjdht.command.Limits;
import mpjdht.command.ResultFormat;
import mpjdht.command.Summary;
import mpjdht.grid.InMemoryGrid;
import mpjdht.journal.Disk;
import mpjdht.journal.Journal;
import mpjdht.journal.JournalEnd;
import mpjdht.message.ConfigurationCodec;
import mpjdht.message.Origin;
import mpjdht.node.Detection;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.StateMachine;
import mpjdht.node.client.ClientHost;
import mpjdht.node.client.CommandFront;
import mpjdht.node.client.GridAccess;
import mpjdht.node.head.HeadMachine;
import mpjdht.node.head.MembershipRules;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.node.overlay.Overlay;
import mpjdht.node.replica.ChainRules;
import mpjdht.node.replica.ConfigurationMaster;
import mpjdht.node.replica.Keeping;
import mpjdht.node.replica.MortalReplica;
import mpjdht.node.replica.ReplicaMachine;
import mpjdht.ring.Configuration;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.Placement;
import mpjdht.ring.RingView;
import mpjdht.runtime.PersistingTransport.Durability;
import mpjdht.runtime.ResultPrinter;
import mpjdht.runtime.Script;
import mpjdht.sim.SeededRandom;
import mpjdht.sim.disk.PowerCut;
import mpjdht.sim.disk.SimulatedDisk;
import mpjdht.sim.grid.OneFile;
import mpjdht.store.NodeTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Jobs on simulated disks that lose power, or their processes, again and again, and go on: what they bring out is what a job brings out that nothing happens to. A seed decides everything.
 */
class ResumedRunTest {
    private static final String FILE = "script";
    private static final int MOST_STARTS = 400;

    /** The disks of all generations. */
    private static final class Disks implements Generations {
        private final Map<Long, TreeMap<String, SimulatedDisk>> parts = new TreeMap<>();

        @Override
        public Disk look(long generation, String part) {
            return parts.get(generation).get(part);
        }

        @Override
        public Disk open(long generation, String part) {
            return parts.computeIfAbsent(generation, absent -> new TreeMap<>())
                    .computeIfAbsent(part, absent -> new SimulatedDisk());
        }

        @Override
        public boolean has(long generation, String part) {
            return parts.containsKey(generation) && parts.get(generation).containsKey(part);
        }

        @Override
        public int storageRanks(long generation) {
            return (int) parts.get(generation).keySet().stream()
                    .filter(part -> part.startsWith("rank-"))
                    .count();
        }
    }

    /** A rank whose journal has what it says before anybody hears of it; when that is, is for the seed to decide. */
    private static final class DurableRank implements StateMachine {
        private final StateMachine role;
        private final Journal journal;
        private final boolean isForced;
        private final Random random;
        private final ArrayDeque<Held> held = new ArrayDeque<>();
        private boolean isAhead;

        @SuppressWarnings("ArrayRecordComponent") // read, never compared
        private record Held(int to, byte[] bytes) {}

        DurableRank(StateMachine role, Journal journal, boolean isForced, Random random) {
            this.role = role;
            this.journal = journal;
            this.isForced = isForced;
            this.random = random;
        }

        private Outbox before(Outbox outbox) {
            return new Outbox() {
                @Override
                public void persist(byte[] bytes, int offset, int length) {
                    try {
                        journal.append(bytes, offset, length);
                        isAhead = true;
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }

                @Override
                public long turnOver(long from) {
                    try {
                        return journal.turnOver(from);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }

                @Override
                public void send(int to, byte[] bytes, int offset, int length) {
                    if (isAhead) {
                        byte[] copy = new byte[length];
                        System.arraycopy(bytes, offset, copy, 0, length);
                        held.add(new Held(to, copy));
                    } else {
                        outbox.send(to, bytes, offset, length);
                    }
                }

                @Override
                public void setTimer(long delayMicros, long timer) {
                    outbox.setTimer(delayMicros, timer);
                }
            };
        }

        private void commit(Outbox outbox) {
            try {
                if (isForced) {
                    journal.force();
                } else {
                    journal.write();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            isAhead = false;
            for (Held message = held.poll(); message != null; message = held.poll()) {
                outbox.send(message.to(), message.bytes(), 0, message.bytes().length);
            }
        }

        @Override
        public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
            role.onMessage(nowMicros, from, bytes, offset, length, before(outbox));
            if (random.nextInt(8) == 0) {
                commit(outbox);
            }
        }

        @Override
        public void onTimer(long nowMicros, long timer, Outbox outbox) {
            role.onTimer(nowMicros, timer, before(outbox));
        }

        @Override
        public boolean onIdle(long nowMicros, Outbox outbox) {
            boolean progress = role.onIdle(nowMicros, before(outbox));
            boolean anyHeld = isAhead;
            if (!progress && anyHeld) {
                commit(outbox);
            }
            return progress || anyHeld;
        }

        @Override
        public boolean finished() {
            return role.finished();
        }
    }

    /** What a seed says of a job, and what there is of it outside of its processes. */
    private static final class World {
        private final Random random;
        private final KeySpace space = new DirectKeySpace(1000);
        private final Grid grid;
        private final int copies;
        private final int nodes;
        private final FlowLimits limits;
        private final Overlay overlay;
        private final boolean losesPower;
        private final byte[] text;
        private final Disks disks = new Disks();
        private final ByteArrayOutputStream results = new ByteArrayOutputStream();
        private long generation;
        private boolean isOver;
        private int starts;

        World(long seed, int commands) {
            this.random = new Random(seed);
            this.grid = new Grid(3 + random.nextInt(4));
            this.copies = 1 + random.nextInt(3);
            this.nodes = 1 + random.nextInt(5);
            int window = new int[] {1, 2, 5, 16, 64, 500}[random.nextInt(6)];
            this.limits = random.nextBoolean()
                    ? FlowLimits.ofWindow(window)
                    : new FlowLimits(window, 1 + random.nextInt(5000), 1 + random.nextInt(5000));
            this.overlay = random.nextBoolean() ? AssignedOverlay.oneHop() : AssignedOverlay.ring();
            this.losesPower = random.nextBoolean();
            this.text = script(random, grid.lastStorage(), commands).getBytes(UTF_8);
        }

        private Placement placement() {
            return new Placement(copies, rank -> rank);
        }

        /** Runs one job, until it ends or a disk loses power; {@code changes} says after how many changes of one of them. */
        void runJob(Optional<Integer> changes) throws IOException {
            starts++;
            long before = generation;
            long now = before + 1;
            disks.parts.remove(now);
            List<StateMachine> ranks = new ArrayList<>();
            Configuration configuration = null;
            RingView fresh = RingView.of(0, space.initialIds(nodes), grid.initialRanks(nodes));
            List<DurableRank> storage = new ArrayList<>();
            for (int rank = 1; rank <= grid.lastStorage(); rank++) {
                Restoring.Restored restored = new Restoring(
                                disks, now, rank, grid, placement(), () -> new NodeTable(space), true, new Remarks())
                        .restore(before, fresh);
                configuration = restored.configuration();
                storage.add(durable(configuration.ring(), replica(rank, configuration, restored), restored.journal()));
            }
            Run run = new Run(List.of(FILE), "", "", limits.window());
            ClientJournal client = ClientJournal.resume(
                    disks, before, now, run, HeadJournal.read(disks, before, torn -> {}), torn -> {});
            Journal journal =
                    Journal.goOn(disks.open(now, Generations.ofRank(Grid.HEAD)), JournalEnd.NONE, Restoring.FILE_BYTES);
            byte[] decided = ConfigurationCodec.encode(configuration);
            journal.append(decided, 0, decided.length);
            journal.force();
            generation = now;
            disks.parts.keySet().removeIf(old -> old < now);
            ranks.add(durable(configuration.ring(), head(configuration), journal));
            ranks.addAll(storage);
            ranks.add(client(configuration, client, run));
            changes.ifPresent(most -> {
                List<SimulatedDisk> all = List.copyOf(disks.parts.get(now).values());
                SimulatedDisk cut = all.get(random.nextInt(all.size()));
                cut.cutAt(cut.changes() + most);
            });
            InMemoryGrid made = InMemoryGrid.of(random.nextLong(), ranks);
            made.timerEvery(Integer.MAX_VALUE);
            try {
                made.run();
            } catch (PowerCut cut) {
                SeededRandom chance = new SeededRandom(random.nextLong());
                disks.parts
                        .get(now)
                        .replaceAll((part, disk) -> losesPower ? disk.afterPowerCut(chance) : disk.afterProcessDied());
            }
        }

        private DurableRank durable(RingView view, StateMachine role, Journal journal) {
            return new DurableRank(new ClientHost(view, Optional.of(role), List.of()), journal, losesPower, random);
        }

        private StateMachine head(Configuration configuration) {
            ConfigurationMaster master = new ConfigurationMaster(
                    grid,
                    new MembershipRules(space, 100),
                    placement(),
                    new Detection(1_000_000_000),
                    new ChainRules(),
                    overlay,
                    configuration,
                    true);
            return new HeadMachine(grid, master, overlay.routing(), 1);
        }

        private StateMachine replica(int rank, Configuration configuration, Restoring.Restored restored) {
            return new MortalReplica<>(life -> {
                ReplicaMachine machine = new ReplicaMachine(
                        grid,
                        rank,
                        life,
                        configuration,
                        limits,
                        1,
                        new Detection(1_000_000_000),
                        new ChainRules(),
                        overlay.host(rank, space),
                        restored::table,
                        new Keeping(true, 400));
                machine.makeResumable(Origin.of(grid.command(), 0), limits.window(), restored.memory());
                return machine;
            });
        }

        private ClientHost client(Configuration configuration, ClientJournal journal, Run run) {
            Summary summary = new Summary();
            Script script = new Script(
                    List.of(FILE),
                    new OneFile(text),
                    Language.of(new Limits(grid.lastStorage(), space.lowestId(), space.highestId())),
                    space,
                    false,
                    error -> {});
            int kept = journal.last().map(Checkpoint::outputBytes).orElse(0L).intValue();
            byte[] whole = results.toByteArray();
            results.reset();
            results.write(whole, 0, kept);
            journal.last().ifPresent(last -> script.goOnBehind(last.place()));
            ByteOutput output = new ByteOutput(results);
            ResultPrinter printer = new ResultPrinter(
                    script,
                    script::column,
                    ResultFormat.TEXT.writer(output, true, false),
                    summary,
                    new ResultPrinter.Bounds(100, 1),
                    error -> {},
                    nodesAtEnd -> {
                        flush(output);
                        isOver = true;
                        return true;
                    });
            ScriptCheckpoints checkpoints = new ScriptCheckpoints(
                    journal, run, new Durability(Durability.Kind.FSYNC, 0), script, summary::figures, forced -> {
                        flush(output);
                        return results.size();
                    });
            CommandFront front = new CommandFront(
                    GridAccess.replicated(grid, grid.command(), 0, configuration, overlay, limits, 1_000_000_000),
                    script,
                    printer,
                    false);
            front.resume(checkpoints, checkpoints.point(limits.window()));
            return new ClientHost(configuration.ring(), Optional.empty(), List.of(front));
        }

        private static void flush(ByteOutput output) {
            try {
                output.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** What its results are when it runs to its end, whatever happens on the way. */
        String outcome(boolean isInterrupted) throws IOException {
            while (!isOver) {
                assertThat(starts).isLessThan(MOST_STARTS);
                // Later and later, so that it comes to an end.
                int most = 1 + random.nextInt(random.nextInt(3) == 0 ? 3 : 4 * (starts + 1));
                runJob(isInterrupted ? Optional.of(most) : Optional.empty());
            }
            return results.toString(UTF_8);
        }
    }

    private static String script(Random random, int storageRanks, int commands) {
        StringBuilder lines = new StringBuilder();
        int keys = 1 + random.nextInt(30);
        int values = 1 + random.nextInt(5);
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < commands; i++) {
            String key = " k" + random.nextInt(keys);
            String value = " v" + random.nextInt(values);
            String counter = " c" + random.nextInt(3);
            lines.append(
                    switch (random.nextInt(40)) {
                        case 0 -> {
                            ids.add(1 + random.nextInt(990));
                            yield "ADD " + (1 + random.nextInt(storageRanks)) + " " + ids.get(ids.size() - 1);
                        }
                        case 1 -> ids.isEmpty() ? "RING" : "REMOVE " + ids.remove(random.nextInt(ids.size()));
                        case 2 -> "KEYS";
                        case 3 -> "# nothing";
                        case 4 -> "FROB";
                        case 5, 6, 7 -> "DELETE" + key;
                        case 8, 9, 10, 11 -> "INCR" + counter;
                        case 12 -> "INCR" + key;
                        case 13, 14 -> "APPEND" + key + value;
                        case 15, 16, 17, 18, 19 -> "CAS" + key + value + " v" + random.nextInt(values);
                        case 20, 21, 22, 23, 24, 25, 26, 27, 28, 29 -> "PUT" + key + value;
                        default -> "GET" + key;
                    });
            lines.append('\n');
        }
        return lines.append("KEYS\nRING\n").toString();
    }

    private static int check(long seed, int commands) throws IOException {
        String expected = new World(seed, commands).outcome(false);
        World world = new World(seed, commands);
        assertThat(world.outcome(true)).as("seed " + seed).isEqualTo(expected);
        assertThat(expected.lines().count()).isGreaterThan(commands / 2);
        return world.starts;
    }

    @Test
    void aRunThatIsInterruptedBringsOutWhatAnUninterruptedOneDoes() throws IOException {
        int starts = 0;
        for (long seed = 0; seed < 50; seed++) {
            starts += check(seed, 150);
        }
        assertThat(starts).isGreaterThan(250);
    }

    @Campaign
    @ParameterizedTest(name = "seeds {0}*200 to {0}*200+199")
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void moreRunsDo(int block) throws IOException {
        for (long seed = block * 200L; seed < (block + 1) * 200L; seed++) {
            check(seed, 400);
        }
    }
}
