package mpjdht.shell;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Reaches a server by its door for clients of Redis. A line that was given up ends its socket, and the next one gets another. */
public final class RespClient implements Connection {
    private final String host;
    private final int port;
    private final Optional<String> token;

    /** Guards what another thread may give up. */
    private final Object lock = new Object();

    private RespLink link = new RespLink();
    private boolean isOpen;
    private boolean isUnderWay;
    private boolean isGivenUp;

    /**
     * Nobody is reached yet.
     *
     * @param token what shows who comes, if the server asks for that
     */
    public RespClient(String host, int port, Optional<String> token) {
        this.host = host;
        this.port = port;
        this.token = token;
    }

    /**
     * Reaches the server.
     *
     * @throws LostException if nobody is there, or somebody else
     */
    public void open() throws LostException {
        try {
            link.open(new InetSocketAddress(host, port), token);
            isOpen = true;
        } catch (IOException e) {
            link.close();
            throw lost("cannot be reached", e);
        }
    }

    private LostException lost(String what, IOException why) {
        String reason = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
        return new LostException(host + ":" + port + " " + what + ": " + reason);
    }

    @Override
    public Reply run(byte[] line) throws LostException {
        begin();
        try {
            if (!isOpen) {
                open();
            }
            return link.run(line);
        } catch (IOException e) {
            isOpen = false;
            if (hasGivenUp()) {
                return Reply.unanswered();
            }
            link.close();
            throw e instanceof LostException known ? known : lost("is lost", e);
        } finally {
            end();
        }
    }

    private void begin() {
        synchronized (lock) {
            if (link.isClosed()) {
                link = new RespLink();
                isOpen = false;
            }
            isGivenUp = false;
            isUnderWay = true;
        }
    }

    private boolean hasGivenUp() {
        synchronized (lock) {
            return isGivenUp;
        }
    }

    private void end() {
        synchronized (lock) {
            isUnderWay = false;
        }
    }

    @Override
    public void giveUp() {
        synchronized (lock) {
            if (isUnderWay) {
                isGivenUp = true;
                link.close();
            }
        }
    }

    @Override
    public Optional<Reply> look(byte[] line, long millis) {
        try (RespLink other = new RespLink()) {
            CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(other::close);
            other.open(new InetSocketAddress(host, port), token);
            return Optional.of(other.run(line)).filter(reply -> reply.kind() == Reply.Kind.DONE);
        } catch (IOException e) {
            // Who runs the next line hears of it.
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        link.close();
    }
}
