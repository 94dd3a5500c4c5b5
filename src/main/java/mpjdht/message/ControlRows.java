package mpjdht.message;

import java.nio.ByteBuffer;
import java.util.List;
import mpjdht.message.BroadcastMessage.CopiesMade;
import mpjdht.message.BroadcastMessage.NodeJoined;
import mpjdht.message.BroadcastMessage.NodeLeft;
import mpjdht.message.BroadcastMessage.Shutdown;
import mpjdht.message.BroadcastMessage.ViewRetired;
import mpjdht.message.ChainMessage.Confirmed;
import mpjdht.message.ChainMessage.Heard;
import mpjdht.message.ClientMessage.CopyDescribed;
import mpjdht.message.ClientMessage.FaultPlayed;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.ClientMessage.NodeDescribed;
import mpjdht.message.ClientMessage.RingPart;
import mpjdht.message.FaultMessage.Crash;
import mpjdht.message.FaultMessage.CutOff;
import mpjdht.message.FaultMessage.Delay;
import mpjdht.message.FaultMessage.Pause;
import mpjdht.message.FaultMessage.Reconnect;
import mpjdht.message.FaultMessage.Recover;
import mpjdht.message.FlowMessage.Credit;
import mpjdht.message.FlowMessage.Due;
import mpjdht.message.GatherMessage.Standing;
import mpjdht.message.GatherMessage.StreamEnded;
import mpjdht.message.HeadMessage.AddNode;
import mpjdht.message.HeadMessage.AwaitReturn;
import mpjdht.message.HeadMessage.Drained;
import mpjdht.message.HeadMessage.Filled;
import mpjdht.message.HeadMessage.Finish;
import mpjdht.message.HeadMessage.HandedOver;
import mpjdht.message.HeadMessage.Heartbeat;
import mpjdht.message.HeadMessage.PointersSettled;
import mpjdht.message.HeadMessage.RemoveNode;
import mpjdht.message.HeadMessage.Unreachable;
import mpjdht.message.HeadMessage.ViewInstalled;
import mpjdht.message.InquiryMessage.DescribeCopy;
import mpjdht.message.InquiryMessage.DescribeNode;
import mpjdht.message.InquiryMessage.DescribeRing;
import mpjdht.message.MoveMessage.ChunkTaken;
import mpjdht.message.MoveMessage.HandOver;
import mpjdht.message.PointerMessage.JoinRing;
import mpjdht.message.PointerMessage.LeaveRing;
import mpjdht.message.StreamMessage.Begin;
import mpjdht.message.StreamMessage.PieceTaken;

/** The messages of the control plane, a row for each; see {@link ControlCodec}. */
final class ControlRows {
    static final int USUAL_BYTES = 64;

