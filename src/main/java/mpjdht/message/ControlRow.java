package mpjdht.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** How one message reads and is written. */
record ControlRow<M extends ControlMessage>(
        byte kind,
        int code,
        Class<M> type,
        ToIntFunction<M> mostBytes,
        BiConsumer<M, ByteBuffer> writer,
        Function<ByteBuffer, M> reader) {
    ControlRow(byte kind, int code, Class<M> type, BiConsumer<M, ByteBuffer> writer, Function<ByteBuffer, M> reader) {
        this(kind, code, type, ControlRows.USUAL_BYTES, writer, reader);
    }

    ControlRow(
            byte kind,
            int code,
            Class<M> type,
            int mostBytes,
            BiConsumer<M, ByteBuffer> writer,
            Function<ByteBuffer, M> reader) {
        this(kind, code, type, message -> mostBytes, writer, reader);
    }

    byte[] encode(ControlMessage message) {
        M known = type.cast(message);
        ByteBuffer out = ByteBuffer.allocate(mostBytes.applyAsInt(known)).order(ByteOrder.LITTLE_ENDIAN);
        out.put(kind).put((byte) code);
        writer.accept(known, out);
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }
}
