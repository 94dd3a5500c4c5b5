package mpjdht.it;

import java.util.function.Supplier;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.SetParams;

/** Keys by the protocol of Redis. */
final class RespKeys implements KeyClient {
    private final Jedis jedis;

    RespKeys(int port, int timeoutMillis) {
        this.jedis = new Jedis("127.0.0.1", port, timeoutMillis);
    }

    @Override
    public String get(String key) {
        return ask(() -> jedis.get(key));
    }

    @Override
    public void put(String key, String value) {
        ask(() -> jedis.set(key, value));
    }

    @Override
    public boolean create(String key, String value) {
        return ask(() -> jedis.set(key, value, SetParams.setParams().nx())) != null;
    }

    @Override
    public boolean delete(String key) {
        return ask(() -> jedis.del(key)) == 1;
    }

    private static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (JedisDataException e) {
            throw new NotDoneException(e.getMessage().contains("nobody can tell"), e.getMessage());
        }
    }

    @Override
    public void close() {
        jedis.close();
    }
}
