package mpjdht.node.client;

import mpjdht.message.ReplyCursor;

/** Port: hears of every answer that a client takes, when it comes. Its result may be given out later. */
@FunctionalInterface
public interface AnswerListener {

    /**
     * An answer has come.
     *
     * @param rank rank that gave it
     * @param reply stands on it, and may be read until this method returns
     */
    void answered(int rank, ReplyCursor reply);
}
