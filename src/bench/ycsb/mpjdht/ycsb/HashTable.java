package mpjdht.ycsb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import redis.clients.jedis.Jedis;

/** Records in a Redis, as its users keep them: a record is a hash, of which Redis changes fields in one step. */
final class HashTable implements Table {
    private final Jedis jedis;

    HashTable(Jedis jedis) {
        this.jedis = jedis;
    }

    private static Map<byte[], byte[]> named(Map<String, byte[]> fields) {
        return fields.entrySet().stream()
                .collect(Collectors.toMap(field -> field.getKey().getBytes(UTF_8), Map.Entry::getValue));
    }

    @Override
    public void insert(String key, Map<String, byte[]> fields) {
        jedis.hset(key.getBytes(UTF_8), named(fields));
    }

    @Override
    public Optional<Map<String, byte[]>> read(String key, Set<String> names) {
        Map<String, byte[]> fields = new TreeMap<>();
        if (names == null) {
            jedis.hgetAll(key.getBytes(UTF_8)).forEach((name, held) -> fields.put(new String(name, UTF_8), held));
        } else {
            List<String> asked = List.copyOf(names);
            List<byte[]> held = jedis.hmget(
                    key.getBytes(UTF_8), asked.stream().map(name -> name.getBytes(UTF_8)).toArray(byte[][]::new));
            for (int i = 0; i < asked.size(); i++) {
                if (held.get(i) != null) {
                    fields.put(asked.get(i), held.get(i));
                }
            }
        }
        return fields.isEmpty() ? Optional.empty() : Optional.of(fields);
    }

    /** A hash that is not there begins with these fields: to look first would be a second step. */
    @Override
    public boolean update(String key, Map<String, byte[]> fields) {
        jedis.hset(key.getBytes(UTF_8), named(fields));
        return true;
    }

    @Override
    public boolean delete(String key) {
        return jedis.del(key.getBytes(UTF_8)) > 0;
    }

    @Override
    public void close() {
        jedis.close();
    }
}