    static final List<ControlRow<?>> ALL = List.of(
            new ControlRow<>(MessageKind.TO_HEAD, 1, AddNode.class, ControlRows::putAdd, ControlRows::getAdd),
            new ControlRow<>(
                    MessageKind.TO_HEAD,
                    2,
                    RemoveNode.class,
                    (m, out) -> out.putInt(m.client()).putLong(m.id()),
                    in -> new RemoveNode(in.getInt(), in.getLong())),
            new ControlRow<>(
                    MessageKind.TO_HEAD,
                    3,
                    HandedOver.class,
                    (m, out) -> out.putLong(m.change()).putLong(m.keys()).putLong(m.bytes()),
                    in -> new HandedOver(in.getLong(), in.getLong(), in.getLong())),
            new ControlRow<>(
                    MessageKind.TO_HEAD,
                    4,
                    ViewInstalled.class,
                    (m, out) -> out.putLong(m.epoch()),
                    in -> new ViewInstalled(in.getLong())),
            new ControlRow<>(MessageKind.TO_HEAD, 5, Finish.class, (m, out) -> {}, in -> new Finish()),
            new ControlRow<>(
                    MessageKind.TO_HEAD,
                    6,
                    PointersSettled.class,
                    (m, out) -> out.putLong(m.id()),
                    in -> new PointersSettled(in.getLong())),
            new ControlRow<>(
                    MessageKind.TO_HEAD,
                    7,
                    Filled.class,
                    (m, out) -> out.putLong(m.epoch())
                            .putLong(m.last())
                            .putLong(m.keys())
                            .putLong(m.bytes()),
                    in -> new Filled(in.getLong(), in.getLong(), in.getLong(), in.getLong())),
            new ControlRow<>(
                    MessageKind.TO_HEAD,
                    8,
                    Drained.class,
                    (m, out) -> out.putLong(m.epoch()).putLong(m.last()),
                    in -> new Drained(in.getLong(), in.getLong())),
            new ControlRow<>(
                    MessageKind.TO_HEAD,
                    9,
                    Heartbeat.class,
                    (m, out) -> putBoolean(out.putInt(m.life()).putLong(m.sentMicros()), m.stopped()),
                    in -> new Heartbeat(in.getInt(), in.getLong(), in.get() != 0)),
            new ControlRow<>(
                    MessageKind.TO_HEAD,
                    10,
                    AwaitReturn.class,
                    (m, out) -> out.putInt(m.client()).putInt(m.rank()).putInt(m.life()),
                    in -> new AwaitReturn(in.getInt(), in.getInt(), in.getInt())),
            new ControlRow<>(
                    MessageKind.TO_HEAD,
                    11,
                    Unreachable.class,
                    (m, out) -> out.putLong(m.epoch()).putInt(m.rank()),
                    in -> new Unreachable(in.getLong(), in.getInt())),
            new ControlRow<>(
                    MessageKind.TO_CHAIN,
                    2,
                    Heard.class,
                    (m, out) -> out.putLong(m.sentMicros()),
                    in -> new Heard(in.getLong())),
            new ControlRow<>(
                    MessageKind.TO_CHAIN,
                    1,
                    Confirmed.class,
                    USUAL_BYTES + ListCodec.CONFIRMATIONS.mostBytes(),
                    (m, out) -> ListCodec.CONFIRMATIONS.putList(out.putLong(m.epoch()), m.confirmations()),
                    in -> new Confirmed(in.getLong(), ListCodec.CONFIRMATIONS.getList(in))),
            new ControlRow<>(
                    MessageKind.TO_NODE_HOST,
                    4,
                    JoinRing.class,
                    (m, out) -> out.putLong(m.id()).putLong(m.memberId()).putInt(m.memberRank()),
                    in -> new JoinRing(in.getLong(), in.getLong(), in.getInt())),
            new ControlRow<>(
                    MessageKind.TO_NODE_HOST,
                    5,
                    LeaveRing.class,
                    (m, out) -> out.putLong(m.id()),
                    in -> new LeaveRing(in.getLong())),
            new ControlRow<>(MessageKind.MOVE, 1, HandOver.class, ControlRows::putHandOver, ControlRows::getHandOver),
            new ControlRow<>(
                    MessageKind.MOVE,
                    2,
                    ChunkTaken.class,
                    (m, out) -> out.putLong(m.change()).putInt(m.chunk()),
                    in -> new ChunkTaken(in.getLong(), in.getInt())),
            new ControlRow<>(
                    MessageKind.FLOW,
                    1,
                    Credit.class,
                    (m, out) -> out.putInt(m.client()).putLong(m.bytes()).putInt(m.oldest()),
                    in -> new Credit(in.getInt(), in.getLong(), in.getInt())),
            new ControlRow<>(
                    MessageKind.FLOW,
                    2,
                    Due.class,
                    (m, out) -> out.putInt(m.origin())
                            .putInt(m.sequence())
                            .putLong(m.node())
                            .putLong(m.position())
                            .putLong(m.change())
                            .putLong(m.epoch()),
                    in -> new Due(in.getInt(), in.getInt(), in.getLong(), in.getLong(), in.getLong(), in.getLong())),
            new ControlRow<>(
                    MessageKind.INQUIRY,
                    1,
                    DescribeRing.class,
                    (m, out) -> out.putInt(m.client()).putLong(m.question()).putLong(m.epoch()),
                    in -> new DescribeRing(in.getInt(), in.getLong(), in.getLong())),
            new ControlRow<>(
                    MessageKind.INQUIRY,
                    2,
                    DescribeNode.class,
                    (m, out) -> out.putInt(m.client())
                            .putLong(m.question())
                            .putLong(m.epoch())
                            .putLong(m.id()),
                    in -> new DescribeNode(in.getInt(), in.getLong(), in.getLong(), in.getLong())),
            new ControlRow<>(
                    MessageKind.INQUIRY,
                    3,
                    DescribeCopy.class,
                    USUAL_BYTES + Sizes.MAX_KEY_BYTES,
                    ControlRows::putDescribeCopy,
                    ControlRows::getDescribeCopy),
            new ControlRow<>(
                    MessageKind.TO_CLIENT,
                    1,
                    MembershipChanged.class,
                    ControlRows::putChanged,
                    ControlRows::getChanged),
            new ControlRow<>(
                    MessageKind.TO_CLIENT,
                    2,
                    RingPart.class,
                    USUAL_BYTES + ListCodec.LOADS.mostBytes(),
                    ControlRows::putRingPart,
                    in -> new RingPart(in.getInt(), in.getLong(), in.get() != 0, ListCodec.LOADS.getList(in))),
            new ControlRow<>(
                    MessageKind.TO_CLIENT,
                    3,
                    NodeDescribed.class,
                    USUAL_BYTES + ListCodec.LOADS.mostBytes(),
                    ControlRows::putDescribed,
                    ControlRows::getDescribed),
            new ControlRow<>(
                    MessageKind.TO_CLIENT,
                    4,
                    CopyDescribed.class,
                    (m, out) -> putBoolean(out.putInt(m.client()).putLong(m.question()), m.present())
                            .putInt(m.bytes())
                            .putLong(m.digest()),
                    in -> new CopyDescribed(in.getInt(), in.getLong(), in.get() != 0, in.getInt(), in.getLong())),
            new ControlRow<>(
                    MessageKind.TO_CLIENT,
                    5,
                    FaultPlayed.class,
                    (m, out) -> putBoolean(out.putInt(m.client()), m.done()).putInt(m.life()),
                    in -> new FaultPlayed(in.getInt(), in.get() != 0, in.getInt())),
            new ControlRow<>(
                    MessageKind.FAULT,
                    1,
                    Crash.class,
                    (m, out) -> out.putInt(m.client()),
                    in -> new Crash(in.getInt())),
            new ControlRow<>(
                    MessageKind.FAULT,
                    2,
                    Recover.class,
                    (m, out) -> out.putInt(m.client()),
                    in -> new Recover(in.getInt())),
            new ControlRow<>(
                    MessageKind.FAULT,
                    3,
                    Pause.class,
                    (m, out) -> out.putInt(m.client()).putLong(m.millis()),
                    in -> new Pause(in.getInt(), in.getLong())),
            new ControlRow<>(
                    MessageKind.FAULT,
                    4,
                    Delay.class,
                    (m, out) -> out.putInt(m.client()).putLong(m.millis()),
                    in -> new Delay(in.getInt(), in.getLong())),
            new ControlRow<>(
                    MessageKind.FAULT,
                    5,
                    CutOff.class,
                    USUAL_BYTES + ListCodec.RANKS.mostBytes(),
                    (m, out) -> ListCodec.RANKS.putList(out.putInt(m.client()), m.ranks()),
                    in -> new CutOff(in.getInt(), ListCodec.RANKS.getList(in))),
            new ControlRow<>(
                    MessageKind.FAULT,
                    6,
                    Reconnect.class,
                    (m, out) -> out.putInt(m.client()),
                    in -> new Reconnect(in.getInt())),
            new ControlRow<>(
                    MessageKind.TO_EVERY_RANK,
                    1,
                    NodeJoined.class,
                    (m, out) -> out.putLong(m.epoch()).putLong(m.id()).putInt(m.rank()),
                    in -> new NodeJoined(in.getLong(), in.getLong(), in.getInt())),
            new ControlRow<>(
                    MessageKind.TO_EVERY_RANK,
                    2,
                    NodeLeft.class,
                    (m, out) -> out.putLong(m.epoch()).putLong(m.id()),
                    in -> new NodeLeft(in.getLong(), in.getLong())),
            new ControlRow<>(MessageKind.TO_EVERY_RANK, 3, Shutdown.class, (m, out) -> {}, in -> new Shutdown()),
            new ControlRow<>(
                    MessageKind.TO_EVERY_RANK,
                    4,
                    ViewRetired.class,
                    (m, out) -> out.putLong(m.epoch()).putLong(m.change()).putLong(m.settledChange()),
                    in -> new ViewRetired(in.getLong(), in.getLong(), in.getLong())),
            new ControlRow<>(
                    MessageKind.TO_EVERY_RANK,
                    5,
                    CopiesMade.class,
                    (m, out) -> out.putLong(m.keys()).putLong(m.bytes()),
                    in -> new CopiesMade(in.getLong(), in.getLong())),
            new ControlRow<>(
                    MessageKind.GATHER,
                    1,
                    Standing.class,
                    (m, out) -> out.putInt(m.stream()).putLong(m.commands()).putInt(m.share()),
                    in -> new Standing(in.getInt(), in.getLong(), in.getInt())),
            new ControlRow<>(
                    MessageKind.GATHER,
                    2,
                    StreamEnded.class,
                    USUAL_BYTES + ListCodec.FIGURES.mostBytes(),
                    (m, out) -> ListCodec.FIGURES.putList(out.putInt(m.stream()), m.figures()),
                    in -> new StreamEnded(in.getInt(), ListCodec.FIGURES.getList(in))),
            new ControlRow<>(
                    MessageKind.TO_STREAM,
                    1,
                    PieceTaken.class,
                    (m, out) -> out.putInt(m.client()).putInt(m.bytes()),
                    in -> new PieceTaken(in.getInt(), in.getInt())),
            new ControlRow<>(
                    MessageKind.TO_STREAM,
                    2,
                    Begin.class,
                    (m, out) -> putBoolean(out.putInt(m.client()), m.runs()),
                    in -> new Begin(in.getInt(), in.get() != 0)));

