package mpjdht.bench.program;

import java.util.Map;
import java.util.TreeMap;
import mpjdht.bench.work.WorkloadFiles;
import mpjdht.message.Operation;
import mpjdht.message.RequestBatch;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.Xxh3KeySpace;

/** Who does what while an arc moves to and fro: phases of rest and of movement, and the latencies in both. */
final class Movement {
    static final int CLIENTS = 3;

    private static final int KEY_BYTES = 10;
    private static final int VALUE_BYTES = 14;
    private static final int CHANGES = 6;
    private static final long REST_NANOS = 1_500_000_000L;
    private static final long HALF_CIRCLE = Long.MAX_VALUE;
    private static final int TAKER_RANK = 2;

    private final int keys;
    private final Xxh3KeySpace space = new Xxh3KeySpace(Xxh3KeySpace.MAX_BITS);
    private final byte[] key = new byte[KEY_BYTES];
    private final byte[] value = new byte[VALUE_BYTES];
    private final KeyPlace place = new KeyPlace();
    private final ProbingClient mover = new ProbingClient(this::move);
    private final ProbingClient outside = new ProbingClient((batch, sequence) -> probe(batch, sequence, false));
    private final ProbingClient inside = new ProbingClient((batch, sequence) -> probe(batch, sequence, true));
    private int loaded;
    private int changes;
    private long restEnds;
    private boolean moving;
    private long changeBegan;
    private double changeSeconds;
    private double longestWaitShare;
    private boolean over;
    private int drawn;

    /** A table of so many keys. */
    Movement(int keys) {
        this.keys = keys;
    }

    /** Loads the keys, and orders the changes. */
    ProbingClient mover() {
        return mover;
    }

    /** Asks for keys that stay. */
    ProbingClient outside() {
        return outside;
    }

    /** Asks for keys that move. */
    ProbingClient inside() {
        return inside;
    }

    private ProbingClient.Step move(RequestBatch batch, int sequence) {
        if (loaded < keys) {
            append(batch, Operation.PUT, sequence, loaded++);
            return ProbingClient.Step.REQUEST;
        }
        if (moving) {
            endChange();
        }
        long now = System.nanoTime();
        if (restEnds == 0) {
            restEnds = now + REST_NANOS;
        }
        if (now < restEnds) {
            return ProbingClient.Step.NOTHING_YET;
        }
        if (changes == CHANGES) {
            over = true;
            return ProbingClient.Step.END;
        }
        changes++;
        moving = true;
        changeBegan = now;
        outside.enter(true);
        inside.enter(true);
        mover.node(TAKER_RANK, HALF_CIRCLE);
        return changes % 2 == 1 ? ProbingClient.Step.ADD : ProbingClient.Step.REMOVE;
    }

    private void endChange() {
        moving = false;
        double seconds = (System.nanoTime() - changeBegan) / 1e9;
        changeSeconds += seconds / CHANGES;
        longestWaitShare = Math.max(longestWaitShare, inside.longestOfPhaseMicros() / 1e6 / seconds);
        restEnds = 0;
        outside.enter(false);
        inside.enter(false);
    }

    private ProbingClient.Step probe(RequestBatch batch, int sequence, boolean inArc) {
        if (loaded < keys) {
            return ProbingClient.Step.NOTHING_YET;
        }
        if (over) {
            return ProbingClient.Step.END;
        }
        boolean put = (sequence & 1) == 0;
        int number;
        do {
            drawn = drawn * 1_664_525 + 1_013_904_223;
            number = (int) ((Integer.toUnsignedLong(drawn) * keys) >>> Integer.SIZE);
            locate(number);
        } while ((place.position() >= 0) != inArc);
        append(batch, put ? Operation.PUT : Operation.GET, sequence, number);
        return ProbingClient.Step.REQUEST;
    }

    private void locate(int number) {
        WorkloadFiles.writeKey(key, number);
        space.locate(key, 0, KEY_BYTES, place);
    }

    private void append(RequestBatch batch, int operation, int sequence, int number) {
        locate(number);
        int valueBytes = operation == Operation.PUT ? VALUE_BYTES : 0;
        batch.add(
                operation,
                sequence,
                place.position(),
                place.hash(),
                key,
                0,
                KEY_BYTES,
                value,
                0,
                valueBytes);
    }

    /** All figures, by name. */
    Map<String, Double> figures() {
        Map<String, Double> figures = new TreeMap<>();
        figures.put("change-seconds", changeSeconds);
        figures.put("longest-wait-share", longestWaitShare);
        outside.tell("outside", figures);
        inside.tell("inside", figures);
        return figures;
    }
}
