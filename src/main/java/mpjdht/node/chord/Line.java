package mpjdht.node.chord;

import mpjdht.message.ChordCodec;
import mpjdht.message.ChordMessage;
import mpjdht.message.ChordMessage.Answered;
import mpjdht.node.Outbox;
import mpjdht.ring.NodeRef;

/**
 * How the Chord nodes of a rank speak with others: messages, and questions that are asked again until they are answered or
 * given up. A token names a question, and the timer that watches over it.
 *
 * <p>Whoever guards the ring announces its changes, each with an epoch. What is said says in which epoch; in another one it
 * means nothing, and whoever waits for an answer asks again in its own.
 */
final class Line {
    private final long answerMicros;
    private final ChordCodec codec = new ChordCodec();
    private PendingCalls calls = new PendingCalls();
    private Outbox outbox;
    private long lastNumber;
    private long epoch;

    /**
     * A line on which nothing has been said.
     *
     * @param life number of this life of the rank: an answer to an earlier life finds nobody who waits for its token
     */
    Line(long answerMicros, int life) {
        this.answerMicros = answerMicros;
        this.lastNumber = (long) life << Integer.SIZE;
    }

    /** A number that this rank has not used yet, in any of its lives. */
    long newNumber() {
        return ++lastNumber;
    }

    /** A new epoch of the ring begins: nobody waits for what was asked in the one before. */
    void enter(long newEpoch) {
        epoch = newEpoch;
        calls = new PendingCalls();
    }

    /** The epoch of the ring in which the nodes of this rank speak. */
    long epoch() {
        return epoch;
    }

    /** From now on, until the next message or timer, speaks through this outbox. */
    void use(Outbox now) {
        outbox = now;
    }

    /** Through what the rank speaks now. */
    Outbox outbox() {
        return outbox;
    }

    void send(NodeRef from, NodeRef to, ChordMessage message) {
        codec.encode(from.id(), to.id(), epoch, message);
        outbox.send(to.rank(), codec.bytes(), 0, codec.length());
    }

    void ask(Call call) {
        long token = newNumber();
        calls.put(token, call);
        call.send(token);
        outbox.setTimer(answerMicros, token);
    }

    /** Hands an answer to whoever waits for it; nobody does when it is late or a duplicate. */
    void answered(Answered answer) {
        Call call = calls.remove(answer.token());
        if (call != null) {
            answer.handle(call);
        }
    }

    /** The time to wait for the answer to a question is over; that means nothing when it has come. */
    void expired(long token) {
        Call call = calls.get(token);
        if (call == null) {
            return;
        }
        if (call.tryAgain()) {
            call.send(token);
            outbox.setTimer(answerMicros, token);
        } else {
            calls.remove(token);
            call.failed();
        }
    }
}
