package mpjdht.sim.grid;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import mpjdht.history.Verb;
import mpjdht.message.Operation;
import mpjdht.message.RequestBatch;
import mpjdht.node.client.CommandSource;
import mpjdht.sim.SeededRandom;

/** The commands of a client of a world, drawn one by one; it has some to say, and then none for a time. */
final class ClientCommands implements CommandSource {
    private static final byte[] NO_VALUE = {};
    private static final int VALUES = 3;
    private static final int RARE = 60;

    private final int client;
    private final int commands;
    private final int storageRanks;
    private final Workload workload;
    private final List<WorldKeys.Key> keys;
    private final List<Long> ids;
    private final SeededRandom random;
    private final Recorder recorder;
    private final LongConsumer rest;
    private int read;
    private int burst;
    private boolean resting;
    private int rank;
    private boolean hasId;
    private long id;

    /**
     * The commands of a client.
     *
     * @param client its number
     * @param commands how many
     * @param rest is told, in microseconds, after how long {@link #goOn} is to be called
     */
    ClientCommands(
            int client,
            int commands,
            WorldPlan plan,
            WorldKeys keys,
            SeededRandom random,
            Recorder recorder,
            LongConsumer rest) {
        this.client = client;
        this.commands = commands;
        this.storageRanks = plan.grid().grid().lastStorage();
        this.workload = plan.workload();
        this.keys = keys.contended();
        this.ids = keys.ids();
        this.random = random;
        this.recorder = recorder;
        this.rest = rest;
    }

    /** It has something to say again. */
    void goOn() {
        resting = false;
        burst = 1 + random.nextInt(workload.mostBurst());
    }

    @Override
    public Next next(RequestBatch batch, int sequence) {
        if (read == commands) {
            return Next.END;
        }
        if (burst == 0) {
            if (!resting) {
                resting = true;
                rest.accept(random.between(1, workload.mostGapMicros()));
            }
            return Next.NOTHING_YET;
        }
        burst--;
        read++;
        int drawn = random.nextInt(1000);
        if (drawn < workload.changesPerMille()) {
            return change();
        }
        WorldKeys.Key key = keys.get(random.nextInt(keys.size()));
        if (drawn < workload.changesPerMille() + workload.deletesPerMille()) {
            return ask(batch, sequence, Operation.DELETE, Verb.DELETE, key, NO_VALUE);
        }
        if (drawn < workload.changesPerMille() + workload.deletesPerMille() + workload.putsPerMille()) {
            return ask(batch, sequence, Operation.PUT, Verb.PUT, key, value());
        }
        return random.nextInt(RARE) == 0
                ? look(batch, sequence, key)
                : ask(batch, sequence, Operation.GET, Verb.GET, key, NO_VALUE);
    }

    private Next change() {
        rank = 1 + random.nextInt(storageRanks);
        hasId = random.nextInt(4) > 0;
        id = ids.get(random.nextInt(ids.size()));
        return random.nextInt(2) == 0 ? Next.ADD : Next.REMOVE;
    }

    private Next ask(RequestBatch batch, int sequence, int operation, Verb verb, WorldKeys.Key key, byte[] value) {
        add(batch, sequence, operation, key, value);
        recorder.invoked(client, read - 1, verb, key, verb == Verb.PUT ? value : null);
        return Next.REQUEST;
    }

    /** One of the commands that look at the ring. */
    private Next look(RequestBatch batch, int sequence, WorldKeys.Key key) {
        id = ids.get(random.nextInt(ids.size()));
        return switch (random.nextInt(3)) {
            case 0 -> Next.RING;
            case 1 -> Next.NODE;
            default -> {
                add(batch, sequence, Operation.EXPLAIN, key, NO_VALUE);
                yield Next.EXPLAIN;
            }
        };
    }

    private static void add(RequestBatch batch, int sequence, int operation, WorldKeys.Key key, byte[] value) {
        batch.add(
                operation,
                sequence,
                key.position(),
                key.hash(),
                key.bytes(),
                0,
                key.bytes().length,
                value,
                0,
                value.length);
    }

    private byte[] value() {
        int few = random.nextInt(VALUES);
        String name = workload.distinctValues() ? "c" + client + "n" + (read - 1) : "v" + few;
        int most = workload.mostValueBytes();
        int length = workload.distinctValues() ? random.nextInt(1 + most) : most * few / VALUES;
        byte[] text = Recorder.ascii(name);
        byte[] value = Arrays.copyOf(text, Math.max(text.length, length));
        Arrays.fill(value, text.length, value.length, (byte) '.');
        return value;
    }

    @Override
    public long location() {
        return read - 1L;
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public boolean hasId() {
        return hasId;
    }

    @Override
    public long id() {
        return id;
    }
}
