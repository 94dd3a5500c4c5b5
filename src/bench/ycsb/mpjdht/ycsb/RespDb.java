package mpjdht.ycsb;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.Vector;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import site.ycsb.ByteArrayByteIterator;
import site.ycsb.ByteIterator;
import site.ycsb.DB;
import site.ycsb.DBException;
import site.ycsb.Status;

/**
 * The binding of YCSB to a server that speaks the protocol of Redis; each thread of YCSB has one, with a connection of its own. Properties:
 * {@code resp.host} (default 127.0.0.1), {@code resp.port} (default 6379), {@code resp.records}, which is {@code values} for a record in one
 * value, as this program's door has, or {@code hashes}, for Redis (default values).
 */
public final class RespDb extends DB {
    static final String RECORDS = "resp.records";
    private static final int PATIENCE_MILLIS = 30_000;

    private final Optional<Table> given;
    private Table table;

    /** What YCSB makes, before it hands over the properties. */
    public RespDb() {
        this.given = Optional.empty();
    }

    RespDb(Table table) {
        this.given = Optional.of(table);
    }

    @Override
    public void init() throws DBException {
        table = given.isPresent() ? given.get() : connect(getProperties());
    }

    private static Table connect(Properties properties) throws DBException {
        String host = properties.getProperty("resp.host", "127.0.0.1");
        String port = properties.getProperty("resp.port", "6379");
        String records = properties.getProperty(RECORDS, "values");
        if (!port.matches("[1-9][0-9]{0,4}")) {
            throw new DBException("resp.port is '" + port + "'; right is a port from 1 to 65535");
        }
        if (!records.equals("values") && !records.equals("hashes")) {
            throw new DBException(RECORDS + " is '" + records + "'; right is values or hashes");
        }
        try {
            Jedis jedis = new Jedis(host, Integer.parseInt(port), PATIENCE_MILLIS);
            jedis.connect();
            return records.equals("hashes") ? new HashTable(jedis) : new ValueTable(new DoorValues(jedis));
        } catch (JedisException e) {
            throw new DBException(
                    "nobody answers at " + host + ":" + port + "; right is a server that is up, as scripts/serve --resp "
                            + port + " starts one",
                    e);
        }
    }

    @Override
    public void cleanup() {
        table.close();
    }

    private static String name(String tableName, String key) {
        return tableName + ":" + key;
    }

    private static Map<String, byte[]> arrays(Map<String, ByteIterator> values) {
        Map<String, byte[]> fields = new HashMap<>();
        values.forEach((name, held) -> fields.put(name, held.toArray()));
        return fields;
    }

    /** Something that is asked of the table. */
    private interface Asked {
        Status of(Table table);
    }

    private Status ask(Asked asked) {
        try {
            return asked.of(table);
        } catch (JedisException e) {
            return new Status("ERROR", String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return Status.UNEXPECTED_STATE;
        }
    }

    @Override
    public Status read(String tableName, String key, Set<String> names, Map<String, ByteIterator> result) {
        return ask(asked -> {
            Optional<Map<String, byte[]>> fields = asked.read(name(tableName, key), names);
            fields.ifPresent(found -> found.forEach((name, held) -> result.put(name, new ByteArrayByteIterator(held))));
            return fields.isPresent() ? Status.OK : Status.NOT_FOUND;
        });
    }

    /** Keys have no order here: workload E is not for this binding. */
    @Override
    @SuppressWarnings("NonApiType") // YCSB names these types
    public Status scan(
            String tableName,
            String startKey,
            int count,
            Set<String> names,
            Vector<HashMap<String, ByteIterator>> result) {
        return Status.NOT_IMPLEMENTED;
    }

    @Override
    public Status update(String tableName, String key, Map<String, ByteIterator> values) {
        Map<String, byte[]> fields = arrays(values);
        return ask(asked -> asked.update(name(tableName, key), fields) ? Status.OK : Status.NOT_FOUND);
    }

    @Override
    public Status insert(String tableName, String key, Map<String, ByteIterator> values) {
        Map<String, byte[]> fields = arrays(values);
        return ask(asked -> {
            asked.insert(name(tableName, key), fields);
            return Status.OK;
        });
    }

    @Override
    public Status delete(String tableName, String key) {
        return ask(asked -> asked.delete(name(tableName, key)) ? Status.OK : Status.NOT_FOUND);
    }
}
