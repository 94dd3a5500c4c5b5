package mpjdht.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mpjdht.runtime.console.Console;
import mpjdht.runtime.console.FramedConsole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndPortTest {
    private static final int LONG_SECONDS = 20;

    private final AtomicInteger ends = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private final StringBuilder told = new StringBuilder();
    private int port;
    private String secret;

    @BeforeEach
    void open() {
        EndPort endPort = new EndPort(() -> {
            ends.incrementAndGet();
            end.countDown();
        });
        endPort.listen();
        endPort.open(console());
        String[] words = told.substring(told.lastIndexOf(":") + 1)
                .replace(";", "")
                .strip()
                .split(" ", -1);
        port = Integer.parseInt(words[0]);
        secret = words[1];
    }

    private Console console() {
        OutputStream out = new OutputStream() {
            @Override
            public void write(int one) {
                told.append((char) one);
            }
        };
        return new FramedConsole(7, out, false, () -> {});
    }

    private void say(String what) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(what.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void endsForWhoeverSaysTheSecretAndForNobodyElse() throws Exception {
        say("");
        say(secret.substring(1));
        say("x" + secret.substring(1));
        assertThat(ends).hasValue(0);

        say(secret);

        assertThat(end.await(LONG_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(ends).hasValue(1);
    }
}
