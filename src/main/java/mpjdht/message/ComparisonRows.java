package mpjdht.message;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import mpjdht.message.ComparisonMessage.AllCompared;
import mpjdht.message.ComparisonMessage.ArcDigest;
import mpjdht.message.ComparisonMessage.ArcsCompared;
import mpjdht.message.ComparisonMessage.CompareAll;
import mpjdht.message.ComparisonMessage.CompareArcs;
import mpjdht.message.ComparisonMessage.CompareKeys;
import mpjdht.message.ComparisonMessage.CompareNodes;
import mpjdht.message.ComparisonMessage.DifferencesTaken;
import mpjdht.message.ComparisonMessage.KeyDigest;
import mpjdht.message.ComparisonMessage.KeysCompared;
import mpjdht.message.ComparisonMessage.MadeEqual;
import mpjdht.message.ComparisonMessage.NodeDigest;
import mpjdht.message.ComparisonMessage.NodesCompared;
import mpjdht.message.ComparisonMessage.OtherRing;
import mpjdht.ring.Arc;

/** The messages by which two replicas are compared, a row for each; see {@link ControlCodec}. */
final class ComparisonRows {
    private static final ListCodec<ArcDigest> ARC_DIGESTS = new ListCodec<>(
            "arcs",
            ComparisonMessage.MOST,
            2 * Long.BYTES + Integer.BYTES + 1,
            (out, arc) -> PeerRows.putBoolean(
                    out.putLong(arc.arc()).putLong(arc.sum()).putInt(arc.keys()), arc.complete()),
            in -> new ArcDigest(in.getLong(), in.getLong(), in.getInt(), in.get() != 0));

    private static final ListCodec<NodeDigest> NODE_DIGESTS = new ListCodec<>(
            "nodes",
            ComparisonMessage.MOST,
            Long.BYTES + 2 * Integer.BYTES,
            (out, node) -> out.putInt(node.node()).putLong(node.sum()).putInt(node.keys()),
            in -> new NodeDigest(in.getInt(), in.getLong(), in.getInt()));

    private static final ListCodec<KeyDigest> KEY_DIGESTS = new ListCodec<>(
            "keys",
            ComparisonMessage.MOST,
            2 * Long.BYTES + Integer.BYTES,
            (out, key) -> out.putLong(key.position()).putInt(key.hash()).putLong(key.digest()),
            in -> new KeyDigest(in.getLong(), in.getInt(), in.getLong()));

    private static final ListCodec<Arc> PARTS = new ListCodec<>(
            "parts",
            ComparisonMessage.MOST,
            2 * Long.BYTES,
            (out, part) -> out.putLong(part.after()).putLong(part.last()),
            in -> new Arc(in.getLong(), in.getLong()));

    static final List<ControlRow<?>> ALL = List.of(
            comparison(
                    1,
                    CompareAll.class,
                    m -> 0,
                    (m, out) -> out.putLong(m.ring()).putLong(m.sum()).putLong(m.keys()),
                    in -> new CompareAll(
                            in.getLong(), in.getLong(), in.getInt(), in.getLong(), in.getLong(), in.getLong())),
            comparison(
                    2,
                    CompareArcs.class,
                    m -> ARC_DIGESTS.bytes(m.arcs()),
                    (m, out) -> ARC_DIGESTS.putList(out.putLong(m.ring()), m.arcs()),
                    in -> new CompareArcs(
                            in.getLong(), in.getLong(), in.getInt(), in.getLong(), ARC_DIGESTS.getList(in))),
            comparison(
                    3,
                    CompareNodes.class,
                    m -> NODE_DIGESTS.bytes(m.nodes()),
                    (m, out) -> NODE_DIGESTS.putList(out.putLong(m.arc()).putInt(m.level()), m.nodes()),
                    in -> new CompareNodes(
                            in.getLong(),
                            in.getLong(),
                            in.getInt(),
                            in.getLong(),
                            in.getInt(),
                            NODE_DIGESTS.getList(in))),
            comparison(
                    4,
                    CompareKeys.class,
                    m -> PeerRows.PLACES.bytes(m.nodes()) + KEY_DIGESTS.bytes(m.keys()),
                    (m, out) -> {
                        PeerRows.PLACES.putList(out.putLong(m.arc()).putInt(m.level()), m.nodes());
                        KEY_DIGESTS.putList(out.putInt(m.slice()).putInt(m.slices()), m.keys());
                    },
                    in -> new CompareKeys(
                            in.getLong(),
                            in.getLong(),
                            in.getInt(),
                            in.getLong(),
                            in.getInt(),
                            PeerRows.PLACES.getList(in),
                            in.getInt(),
                            in.getInt(),
                            KEY_DIGESTS.getList(in))),
            comparison(
                    5,
                    OtherRing.class,
                    m -> 0,
                    (m, out) -> {},
                    in -> new OtherRing(in.getLong(), in.getLong(), in.getInt())),
            comparison(
                    6,
                    AllCompared.class,
                    m -> 0,
                    (m, out) -> PeerRows.putBoolean(out, m.same()),
                    in -> new AllCompared(in.getLong(), in.getLong(), in.getInt(), in.get() != 0)),
            comparison(
                    7,
                    ArcsCompared.class,
                    m -> ARC_DIGESTS.bytes(m.arcs()),
                    (m, out) -> ARC_DIGESTS.putList(out, m.arcs()),
                    in -> new ArcsCompared(in.getLong(), in.getLong(), in.getInt(), ARC_DIGESTS.getList(in))),
            comparison(
                    8,
                    NodesCompared.class,
                    m -> NODE_DIGESTS.bytes(m.nodes()),
                    (m, out) -> NODE_DIGESTS.putList(out, m.nodes()),
                    in -> new NodesCompared(in.getLong(), in.getLong(), in.getInt(), NODE_DIGESTS.getList(in))),
            comparison(
                    9,
                    KeysCompared.class,
                    m -> PeerRows.PLACES.bytes(m.wanted()),
                    (m, out) ->
                            PeerRows.PLACES.putList(PeerRows.putBoolean(out.putInt(m.batches()), m.more()), m.wanted()),
                    in -> new KeysCompared(
                            in.getLong(),
                            in.getLong(),
                            in.getInt(),
                            in.getInt(),
                            in.get() != 0,
                            PeerRows.PLACES.getList(in))),
            comparison(
                    10,
                    DifferencesTaken.class,
                    m -> 0,
                    (m, out) -> {},
                    in -> new DifferencesTaken(in.getLong(), in.getLong(), in.getInt())),
            comparison(
                    11,
                    MadeEqual.class,
                    m -> PARTS.bytes(m.parts()),
                    (m, out) -> PARTS.putList(out.putLong(m.ring()), m.parts()),
                    in -> new MadeEqual(in.getLong(), in.getLong(), in.getInt(), in.getLong(), PARTS.getList(in))));

    private ComparisonRows() {}

    private static <M extends ComparisonMessage> ControlRow<M> comparison(
            int code,
            Class<M> type,
            ToIntFunction<M> listBytes,
            BiConsumer<M, ByteBuffer> writer,
            Function<ByteBuffer, M> reader) {
        return new ControlRow<>(
                MessageKind.COMPARISON,
                code,
                type,
                PeerRows.with(listBytes),
                (m, out) -> writer.accept(
                        m, out.putLong(m.clock()).putLong(m.session()).putInt(m.step())),
                reader);
    }
}
