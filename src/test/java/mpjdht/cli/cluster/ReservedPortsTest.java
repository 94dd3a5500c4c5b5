package mpjdht.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.stream.IntStream;
import mpjdht.runtime.Loopback;
import org.junit.jupiter.api.Test;

class ReservedPortsTest {
    @Test
    void noTwoAreAlikeAlsoOfTwoJobs() throws IOException {
        try (ReservedPorts one = ReservedPorts.take(100);
                ReservedPorts other = ReservedPorts.take(100)) {
            assertThat(IntStream.range(0, 100).flatMap(i -> IntStream.of(one.port(i), other.port(i))))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aServerThatKnowsTheNumberListensThere() throws IOException {
        try (ReservedPorts reserved = ReservedPorts.take(1);
                ServerSocket server = new ServerSocket(reserved.port(0), 1, Loopback.address());
                Socket client = new Socket(Loopback.address(), reserved.port(0))) {
            assertThat(server.accept().getPort()).isEqualTo(client.getLocalPort());
        }
    }

    @Test
    void whoIsNoServerDoesNotGetIt() throws IOException {
        try (ReservedPorts reserved = ReservedPorts.take(1);
                Socket other = new Socket()) {
            other.setReuseAddress(false);
            assertThatExceptionOfType(BindException.class)
                    .isThrownBy(() -> other.bind(new InetSocketAddress(Loopback.address(), reserved.port(0))));
        }
    }
}
