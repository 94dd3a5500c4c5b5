package mpjdht.node.replica;

import mpjdht.message.Answer;
import mpjdht.message.ChainEntry;
import mpjdht.message.Operation;
import mpjdht.message.PathTrace;
import mpjdht.message.ReplyBatch;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.store.NodeTable;

/**
 * The first of a chain: takes the requests of clients, decides what becomes of each, and tells those behind it what has changed.
 * Writes are answered by the last of the chain. Reads are answered here.
 */
final class FirstReplica {
    private static final int HOPS = 1;

    private final ReplicaState state;
    private final Answers answers;
    private final RequestCursor request = new RequestCursor();
    private final PathTrace path = new PathTrace();
    private final int rank;
    private final int minReplicas;

    FirstReplica(ReplicaState state, Answers answers, int rank, int minReplicas) {
        this.rank = rank;
        this.state = state;
        this.answers = answers;
        this.minReplicas = minReplicas;
    }

    /** Takes a batch of requests of the configuration in force. */
    void take(byte[] bytes, int offset, int length, Outbox outbox) {
        int origin = RequestBatch.origin(bytes, offset, length);
        request.open(bytes, offset, length);
        while (request.next()) {
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
    }

    private void take(int origin, int region, Outbox outbox) {
        switch (request.operation()) {
            case Operation.GET -> read(origin, region, outbox);
            case Operation.PUT, Operation.DELETE -> write(origin, region, outbox);
            case Operation.EXPLAIN -> {
                path.open(request);
                path.append(state.roles.owner(region), rank);
                answers.settled(origin, outbox)
                        .add(
                                Answer.EXPLAINED,
                                HOPS,
                                request.sequence(),
                                state.roles.owner(region),
                                path.bytes(),
                                0,
                                path.length());
            }
            default -> throw new ProtocolException("no operation has the code " + request.operation());
        }
    }

    private void read(int origin, int region, Outbox outbox) {
        NodeTable table = state.table;
        ReplyBatch replies = answers.read(origin, region, outbox);
        boolean found = table.find(
                request.hash(), request.position(), request.bytes(), request.keyOffset(), request.keyLength());
        if (found) {
            replies.add(
                    Answer.FOUND,
                    HOPS,
                    request.sequence(),
                    state.roles.owner(region),
                    table.valueBytes(),
                    table.valueOffset(),
                    table.valueLength());
        } else {
            replies.add(Answer.MISSING, HOPS, request.sequence(), state.roles.owner(region));
        }
    }

    private void write(int origin, int region, Outbox outbox) {
        int before = state.answered.outcome(origin, request.sequence());
        if (before == AnsweredCommands.CONFIRMED) {
            return;
        }
        if (before != AnsweredCommands.NOT_DONE) {
            answers.read(origin, region, outbox).add(before, HOPS, request.sequence(), state.roles.owner(region));
            return;
        }
        if (state.roles.region(region).serving().size() < minReplicas) {
            answers.settled(origin, outbox).add(Answer.REFUSED, HOPS, request.sequence(), state.roles.owner(region));
            return;
        }
        int outcome = apply();
        int entry = entry(outcome);
        state.answered.add(origin, request.sequence(), outcome, request.position());
        if (state.roles.isLast(region)) {
            answers.settled(origin, outbox).add(outcome, HOPS, request.sequence(), state.roles.owner(region));
        }
        if (state.roles.next(region) != Roles.NOBODY) {
            state.streams
                    .batch(region, outbox)
                    .add(
                            entry,
                            origin,
                            outcome,
                            HOPS,
                            request,
                            request.bytes(),
                            request.valueOffset(),
                            entry == ChainEntry.PUT ? request.valueLength() : 0);
        }
    }

    private int apply() {
        if (request.operation() == Operation.PUT) {
            state.table.put(
                    request.hash(),
                    request.position(),
                    request.bytes(),
                    request.keyOffset(),
                    request.keyLength(),
                    request.valueOffset(),
                    request.valueLength());
            return Answer.STORED;
        }
        boolean deleted = state.table.delete(
                request.hash(), request.position(), request.bytes(), request.keyOffset(), request.keyLength());
        return deleted ? Answer.DELETED : Answer.MISSING;
    }

    private static int entry(int outcome) {
        return switch (outcome) {
            case Answer.STORED -> ChainEntry.PUT;
            case Answer.DELETED -> ChainEntry.DELETE;
            default -> ChainEntry.NOTHING;
        };
    }
}