    private ControlRows() {}

    private static void putAdd(AddNode message, ByteBuffer out) {
        out.putInt(message.client()).putInt(message.rank()).putLong(message.id());
        putBoolean(out, message.hasId());
    }

    private static AddNode getAdd(ByteBuffer in) {
        return new AddNode(in.getInt(), in.getInt(), in.getLong(), in.get() != 0);
    }

    private static void putHandOver(HandOver message, ByteBuffer out) {
        out.putLong(message.change())
                .putLong(message.fromNode())
                .putLong(message.after())
                .putLong(message.last())
                .putLong(message.toNode())
                .putInt(message.toRank());
    }

    private static HandOver getHandOver(ByteBuffer in) {
        return new HandOver(in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getInt());
    }

    private static void putChanged(MembershipChanged message, ByteBuffer out) {
        out.putInt(message.client())
                .put((byte) message.outcome().code())
                .putLong(message.id())
                .putLong(message.successor())
                .putLong(message.keysMoved())
                .putLong(message.bytesMoved());
    }

    private static MembershipChanged getChanged(ByteBuffer in) {
        return new MembershipChanged(
                in.getInt(),
                MembershipOutcome.ofCode(in.get()),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong());
    }

    private static void putRingPart(RingPart message, ByteBuffer out) {
        putBoolean(out.putInt(message.client()).putLong(message.question()), message.last());
        ListCodec.LOADS.putList(out, message.nodes());
    }

