package mpjdht.node.client;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import mpjdht.message.Answer;
import mpjdht.message.IncrementRecord;
import mpjdht.message.Operation;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.store.SiblingState;
import mpjdht.store.Version;

/**
 * What a client has seen of keys whose siblings are kept; it goes with the client's next write to the key, which replaces that and nothing
 * else. Bounded: the keys that were heard of longest ago are forgotten, and written as if nothing of them had been seen.
 */
final class SeenContexts {
    /** Most bytes of keys and contexts. */
    private static final long MOST_BYTES = 16 << 20;

    private static final int BYTES_BESIDE = 128;
    private static final byte[] NOTHING = {};

    private final long mostBytes;
    private final RequestBatch dressed = new RequestBatch();
    private final RequestCursor cursor = new RequestCursor();
    private final Map<ByteBuffer, byte[]> contexts = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** Nothing has been seen. */
    SeenContexts() {
        this(MOST_BYTES);
    }

    SeenContexts(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** A batch whose writes say what their client has seen, to be used before the next one is asked for. */
    RequestBatch dressed(RequestBatch batch) {
        dressed.reset();
        cursor.open(batch.bytes(), 0, batch.length());
        while (cursor.next()) {
            if (cursor.operation() == Operation.PUT || cursor.operation() == Operation.DELETE) {
                dressed.addWithContext(cursor, contexts.getOrDefault(key(cursor), NOTHING));
            } else {
                dressed.addCopy(cursor);
            }
        }
        return dressed;
    }

    /** The answer to a request has come. */
    void heard(RequestCursor request, ReplyCursor reply) {
        if (request.operation() == Operation.EXPLAIN
                || request.operation() == Operation.WALK
                || !reply.hasVersion()
                || Answer.isFailure(reply.outcome())) {
            return;
        }
        byte[] context = context(request, reply);
        if (context.length > 0) {
            remember(ByteBuffer.wrap(keyBytes(request)), context);
        } else if (reply.outcome() == Answer.MISSING && request.operation() != Operation.DELETE) {
            // Nothing was shown, whatever had been before.
            forget(key(request));
        }
    }

    /** The context that an answer tells; of a write that has left values beside it that its client has not seen, none. */
    private static byte[] context(RequestCursor request, ReplyCursor reply) {
        int begin = reply.valueOffset();
        int length = reply.valueLength();
        return switch (reply.outcome()) {
            case Answer.FOUND, Answer.DIFFERS -> contextOfState(reply, begin, length);
            case Answer.MISSING ->
                request.operation() == Operation.DELETE
                        ? Arrays.copyOfRange(reply.bytes(), begin, begin + length)
                        : contextOfState(reply, begin, length);
            case Answer.COUNTED -> Arrays.copyOfRange(reply.bytes(), begin + IncrementRecord.BYTES, begin + length);
            default -> Arrays.copyOfRange(reply.bytes(), begin, begin + length);
        };
    }

    private static byte[] contextOfState(ReplyCursor reply, int begin, int length) {
        return length == 0
                ? NOTHING
                : SiblingState.read(reply.bytes(), begin, length + Version.BYTES)
                        .context()
                        .toBytes();
    }

    private void remember(ByteBuffer key, byte[] context) {
        byte[] before = contexts.put(key, context);
        bytes += context.length - (before == null ? -(long) key.capacity() - BYTES_BESIDE : before.length);
        Iterator<Map.Entry<ByteBuffer, byte[]>> oldest = contexts.entrySet().iterator();
        while (bytes > mostBytes) {
            Map.Entry<ByteBuffer, byte[]> gone = oldest.next();
            bytes -= gone.getValue().length + (long) gone.getKey().capacity() + BYTES_BESIDE;
            oldest.remove();
        }
    }

    private void forget(ByteBuffer key) {
        byte[] context = contexts.remove(key);
        bytes -= context == null ? 0 : context.length + (long) key.remaining() + BYTES_BESIDE;
    }

    private static ByteBuffer key(RequestCursor request) {
        return ByteBuffer.wrap(request.bytes(), request.keyOffset(), request.keyLength());
    }

    private static byte[] keyBytes(RequestCursor request) {
        return Arrays.copyOfRange(request.bytes(), request.keyOffset(), request.keyOffset() + request.keyLength());
    }
}
