package mpjdht.message;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import mpjdht.message.ChordMessage.Answered;
import mpjdht.message.ChordMessage.ChunkStored;
import mpjdht.message.ChordMessage.ClosestPrecedingFinger;
import mpjdht.message.ChordMessage.Envelope;
import mpjdht.message.ChordMessage.FindPredecessor;
import mpjdht.message.ChordMessage.FindSuccessor;
import mpjdht.message.ChordMessage.GetPredecessor;
import mpjdht.message.ChordMessage.GetSuccessors;
import mpjdht.message.ChordMessage.Leaving;
import mpjdht.message.ChordMessage.NextOnTheWay;
import mpjdht.message.ChordMessage.NoSuchNode;
import mpjdht.message.ChordMessage.Notify;
import mpjdht.message.ChordMessage.Ping;
import mpjdht.message.ChordMessage.Pong;
import mpjdht.message.ChordMessage.PredecessorFound;
import mpjdht.message.ChordMessage.PredecessorIs;
import mpjdht.message.ChordMessage.Stabilise;
import mpjdht.message.ChordMessage.SuccessorFound;
import mpjdht.message.ChordMessage.SuccessorsAre;
import mpjdht.ring.NodeRef;

/**
 * The bytes of the messages between Chord nodes: kind (byte), code (byte), id of the node that sends (long), id of the node
 * that gets it (long), epoch of the ring (long), and the fields in the order of the record: int and long little-endian, boolean one byte, a node its id
 * (long) and rank (int), a list of nodes their number (short) and the nodes. One instance serves one thread.
 */
public final class ChordCodec {
    private static final int HEADER_BYTES = 2 + 3 * Long.BYTES;
    private static final int MAX_BYTES = HEADER_BYTES + 2 * ListCodec.NODES.mostBytes() + 64;

    private static final byte FIND_SUCCESSOR = 1;
    private static final byte SUCCESSOR_FOUND = 2;
    private static final byte FIND_PREDECESSOR = 3;
    private static final byte PREDECESSOR_FOUND = 4;
    private static final byte CLOSEST_PRECEDING_FINGER = 5;
    private static final byte NEXT_ON_THE_WAY = 6;
    private static final byte GET_PREDECESSOR = 7;
    private static final byte PREDECESSOR_IS = 8;
    private static final byte GET_SUCCESSORS = 9;
    private static final byte SUCCESSORS_ARE = 10;
    private static final byte PING = 11;
    private static final byte PONG = 12;
    private static final byte NOTIFY = 13;
    private static final byte STABILISE = 14;
    private static final byte LEAVING = 15;
    private static final byte CHUNK_STORED = 16;
    private static final byte NO_SUCH_NODE = 17;

    private static final Envelope NOBODY = new Envelope(new NodeRef(0, 0), 0, 0);

    private final ByteBuffer out = ByteBuffer.allocate(MAX_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final Encoder encoder = new Encoder();
    private long sender;
    private long receiver;
    private long epoch;

    /**
     * Writes a message; {@link #bytes()} and {@link #length()} tell where, until the next one.
     *
     * @param from id of the node that sends it
     * @param to id of the node that gets it
     * @param inEpoch epoch of the ring that the sender knows
     */
    public void encode(long from, long to, long inEpoch, ChordMessage message) {
        out.clear();
        sender = from;
        receiver = to;
        epoch = inEpoch;
        message.handle(NOBODY, encoder);
    }

    /** Array that holds the message written last, from its beginning. */
    public byte[] bytes() {
        return out.array();
    }

    /** Length of the message written last. */
    public int length() {
        return out.position();
    }

    /** Id of the node that a {@link MessageKind#CHORD} message is for. */
    public static long receiver(byte[] bytes, int offset, int length) {
        check(length);
        return Wire.getLong(bytes, offset + HEADER_BYTES - 2 * Long.BYTES);
    }

    /** Epoch of the ring in which a {@link MessageKind#CHORD} message was sent. */
    public static long epoch(byte[] bytes, int offset, int length) {
        check(length);
        return Wire.getLong(bytes, offset + HEADER_BYTES - Long.BYTES);
    }

    private static void check(int length) {
        if (length < HEADER_BYTES) {
            throw new MalformedMessageException("a message between Chord nodes is cut off after " + length + " bytes");
        }
    }

    /**
     * Reads a {@link MessageKind#CHORD} message and calls the handler's method for it.
     *
     * @param fromRank rank that sent it
     * @throws MalformedMessageException if the code is unknown, or the message shorter or longer than its fields
     */
    public static void decode(int fromRank, byte[] bytes, int offset, int length, ChordHandler handler) {
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, length).order(ByteOrder.LITTLE_ENDIAN);
        Envelope envelope;
        ChordMessage message;
        try {
            in.get();
            byte code = in.get();
            envelope = new Envelope(new NodeRef(in.getLong(), fromRank), in.getLong(), in.getLong());
            message = read(code, in);
        } catch (BufferUnderflowException e) {
            throw new MalformedMessageException("a message between Chord nodes is cut off after " + length + " bytes");
        }
        if (in.hasRemaining()) {
            throw new MalformedMessageException(in.remaining() + " bytes behind a message between Chord nodes");
        }
        message.handle(envelope, handler);
    }

