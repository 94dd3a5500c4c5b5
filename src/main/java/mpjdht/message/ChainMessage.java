package mpjdht.message;

import java.util.List;

/**
 * What a replica is told by those behind it in a chain, and by the head. Each message calls the method of {@link ChainHandler} that is for it, so that
 * whoever forgets one does not compile.
 */
public sealed interface ChainMessage extends ControlMessage {

    /**
     * Calls the method of {@code handler} for this message.
     *
     * @param from rank that sent it
     */
    void handle(int from, ChainHandler handler);

    /**
     * A replica to the one before it: of what it was told of some regions it knows so much, and so does everybody further down whose
     * word it takes.
     *
     * @param epoch of the configuration
     * @param confirmations at most {@link #MOST}
     */
    record Confirmed(long epoch, List<Confirmation> confirmations) implements ChainMessage {
        /** Most confirmations in one message. */
        public static final int MOST = 1024;

        /** Keeps the list as it is now. */
        public Confirmed {
            confirmations = List.copyOf(confirmations);
        }

        @Override
        public void handle(int from, ChainHandler handler) {
            handler.onConfirmed(from, this);
        }
    }

    /**
     * The head to a storage rank: it has heard that the rank is alive.
     *
     * @param sentMicros time of the rank at which it said so
     */
    record Heard(long sentMicros) implements ChainMessage {
        @Override
        public void handle(int from, ChainHandler handler) {
            handler.onHeard(from, this);
        }
    }
}
