package mpjdht.message;

import java.util.List;

/**
 * A client to a storage rank: play this fault. The rank answers with {@link ClientMessage.FaultPlayed} whatever it plays, even dead:
 * the question and this answer are no part of what the fault is about. Each message calls the method of {@link FaultHandler} that is for
 * it, so that whoever forgets one does not compile.
 */
public sealed interface FaultMessage extends ControlMessage {

    /**
     * Calls the method of {@code handler} for this message.
     *
     * @param from rank that sent it
     */
    void handle(int from, FaultHandler handler);

    /** Number of the client on its rank. */
    int client();

    /** Lose your memory, and hear and say nothing any more. */
    record Crash(int client) implements FaultMessage {
        @Override
        public void handle(int from, FaultHandler handler) {
            handler.onCrash(from, this);
        }
    }

    /** Begin anew, with nothing in your memory. */
    record Recover(int client) implements FaultMessage {
        @Override
        public void handle(int from, FaultHandler handler) {
            handler.onRecover(from, this);
        }
    }

    /**
     * Do nothing for a time.
     *
     * @param client number of the client on its rank
     * @param millis how long, at least 0
     */
    record Pause(int client, long millis) implements FaultMessage {
        @Override
        public void handle(int from, FaultHandler handler) {
            handler.onPause(from, this);
        }
    }

    /**
     * Hear everything late, and say everything late, from now on.
     *
     * @param client number of the client on its rank
     * @param millis by how much, at least 0
     */
    record Delay(int client, long millis) implements FaultMessage {
        @Override
        public void handle(int from, FaultHandler handler) {
            handler.onDelay(from, this);
        }
    }

    /**
     * You reach these ranks no more, nor they you: what is sent waits.
     *
     * @param client number of the client on its rank
     * @param ranks at most {@link #MOST}; they come to those that were cut off before
     */
    record CutOff(int client, List<Integer> ranks) implements FaultMessage {
        /** Most ranks in one message. */
        public static final int MOST = 4096;

        @Override
        public void handle(int from, FaultHandler handler) {
            handler.onCutOff(from, this);
        }
    }

    /** You reach every rank again, and hear and say everything at once. */
    record Reconnect(int client) implements FaultMessage {
        @Override
        public void handle(int from, FaultHandler handler) {
            handler.onReconnect(from, this);
        }
    }
}
