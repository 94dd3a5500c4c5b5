package mpjdht.node.replica;

import mpjdht.message.Answer;
import mpjdht.message.ChainBatch;
import mpjdht.message.ChainEntry;
import mpjdht.message.DecimalText;
import mpjdht.message.FlowMessage.Due;
import mpjdht.message.IncrementRecord;
import mpjdht.message.Operation;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.message.RoutedCursor;
import mpjdht.message.SwapRecord;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.storage.AppliedRequest;
import mpjdht.node.storage.ChargedReplies;
import mpjdht.node.storage.ClientAccount;
import mpjdht.node.storage.CopiesAhead;
import mpjdht.node.storage.WaitingRequests;
import mpjdht.store.NodeTable;

/**
 * The first of a chain: takes the requests of clients, decides what becomes of each, and tells those behind it what has changed.
 * Writes are answered by the last of the chain. Reads are answered here.
 *
 * <p>A request of a client that has no credit at this rank waits, of whatever kind, in the order in which they came: so none overtakes
 * another but the one that is due, which is its client's oldest. A write that is let in is answered elsewhere, where it may overdraw
 * ({@link Answers}).
 */
final class FirstReplica {
    private static final int ONE_HOP = 1;

    private final ReplicaState state;
    private final Answers answers;
    private final int minReplicas;
    private final AppliedRequest applied;
    private final RequestCursor entering = new RequestCursor();
    private final CopiesAhead<RequestCursor> ahead;
    private final RoutedCursor waiting = new RoutedCursor();
    private final byte[] sum = new byte[IncrementRecord.BYTES];

    /** The request in hand, and the messages that it took to come here. */
    private RequestCursor request = entering;

    private int hops;

    FirstReplica(ReplicaState state, Answers answers, int rank, int minReplicas) {
        this.state = state;
        this.answers = answers;
        this.minReplicas = minReplicas;
        this.applied = new AppliedRequest(rank);
        this.ahead = new CopiesAhead<>(new RequestCursor(), state.table);
    }

    /** Takes a batch of requests of the configuration in force, which came straight from whoever passes them on. */
    void take(byte[] bytes, int offset, int length, Outbox outbox) {
        ClientAccount account = answers.account(RequestBatch.origin(bytes, offset, length));
        entering.open(bytes, offset, length);
        ahead.open(bytes, offset, length);
        while (entering.next()) {
            ahead.next();
            letIn(account, ONE_HOP, entering, outbox);
        }
    }

    /**
     * Takes the request on which a cursor stands, of the configuration in force.
     *
     * @param origin the client
     * @param way messages that it took the request to come here
     */
    void take(int origin, int way, RequestCursor command, Outbox outbox) {
        letIn(answers.account(origin), way, command, outbox);
    }

    private void letIn(ClientAccount account, int hopsToHere, RequestCursor entered, Outbox outbox) {
        int region = state.roles.regionIndex(entered.position());
        if (!state.roles.isFirst(region)) {
            throw new ProtocolException("a request for position " + Long.toUnsignedString(entered.position())
                    + " came to a rank that is not the first of its chain");
        }
        if (state.roles.region(region).closed()) {
            // Nothing is answered in a region that is closed: its clients ask again when it is open.
            return;
        }
        if (account.mayAnswer(entered.sequence())) {
            take(account, hopsToHere, entered, outbox);
        } else {
            account.waiting().add(state.roles.owner(region), hopsToHere, account.origin(), entered);
        }
    }

    /** Answers that a client has used no longer count; it waits for none older than {@code oldest}. */
    void credit(int origin, long bytes, int oldest, Outbox outbox) {
        ClientAccount account = answers.account(origin);
        account.forgetDueBefore(oldest);
        account.giveBack(bytes);
        while (account.hasCredit() && !account.waiting().isEmpty()) {
            account.waiting().pass(takeWaiting(account, account.waiting().first(), outbox));
        }
    }

    /** Takes requests that wait until the batch ends or the credit does; returns the bytes of it that are done. */
    private int takeWaiting(ClientAccount account, WaitingRequests.Batch batch, Outbox outbox) {
        waiting.open(batch.bytes(), batch.offset(), batch.length());
        int done = 0;
        while (account.hasCredit() && waiting.next()) {
            take(account, waiting.hops(), waiting, outbox);
            done = waiting.recordEnd() - batch.offset() - RequestCursor.headerBytes();
        }
        return done;
    }

    /** A client waits for this command of the configuration in force before all others: it needs no credit, now or once it comes. */
    void due(Due command, Outbox outbox) {
        ClientAccount account = answers.account(command.origin());
        account.setDue(command);
        account.waiting().take(command.sequence(), late -> take(account, late.hops(), late, outbox));
    }

    private void take(ClientAccount account, int hopsToHere, RequestCursor taken, Outbox outbox) {
        request = taken;
        hops = hopsToHere;
        if (account.isDue(taken.sequence())) {
            account.setDue(null);
        }
        int region = state.roles.regionIndex(taken.position());
        switch (taken.operation()) {
            case Operation.GET, Operation.EXPLAIN, Operation.WALK -> read(account.origin(), region, outbox);
            default -> write(account.origin(), region, outbox);
        }
    }

    private void read(int origin, int region, Outbox outbox) {
        BeforeImages.Image image = null;
        if (isOfResumable(origin) && request.operation() == Operation.GET) {
            image = state.resumable.get().imageFor(request);
            state.resumable.get().hasRead(request);
        }
        if (image == null) {
            apply(region);
            answer(answers.read(origin, region, outbox), region);
        } else {
            answerFrom(image, image.outcome(), origin, region, outbox);
        }
    }

