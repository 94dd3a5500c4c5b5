package mpjdht.runtime.gather;

import java.util.BitSet;
import java.util.List;
import mpjdht.message.BroadcastMessage;
import mpjdht.message.BroadcastMessage.Shutdown;
import mpjdht.message.ControlCodec;
import mpjdht.message.GatherHandler;
import mpjdht.message.GatherMessage;
import mpjdht.message.GatherMessage.Standing;
import mpjdht.message.GatherMessage.StreamEnded;
import mpjdht.message.HeadMessage.Finish;
import mpjdht.message.MalformedMessageException;
import mpjdht.message.MessageKind;
import mpjdht.message.Origin;
import mpjdht.message.ResultPiece;
import mpjdht.message.StreamMessage.Begin;
import mpjdht.message.StreamMessage.PieceTaken;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.StateMachine;

/**
 * The role of the rank that gathers the streams of all clients. The head hears from it, as from a client, when all streams have
 * ended and what was gathered is out.
 */
public final class ResultGatherer implements StateMachine {
    private final List<Integer> origins;
    private final boolean runs;
    private final Gathered gathered;
    private final int streams;
    private final BitSet ended = new BitSet();
    private boolean begun;
    private boolean concluded;
    private boolean finished;

    /** Who gets what has been gathered. */
    public interface Gathered {

        /**
         * Takes the next bytes of a stream.
         *
         * @param channel of {@link ResultPiece}
         */
        void take(int stream, int channel, byte[] bytes, int offset, int length);

        /**
         * Hears how far a stream is.
         *
         * @param commands commands that have run
         * @param share thousandths of its commands that have been read; negative when that is not known
         */
        void stands(int stream, long commands, int share);

        /**
         * Hears that a stream has ended.
         *
         * @param figures what its commands came to
         */
        void ended(int stream, List<Long> figures);

        /** Brings out what was gathered: all streams have ended. Returns when it is out. */
        void conclude();
    }

    /**
     * A rank that has gathered nothing.
     *
     * @param origins the clients of the streams, by the numbers of these, as {@link Origin} names them; at least one
     * @param runs whether they run their commands
     */
    public ResultGatherer(List<Integer> origins, boolean runs, Gathered gathered) {
        this.origins = List.copyOf(origins);
        this.runs = runs;
        this.streams = origins.size();
        this.gathered = gathered;
    }

    @Override
    public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        byte kind = MessageKind.of(bytes, offset, length);
        switch (kind) {
            case MessageKind.RESULT_PIECE -> {
                int channel = ResultPiece.channel(bytes, offset, length);
                int header = ResultPiece.HEADER_BYTES;
                gathered.take(
                        open(ResultPiece.stream(bytes, offset)), channel, bytes, offset + header, length - header);
                outbox.send(from, new PieceTaken(ResultPiece.client(bytes, offset), length));
            }
            case MessageKind.GATHER ->
                ControlCodec.decode(GatherMessage.class, bytes, offset, length).handle(from, new Control());
            case MessageKind.TO_EVERY_RANK ->
                finished |= ControlCodec.decode(BroadcastMessage.class, bytes, offset, length) instanceof Shutdown;
            case MessageKind.CONFIGURATION -> {
                // It is for the clients of this rank.
            }
            default -> throw ProtocolException.unexpectedKind("gathering rank", from, kind);
        }
    }

    @Override
    public boolean onIdle(long nowMicros, Outbox outbox) {
        if (!begun) {
            begun = true;
            origins.forEach(origin -> outbox.send(Origin.rank(origin), new Begin(Origin.client(origin), runs)));
            return true;
        }
        if (concluded || ended.cardinality() < streams) {
            return false;
        }
        gathered.conclude();
        concluded = true;
        outbox.send(Grid.HEAD, new Finish());
        return true;
    }

    @Override
    public boolean finished() {
        return finished;
    }

    /** A stream that has not ended. */
    private int open(int stream) {
        if (stream < 0 || stream >= streams || ended.get(stream)) {
            throw new MalformedMessageException(
                    "results of stream " + stream + ", which is none of " + streams + " that have not ended");
        }
        return stream;
    }

    /** What is told of the streams. */
    private final class Control implements GatherHandler {
        @Override
        public void onStanding(int from, Standing message) {
            gathered.stands(open(message.stream()), message.commands(), message.share());
        }

        @Override
        public void onStreamEnded(int from, StreamEnded message) {
            gathered.ended(open(message.stream()), message.figures());
            ended.set(message.stream());
        }
    }
}
