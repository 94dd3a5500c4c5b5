package mpjdht.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.LongSupplier;
import mpjdht.history.HistoryWriter;
import mpjdht.history.Outcome;
import mpjdht.history.Verb;
import mpjdht.message.Answer;
import mpjdht.message.MessageKind;
import mpjdht.message.Operation;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestCursor;
import mpjdht.node.Outbox;
import mpjdht.node.StateMachine;

/**
 * A client whose calls are recorded. It stands between the client and the messages: a PUT, GET or DELETE is invoked at the
 * moment in which its request leaves, and returns at that in which its answer comes, not when its result is given out.
 * Other commands are no part of a history.
 */
public final class HistoryRecorder implements StateMachine {
    private final StateMachine client;
    private final int number;
    private final HistoryWriter history;
    private final LongSupplier nanoClock;
    private final long begin;
    private final RequestCursor request = new RequestCursor();
    private final ReplyCursor reply = new ReplyCursor();
    private final Listening listening = new Listening();
    private long lastInvoked;
    private boolean broken;

    /**
     * A client that has not called yet.
     *
     * @param client what is recorded
     * @param number the client's, in the history
     * @param history takes what happens; a failure of it is thrown as an {@link UncheckedIOException}
     * @param nanoClock {@link System#nanoTime}, or what stands for it in a test
     */
    public HistoryRecorder(StateMachine client, int number, HistoryWriter history, LongSupplier nanoClock) {
        this.client = client;
        this.number = number;
        this.history = history;
        this.nanoClock = nanoClock;
        this.begin = nanoClock.getAsLong();
    }

    @Override
    public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        if (MessageKind.of(bytes, offset, length) == MessageKind.REPLIES) {
            try {
                answered(from, bytes, offset, length);
            } catch (IOException e) {
                throw broken(e);
            }
        }
        client.onMessage(nowMicros, from, bytes, offset, length, listening.to(outbox));
    }

    @Override
    public void onTimer(long nowMicros, long timer, Outbox outbox) {
        client.onTimer(nowMicros, timer, listening.to(outbox));
    }

    @Override
    public boolean onIdle(long nowMicros, Outbox outbox) {
        return client.onIdle(nowMicros, listening.to(outbox));
    }

    @Override
    public boolean finished() {
        return client.finished();
    }

    /** Whether the history could not be written, which has been thrown. */
    public boolean isBroken() {
        return broken;
    }

    private void invoked(byte[] bytes, int offset, int length) throws IOException {
        long now = nanoClock.getAsLong() - begin;
        request.open(bytes, offset, length);
        while (request.next()) {
            lastInvoked = whole(request.sequence());
            Verb verb = verb(request.operation());
            if (verb == null) {
                continue;
            }
            history.invoke(number, lastInvoked, verb).key(request.bytes(), request.keyOffset(), request.keyLength());
            if (verb == Verb.PUT) {
                history.value(request.bytes(), request.valueOffset(), request.valueLength());
            }
            history.end(now);
        }
    }

    private void answered(int from, byte[] bytes, int offset, int length) throws IOException {
        long now = nanoClock.getAsLong() - begin;
        reply.open(bytes, offset, length);
        while (reply.next()) {
            Outcome outcome = outcome(reply.outcome());
            if (outcome == null) {
                continue;
            }
            history.answer(number, whole(reply.sequence()), outcome);
            if (outcome == Outcome.FOUND) {
                history.value(reply.bytes(), reply.valueOffset(), reply.valueLength());
            }
            history.from(reply.node(), from).end(now);
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
            default -> null;
        };
    }

    /** Null for the answer of what is no part of a history. */
    private static Outcome outcome(int answer) {
        return switch (answer) {
            case Answer.STORED -> Outcome.STORED;
            case Answer.FOUND -> Outcome.FOUND;
            case Answer.DELETED -> Outcome.DELETED;
            case Answer.MISSING -> Outcome.MISSING;
            default -> null;
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

    /** Hears what the client says, before it is said. */
    private final class Listening implements Outbox {
        private Outbox outbox;

        Listening to(Outbox next) {
            outbox = next;
            return this;
        }

        @Override
        public void send(int to, byte[] bytes, int offset, int length) {
            if (MessageKind.of(bytes, offset, length) == MessageKind.REQUESTS) {
                try {
                    invoked(bytes, offset, length);
                } catch (IOException e) {
                    throw broken(e);
                }
            }
            outbox.send(to, bytes, offset, length);
        }

        @Override
        public void setTimer(long delayMicros, long timer) {
            outbox.setTimer(delayMicros, timer);
        }
    }
}
