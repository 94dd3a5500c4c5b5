package mpjdht.message;

import java.util.List;

/**
 * What the rank that gathers the results of many clients is told beside the results. Each message calls the method of
 * {@link GatherHandler} that is for it, so that whoever forgets one does not compile.
 */
public sealed interface GatherMessage extends ControlMessage {

    /**
     * Calls the method of {@code handler} for this message.
     *
     * @param from rank that sent it
     */
    void handle(int from, GatherHandler handler);

    /**
     * How far a stream is.
     *
     * @param stream number of the stream
     * @param commands commands whose results are in it or on their way
     * @param share thousandths of its commands that have been read, 0 to 1000; negative when that is not known
     */
    record Standing(int stream, long commands, int share) implements GatherMessage {
        @Override
        public void handle(int from, GatherHandler handler) {
            handler.onStanding(from, this);
        }
    }

    /**
     * A stream has ended: nothing more of it follows.
     *
     * @param stream number of the stream
     * @param figures what its commands came to, as whoever sums up counts it; at most {@link #MAX_FIGURES}
     */
    record StreamEnded(int stream, List<Long> figures) implements GatherMessage {
        /** Most figures in one message. */
        public static final int MAX_FIGURES = 64;

        @Override
        public void handle(int from, GatherHandler handler) {
            handler.onStreamEnded(from, this);
        }
    }
}
