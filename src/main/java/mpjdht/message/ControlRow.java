package mpjdht.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** How one message reads and is written. */
record ControlRow<M extends ControlMessage>(
        byte kind,
        int code,
        Class<M> type,
        int mostBytes,
        BiConsumer<M, ByteBuffer> writer,
        Function<ByteBuffer, M> reader) {
    ControlRow(byte kind, int code, Class<M> type, BiConsumer<M, ByteBuffer> writer, Function<ByteBuffer, M> reader) {
        this(kind, code, type, ControlRows.USUAL_BYTES, writer, reader);
    }

    byte[] encode(ControlMessage message) {
        ByteBuffer out = ByteBuffer.allocate(mostBytes).order(ByteOrder.LITTLE_ENDIAN);
        out.put(kind).put((byte) code);
        writer.accept(type.cast(message), out);
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }
}
