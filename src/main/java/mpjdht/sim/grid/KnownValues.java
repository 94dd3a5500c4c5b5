package mpjdht.sim.grid;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import mpjdht.message.RequestCursor;

/** What a client of a world believes to be the values of the keys, so that some of its CAS find what they expect. */
final class KnownValues {
    private final Map<ByteBuffer, byte[]> values = new TreeMap<>();

    /** The client has asked for this value to be stored. */
    void isThere(WorldKeys.Key key, byte[] value) {
        values.put(ByteBuffer.wrap(key.bytes()), value);
    }

    /** The client has heard that a request found this value. */
    void isThere(RequestCursor request, byte[] value) {
        byte[] key = new byte[request.keyLength()];
        System.arraycopy(request.bytes(), request.keyOffset(), key, 0, key.length);
        values.put(ByteBuffer.wrap(key), value);
    }

    /** What the key may have; if the client knows nothing of it, another value. */
    byte[] of(WorldKeys.Key key, byte[] other) {
        return values.getOrDefault(ByteBuffer.wrap(key.bytes()), other);
    }
}
