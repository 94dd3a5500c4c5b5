package mpjdht.message;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Function;
import mpjdht.message.BroadcastMessage.NodeJoined;
import mpjdht.message.BroadcastMessage.NodeLeft;
import mpjdht.message.BroadcastMessage.Shutdown;
import mpjdht.message.CommandMessage.MembershipChanged;
import mpjdht.message.CommandMessage.NodeDescribed;
import mpjdht.message.CommandMessage.RingPart;
import mpjdht.message.HeadMessage.AddNode;
import mpjdht.message.HeadMessage.Finish;
import mpjdht.message.HeadMessage.HandedOver;
import mpjdht.message.HeadMessage.RemoveNode;
import mpjdht.message.HeadMessage.ViewInstalled;
import mpjdht.message.StorageMessage.ChunkTaken;
import mpjdht.message.StorageMessage.Credit;
import mpjdht.message.StorageMessage.DescribeNode;
import mpjdht.message.StorageMessage.DescribeRing;
import mpjdht.message.StorageMessage.Due;
import mpjdht.message.StorageMessage.HandOver;
import mpjdht.message.StorageMessage.JoinRing;
import mpjdht.message.StorageMessage.LeaveRing;

/**
 * The bytes of the control plane. A message is its kind, which names the family (byte), its code in the family (byte), and
 * its fields in the order of the record: int and long little-endian, boolean and enum one byte, a list as {@link ListCodec}
 * says.
 */
public final class ControlCodec {
    private static final int MAX_BYTES = 64;
    private static final int MAX_COMMAND_MESSAGE_BYTES = MAX_BYTES + ListCodec.LOADS.mostBytes();

    private static final byte ADD_NODE = 1;
    private static final byte REMOVE_NODE = 2;
    private static final byte HANDED_OVER = 3;
    private static final byte VIEW_INSTALLED = 4;
    private static final byte FINISH = 5;

    private static final byte HAND_OVER = 1;
    private static final byte CHUNK_TAKEN = 2;
    private static final byte CREDIT = 3;
    private static final byte JOIN_RING = 4;
    private static final byte LEAVE_RING = 5;
    private static final byte DUE = 6;
    private static final byte DESCRIBE_RING = 7;
    private static final byte DESCRIBE_NODE = 8;

    private static final byte MEMBERSHIP_CHANGED = 1;
    private static final byte RING_PART = 2;
    private static final byte NODE_DESCRIBED = 3;

    private static final byte NODE_JOINED = 1;
    private static final byte NODE_LEFT = 2;
    private static final byte SHUTDOWN = 3;

    private ControlCodec() {}

    static byte[] encode(HeadMessage message) {
        Encoder encoder = new Encoder(MessageKind.TO_HEAD, MAX_BYTES);
        message.handle(0, encoder);
        return encoder.bytes();
    }

    /**
     * Reads a {@link MessageKind#TO_HEAD} message.
     *
     * @throws MalformedMessageException if the code is unknown, or the message shorter or longer than its fields
     */
    public static HeadMessage decodeHeadMessage(byte[] bytes, int offset, int length) {
        return decode(bytes, offset, length, in -> switch (in.get()) {
            case ADD_NODE -> new AddNode(in.getInt(), in.getLong(), in.get() != 0);
            case REMOVE_NODE -> new RemoveNode(in.getLong());
            case HANDED_OVER -> new HandedOver(in.getLong(), in.getLong());
            case VIEW_INSTALLED -> new ViewInstalled(in.getLong());
            case FINISH -> new Finish();
            default -> throw unknownCode(bytes, offset);
        });
    }

    static byte[] encode(StorageMessage message) {
        Encoder encoder = new Encoder(MessageKind.TO_STORAGE, MAX_BYTES);
        message.handle(0, encoder);
        return encoder.bytes();
    }

    /**
     * Reads a {@link MessageKind#TO_STORAGE} message.
     *
     * @throws MalformedMessageException if the code is unknown, or the message shorter or longer than its fields
     */
    public static StorageMessage decodeStorageMessage(byte[] bytes, int offset, int length) {
        return decode(bytes, offset, length, in -> switch (in.get()) {
            case HAND_OVER -> new HandOver(in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getInt());
            case CHUNK_TAKEN -> new ChunkTaken(in.getLong());
            case CREDIT -> new Credit(in.getLong());
            case JOIN_RING -> new JoinRing(in.getLong(), in.getLong(), in.getInt());
            case LEAVE_RING -> new LeaveRing(in.getLong());
            case DUE -> new Due(in.getInt());
            case DESCRIBE_RING -> new DescribeRing();
            case DESCRIBE_NODE -> new DescribeNode(in.getLong());
            default -> throw unknownCode(bytes, offset);
        });
    }

    static byte[] encode(CommandMessage message) {
        Encoder encoder = new Encoder(MessageKind.TO_COMMAND, MAX_COMMAND_MESSAGE_BYTES);
        message.handle(0, encoder);
        return encoder.bytes();
    }

    /**
     * Reads a {@link MessageKind#TO_COMMAND} message.
     *
     * @throws MalformedMessageException if the code is unknown, or the message shorter or longer than its fields
     */
    public static CommandMessage decodeCommandMessage(byte[] bytes, int offset, int length) {
        return decode(bytes, offset, length, in -> switch (in.get()) {
            case MEMBERSHIP_CHANGED ->
                new MembershipChanged(
                        MembershipOutcome.ofCode(in.get()), in.getLong(), in.getLong(), in.getLong(), in.getLong());
            case RING_PART -> new RingPart(in.get() != 0, ListCodec.LOADS.getList(in));
            case NODE_DESCRIBED ->
                new NodeDescribed(
                        ListCodec.LOADS.get(in),
                        ListCodec.NODES.getList(in),
                        ListCodec.NODES.getList(in),
                        ListCodec.FINGERS.getList(in));
            default -> throw unknownCode(bytes, offset);
        });
    }

