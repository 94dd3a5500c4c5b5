package mpjdht.node.replica;

import mpjdht.message.Answer;
import mpjdht.message.ChainBatch;
import mpjdht.message.ChainEntry;
import mpjdht.message.DecimalText;
import mpjdht.message.IncrementRecord;
import mpjdht.message.Operation;
import mpjdht.message.ReplyBatch;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.message.SwapRecord;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.storage.AppliedRequest;
import mpjdht.store.NodeTable;

/**
 * The first of a chain: takes the requests of clients, decides what becomes of each, and tells those behind it what has changed.
 * Writes are answered by the last of the chain. Reads are answered here.
 */
final class FirstReplica {
    private static final int ONE_HOP = 1;

    private final ReplicaState state;
    private final Answers answers;
    private final int minReplicas;
    private final AppliedRequest applied;
    private final RequestCursor entering = new RequestCursor();
    private RequestCursor request;
    private int hops;
    private final byte[] sum = new byte[IncrementRecord.BYTES];

    FirstReplica(ReplicaState state, Answers answers, int rank, int minReplicas) {
        this.state = state;
        this.answers = answers;
        this.minReplicas = minReplicas;
        this.applied = new AppliedRequest(rank);
    }

    /** Takes a batch of requests of the configuration in force, which came straight from whoever passes them on. */
    void take(byte[] bytes, int offset, int length, Outbox outbox) {
        int origin = RequestBatch.origin(bytes, offset, length);
        entering.open(bytes, offset, length);
        while (entering.next()) {
            take(origin, ONE_HOP, entering, outbox);
        }
    }

    /**
     * Takes the request on which a cursor stands, of the configuration in force.
     *
     * @param origin the client
     * @param way messages that it took the request to come here
     */
    void take(int origin, int way, RequestCursor command, Outbox outbox) {
        request = command;
        hops = way;
        int region = state.roles.regionIndex(request.position());
        if (!state.roles.isFirst(region)) {
            throw new ProtocolException("a request for position " + Long.toUnsignedString(request.position())
                    + " came to a rank that is not the first of its chain");
        }
        // Nothing is answered in a region that is closed: its clients ask again when it is open.
        if (!state.roles.region(region).closed()) {
            take(origin, region, outbox);
        }
    }

    private void take(int origin, int region, Outbox outbox) {
        switch (request.operation()) {
            case Operation.GET, Operation.EXPLAIN -> {
                apply(region);
                answer(answers.read(origin, region, outbox), region);
            }
            default -> write(origin, region, outbox);
        }
    }

    private void write(int origin, int region, Outbox outbox) {
        int before = state.answered.outcome(origin, request.sequence());
        if (state.rules.isToBeDone(before != AnsweredCommands.NOT_DONE)) {
            writeNow(origin, region, outbox);
        } else if (before != AnsweredCommands.CONFIRMED) {
            answerAgain(before, origin, region, outbox);
        }
    }

    private void writeNow(int origin, int region, Outbox outbox) {
        if (state.roles.region(region).serving().size() < minReplicas) {
            answers.settled(origin, outbox).add(Answer.REFUSED, hops, request.sequence(), state.roles.owner(region));
            return;
        }
        apply(region);
        int outcome = applied.outcome();
        if (isRead(outcome)) {
            answer(answers.read(origin, region, outbox), region);
            return;
        }
        state.answered.add(origin, request.sequence(), outcome, request.position(), number(outcome));
        if (state.rules.answersWrite(state.roles.isLast(region))) {
            answer(answers.settled(origin, outbox), region);
        }
        if (state.roles.next(region) != Roles.NOBODY) {
            tell(origin, outcome, region, outbox);
        }
    }

    /** Whether a write has come to nothing but a look at the key. */
    private boolean isRead(int outcome) {
        return request.operation() == Operation.CAS && outcome != Answer.SWAPPED;
    }

    private long number(int outcome) {
        return outcome == Answer.COUNTED ? IncrementRecord.sum(applied.valueBytes(state.table)) : 0;
    }

    /** Tells those behind what a command has changed. */
    private void tell(int origin, int outcome, int region, Outbox outbox) {
        ChainBatch batch = state.streams.batch(region, outbox);
        switch (outcome) {
            case Answer.STORED ->
                batch.add(
                        ChainEntry.PUT,
                        origin,
                        outcome,
                        hops,
                        request,
                        request.bytes(),
                        request.valueOffset(),
                        request.valueLength());
            case Answer.SWAPPED ->
                batch.add(
                        ChainEntry.PUT,
                        origin,
                        outcome,
                        hops,
                        request,
                        request.bytes(),
                        SwapRecord.newOffset(request),
                        SwapRecord.newLength(request));
            case Answer.COUNTED -> {
                byte[] text = DecimalText.of(number(outcome));
                batch.add(ChainEntry.PUT, origin, outcome, hops, request, text, 0, text.length);
            }
            case Answer.DELETED -> batch.add(ChainEntry.DELETE, origin, outcome, hops, request, request.bytes(), 0, 0);
            default -> batch.add(ChainEntry.NOTHING, origin, outcome, hops, request, request.bytes(), 0, 0);
        }
    }

    private void apply(int region) {
        applied.apply(request, state.table, state.roles.owner(region));
    }

    private void answer(ReplyBatch replies, int region) {
        NodeTable table = state.table;
        long owner = state.roles.owner(region);
        if (applied.hasValue()) {
            replies.add(
                    applied.outcome(),
                    hops,
                    request.sequence(),
                    owner,
                    applied.valueBytes(table),
                    applied.valueOffset(table),
                    applied.valueLength(table));
        } else {
            replies.add(applied.outcome(), hops, request.sequence(), owner);
        }
    }

    /** A command that has been done is asked for again: its first answer was lost, or is on its way. */
    private void answerAgain(int outcome, int origin, int region, Outbox outbox) {
        ReplyBatch replies = answers.read(origin, region, outbox);
        long owner = state.roles.owner(region);
        if (outcome == Answer.COUNTED) {
            IncrementRecord.write(state.answered.number(origin, request.sequence()), sum);
            replies.add(outcome, hops, request.sequence(), owner, sum, 0, sum.length);
        } else {
            PresentValue.add(replies, outcome, hops, request, state.table, owner);
        }
    }
}
