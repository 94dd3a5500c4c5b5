package mpjdht.service;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLException;
import mpjdht.command.Verb;
import mpjdht.runtime.Inbox;

/**
 * The one thread that serves all who come in by doors, with the door through which it asks its client. It ends in this order: nobody is let in
 * any more, no more commands are taken, those that were are answered, the answers are sent, and the sockets are closed.
 */
public final class DoorThread {
    /** Files that are run at the same time; others wait. */
    private static final int BATCHES = 2;

    /** Clients of all doors: one for requests, and one for the desk whose results are text. */
    private static final int FEWEST_CLIENTS = 2;

    /** One for each desk whose results are JSON. */
    private static final int JSON_CLIENTS = 2 + BATCHES;

    private static final int BACKLOG = 1024;
    private static final long READ_LIMIT_MILLIS = 1500;
    private static final Logger LOGGER = Logger.getLogger("io.netty");

    static {
        // Else the first of many loggers that is on the class path, as that of MPJ Express.
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
        // What goes wrong is told in a line, without its stack trace.
        LOGGER.setLevel(Level.OFF);
    }

    private final EventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("doors", true), NioIoHandler.newFactory());
    private final RequestPassage requests;
    private final AnswerPassage answers;
    private final Door door;
    private final Desk desk;
    private final Desk changes;
    private final Desk questions;
    private final List<BatchDesk> batches = new ArrayList<>();
    private final Figures figures = new Figures();
    private final List<BiConsumer<String, Desk.Reply>> changeEars = new ArrayList<>();
    private final List<Runnable> eachSecond = new ArrayList<>();

    /** Clients of the doors that are not over. */
    private final AtomicInteger clients;

    private final List<Listener> listeners = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Troubles troubles;
    private Optional<SslContext> tls = Optional.empty();
    private byte[] scratch = new byte[1 << 16];
    private boolean willSubmit;
    private boolean isEnding;

    /**
     * A thread that serves nobody.
     *
     * @param inbox of the rank of the clients
     * @param speaksJson whether any door needs the desks whose results are JSON; each client takes some of the rank's time
     * @param grid what files may ask for that are run here
     * @param trouble is told what should not have happened
     */
    public DoorThread(Inbox inbox, boolean speaksJson, BatchDesk.Grid grid, Consumer<String> trouble) {
        this.clients = new AtomicInteger(clients(speaksJson));
        this.troubles = new Troubles(trouble);
        this.requests = new RequestPassage(inbox.slot(), grid.space().get());
        this.answers = new AnswerPassage(inbox.slot(), () -> group.execute(this::tellAnswers), this::clientEnded);
        this.door = new Door(requests, answers);
        this.desk = new Desk(inbox.slot(), this::run, this::noteChange);
        this.changes = new Desk(inbox.slot(), this::run, this::noteChange);
        this.questions = new Desk(inbox.slot(), this::run, this::noteChange);
        for (int i = 0; i < BATCHES; i++) {
            batches.add(new BatchDesk(inbox, this::run, grid, this::clientEnded));
        }
        eachSecond(figures::endSecond);
        eachSecond(this::lookAtCallers);
        eachSecond(troubles::endSecond);
    }

    /** Clients that ask for those who come in, by whether any door needs those of JSON. */
    public static int clients(boolean speaksJson) {
        return FEWEST_CLIENTS + (speaksJson ? JSON_CLIENTS : 0);
    }

    /** Where the client finds what to ask for. */
    public RequestPassage requests() {
        return requests;
    }

    /** Where the client brings the answers. */
    public AnswerPassage answers() {
        return answers;
    }

    /** The way to the client. For this thread. */
    public Door door() {
        return door;
    }

    /** Where lines of the command language are run whose results are text. */
    public Desk desk() {
        return desk;
    }

    /** Where lines are run that change something, and whose results are JSON. */
    public Desk changes() {
        return changes;
    }

    /** Where lines are run that change nothing, and whose results are JSON. */
    public Desk questions() {
        return questions;
    }

    /** Where whole files are run. */
    public List<BatchDesk> batches() {
        return List.copyOf(batches);
    }

    /** What the doors have done. For this thread. */
    public Figures figures() {
        return figures;
    }

    /** From now on has something done each second that somebody is served. Before {@link #open}, or for this thread. */
    public void eachSecond(Runnable what) {
        eachSecond.add(what);
    }

    /** From now on tells of each line that has changed the ring, or played a fault, in this thread. */
    public void onChange(BiConsumer<String, Desk.Reply> ear) {
        changeEars.add(ear);
    }

    private void noteChange(String line, Desk.Reply reply) {
        Optional<Verb> verb = Verb.ofLine(line.getBytes(StandardCharsets.UTF_8));
        if (verb.filter(which -> which == Verb.ADD || which == Verb.REMOVE || which.isFault())
                .isPresent()) {
            changeEars.forEach(ear -> ear.accept(line, reply));
        }
    }

    private void lookAtCallers() {
        long nanos = System.nanoTime();
        door.callers().all().forEach(caller -> caller.look(nanos));
    }

    /** Has this thread do something for one of those who have come in; if that goes wrong, it is told, and is nothing to the others. */
    private void run(Runnable task) {
        group.execute(() -> doOrReport(task));
    }

    private void doOrReport(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            report("something has failed in a door: " + e);
        }
    }

    private void endSecond() {
        eachSecond.forEach(this::doOrReport);
    }

    /** Whether the clients have something under way. For any thread. */
    public boolean isAnswering() {
        return clients.get() > 0;
    }

    /** One of the clients is over. For the rank's thread. */
    public void clientEnded() {
        if (clients.decrementAndGet() == 0) {
            group.execute(this::end);
        }
    }

    /** An array for bytes that have just come, of at least that length; until the next call. For this thread. */
    public byte[] scratch(int length) {
        if (scratch.length < length) {
            scratch = new byte[length];
        }
        return scratch;
    }

    /** Something happened that should not. */
    public void report(String what) {
        troubles.tell(what);
    }

    /**
     * A connection failed, and not because its client has gone.
     *
     * @param connection whose it is
     */
    public void reportConnection(String connection, Throwable cause) {
        if (!(cause instanceof IOException)) {
            report(Troubles.of(connection, cause));
        }
    }

    /**
     * All doors whose ports are taken from now on speak TLS.
     *
     * @param certificates file with the certificate of this host, and those that vouch for it, as PEM
     * @param key file with the key of the first, as PEM
     * @throws IOException if they are not what they should be
     */
    public void secure(Path certificates, Path key) throws IOException {
        try {
            tls = Optional.of(SslContextBuilder.forServer(certificates.toFile(), key.toFile())
                    .build());
        } catch (SSLException | IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Sets up TLS for those who come, and then what is behind it. */
    private static final class Secured extends ChannelInitializer<SocketChannel> {
        private final SslContext tls;
        private final ChannelHandler connections;

        Secured(SslContext tls, ChannelHandler connections) {
            this.tls = tls;
            this.connections = connections;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            channel.pipeline().addLast(tls.newHandler(channel.alloc()), connections);
        }
    }

    /**
     * Takes a port; nobody is let in before {@link #open}.
     *
     * @param connections sets up those who come
     * @throws IOException if the port cannot be had
     */
    public Listener listen(InetSocketAddress address, ChannelHandler connections) throws IOException {
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .handler(new Trouble())
                .childHandler(tls.<ChannelHandler>map(secure -> new Secured(secure, connections))
                        .orElse(connections))
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(bound.cause().getMessage(), bound.cause());
        }
        Channel channel = bound.channel();
        Listener listener = new Listener(channel);
        listeners.add(listener);
        return listener;
    }

    /** Lets in who comes. */
    public void open() {
        group.execute(() -> {
            listeners.forEach(Listener::open);
            group.scheduleAtFixedRate(this::endSecond, 1, 1, TimeUnit.SECONDS).addListener(over -> {});
        });
    }

    /** Has this thread do something; nothing is done when it has ended. For any thread. */
    public void execute(Runnable task) {
        try {
            group.execute(task);
        } catch (RejectedExecutionException e) {
            // It has ended.
            return;
        }
    }

    /** Has this thread do something in a while. For this thread. */
    public void executeIn(long millis, Runnable task) {
        group.schedule(task, millis, TimeUnit.MILLISECONDS).addListener(over -> {});
    }

    /** Asks, at the end of what this thread does now, for everything that has been asked for. For this thread. */
    public void submitSoon() {
        if (!willSubmit) {
            willSubmit = true;
            group.execute(this::submit);
        }
    }

    private void submit() {
        willSubmit = false;
        door.submit();
    }

    private void tellAnswers() {
        door.tellAnswers();
    }

    /** Lets nobody in any more, and takes no more commands. For any thread, once or more often. */
    public void close() {
        execute(this::closeAll);
    }

    private void closeAll() {
        listeners.forEach(Listener::close);
        door.callers().close();
        requests.close();
        List.of(desk, changes, questions).forEach(Desk::end);
        batches.forEach(BatchDesk::end);
    }

    private void end() {
        door.tellAnswers();
        isEnding = true;
        door.callers().close();
        executeIn(READ_LIMIT_MILLIS, this::shutDown);
        shutDownIfAllLeft();
    }

    /** Somebody who had come in has gone. For this thread. */
    public void left(int caller) {
        door.callers().leave(caller);
        shutDownIfAllLeft();
    }

    private void shutDownIfAllLeft() {
        if (isEnding && door.callers().here() == 0) {
            shutDown();
        }
    }

    private void shutDown() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).addListener(over -> ended.countDown());
    }

    /** Tells what goes wrong where somebody is to be let in. */
    private final class Trouble extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext channel, Throwable cause) {
            report("nobody can be let in for a while: " + cause.getMessage());
            channel.fireExceptionCaught(cause);
        }
    }

    /**
     * Waits until everything is sent and closed.
     *
     * @return false when that took longer
     */
    public boolean awaitEnd(long millis) throws InterruptedException {
        return ended.await(millis, TimeUnit.MILLISECONDS);
    }
}
