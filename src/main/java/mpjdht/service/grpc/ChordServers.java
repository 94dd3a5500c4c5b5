package mpjdht.service.grpc;

import io.grpc.BindableService;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.TlsServerCredentials;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import io.grpc.netty.shaded.io.netty.util.internal.logging.InternalLoggerFactory;
import io.grpc.netty.shaded.io.netty.util.internal.logging.JdkLoggerFactory;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import mpjdht.service.DoorThread;
import mpjdht.service.grpc.wire.ChordServiceGrpc;

/** The servers of gRPC, one for each node. Their sockets have one thread; calls are handled by that of the doors. */
final class ChordServers {
    /** Longest message. */
    static final int MOST_BYTES = 50 << 20;

    private static final int BACKLOG = 1024;
    private static final int MOST_CALLS_OF_ONE = 1000;
    private static final int KEEP_ALIVE_SECONDS = 5;
    private static final Logger LOGGER = Logger.getLogger("io.grpc");

    static {
        // Else the first of many loggers that is on the class path, as that of MPJ Express.
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
        // What goes wrong is told to whoever called.
        LOGGER.setLevel(Level.OFF);
    }

    private final EventLoopGroup sockets = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("chord-doors", true), NioIoHandler.newFactory());
    private final DoorThread thread;
    private final InetAddress host;
    private final ChordGate gate;
    private final ServerCredentials credentials;
    private final List<ServerInterceptor> interceptors;
    private final HealthStatusManager health = new HealthStatusManager();
    private final Set<Server> servers = new HashSet<>();

    /**
     * No servers.
     *
     * @param host where they listen
     * @throws IOException if certificates or key cannot be read
     */
    ChordServers(DoorThread thread, InetAddress host, ChordGate gate, ChordDoor.Plan plan) throws IOException {
        this.thread = thread;
        this.host = host;
        this.gate = gate;
        interceptors = new ArrayList<>(List.of(gate));
        // The last one that is named is the first one that is asked.
        plan.token().ifPresent(token -> interceptors.add(new TokenGuard(token)));
        credentials = plan.certificates().isEmpty()
                ? InsecureServerCredentials.create()
                : TlsServerCredentials.create(
                        plan.certificates().get().toFile(),
                        plan.key().orElseThrow().toFile());
        tellHealth(ServingStatus.NOT_SERVING);
    }

    private void tellHealth(ServingStatus status) {
        health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
        health.setStatus(ChordServiceGrpc.SERVICE_NAME, status);
    }

    /** Health checks hear that calls may be made. */
    void open() {
        tellHealth(ServingStatus.SERVING);
    }

    /**
     * Opens the port of a node.
     *
     * @param port 0 for any that is free
     * @throws IOException if it cannot be had
     */
    NodePorts.Port open(ChordCalls calls, int port) throws IOException {
        NettyServerBuilder builder = NettyServerBuilder.forAddress(new InetSocketAddress(host, port), credentials)
                .channelType(NioServerSocketChannel.class)
                .bossEventLoopGroup(sockets)
                .workerEventLoopGroup(sockets)
                .executor(thread::execute)
                .withOption(ChannelOption.SO_BACKLOG, BACKLOG)
                .maxInboundMessageSize(MOST_BYTES)
                .maxConcurrentCallsPerConnection(MOST_CALLS_OF_ONE)
                .permitKeepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .addTransportFilter(gate);
        for (BindableService service :
                List.of(calls, health.getHealthService(), ProtoReflectionServiceV1.newInstance())) {
            builder.addService(ServerInterceptors.intercept(MessageGuard.guard(service.bindService()), interceptors));
        }
        Server server = builder.build().start();
        servers.add(server);
        return new Opened(server, server.getPort());
    }

    /** Health checks hear that no calls may be made any more. */
    void close() {
        health.enterTerminalState();
    }

    /** Cuts all off who are still there. */
    void cutOff() {
        servers.forEach(Server::shutdownNow);
        Future<?> unused = sockets.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private final class Opened implements NodePorts.Port {
        private final Server server;
        private final int number;

        Opened(Server server, int number) {
            this.server = server;
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }

        /** Nobody is let in any more; calls under way are answered. */
        @Override
        public void close() {
            server.shutdown();
            servers.removeIf(Server::isTerminated);
        }
    }
}
