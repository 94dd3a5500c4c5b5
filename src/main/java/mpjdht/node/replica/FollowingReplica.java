package mpjdht.node.replica;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mpjdht.message.Answer;
import mpjdht.message.ChainBatch;
import mpjdht.message.ChainCursor;
import mpjdht.message.ChainEntry;
import mpjdht.message.ChainMessage.Confirmed;
import mpjdht.message.Confirmation;
import mpjdht.message.DecimalText;
import mpjdht.message.HeadMessage.Drained;
import mpjdht.message.HeadMessage.Filled;
import mpjdht.message.IncrementRecord;
import mpjdht.message.MalformedMessageException;
import mpjdht.metric.Figure;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.storage.ChargedReplies;
import mpjdht.node.storage.CopiesAhead;

/**
 * Whoever stands behind another in a chain: does what the one before has done, and tells it when everybody behind that serves has
 * done it too. The last that serves answers the clients. Who is being filled does as well what it may have done before: it answers
 * nobody, and at the end of what it is told it has the same.
 */
final class FollowingReplica {
    private final ReplicaState state;
    private final Answers answers;
    private final ChainCursor record = new ChainCursor();
    private final CopiesAhead<ChainCursor> ahead;
    private final byte[] sum = new byte[IncrementRecord.BYTES];
    private final Map<Integer, Integer> batchesOfRank = new LinkedHashMap<>();
    private final Map<Long, Copied> copied = new LinkedHashMap<>();

    /** Records of each region that the one before has told. */
    private int[] heard;

    /** Records of each region that had been told to the one behind, before any of these. */
    private int[] toldBefore;

    /** How many of what was heard has been confirmed. */
    private int[] confirmed;

    /** Regions of which there may be more to confirm. */
    private final BitSet advanced = new BitSet();

    /** What has been copied of a region. */
    private static final class Copied {
        long keys;
        long bytes;
    }

    FollowingReplica(ReplicaState state, Answers answers) {
        this.state = state;
        this.answers = answers;
        this.ahead = new CopiesAhead<>(new ChainCursor(), state.table);
        restart();
    }

    /** A configuration is in force, and whatever had to be told again has been: the streams of those before this rank begin anew. */
    void restart() {
        batchesOfRank.clear();
        advanced.clear();
        int regions = state.roles.regions();
        heard = new int[regions];
        confirmed = new int[regions];
        toldBefore = new int[regions];
        Arrays.setAll(toldBefore, state.streams::told);
    }

    /** Takes a batch of the configuration in force. */
    void take(int from, byte[] bytes, int offset, int length, Outbox outbox) {
        int number = ChainBatch.number(bytes, offset, length);
        int due = batchesOfRank.merge(from, 1, Integer::sum);
        if (number != due) {
            throw new ProtocolException(
                    "rank " + from + " sent batch " + number + " of a chain when " + due + " was due");
        }
        record.open(bytes, offset, length);
        ahead.open(bytes, offset, length);
        while (record.next()) {
            ahead.next();
            int region = state.roles.regionIndex(record.position());
            if (state.roles.previous(region) != from) {
                throw new ProtocolException("rank " + from + " told of position "
                        + Long.toUnsignedString(record.position()) + " to a rank that does not stand behind it");
            }
            take(region, outbox);
            if (record.operation() != ChainEntry.BARRIER && record.operation() != ChainEntry.DRAINED) {
                state.disk.add(record, outbox);
            }
            passOn(region, outbox);
            heard[region]++;
            advanced.set(region);
        }
    }

    private void passOn(int region, Outbox outbox) {
        if (state.roles.next(region) != Roles.NOBODY) {
            state.streams.batch(region, outbox).add(record);
        } else if (record.operation() == ChainEntry.DRAINED) {
            outbox.send(Grid.HEAD, new Drained(state.roles.epoch(), record.position()));
        }
    }

