package mpjdht.node;

/**
 * A role as a deterministic state machine: the same messages and timers in the same order and at the same times make it say
 * the same. One thread feeds it.
 *
 * <p>Time comes as an argument: microseconds since an arbitrary moment, of one clock for all calls of a machine, which never
 * goes back. What a machine says and sets in a call happens at the time of that call.
 */
public interface StateMachine {

    /**
     * Takes one message.
     *
     * @param nowMicros time
     * @param from rank that sent it
     * @param bytes array that holds it; the machine may read it until this method returns
     * @param offset where it begins
     * @param length its length in bytes
     * @param outbox takes what the machine has to say
     */
    void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox);

    /**
     * A timer that the machine has set with {@link Outbox#setTimer} has expired. Timers cannot be taken back: one that has
     * lost its meaning is to be ignored.
     *
     * @param nowMicros time
     * @param timer its name, as it was set
     * @param outbox takes what the machine has to say
     */
    default void onTimer(long nowMicros, long timer, Outbox outbox) {
        throw new ProtocolException("a timer expired in a role that sets none");
    }

    /**
     * No message is waiting, or many came one after another: the time to send what was held back to make batches larger, or to
     * begin something new.
     *
     * @param nowMicros time
     * @param outbox takes what the machine has to say
     * @return whether it did something, and so may have more to do before it has to wait
     */
    boolean onIdle(long nowMicros, Outbox outbox);

    /** Whether it hears and says anything; false of one that plays dead. */
    default boolean isAlive() {
        return true;
    }

    /** Whether the machine has done all it has to, so that its rank can end. */
    boolean finished();
}
