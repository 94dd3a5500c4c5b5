package mpjdht.experiment.replication;

import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.Operation;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.client.CommandSource;
import mpjdht.node.client.Fence;
import mpjdht.node.client.PlainResults;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;
import mpjdht.sim.SeededRandom;

/** A client that asks for ever, as its load says. */
final class LoadClient implements CommandSource, PlainResults {
    private static final byte[] VALUE = {'v'};

    private final int number;
    private final Load load;
    private final KeySpace space;
    private final SeededRandom random;
    private final LongSupplier clock;
    private final LongConsumer wakeAfter;
    private final AnswerLog log;
    private final long[] asked;
    private final KeyPlace place = new KeyPlace();
    private long requests;
    private long dueMicros;

    /**
     * A client.
     *
     * @param number that its answers bear
     * @param random draws what it asks for
     * @param clock tells the time, in microseconds
     * @param wakeAfter has it asked again after so many microseconds
     * @param log hears of its answers
     */
    LoadClient(
            int number,
            Load load,
            KeySpace space,
            SeededRandom random,
            LongSupplier clock,
            LongConsumer wakeAfter,
            AnswerLog log) {
        this.number = number;
        this.load = load;
        this.space = space;
        this.random = random;
        this.clock = clock;
        this.wakeAfter = wakeAfter;
        this.log = log;
        this.asked = new long[load.window()];
    }

    @Override
    public Next next(RequestBatch batch, int sequence) {
        if (hasAskedForAll()) {
            return Next.NOTHING_YET;
        }
        long now = clock.getAsLong();
        if (now >= load.untilMicros()) {
            return Next.NOTHING_YET;
        }
        if (load.intervalMicros() > 0) {
            if (now < dueMicros) {
                return Next.NOTHING_YET;
            }
            dueMicros = Math.max(dueMicros, now - load.intervalMicros()) + load.intervalMicros();
            if (dueMicros > now) {
                wakeAfter.accept(dueMicros - now);
            }
        }
        boolean isUpdate = random.happens(load.updatesPerMillion());
        byte[] key = nextKey().getBytes(StandardCharsets.US_ASCII);
        space.locate(key, 0, key.length, place);
        batch.add(
                isUpdate ? Operation.PUT : Operation.GET,
                sequence,
                place.position(),
                place.hash(),
                key,
                0,
                key.length,
                VALUE,
                0,
                isUpdate ? VALUE.length : 0);
        requests++;
        asked[slot(requests)] = now;
        return Next.REQUEST;
    }

    private boolean hasAskedForAll() {
        return load.order() == Load.Order.EACH_ONCE && requests == load.keys().size();
    }

    private String nextKey() {
        int index = load.order() == Load.Order.EACH_ONCE
                ? (int) requests
                : random.nextInt(load.keys().size());
        return load.keys().get(index);
    }

    private int slot(long request) {
        return (int) (request % asked.length);
    }

    @Override
    public long location() {
        return requests;
    }

    @Override
    public boolean answered(long location, RequestCursor request, ReplyCursor reply, int rank) {
        log.heard(new AnswerLog.Answer(
                number,
                Operation.changes(request.operation()),
                asked[slot(location)],
                clock.getAsLong(),
                mpjdht.message.Answer.isFailure(reply.outcome())));
        return true;
    }

    @Override
    public Fence fence() {
        throw new IllegalStateException("it asks for nothing but keys");
    }

    @Override
    public void added(long location, int rank, MembershipChanged result) {
        throw new IllegalStateException("no ADD was asked for");
    }

    @Override
    public void removed(long location, MembershipChanged result) {
        throw new IllegalStateException("no REMOVE was asked for");
    }

    @Override
    public void ended(long location) {
        throw new IllegalStateException("it never ends");
    }

    @Override
    public boolean conclude(int nodes) {
        throw new IllegalStateException("it never ends");
    }
}
