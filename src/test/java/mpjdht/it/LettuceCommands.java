package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Drawn commands on keys of one's own, which Lettuce sends, and what a map says to each. Characters are bytes. */
final class LettuceCommands {
    private static final int KEYS = 30;
    private static final long LONGEST_ANSWER_SECONDS = 30;

    /** An error instead of a reply. */
    private record Refusal(String text) {}

    /** A command that was sent. */
    private record Sent(String what, RedisFuture<?> reply, Object expected) {}

    private final RedisAsyncCommands<String, String> redis;
    private final String prefix;
    private final SplittableRandom random;
    private final Map<String, String> table = new HashMap<>();
    private final List<Sent> sent = new ArrayList<>();

    LettuceCommands(RedisAsyncCommands<String, String> redis, String prefix, long seed) {
        this.redis = redis;
        this.prefix = prefix;
        this.random = new SplittableRandom(seed);
    }

    /** Bytes, fewer than so many. */
    static String bytes(SplittableRandom random, int bound) {
        byte[] bytes = new byte[random.nextInt(bound)];
        random.nextBytes(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The answer, which has to come within seconds. */
    static <T> T answer(RedisFuture<T> reply) throws ExecutionException, InterruptedException, TimeoutException {
        return reply.get(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS);
    }

    /** The keys that have to be there, with their values. */
    Map<String, String> table() {
        return table;
    }

    /** Requires that each command that was sent is answered as the map says. */
    void hear() throws InterruptedException, TimeoutException {
        for (Sent command : sent) {
            assertThat(heard(command.reply)).as(command.what).isEqualTo(command.expected);
        }
        sent.clear();
    }

    private static Object heard(RedisFuture<?> reply) throws InterruptedException, TimeoutException {
        try {
            return answer(reply);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RedisCommandExecutionException refusal) {
                return new Refusal(refusal.getMessage());
            }
            throw new AssertionError(e);
        }
    }

    /** Sends a command. */
    void send() {
        String key = key();
        String old = table.get(key);
        switch (random.nextInt(15)) {
            case 0, 1 -> sent("GET " + key, redis.get(key), old);
            case 2 -> set(key);
            case 3 -> setUnless(key);
            case 4 -> {
                long change = number();
                sent("DECRBY " + key + " " + change, redis.decrby(key, change), add(key, -change));
            }
            case 5 -> sent("GETDEL " + key, redis.getdel(key), table.remove(key));
            case 6 -> append(key);
            case 7 -> sent("INCR " + key, redis.incr(key), add(key, 1));
            case 8 -> {
                long change = number();
                sent("INCRBY " + key + " " + change, redis.incrby(key, change), add(key, change));
            }
            case 9 -> sent("DECR " + key, redis.decr(key), add(key, -1));
            case 10 -> sent("STRLEN " + key, redis.strlen(key), old == null ? 0L : old.length());
            case 11 -> mset();
            case 12 -> mget();
            case 13 -> many();
            default -> {
                String text = value();
                sent("ECHO", redis.echo(text), text);
            }
        }
    }

    private void sent(String what, RedisFuture<?> reply, Object expected) {
        sent.add(new Sent(what, reply, expected));
    }

    private String key() {
        return prefix + "\0\u00ff".repeat(random.nextInt(2)) + random.nextInt(KEYS);
    }

    private long number() {
        return random.nextLong() >> (1 + random.nextInt(63));
    }

    private String value() {
        return random.nextInt(3) > 0 ? Long.toString(number()) : bytes(random, random.nextInt(40) == 0 ? 20_000 : 20);
    }

    /** A value, which is put into the map if it is to be. */
    private String put(String key, boolean isPut) {
        String value = value();
        if (isPut) {
            table.put(key, value);
        }
        return value;
    }

    private void set(String key) {
        String old = table.get(key);
        if (random.nextBoolean()) {
            sent("SET " + key, redis.set(key, put(key, true)), "OK");
        } else {
            sent("SET GET " + key, redis.setGet(key, put(key, true)), old);
        }
    }

    private void setUnless(String key) {
        String old = table.get(key);
        boolean isNx = random.nextBoolean();
        boolean isPut = isNx == (old == null);
        SetArgs options = isNx ? SetArgs.Builder.nx() : SetArgs.Builder.xx();
        String what = (isNx ? "SET NX " : "SET XX ") + key;
        if (random.nextBoolean()) {
            sent(what, redis.set(key, put(key, isPut), options), isPut ? "OK" : null);
        } else {
            sent(what + " GET", redis.setGet(key, put(key, isPut), options), old);
        }
    }

    private void append(String key) {
        String tail = value();
        sent("APPEND " + key, redis.append(key, tail), (long)
                table.merge(key, tail, String::concat).length());
    }

    /** What counting says: the sum, or why there is none. */
    private Object add(String key, long change) {
        String old = table.getOrDefault(key, "0");
        try {
            long number = Long.parseLong(old);
            if (Long.toString(number).equals(old)) {
                table.put(key, Long.toString(Math.addExact(number, change)));
                return Math.addExact(number, change);
            }
        } catch (NumberFormatException e) {
            // The value is no number, as one that is written otherwise.
        } catch (ArithmeticException e) {
            return new Refusal("ERR increment or decrement would overflow");
        }
        return new Refusal("ERR value is not an integer or out of range");
    }

    private void mset() {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            pairs.put(key(), value());
        }
        table.putAll(pairs);
        sent("MSET " + pairs.keySet(), redis.mset(pairs), "OK");
    }

    private String[] keys() {
        String[] keys = new String[1 + random.nextInt(5)];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = key();
        }
        return keys;
    }

    private void mget() {
        String[] keys = keys();
        List<KeyValue<String, String>> expected = new ArrayList<>();
        for (String key : keys) {
            expected.add(KeyValue.fromNullable(key, table.get(key)));
        }
        sent("MGET " + List.of(keys), redis.mget(keys), expected);
    }

    private void many() {
        String[] keys = keys();
        long count = 0;
        boolean isAsked = random.nextBoolean();
        for (String key : keys) {
            boolean isThere = isAsked ? table.containsKey(key) : table.remove(key) != null;
            count += isThere ? 1 : 0;
        }
        if (isAsked) {
            sent("EXISTS " + List.of(keys), redis.exists(keys), count);
        } else {
            sent("DEL " + List.of(keys), random.nextBoolean() ? redis.del(keys) : redis.unlink(keys), count);
        }
    }
}