    private boolean isOfResumable(int origin) {
        return state.resumable.isPresent() && state.resumable.get().is(origin);
    }

    /** Tells what a key had when it was asked for first, by a job that has died since. */
    private void answerFrom(BeforeImages.Image image, int outcome, int origin, int region, Outbox outbox) {
        ChargedReplies replies = answers.read(origin, region, outbox);
        long owner = state.roles.owner(region);
        if (image.outcome() == Answer.FOUND) {
            replies.add(outcome, hops, request.sequence(), owner, image.value(), 0, image.value().length);
        } else {
            replies.add(outcome, hops, request.sequence(), owner);
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
        if (isOfResumable(origin) && wasAskedBefore(state.resumable.get(), origin, region, outbox)) {
            return;
        }
        apply(region);
        int outcome = applied.outcome();
        if (isRead(outcome)) {
            if (isOfResumable(origin)) {
                state.resumable.get().hasRead(request);
            }
            answer(answers.read(origin, region, outbox), region);
            return;
        }
        state.answered.add(origin, request.sequence(), outcome, request.position(), number(outcome));
        long number = state.done.next(region);
        if (state.rules.answersWrite(state.roles.isLast(region))) {
            answer(answers.settled(origin, outbox), region);
        }
        if (state.disk.isKept()) {
            tell(origin, outcome, number, region, state.disk.batch(outbox));
        }
        if (state.roles.next(region) != Roles.NOBODY) {
            tell(origin, outcome, number, region, state.streams.batch(region, outbox));
        }
    }

    /** Answers a CAS that found another value than its own in a job that has died since; else writes down what the key has before the write, if its client may have read that. */
    private boolean wasAskedBefore(ResumableClient client, int origin, int region, Outbox outbox) {
        BeforeImages.Image image = request.operation() == Operation.CAS ? client.imageFor(request) : null;
        if (image != null) {
            client.hasRead(request);
            answerFrom(image, BeforeImages.outcomeOfSwap(image), origin, region, outbox);
            return true;
        }
        if (client.mayHaveRead(request)) {
            BeforeImages.Image had = BeforeImages.Image.before(request, state.table);
            client.keep(had);
            had.appendTo(state.disk.batch(outbox), origin);
            if (state.roles.next(region) != Roles.NOBODY) {
                had.appendTo(state.streams.batch(region, outbox), origin);
            }
        }
        return false;
    }

    /** Whether a write has come to nothing but a look at the key. */
    private boolean isRead(int outcome) {
        return request.operation() == Operation.CAS && outcome != Answer.SWAPPED;
    }

    private long number(int outcome) {
        return outcome == Answer.COUNTED ? IncrementRecord.sum(applied.valueBytes(state.table)) : 0;
    }

    /** Tells those behind, or the disk, what a command has changed. */
    private void tell(int origin, int outcome, long number, int region, ChainBatch batch) {
        long name = state.done.name(region);
        switch (outcome) {
            case Answer.STORED -> {
                if (request.operation() == Operation.APPEND) {
                    tellWhole(batch, origin, name, number);
                    return;
                }
                batch.add(
                        ChainEntry.PUT,
                        origin,
                        outcome,
                        hops,
                        name,
                        number,
                        request,
                        request.bytes(),
                        request.valueOffset(),
                        request.valueLength());
            }
            case Answer.SWAPPED ->
                batch.add(
                        SwapRecord.hasNew(request) ? ChainEntry.PUT : ChainEntry.DELETE,
                        origin,
                        outcome,
                        hops,
                        name,
                        number,
                        request,
                        request.bytes(),
                        SwapRecord.newOffset(request),
                        SwapRecord.newLength(request));
            case Answer.COUNTED -> {
                byte[] text = DecimalText.of(number(outcome));
                batch.add(ChainEntry.PUT, origin, outcome, hops, name, number, request, text, 0, text.length);
            }
            case Answer.DELETED ->
                batch.add(ChainEntry.DELETE, origin, outcome, hops, name, number, request, request.bytes(), 0, 0);
            default ->
                batch.add(ChainEntry.NOTHING, origin, outcome, hops, name, number, request, request.bytes(), 0, 0);
        }
    }

    /** Tells the value that an APPEND has come to: those behind store it, and append nothing themselves. */
    private void tellWhole(ChainBatch batch, int origin, long name, long number) {
        NodeTable table = state.table;
        table.find(request.hash(), request.position(), request.bytes(), request.keyOffset(), request.keyLength());
        batch.add(
                ChainEntry.PUT,
                origin,
                Answer.STORED,
                hops,
                name,
                number,
                request,
                table.valueBytes(),
                table.valueOffset(),
                table.valueLength());
    }

    private void apply(int region) {
        applied.apply(
                request,
                state.table,
                state.roles.owner(region),
                state.roles.region(region).arc().last());
    }

    private void answer(ChargedReplies replies, int region) {
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
        ChargedReplies replies = answers.read(origin, region, outbox);
        long owner = state.roles.owner(region);
        if (outcome == Answer.COUNTED) {
            IncrementRecord.write(state.answered.number(origin, request.sequence()), sum);
            replies.add(outcome, hops, request.sequence(), owner, sum, 0, sum.length);
        } else {
            PresentValue.add(replies, outcome, hops, request, state.table, owner);
        }
    }
}
