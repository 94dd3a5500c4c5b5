package mpjdht.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import mpjdht.runtime.Loopback;
import org.junit.jupiter.api.Test;

class DaemonProbeTest {
    private static final String STRANGER = "what listens there is no MPJ daemon";

    /** Probes a server that reads the question, answers, and closes. */
    private static String probe(byte[] answer) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, Loopback.address())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> serve(server, answer));
            String why = DaemonProbe.whyUnreachable(Loopback.address(), server.getLocalPort());
            served.join();
            return why;
        }
    }

    private static void serve(ServerSocket server, byte[] answer) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().readNBytes(Integer.BYTES);
            socket.getOutputStream().write(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aPortManagerAnswersWithTwoPorts() throws IOException {
        // 25000 and 25001.
        assertThat(probe(new byte[] {0, 0, 0x61, (byte) 0xA8, 0, 0, 0x61, (byte) 0xA9}))
                .isEmpty();
    }

    @Test
    void anotherServerIsNoDaemon() throws IOException {
        assertThat(probe("SSH-2.0-x".getBytes(StandardCharsets.US_ASCII))).isEqualTo(STRANGER);
        assertThat(probe(new byte[8])).isEqualTo(STRANGER);
        assertThat(probe(new byte[0])).isEqualTo(STRANGER);
    }

    @Test
    void whereNobodyListensTheSystemSaysWhy() throws IOException {
        try (ReservedPorts nobody = ReservedPorts.take(1)) {
            assertThat(DaemonProbe.whyUnreachable(Loopback.address(), nobody.port(0)))
                    .isEqualTo("Connection refused");
        }
    }
}