    private static ChordMessage read(byte code, ByteBuffer in) {
        return switch (code) {
            case FIND_SUCCESSOR -> new FindSuccessor(in.getLong(), in.getLong());
            case SUCCESSOR_FOUND -> new SuccessorFound(in.getLong(), in.get() != 0, node(in), in.getInt(), in.getInt());
            case FIND_PREDECESSOR -> new FindPredecessor(in.getLong(), in.getLong());
            case PREDECESSOR_FOUND -> new PredecessorFound(in.getLong(), nodes(in));
            case CLOSEST_PRECEDING_FINGER -> new ClosestPrecedingFinger(in.getLong(), in.getLong(), in.get() != 0);
            case NEXT_ON_THE_WAY -> new NextOnTheWay(in.getLong(), in.get() != 0, nodes(in));
            case GET_PREDECESSOR -> new GetPredecessor(in.getLong());
            case PREDECESSOR_IS -> new PredecessorIs(in.getLong(), nodes(in), in.get() != 0, in.getLong(), nodes(in));
            case GET_SUCCESSORS -> new GetSuccessors(in.getLong());
            case SUCCESSORS_ARE -> new SuccessorsAre(in.getLong(), nodes(in));
            case PING -> new Ping(in.getLong());
            case PONG -> new Pong(in.getLong());
            case NOTIFY -> new Notify();
            case STABILISE -> new Stabilise();
            case LEAVING -> new Leaving(in.getLong(), nodes(in));
            case CHUNK_STORED -> new ChunkStored(in.getLong(), in.get() != 0, in.getLong());
            case NO_SUCH_NODE -> new NoSuchNode(in.getLong());
            default -> throw new MalformedMessageException("no message between Chord nodes has the code " + code);
        };
    }

    private static NodeRef node(ByteBuffer in) {
        return ListCodec.NODES.get(in);
    }

    private static List<NodeRef> nodes(ByteBuffer in) {
        return ListCodec.NODES.getList(in);
    }

    /** Writes each message behind a common header. */
    private final class Encoder implements ChordHandler, ChordAnswerHandler {
        @Override
        public void onAnswer(Envelope envelope, Answered answer) {
            answer.handle(this);
        }

        private ByteBuffer begin(byte code) {
            return out.put(MessageKind.CHORD)
                    .put(code)
                    .putLong(sender)
                    .putLong(receiver)
                    .putLong(epoch);
        }

        private void put(NodeRef node) {
            ListCodec.NODES.put(out, node);
        }

        private void put(List<NodeRef> nodes) {
            ListCodec.NODES.putList(out, nodes);
        }

        @Override
        public void onFindSuccessor(Envelope envelope, FindSuccessor message) {
            begin(FIND_SUCCESSOR).putLong(message.token());
            out.putLong(message.position());
        }

        @Override
        public void onSuccessorFound(SuccessorFound message) {
            begin(SUCCESSOR_FOUND).putLong(message.token());
            out.put((byte) (message.found() ? 1 : 0));
            put(message.owner());
            out.putInt(message.hops());
            out.putInt(message.timeouts());
        }

        @Override
        public void onFindPredecessor(Envelope envelope, FindPredecessor message) {
            begin(FIND_PREDECESSOR).putLong(message.token());
            out.putLong(message.position());
        }

        @Override
        public void onPredecessorFound(PredecessorFound message) {
            begin(PREDECESSOR_FOUND).putLong(message.token());
            put(message.nodes());
        }

        @Override
        public void onClosestPrecedingFinger(Envelope envelope, ClosestPrecedingFinger message) {
            begin(CLOSEST_PRECEDING_FINGER).putLong(message.token());
            out.putLong(message.position()).put((byte) (message.forOwner() ? 1 : 0));
        }

        @Override
        public void onNextOnTheWay(NextOnTheWay message) {
            begin(NEXT_ON_THE_WAY).putLong(message.token());
            out.put((byte) (message.arrived() ? 1 : 0));
            put(message.nodes());
        }

        @Override
        public void onGetPredecessor(Envelope envelope, GetPredecessor message) {
            begin(GET_PREDECESSOR).putLong(message.token());
        }

        @Override
        public void onPredecessorIs(PredecessorIs message) {
            begin(PREDECESSOR_IS).putLong(message.token());
            put(message.predecessor());
            out.put((byte) (message.owns() ? 1 : 0)).putLong(message.after());
            put(message.successors());
        }

        @Override
        public void onGetSuccessors(Envelope envelope, GetSuccessors message) {
            begin(GET_SUCCESSORS).putLong(message.token());
        }

        @Override
        public void onSuccessorsAre(SuccessorsAre message) {
            begin(SUCCESSORS_ARE).putLong(message.token());
            put(message.successors());
        }

        @Override
        public void onPing(Envelope envelope, Ping message) {
            begin(PING).putLong(message.token());
        }

        @Override
        public void onPong(Pong message) {
            begin(PONG).putLong(message.token());
        }

        @Override
        public void onNotify(Envelope envelope, Notify message) {
            begin(NOTIFY);
        }

        @Override
        public void onStabilise(Envelope envelope, Stabilise message) {
            begin(STABILISE);
        }

        @Override
        public void onLeaving(Envelope envelope, Leaving message) {
            begin(LEAVING).putLong(message.token());
            put(message.successors());
        }

        @Override
        public void onChunkStored(ChunkStored message) {
            begin(CHUNK_STORED).putLong(message.token());
            out.put((byte) (message.accepted() ? 1 : 0)).putLong(message.ticket());
        }

        @Override
        public void onNoSuchNode(NoSuchNode message) {
            begin(NO_SUCH_NODE).putLong(message.token());
        }
    }
}