    private static void putDescribed(NodeDescribed message, ByteBuffer out) {
        out.putInt(message.client()).putLong(message.question());
        ListCodec.LOADS.put(out, message.node());
        ListCodec.NODES.putList(out, message.predecessor());
        ListCodec.NODES.putList(out, message.successors());
        ListCodec.FINGERS.putList(out, message.fingers());
    }

    private static NodeDescribed getDescribed(ByteBuffer in) {
        return new NodeDescribed(
                in.getInt(),
                in.getLong(),
                ListCodec.LOADS.get(in),
                ListCodec.NODES.getList(in),
                ListCodec.NODES.getList(in),
                ListCodec.FINGERS.getList(in));
    }

    private static void putDescribeCopy(DescribeCopy message, ByteBuffer out) {
        out.putInt(message.client())
                .putLong(message.question())
                .putLong(message.epoch())
                .putInt(message.hash())
                .putLong(message.position())
                .put(message.key());
    }

    private static DescribeCopy getDescribeCopy(ByteBuffer in) {
        int client = in.getInt();
        long question = in.getLong();
        long epoch = in.getLong();
        int hash = in.getInt();
        long position = in.getLong();
        byte[] key = new byte[in.remaining()];
        in.get(key);
        return new DescribeCopy(client, question, epoch, hash, position, key);
    }

    private static ByteBuffer putBoolean(ByteBuffer out, boolean value) {
        return out.put((byte) (value ? 1 : 0));
    }
}
