package mpjdht.message;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The bytes of the control plane, a row for each message. A message is its kind, which names the family (byte), its code in
 * the family (byte), and its fields in the order of the record: int and long little-endian, boolean and enum one byte, a list
 * as {@link ListCodec} says.
 */
public final class ControlCodec {
    private static final List<ControlRow<?>> ROWS = Stream.of(
                    ControlRows.ALL,
                    MetricRows.ALL,
                    PeerRows.ALL,
                    ComparisonRows.ALL,
                    SearchRows.ALL,
                    NeighbourRows.ALL)
            .flatMap(List::stream)
            .toList();

    private static final Map<Class<?>, ControlRow<?>> ROW_OF_TYPE = new HashMap<>();
    private static final ControlRow<?>[] ROW_OF_KIND_AND_CODE = new ControlRow<?>[1 << Short.SIZE];

    static {
        ROWS.forEach(row -> ROW_OF_TYPE.put(row.type(), row));
        ROWS.forEach(row -> ROW_OF_KIND_AND_CODE[index(row.kind(), (byte) row.code())] = row);
    }

    private ControlCodec() {}

    static byte[] encode(ControlMessage message) {
        return ROW_OF_TYPE.get(message.getClass()).encode(message);
    }

    /**
     * Reads a message.
     *
     * @param family the family that its kind names
     * @throws MalformedMessageException if no message of that family has the code, or it is shorter or longer than its fields
     */
    public static <F extends ControlMessage> F decode(Class<F> family, byte[] bytes, int offset, int length) {
        if (length < 2) {
            throw new MalformedMessageException("a control message is cut off after " + length + " bytes");
        }
        ControlRow<?> row = row(bytes[offset], bytes[offset + 1]);
        ByteBuffer in = ByteBuffer.wrap(bytes, offset + 2, length - 2).order(ByteOrder.LITTLE_ENDIAN);
        try {
            F message = family.cast(row.reader().apply(in));
            if (in.hasRemaining()) {
                throw new MalformedMessageException(in.remaining() + " bytes behind a control message");
            }
            return message;
        } catch (BufferUnderflowException e) {
            throw new MalformedMessageException("a control message is cut off after " + length + " bytes");
        }
    }

    private static ControlRow<?> row(byte kind, byte code) {
        ControlRow<?> row = ROW_OF_KIND_AND_CODE[index(kind, code)];
        if (row != null) {
            return row;
        }
        throw new MalformedMessageException("no control message of the kind " + kind + " has the code " + code);
    }

    private static int index(byte kind, byte code) {
        return (Byte.toUnsignedInt(kind) << Byte.SIZE) | Byte.toUnsignedInt(code);
    }
}
