package mpjdht.message;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import mpjdht.message.ChainMessage.Confirmed;
import mpjdht.message.ClientMessage.NodeDescribed;
import mpjdht.message.ClientMessage.RingPart;
import mpjdht.message.FaultMessage.CutOff;
import mpjdht.message.GatherMessage.StreamEnded;
import mpjdht.ring.NodeRef;

/**
 * How a list travels in a message: the number of its elements (short), then the elements, which all have the same length.
 * The number is checked against what is left of the message before memory is taken for it.
 *
 * @param <E> element
 */
final class ListCodec<E> {
    /** Nodes: id (long) and rank (int). */
    static final ListCodec<NodeRef> NODES = new ListCodec<>(
            "nodes",
            ChordMessage.MAX_NODES,
            Long.BYTES + Integer.BYTES,
            (out, node) -> out.putLong(node.id()).putInt(node.rank()),
            in -> new NodeRef(in.getLong(), in.getInt()));

    /** Nodes with what they hold: id (long), rank (int), keys, bytes and successor (long each). */
    static final ListCodec<NodeLoad> LOADS = new ListCodec<>(
            "nodes",
            RingPart.MAX_NODES,
            4 * Long.BYTES + Integer.BYTES,
            (out, node) -> out.putLong(node.id())
                    .putInt(node.rank())
                    .putLong(node.keys())
                    .putLong(node.bytes())
                    .putLong(node.successor()),
            in -> new NodeLoad(in.getLong(), in.getInt(), in.getLong(), in.getLong(), in.getLong()));

    /** Fingers: index (int), start (long) and the node. */
    static final ListCodec<Finger> FINGERS = new ListCodec<>(
            "fingers",
            NodeDescribed.MAX_FINGERS,
            2 * Long.BYTES + 2 * Integer.BYTES,
            (out, finger) -> {
                out.putInt(finger.index()).putLong(finger.start());
                NODES.put(out, finger.node());
            },
            in -> new Finger(in.getInt(), in.getLong(), NODES.get(in)));

    /** Figures: a long each. */
    static final ListCodec<Long> FIGURES =
            new ListCodec<>("figures", StreamEnded.MAX_FIGURES, Long.BYTES, ByteBuffer::putLong, ByteBuffer::getLong);

    /** Confirmations: region and number (int each). */
    static final ListCodec<Confirmation> CONFIRMATIONS = new ListCodec<>(
            "confirmations",
            Confirmed.MOST,
            2 * Integer.BYTES,
            (out, confirmation) -> out.putInt(confirmation.region()).putInt(confirmation.number()),
            in -> new Confirmation(in.getInt(), in.getInt()));

    /** Ranks: an int each. */
    static final ListCodec<Integer> RANKS =
            new ListCodec<>("ranks", CutOff.MOST, Integer.BYTES, ByteBuffer::putInt, ByteBuffer::getInt);

    private final String elements;
    private final int most;
    private final int elementBytes;
    private final BiConsumer<ByteBuffer, E> writer;
    private final Function<ByteBuffer, E> reader;

    /**
     * A list of its kind.
     *
     * @param elements what its elements are called in errors
     * @param most most elements, up to 32,767
     * @param elementBytes bytes of one
     * @param writer writes one
     * @param reader reads one
     */
    ListCodec(
            String elements,
            int most,
            int elementBytes,
            BiConsumer<ByteBuffer, E> writer,
            Function<ByteBuffer, E> reader) {
        this.elements = elements;
        this.most = most;
        this.elementBytes = elementBytes;
        this.writer = writer;
        this.reader = reader;
    }

    /** Bytes that a list takes. */
    int bytes(List<E> list) {
        return Short.BYTES + list.size() * elementBytes;
    }

    /** Most bytes that a list takes. */
    int mostBytes() {
        return Short.BYTES + most * elementBytes;
    }

    void putList(ByteBuffer out, List<E> list) {
        if (list.size() > most) {
            throw new IllegalArgumentException("a list of " + list.size() + " " + elements + "; at most " + most);
        }
        out.putShort((short) list.size());
        for (int i = 0; i < list.size(); i++) {
            put(out, list.get(i));
        }
    }

    void put(ByteBuffer out, E element) {
        writer.accept(out, element);
    }

    List<E> getList(ByteBuffer in) {
        int count = in.getShort();
        if (count < 0 || count > most || count * elementBytes > in.remaining()) {
            throw new MalformedMessageException(
                    "a list of " + count + " " + elements + " where " + in.remaining() + " bytes are left");
        }
        List<E> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(get(in));
        }
        return list;
    }

    E get(ByteBuffer in) {
        return reader.apply(in);
    }
}
