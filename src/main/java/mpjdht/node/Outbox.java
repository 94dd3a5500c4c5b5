package mpjdht.node;

import mpjdht.message.ControlMessage;
import mpjdht.metric.Figure;

/**
 * Takes the messages and timers of a {@link StateMachine}, and what is to be counted of what happens there. Messages between two ranks keep
 * their order.
 */
public interface Outbox {

    /**
     * Sends a message, possibly to the sender itself. The bytes are taken at the call: the array may be changed after it.
     *
     * @param to rank that gets it
     * @param bytes array that holds it
     * @param offset where it begins
     * @param length its length in bytes, 1 to {@link mpjdht.message.Sizes#MAX_MESSAGE_BYTES}
     */
    void send(int to, byte[] bytes, int offset, int length);

    /** Sends a message of the control plane. */
    default void send(int to, ControlMessage message) {
        byte[] bytes = message.encode();
        send(to, bytes, 0, bytes.length);
    }

    /**
     * Has bytes written down, before anything leaves that is sent from now on. They are taken at the call.
     *
     * @throws IllegalStateException where nothing outlives the job
     */
    default void persist(byte[] bytes, int offset, int length) {
        throw new IllegalStateException("nothing of this rank outlives the job");
    }

    /**
     * Goes on in another part of what is written down.
     *
     * @param from number of a part; those before it are given up, when what was persisted until now is safe; none if it is 0
     * @return number of the part from now on, more than that of any before
     * @throws IllegalStateException where nothing outlives the job
     */
    default long turnOver(long from) {
        throw new IllegalStateException("nothing of this rank outlives the job");
    }

    /**
     * Asks for a call of {@link StateMachine#onTimer} later. Timers that expire at the same time do so in the order in which
     * they were set.
     *
     * @param delayMicros how much later than the time of the call that sets it, at least 0
     * @param timer its name, handed back
     */
    void setTimer(long delayMicros, long timer);

    /**
     * Something happened that is counted.
     *
     * @param figure what
     * @param more how often, or how much of it, at least 0
     */
    default void count(Figure figure, long more) {}

    /**
     * A client has used the answer to a request.
     *
     * @param operation as {@link mpjdht.message.Operation} numbers it
     * @param isFailure whether it was not done
     * @param hops messages to the node that answered
     * @param micros from when it left until its answer came, at least 0
     */
    default void answered(int operation, boolean isFailure, int hops, long micros) {}
}
