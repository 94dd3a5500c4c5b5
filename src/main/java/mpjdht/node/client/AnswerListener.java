package mpjdht.node.client;

import mpjdht.message.ReplyCursor;

/** Port: hears of every answer that a client takes, when it comes. Its result may be given out later. */
public interface AnswerListener {

    /** Hears nothing. */
    AnswerListener NOBODY = new AnswerListener() {
        @Override
        public void answered(int rank, ReplyCursor reply) {
            // Nobody wants to know.
        }
    };

    /**
     * An answer has come.
     *
     * @param rank rank that gave it
     * @param reply stands on it, and may be read until this method returns
     */
    void answered(int rank, ReplyCursor reply);

    /** A SYNC is asked for, with nothing else under way. */
    default void synchronises() {}

    /**
     * A SYNC has come to its end.
     *
     * @param done whether all copies are equal; if not, nobody knows
     */
    default void synchronised(boolean done) {}
}
