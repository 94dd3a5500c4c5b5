package mpjdht.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import mpjdht.history.HistoryWriter;
import mpjdht.history.Outcome;
import mpjdht.history.Verb;
import mpjdht.message.Answer;
import mpjdht.message.DecimalText;
import mpjdht.message.IncrementRecord;
import mpjdht.message.Operation;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.message.SwapRecord;
import mpjdht.node.client.AnswerListener;
import mpjdht.node.client.CommandSource;
import mpjdht.node.client.Fence;
import mpjdht.store.Version;

/**
 * Records the calls of a client. It stands between the client and its commands, and hears of its answers: a PUT, GET, DELETE, CAS, INCR or APPEND is invoked at the moment in which the client takes it from its source, and returns at that in which
 * its answer comes, not when its result is given out. Other commands are no part of a history.
 */
public final class HistoryRecorder implements AnswerListener {
    private final int number;
    private final HistoryWriter history;
    private final LongSupplier nanoClock;
    private final long begin;
    private final RequestCursor request = new RequestCursor();

    /** The calls that are under way. Other requests have numbers between theirs, and no part in a history. */
    private final Set<Integer> called = new HashSet<>();

    private long lastInvoked;
    private boolean hasInvoked;
    private long lastSync;
    private boolean broken;

    /** How many SYNCs there have been: they have numbers among the others, and are no requests. */
    private long syncs;

    /**
     * A recorder of a client that has not called yet.
     *
     * @param number the client's, in the history
     * @param history takes what happens; a failure of it is thrown as an {@link UncheckedIOException}
     * @param nanoClock {@link System#nanoTime}, or what stands for it in a test
     * @param begin what the clock says at time 0 of the history
     */
    public HistoryRecorder(int number, HistoryWriter history, LongSupplier nanoClock, long begin) {
        this.number = number;
        this.history = history;
        this.nanoClock = nanoClock;
        this.begin = begin;
    }

    /** The source of the client's commands, recorded. */
    public CommandSource asking(CommandSource source) {
        return new Asking(source);
    }

    /** Whether the history could not be written, which has been thrown. */
    public boolean isBroken() {
        return broken;
    }

    private void invoked(byte[] bytes, int offset, int length) throws IOException {
        request.open(bytes, offset, length);
        request.next();
        lastInvoked = whole(request.sequence());
        hasInvoked = true;
        Verb verb = verb(request.operation());
        if (verb == null) {
            return;
        }
        called.add(request.sequence());
        history.invoke(number, lastInvoked + syncs, verb)
                .key(request.bytes(), request.keyOffset(), request.keyLength());
        switch (verb) {
            case PUT, APPEND -> history.value(request.bytes(), request.valueOffset(), request.valueLength());
            case CAS -> tellSwap();
            case INCR -> history.by(IncrementRecord.by(request));
            case GET, DELETE -> {}
        }
        history.end(nanoClock.getAsLong() - begin);
    }

    private void tellSwap() throws IOException {
        if (SwapRecord.hasOld(request)) {
            history.old(request.bytes(), SwapRecord.oldOffset(request), SwapRecord.oldLength(request));
        } else {
            history.oldIsAbsent();
        }
        if (SwapRecord.hasNew(request)) {
            history.replacement(request.bytes(), SwapRecord.newOffset(request), SwapRecord.newLength(request));
        } else {
            history.replacementIsAbsent();
        }
    }

    @Override
    public void answered(int rank, ReplyCursor reply) {
        if (!called.remove(reply.sequence())) {
            return;
        }
        try {
            tellOutcome(reply);
            history.from(reply.node(), rank).end(nanoClock.getAsLong() - begin);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Tells what a call came to. */
    private void tellOutcome(ReplyCursor reply) throws IOException {
        // A SYNC stands alone, with nothing under way: whatever is answered after it was asked after it.
        long command = whole(reply.sequence()) + syncs;
        if (reply.outcome() == Answer.UNKNOWN) {
            history.answer(number, command, Outcome.PENDING);
        } else if (Answer.isFailure(reply.outcome())) {
            history.fail(number, command);
        } else {
            history.answer(number, command, outcome(reply.outcome()));
            tellValue(reply);
            if (reply.hasVersion()) {
                history.version(
                        Version.time(reply.bytes(), reply.versionOffset()),
                        Version.writer(reply.bytes(), reply.versionOffset()));
            }
        }
    }

    @Override
    public void synchronises() {
        syncs++;
        lastSync = hasInvoked ? lastInvoked + syncs : syncs - 1;
        try {
            history.sync(number, lastSync).end(nanoClock.getAsLong() - begin);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    @Override
    public void synchronised(boolean done) {
        try {
            if (done) {
                history.converged(number, lastSync);
            } else {
                history.answer(number, lastSync, Outcome.PENDING);
            }
            history.end(nanoClock.getAsLong() - begin);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private void tellValue(ReplyCursor reply) throws IOException {
        switch (reply.outcome()) {
            case Answer.FOUND, Answer.DIFFERS -> history.value(reply.bytes(), reply.valueOffset(), reply.valueLength());
            case Answer.COUNTED -> {
                byte[] sum = DecimalText.of(IncrementRecord.sum(reply));
                history.value(sum, 0, sum.length);
            }
            default -> {}
        }
    }

    /** The number of a command of which a message tells the lower half: one near the last that was invoked. */
    private long whole(int sequence) {
        return lastInvoked + (sequence - (int) lastInvoked);
    }

    /** Null for what is no part of a history. */
    private static Verb verb(int operation) {
        return switch (operation) {
            case Operation.PUT -> Verb.PUT;
            case Operation.GET -> Verb.GET;
            case Operation.DELETE -> Verb.DELETE;
            case Operation.CAS -> Verb.CAS;
            case Operation.INCR -> Verb.INCR;
            case Operation.APPEND -> Verb.APPEND;
            default -> null;
        };
    }

    private static Outcome outcome(int answer) {
        return switch (answer) {
            case Answer.STORED, Answer.COUNTED -> Outcome.STORED;
            case Answer.FOUND -> Outcome.FOUND;
            case Answer.DELETED -> Outcome.DELETED;
            case Answer.MISSING -> Outcome.MISSING;
            case Answer.SWAPPED -> Outcome.SWAPPED;
            case Answer.DIFFERS -> Outcome.DIFFERS;
            default -> throw new IllegalArgumentException("the answer " + answer + " to a call");
        };
    }

    private UncheckedIOException broken(IOException cause) {
        broken = true;
        return unwritable(cause);
    }

    /** What is thrown when a history cannot be written. */
    public static UncheckedIOException unwritable(IOException cause) {
        return new UncheckedIOException("the history cannot be written: " + cause.getMessage(), cause);
    }

    /** Sees what the client takes from its source. */
    private final class Asking implements CommandSource {
        private final CommandSource source;

        Asking(CommandSource source) {
            this.source = source;
        }

        @Override
        public Next next(RequestBatch batch, int sequence) {
            int before = batch.length() - RequestCursor.headerBytes();
            Next next = source.next(batch, sequence);
            if (next == Next.REQUEST || next == Next.EXPLAIN) {
                try {
                    invoked(batch.bytes(), before, batch.length() - before);
                } catch (IOException e) {
                    throw broken(e);
                }
            }
            return next;
        }

        @Override
        public long location() {
            return source.location();
        }

        @Override
        public Fence fence() {
            return source.fence();
        }
    }
}
