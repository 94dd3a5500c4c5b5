package mpjdht.it;

import io.grpc.StatusRuntimeException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** A client of a server that may be told to end: then, and only then, it may be refused, or see its connection close. */
final class EndingKeys implements KeyClient {
    private final KeyClient keys;
    private final BooleanSupplier mayEnd;
    private boolean isOver;

    EndingKeys(KeyClient keys, BooleanSupplier mayEnd) {
        this.keys = keys;
        this.mayEnd = mayEnd;
    }

    /** Whether it has been refused, or its connection is closed. */
    boolean isOver() {
        return isOver;
    }

    @Override
    public String get(String key) {
        return ask(() -> keys.get(key));
    }

    @Override
    public void put(String key, String value) {
        ask(() -> {
            keys.put(key, value);
            return true;
        });
    }

    @Override
    public boolean canCreate() {
        return keys.canCreate();
    }

    @Override
    public boolean create(String key, String value) {
        return ask(() -> keys.create(key, value));
    }

    @Override
    public boolean delete(String key) {
        return ask(() -> keys.delete(key));
    }

    private <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (NotDoneException e) {
            end(e);
            throw e;
        } catch (JedisConnectionException | UncheckedIOException | StatusRuntimeException e) {
            if (e.getCause() instanceof SocketTimeoutException || e.getCause() instanceof HttpTimeoutException) {
                throw new AssertionError("neither an answer nor the end came", e);
            }
            end(e);
            throw new NotDoneException(true, e.toString());
        }
    }

    private void end(RuntimeException why) {
        isOver = true;
        if (!mayEnd.getAsBoolean()) {
            throw new AssertionError("nobody had told the server to end", why);
        }
    }

    @Override
    public void close() {
        keys.close();
    }
}
