package mpjdht.message;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import mpjdht.message.NeighbourMessage.Accepted;
import mpjdht.message.NeighbourMessage.Alive;
import mpjdht.message.NeighbourMessage.AskNeighbour;
import mpjdht.message.NeighbourMessage.Disconnect;
import mpjdht.message.NeighbourMessage.ForwardJoin;
import mpjdht.message.NeighbourMessage.Join;
import mpjdht.message.NeighbourMessage.Refused;
import mpjdht.message.NeighbourMessage.Shuffle;
import mpjdht.message.NeighbourMessage.Shuffled;
import mpjdht.ring.NodeRef;

/** The messages of neighbours, a row for each; see {@link ControlCodec}. */
final class NeighbourRows {
    private static final ListCodec<NodeRef> EXCHANGED = new ListCodec<>(
            "nodes",
            NeighbourMessage.MOST_EXCHANGED,
            Long.BYTES + Integer.BYTES,
            ListCodec.NODES::put,
            ListCodec.NODES::get);

    static final List<ControlRow<?>> ALL = List.of(
            row(1, Join.class, (m, out) -> {}, in -> new Join(node(in), in.getLong())),
            row(
                    2,
                    ForwardJoin.class,
                    (m, out) -> {
                        ListCodec.NODES.put(out, m.newcomer());
                        out.putInt(m.left());
                    },
                    in -> new ForwardJoin(node(in), in.getLong(), node(in), in.getInt())),
            row(
                    3,
                    Disconnect.class,
                    (m, out) -> EXCHANGED.putList(out, m.instead()),
                    in -> new Disconnect(node(in), in.getLong(), EXCHANGED.getList(in))),
            row(
                    4,
                    AskNeighbour.class,
                    (m, out) -> PeerRows.putBoolean(out, m.urgent()),
                    in -> new AskNeighbour(node(in), in.getLong(), in.get() != 0)),
            row(5, Accepted.class, (m, out) -> {}, in -> new Accepted(node(in), in.getLong())),
            row(6, Refused.class, (m, out) -> {}, in -> new Refused(node(in), in.getLong())),
            row(
                    7,
                    Shuffle.class,
                    (m, out) -> {
                        ListCodec.NODES.put(out, m.origin());
                        EXCHANGED.putList(out.putInt(m.left()), m.nodes());
                    },
                    in -> new Shuffle(node(in), in.getLong(), node(in), in.getInt(), EXCHANGED.getList(in))),
            row(
                    8,
                    Shuffled.class,
                    (m, out) -> EXCHANGED.putList(out, m.nodes()),
                    in -> new Shuffled(node(in), in.getLong(), EXCHANGED.getList(in))),
            row(9, Alive.class, (m, out) -> {}, in -> new Alive(node(in), in.getLong())));

    private NeighbourRows() {}

    private static <M extends NeighbourMessage> ControlRow<M> row(
            int code, Class<M> type, BiConsumer<M, ByteBuffer> writer, Function<ByteBuffer, M> reader) {
        return new ControlRow<>(
                MessageKind.NEIGHBOURS,
                code,
                type,
                ControlRows.USUAL_BYTES + EXCHANGED.mostBytes(),
                (m, out) -> {
                    ListCodec.NODES.put(out, m.from());
                    writer.accept(m, out.putLong(m.to()));
                },
                reader);
    }

    private static NodeRef node(ByteBuffer in) {
        return ListCodec.NODES.get(in);
    }
}
