package mpjdht.service.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import mpjdht.service.DoorThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Those who come to the servers of gRPC, and go. */
class ChordGateTest {
    private static final int LONG_SECONDS = 20;

    private final List<String> trouble = new CopyOnWriteArrayList<>();
    private final FakeRank rank = new FakeRank(trouble);

    @AfterEach
    void close() throws InterruptedException {
        rank.doors().close();
        for (int desk = 1; desk < DoorThread.clients(true); desk++) {
            rank.doors().clientEnded();
        }
        assertThat(rank.doors().awaitEnd(TimeUnit.SECONDS.toMillis(LONG_SECONDS)))
                .isTrue();
        assertThat(trouble).isEmpty();
    }

    @Test
    void aServerForgetsWhoeverGoesBeforeSayingAnything() throws IOException, InterruptedException {
        ChordGate gate = new ChordGate(rank.doors(), 100, () -> {});
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Server server = NettyServerBuilder.forAddress(free, InsecureServerCredentials.create())
                .addTransportFilter(gate)
                .build()
                .start();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            // The server speaks first.
            assertThat(socket.getInputStream().read()).isNotNegative();
        }
        server.shutdown();
        assertThat(server.awaitTermination(LONG_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
}