    private void take(int region, Outbox outbox) {
        switch (record.operation()) {
            case ChainEntry.PUT, ChainEntry.DELETE, ChainEntry.NOTHING -> write(region, outbox);
            case ChainEntry.COPY -> {
                put();
                Copied of = copied.get(state.roles.region(region).arc().last());
                of.keys++;
                of.bytes += record.keyLength() + record.valueLength();
            }
            case ChainEntry.MEMORY ->
                state.answered.add(
                        record.origin(), record.sequence(), record.outcome(), record.position(), record.number());
            case ChainEntry.FILL_BEGINS -> {
                state.drop(state.roles.region(region).arc());
                copied.put(record.position(), new Copied());
            }
            case ChainEntry.FILL_ENDS -> {
                Copied of = copied.get(record.position());
                outbox.count(Figure.KEYS_MOVED, of.keys);
                outbox.count(Figure.BYTES_MOVED, of.bytes);
                outbox.send(Grid.HEAD, new Filled(state.roles.epoch(), record.position(), of.keys, of.bytes));
            }
            case ChainEntry.BEFORE_IMAGE ->
                state.resumable.ifPresent(client -> client.keep(BeforeImages.Image.of(record)));
            case ChainEntry.DRAINED, ChainEntry.BARRIER -> {
                // It is passed on.
            }
            default -> throw new ProtocolException("no record of a chain has the code " + record.operation());
        }
    }

    private void write(int region, Outbox outbox) {
        long done = state.done.of(record.region());
        if (!state.roles.isFilling(region)) {
            if (record.writeNumber() > done + 1) {
                throw new ProtocolException(
                        "write " + record.writeNumber() + " of a region came to a replica that has done " + done);
            }
            if (!state.rules.isToBeDone(record.writeNumber() <= done)) {
                return;
            }
        }
        state.done.set(record.region(), record.writeNumber());
        apply();
        boolean counted = record.outcome() == Answer.COUNTED;
        long number = counted ? number(record) : 0;
        state.answered.add(record.origin(), record.sequence(), record.outcome(), record.position(), number);
        if (state.rules.answersWrite(state.roles.isLast(region))) {
            ChargedReplies replies = answers.settled(record.origin(), outbox);
            long owner = state.roles.owner(region);
            if (counted) {
                IncrementRecord.write(number, sum);
                replies.add(record.outcome(), record.hops(), record.sequence(), owner, sum, 0, sum.length);
            } else {
                PresentValue.add(replies, record.outcome(), record.hops(), record, state.table, owner);
            }
        }
    }

    /** The number that a count has come to: the value of its key now. */
    static long number(ChainCursor record) {
        int from = record.valueOffset();
        int to = from + record.valueLength();
        if (!DecimalText.isNumber(record.bytes(), from, to)) {
            throw new MalformedMessageException("a count in a chain has come to no number");
        }
        return DecimalText.number(record.bytes(), from, to);
    }

    private void apply() {
        if (record.operation() == ChainEntry.PUT) {
            put();
        } else if (record.operation() == ChainEntry.DELETE) {
            state.table.delete(
                    record.hash(), record.position(), record.bytes(), record.keyOffset(), record.keyLength());
        }
    }

    private void put() {
        state.table.put(
                record.hash(),
                record.position(),
                record.bytes(),
                record.keyOffset(),
                record.keyLength(),
                record.valueOffset(),
                record.valueLength());
    }

    /** Somebody behind this rank has confirmed something of a region. */
    void confirmedBehind(int region) {
        advanced.set(region);
    }

    /** Tells those before this rank what has been confirmed since it told them last; tells whether there was anything. */
    boolean flush(Outbox outbox) {
        Map<Integer, List<Confirmation>> news = new LinkedHashMap<>();
        for (int region = advanced.nextSetBit(0); region >= 0; region = advanced.nextSetBit(region + 1)) {
            int number = confirmable(region);
            int rank = state.roles.previous(region);
            if (number > confirmed[region]) {
                confirmed[region] = number;
                List<Confirmation> toRank = news.computeIfAbsent(rank, absent -> new ArrayList<>());
                toRank.add(new Confirmation(region, number));
                if (toRank.size() == Confirmed.MOST) {
                    outbox.send(rank, new Confirmed(state.roles.epoch(), toRank));
                    news.remove(rank);
                }
            }
        }
        advanced.clear();
        news.forEach((rank, confirmations) -> outbox.send(rank, new Confirmed(state.roles.epoch(), confirmations)));
        return !news.isEmpty();
    }

    /** How many of what was heard of a region everybody knows whose word counts. */
    private int confirmable(int region) {
        if (state.roles.isLast(region) || state.roles.next(region) == Roles.NOBODY) {
            return heard[region];
        }
        return Math.min(heard[region], state.streams.confirmed(region) - toldBefore[region]);
    }
}
