package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/**
 * At each door at once a thousand say nothing, two hundred are busy, some are slow, some vanish, and some say what nobody should. With
 * {@code -Dmpjdht.siege.inputs=100000} it is as many inputs at each door, and figures are printed,
 * among them how long a client waits for its answers beside all these.
 */
class SiegeIT {
    private static final int FEW = 1500;
    private static final int INPUTS = Integer.getInteger("mpjdht.siege.inputs", FEW);
    private static final int WARM_UP_INPUTS = 300;
    private static final int IDLE = 1000;
    private static final int BUSY = 200;
    private static final int VANISHING = 50;
    private static final int DOORS = 3;
    private static final int TURNS = 20;
    private static final String ALONE = "connected_clients:1\r\n";
    private static final Duration LONGEST_REST = Duration.ofSeconds(60);
    private static final int LONGEST_ANSWER_MILLIS = 30_000;
    private static final Duration DEADLINE = Duration.ofMinutes(3).plusMillis(30L * INPUTS);

    /**
     * Bytes that may be held more than before: what is kept in reserve and grows and shrinks, as spare batches and buffers for sockets. Of 100,000 inputs
     * at each door it is 112 bytes for each; of few it would not show what is held of a connection, whose objects are counted therefore.
     */
    private static final long RESERVE_BYTES = 32 << 20;

    /** Classes of which there is one object for each connection, and how many there are when the watcher alone is here. */
    private static final Map<String, Long> CONNECTIONS = Map.of(
            "mpjdht.service.resp.RespHandler",
            1L,
            "io.netty.channel.socket.nio.NioSocketChannel",
            1L,
            "mpjdht.service.http.HttpHandler",
            0L,
            "mpjdht.service.grpc.ChordConnection",
            0L,
            "io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel",
            0L);

    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(DOORS);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @Test
    void servesTheOthersWhateverSomeSayAndKeepsNothingOfIt() throws Exception {
        String[] options = {"-np", "8", "--nodes", "6", "--http", "0", "--resp", "0", "--grpc", "0", "--allow-flush"};
        try (Job.Running job = Job.script("serve", options).deadline(DEADLINE).start()) {
            List<BesiegedDoor> doors = List.of(
                    BesiegedDoor.http(Served.port(job, "HTTP")),
                    BesiegedDoor.resp(Served.port(job, "RESP")),
                    BesiegedDoor.grpc(Served.ports(job, "gRPC")));
            try (Jedis watcher = new Jedis("127.0.0.1", Served.port(job, "RESP"), LONGEST_ANSWER_MILLIS)) {
                watcher.ping();
                Footprint.of(job.process().pid());
                int sockets = Footprint.sockets(job.process().pid());
                besiege(doors, -WARM_UP_INPUTS, WARM_UP_INPUTS);
                Footprint before = rest(job, watcher, sockets);
                long begin = System.nanoTime();
                long answers = besiege(doors, 0, INPUTS);
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
                Footprint after = rest(job, watcher, sockets);
                if (INPUTS > FEW) {
                    System.out.printf(
                            "%,d inputs at each door in %.1f s, %,d answers looked at; descriptors %d, then %d; %,d bytes live, then %,d%n",
                            INPUTS,
                            millis / 1e3,
                            answers,
                            before.descriptors(),
                            after.descriptors(),
                            before.liveBytes(),
                            after.liveBytes());
                    comparePace(doors);
                }
                assertThat(after.descriptors()).isEqualTo(before.descriptors());
                assertThat(after.liveBytes()).isLessThan(before.liveBytes() + RESERVE_BYTES);
            }
            Job.Result result = Served.terminate(job);
            assertThat(result.exitCode()).isEqualTo(Served.TERMINATED);
            assertThat(result.err().lines()).hasSize(DOORS).allMatch(line -> line.startsWith("mpj-dht: serving "));
        } finally {
            clock.shutdownNow();
            threads.shutdownNow();
        }
    }

    /** Returns how many answers of the busy ones were looked at, all of them right. */
    private long besiege(List<BesiegedDoor> doors, long firstSeed, int inputs) throws Exception {
        List<Crowd> crowds = new ArrayList<>();
        List<BusyClients> busy = new ArrayList<>();
        List<Future<?>> others = new ArrayList<>();
        for (BesiegedDoor door : doors) {
            crowds.add(Crowd.gather(door, IDLE, clock));
        }
        for (BesiegedDoor door : doors) {
            busy.add(BusyClients.start(door, BUSY));
            others.addAll(Fuzzers.start(door, firstSeed, inputs, threads));
        }
        for (Crowd crowd : crowds) {
            others.add(threads.submit(() -> {
                crowd.leaveUnfinished(VANISHING);
                crowd.vanish(VANISHING);
                return null;
            }));
        }
        for (Future<?> each : others) {
            each.get();
        }
        for (Crowd crowd : crowds) {
            crowd.awaitSlow();
        }
        long answers = 0;
        for (BusyClients clients : busy) {
            answers += clients.stop();
        }
        for (Crowd crowd : crowds) {
            crowd.leave();
        }
        return answers;
    }

    /** Waits until nothing is left of anybody but the watcher, which timers of gRPC may hold for ten seconds, and takes out what they have stored. */
    private static Footprint rest(Job.Running job, Jedis watcher, int sockets) throws Exception {
        long begin = System.nanoTime();
        Footprint footprint = Footprint.of(job.process().pid());
        while (footprint.sockets() != sockets || !watcher.info().contains(ALONE) || !footprint.has(CONNECTIONS)) {
            assertThat(System.nanoTime() - begin)
                    .as("%d sockets instead of %d, %s", footprint.sockets(), sockets, watcher.info())
                    .isLessThan(LONGEST_REST.toNanos());
            assertThat(job.process().waitFor(1, TimeUnit.SECONDS)).isFalse();
            footprint = Footprint.of(job.process().pid());
        }
        watcher.flushAll();
        assertThat(watcher.dbSize()).isZero();
        return Footprint.of(job.process().pid());
    }

    /** Prints how long a client waits at each door while a crowd is there, and while nobody is, in turn. */
    private void comparePace(List<BesiegedDoor> doors) throws Exception {
        Map<BesiegedDoor, Pace> alone = new LinkedHashMap<>();
        Map<BesiegedDoor, Pace> inACrowd = new LinkedHashMap<>();
        for (BesiegedDoor door : doors) {
            Talk talk = door.talk().apply(BUSY);
            talk.write(0);
            talk.awaitWritten();
            alone.put(door, new Pace(talk));
            inACrowd.put(door, new Pace(talk));
        }
        for (int turn = 0; turn < TURNS; turn++) {
            for (Pace pace : alone.values()) {
                pace.take();
            }
            List<Crowd> crowds = new ArrayList<>();
            for (BesiegedDoor door : doors) {
                Crowd crowd = Crowd.gather(door, IDLE, clock);
                crowd.leaveUnfinished(VANISHING);
                crowd.leaveInputs(BUSY);
                crowds.add(crowd);
            }
            for (Pace pace : inACrowd.values()) {
                pace.take();
            }
            for (Crowd crowd : crowds) {
                crowd.leave();
            }
        }
        for (BesiegedDoor door : doors) {
            System.out.println(
                    door.name() + " in a crowd: " + inACrowd.get(door).beside(alone.get(door)));
            alone.get(door).close();
        }
    }
}
