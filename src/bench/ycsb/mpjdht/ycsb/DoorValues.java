package mpjdht.ycsb;

import java.nio.charset.StandardCharsets;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;

/** The values of a server at its door for clients of Redis, by a connection of Jedis. */
final class DoorValues implements ValueTable.Values {
    private static final byte[] IF_EQUAL = "IFEQ".getBytes(StandardCharsets.US_ASCII);

    private final Jedis jedis;

    DoorValues(Jedis jedis) {
        this.jedis = jedis;
    }

    @Override
    public byte[] get(byte[] key) {
        return jedis.get(key);
    }

    @Override
    public void put(byte[] key, byte[] value) {
        jedis.set(key, value);
    }

    @Override
    public boolean swap(byte[] key, byte[] old, byte[] replacement) {
        return jedis.sendCommand(Protocol.Command.SET, key, replacement, IF_EQUAL, old) != null;
    }

    @Override
    public boolean delete(byte[] key) {
        return jedis.del(key) > 0;
    }

    @Override
    public void close() {
        jedis.close();
    }
}
