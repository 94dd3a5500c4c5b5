package mpjdht.sim.grid;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
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

    /** The client has asked for the key to be taken out. */
    void isGone(WorldKeys.Key key) {
        values.remove(ByteBuffer.wrap(key.bytes()));
    }

    /** What the key may have; nothing if the client knows of no value. */
    Optional<byte[]> of(WorldKeys.Key key) {
        return Optional.ofNullable(values.get(ByteBuffer.wrap(key.bytes())));
    }
}