    static byte[] encode(BroadcastMessage message) {
        Encoder encoder = new Encoder(MessageKind.TO_EVERY_RANK, MAX_BYTES);
        message.handle(0, encoder);
        return encoder.bytes();
    }

    /**
     * Reads a {@link MessageKind#TO_EVERY_RANK} message.
     *
     * @throws MalformedMessageException if the code is unknown, or the message shorter or longer than its fields
     */
    public static BroadcastMessage decodeBroadcastMessage(byte[] bytes, int offset, int length) {
        return decode(bytes, offset, length, in -> switch (in.get()) {
            case NODE_JOINED -> new NodeJoined(in.getLong(), in.getLong(), in.getInt());
            case NODE_LEFT -> new NodeLeft(in.getLong(), in.getLong());
            case SHUTDOWN -> new Shutdown();
            default -> throw unknownCode(bytes, offset);
        });
    }

    private static <M> M decode(byte[] bytes, int offset, int length, Function<ByteBuffer, M> reader) {
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, length).order(ByteOrder.LITTLE_ENDIAN);
        try {
            in.get();
            M message = reader.apply(in);
            if (in.hasRemaining()) {
                throw new MalformedMessageException(in.remaining() + " bytes behind a control message");
            }
            return message;
        } catch (BufferUnderflowException e) {
            throw new MalformedMessageException("a control message is cut off after " + length + " bytes");
        }
    }

    private static MalformedMessageException unknownCode(byte[] bytes, int offset) {
        return new MalformedMessageException(
                "no control message of the kind " + bytes[offset] + " has the code " + bytes[offset + 1]);
    }

    private static final class Encoder implements HeadHandler, StorageHandler, CommandHandler, BroadcastHandler {
        private final ByteBuffer out;

        Encoder(byte kind, int maxBytes) {
            out = ByteBuffer.allocate(maxBytes).order(ByteOrder.LITTLE_ENDIAN);
            out.put(kind);
        }

        byte[] bytes() {
            byte[] bytes = new byte[out.position()];
            out.flip().get(bytes);
            return bytes;
        }

        @Override
        public void onAddNode(int from, AddNode message) {
            out.put(ADD_NODE).putInt(message.rank()).putLong(message.id()).put((byte) (message.hasId() ? 1 : 0));
        }

        @Override
        public void onRemoveNode(int from, RemoveNode message) {
            out.put(REMOVE_NODE).putLong(message.id());
        }

        @Override
        public void onHandedOver(int from, HandedOver message) {
            out.put(HANDED_OVER).putLong(message.keys()).putLong(message.bytes());
        }

        @Override
        public void onViewInstalled(int from, ViewInstalled message) {
            out.put(VIEW_INSTALLED).putLong(message.epoch());
        }

        @Override
        public void onFinish(int from, Finish message) {
            out.put(FINISH);
        }

        @Override
        public void onHandOver(int from, HandOver message) {
            out.put(HAND_OVER)
                    .putLong(message.fromNode())
                    .putLong(message.after())
                    .putLong(message.last())
                    .putLong(message.toNode())
                    .putInt(message.toRank());
        }

        @Override
        public void onChunkTaken(int from, ChunkTaken message) {
            out.put(CHUNK_TAKEN).putLong(message.toNode());
        }

        @Override
        public void onCredit(int from, Credit message) {
            out.put(CREDIT).putLong(message.bytes());
        }

        @Override
        public void onDue(int from, Due message) {
            out.put(DUE).putInt(message.sequence());
        }

        @Override
        public void onJoinRing(int from, JoinRing message) {
            out.put(JOIN_RING).putLong(message.id()).putLong(message.memberId()).putInt(message.memberRank());
        }

        @Override
        public void onLeaveRing(int from, LeaveRing message) {
            out.put(LEAVE_RING).putLong(message.id());
        }

        @Override
        public void onDescribeRing(int from, DescribeRing message) {
            out.put(DESCRIBE_RING);
        }

        @Override
        public void onDescribeNode(int from, DescribeNode message) {
            out.put(DESCRIBE_NODE).putLong(message.id());
        }

        @Override
        public void onMembershipChanged(int from, MembershipChanged message) {
            out.put(MEMBERSHIP_CHANGED)
                    .put((byte) message.outcome().code())
                    .putLong(message.id())
                    .putLong(message.successor())
                    .putLong(message.keysMoved())
                    .putLong(message.bytesMoved());
        }

        @Override
        public void onRingPart(int from, RingPart message) {
            out.put(RING_PART).put((byte) (message.last() ? 1 : 0));
            ListCodec.LOADS.putList(out, message.nodes());
        }

        @Override
        public void onNodeDescribed(int from, NodeDescribed message) {
            out.put(NODE_DESCRIBED);
            ListCodec.LOADS.put(out, message.node());
            ListCodec.NODES.putList(out, message.predecessor());
            ListCodec.NODES.putList(out, message.successors());
            ListCodec.FINGERS.putList(out, message.fingers());
        }

        @Override
        public void onNodeJoined(int from, NodeJoined message) {
            out.put(NODE_JOINED).putLong(message.epoch()).putLong(message.id()).putInt(message.rank());
        }

        @Override
        public void onNodeLeft(int from, NodeLeft message) {
            out.put(NODE_LEFT).putLong(message.epoch()).putLong(message.id());
        }

        @Override
        public void onShutdown(int from, Shutdown message) {
            out.put(SHUTDOWN);
        }
    }
}
