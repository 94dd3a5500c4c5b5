package mpjdht.sim.grid;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import mpjdht.history.Verb;
import mpjdht.message.Operation;
import mpjdht.message.RequestBatch;
import mpjdht.message.SwapRecord;
import mpjdht.node.client.CommandSource;
import mpjdht.node.client.Fence;
import mpjdht.sim.SeededRandom;

/** The commands of a client of a world, drawn one by one; it has some to say, and then none for a time. */
final class ClientCommands implements CommandSource {
    private static final byte[] NO_VALUE = {};
    private static final int VALUES = 3;
    private static final int RARE = 60;
    private static final int SOMETIMES = 8;

    private final int client;
    private final int commands;
    private final int storageRanks;
    private final Workload workload;
    private final List<WorldKeys.Key> keys;
    private final List<WorldKeys.Key> counters;
    private final List<Long> ids;
    private final SeededRandom random;
    private final Recorder recorder;
    private final KnownValues known;
    private final LongConsumer rest;
    private int read;
    private int heldBack;
    private boolean isLastOneWrite;
    private int burst;
    private boolean resting;
    private Fence fence;

    /**
     * The commands of a client.
     *
     * @param client its number
     * @param commands how many
     * @param known what the client believes the values to be
     * @param rest is told, in microseconds, after how long {@link #goOn} is to be called
     */
    ClientCommands(
            int client,
            int commands,
            WorldPlan plan,
            WorldKeys keys,
            SeededRandom random,
            Recorder recorder,
            KnownValues known,
            LongConsumer rest) {
        this.client = client;
        this.commands = commands;
        this.storageRanks = plan.grid().grid().lastStorage();
        this.workload = plan.workload();
        this.keys = keys.contended();
        this.counters = keys.counters();
        this.ids = keys.ids();
        this.random = random;
        this.recorder = recorder;
        this.known = known;
        this.rest = rest;
    }

    /** It has something to say again. */
    void goOn() {
        resting = false;
        burst = 1 + random.nextInt(workload.mostBurst());
    }

    /** It keeps its last commands until {@link #goOnToTheEnd}. */
    void holdBack(int last) {
        heldBack = Math.min(last, commands);
    }

    /** It keeps its last command until {@link #goOnToTheEnd}, and that writes the first key. */
    void holdBackOneWrite() {
        holdBack(1);
        isLastOneWrite = true;
    }

    /** How many commands it has said, or has to say before it keeps the others back. */
    int commandsBefore() {
        return commands - heldBack;
    }

    /** It says what it has kept. */
    void goOnToTheEnd() {
        heldBack = 0;
        goOn();
    }

    @Override
    public Next next(RequestBatch batch, int sequence) {
        if (read == commands) {
            return Next.END;
        }
        if (read == commands - heldBack) {
            return Next.NOTHING_YET;
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
        if (isLastOneWrite && read == commands) {
            return ask(batch, sequence, Operation.PUT, Verb.PUT, keys.get(0), value());
        }
        int drawn = random.nextInt(1000) - workload.changesPerMille();
        if (drawn < 0) {
            return change();
        }
        WorldKeys.Key key = keys.get(random.nextInt(keys.size()));
        drawn -= workload.deletesPerMille();
        if (drawn < 0) {
            return ask(batch, sequence, Operation.DELETE, Verb.DELETE, key, NO_VALUE);
        }
        drawn -= workload.putsPerMille();
        if (drawn < 0) {
            return ask(batch, sequence, Operation.PUT, Verb.PUT, textKey(), value());
        }
        drawn -= workload.swapsPerMille();
        if (drawn < 0) {
            return swap(batch, sequence, random.nextInt(SOMETIMES) == 0 ? key : textKey());
        }
        drawn -= workload.countsPerMille();
        if (drawn < 0) {
            boolean any = random.nextInt(SOMETIMES) == 0;
            return count(batch, sequence, any ? key : counters.get(random.nextInt(counters.size())));
        }
        return random.nextInt(RARE) == 0
                ? look(batch, sequence, key)
                : ask(batch, sequence, Operation.GET, Verb.GET, key, NO_VALUE);
    }

    /** A key whose values are no numbers, mostly. */
    private WorldKeys.Key textKey() {
        return keys.get(random.nextInt(workload.keys()));
    }

    private Next swap(RequestBatch batch, int sequence, WorldKeys.Key key) {
        byte[] value = value();
        Optional<byte[]> old = random.nextInt(SOMETIMES) == 0 ? Optional.of(value()) : known.of(key);
        // Where few values come again and again, one that would be replaced by itself is taken out.
        Optional<byte[]> replacement =
                Optional.of(value).filter(other -> old.isEmpty() || !Arrays.equals(other, old.get()));
        byte[] bytes = key.bytes();
        int oldAt = bytes.length;
        bytes = joined(bytes, old.orElse(NO_VALUE));
        int newAt = bytes.length;
        bytes = joined(bytes, replacement.orElse(NO_VALUE));
        batch.addSwap(
                sequence, key.position(), key.hash(), bytes, 0, oldAt, oldAt, length(old), newAt, length(replacement));
        recorder.swaps(client, read - 1, key, old, replacement);
        replacement.ifPresentOrElse(there -> known.isThere(key, there), () -> known.isGone(key));
        return Next.REQUEST;
    }

    private static int length(Optional<byte[]> value) {
        return value.map(bytes -> bytes.length).orElse(SwapRecord.ABSENT);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private Next count(RequestBatch batch, int sequence, WorldKeys.Key key) {
        long by = random.nextInt(SOMETIMES) == 0 ? Long.MAX_VALUE / 2 : random.nextInt(2 * SOMETIMES) - SOMETIMES;
        batch.addIncrement(sequence, key.position(), key.hash(), key.bytes(), 0, key.bytes().length, by);
        recorder.counts(client, read - 1, key, by);
        return Next.REQUEST;
    }

    private Next change() {
        int rank = 1 + random.nextInt(storageRanks);
        boolean hasId = random.nextInt(4) > 0;
        long id = ids.get(random.nextInt(ids.size()));
        fence = random.nextInt(2) == 0 ? new Fence.Add(rank, hasId, id) : new Fence.Remove(id);
        return Next.FENCE;
    }

    private Next ask(RequestBatch batch, int sequence, int operation, Verb verb, WorldKeys.Key key, byte[] value) {
        add(batch, sequence, operation, key, value);
        recorder.invoked(client, read - 1, verb, key, verb == Verb.PUT ? value : null);
        if (verb == Verb.PUT) {
            known.isThere(key, value);
        }
        return Next.REQUEST;
    }

    /** One of the commands that look at the ring. */
    private Next look(RequestBatch batch, int sequence, WorldKeys.Key key) {
        long id = ids.get(random.nextInt(ids.size()));
        return switch (random.nextInt(3)) {
            case 0 -> {
                fence = new Fence.Ring();
                yield Next.FENCE;
            }
            case 1 -> {
                fence = new Fence.Node(id);
                yield Next.FENCE;
            }
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
    public Fence fence() {
        return fence;
    }
}
