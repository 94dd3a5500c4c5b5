package mpjdht.service.resp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import mpjdht.ring.Xxh3KeySpace;
import mpjdht.runtime.Inbox;
import mpjdht.service.DoorThread;
import mpjdht.service.FakeGrid;
import mpjdht.service.Leave;
import mpjdht.service.Listener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sockets of the door for clients of Redis, with nothing behind it. */
class RespDoorTest {
    private static final int CONNECTIONS = 40;
    private static final int LONG_MILLIS = 20_000;

    private final List<String> trouble = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new ArrayList<>();
    private DoorThread thread;
    private InetSocketAddress address;

    @BeforeEach
    void open() throws IOException {
        thread = new DoorThread(new Inbox(() -> {}), false, FakeGrid.on(() -> new Xxh3KeySpace(64)), trouble::add);
        Listener listener = RespDoor.listen(
                thread,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new RespLimits(CONNECTIONS, Leave.NONE, Optional.empty()),
                () -> "");
        address = listener.address();
        thread.open();
    }

    @AfterEach
    void closeAll() throws Exception {
        thread.close();
        // There are no clients that could say so themselves.
        for (int client = 0; client < DoorThread.clients(false); client++) {
            thread.clientEnded();
        }
        assertThat(thread.awaitEnd(LONG_MILLIS)).isTrue();
        for (Socket socket : sockets) {
            socket.close();
        }
        assertThat(trouble).isEmpty();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.connect(address);
        socket.setSoTimeout(LONG_MILLIS);
        sockets.add(socket);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String receive(Socket socket, int length) throws IOException {
        byte[] bytes = new byte[length];
        new DataInputStream(socket.getInputStream()).readFully(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static void ping(Socket socket) throws IOException {
        send(socket, "PING\r\n");
        assertThat(receive(socket, 7)).isEqualTo("+PONG\r\n");
    }

    @Test
    void answersWhoReadsNothingForALongTime() throws Exception {
        Socket socket = connect();
        String padding = ".".repeat(990);
        int commands = 30_000;
        CountDownLatch sent = new CountDownLatch(1);
        Thread sender = new Thread(() -> {
            try {
                for (int i = 0; i < commands; i++) {
                    send(socket, "*2\r\n$4\r\nECHO\r\n$1000\r\n%010d%s\r\n".formatted(i, padding));
                }
                sent.countDown();
            } catch (IOException e) {
                trouble.add(e.toString());
            }
        });
        sender.start();
        ping(connect());
        for (int i = 0; i < commands; i++) {
            assertThat(receive(socket, 1009)).startsWith("$1000\r\n%010d.".formatted(i));
        }
        sent.await();
    }

    @Test
    void countsNothingAsUnreadForWhoHasGone() throws Exception {
        AtomicLong most = new AtomicLong();
        AtomicBoolean isOver = new AtomicBoolean();
        thread.execute(() -> watchUnread(most, isOver));
        String many = "ECHO x\r\n".repeat(100);
        for (int i = 0; i < 1000; i++) {
            Socket socket = connect();
            send(socket, many);
            socket.setSoLinger(true, 0);
            socket.close();
        }
        awaitRoom();
        isOver.set(true);
        assertThat(most.get()).isLessThan(1L << 20);
    }

    /** Looks, whenever the thread has done something, at what is counted. */
    private void watchUnread(AtomicLong most, AtomicBoolean isOver) {
        long unread = thread.door().untoldBytes();
        most.accumulateAndGet(unread < 0 ? Long.MAX_VALUE : unread, Math::max);
        if (!isOver.get()) {
            thread.executeIn(0, () -> watchUnread(most, isOver));
        }
    }

    @Test
    void tellsWhoComesWhenItIsFull() throws IOException {
        for (int i = 0; i < CONNECTIONS; i++) {
            ping(connect());
        }
        Socket late = connect();
        assertThat(receive(late, 36)).isEqualTo("-ERR max number of clients reached\r\n");
        assertThat(late.getInputStream().read()).isEqualTo(-1);
        sockets.get(0).close();
        awaitRoom();
    }

    /** The door hears soon that somebody has gone. */
    private void awaitRoom() throws IOException {
        long end = System.nanoTime() + LONG_MILLIS * 1_000_000L;
        while (System.nanoTime() < end) {
            Socket socket = connect();
            send(socket, "PING\r\n");
            if (socket.getInputStream().read() == '+') {
                return;
            }
        }
        throw new AssertionError("nobody else is let in");
    }

    @Test
    void letsOthersBeWhenSomebodySendsGarbage() throws IOException {
        Socket other = connect();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[1 + random.nextInt(300)];
            random.nextBytes(bytes);
            try (Socket socket = new Socket()) {
                socket.connect(address);
                socket.getOutputStream().write(bytes);
                socket.setSoLinger(random.nextInt(2) == 0, 0);
            } catch (SocketException e) {
                // The door was quicker to close.
                assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe).*");
            }
            ping(other);
        }
    }

    @Test
    void answersWhoSaysThatNothingMoreComes() throws IOException {
        Socket socket = connect();
        send(socket, "PING\r\nECHO last\r\n");
        socket.shutdownOutput();
        assertThat(receive(socket, 17)).isEqualTo("+PONG\r\n$4\r\nlast\r\n");
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void answersWhatCameBeforeQuitAndNothingBehindIt() throws IOException {
        Socket socket = connect();
        StringBuilder commands = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            commands.append("*2\r\n$4\r\nECHO\r\n$1000\r\n")
                    .append("x".repeat(1000))
                    .append("\r\n");
        }
        send(socket, commands.append("QUIT\r\n").toString() + "PING\r\n".repeat(1000));
        byte[] told = socket.getInputStream().readAllBytes();
        assertThat(told).hasSize(3000 * 1009 + 5);
        assertThat(new String(told, told.length - 5, 5, StandardCharsets.ISO_8859_1))
                .isEqualTo("+OK\r\n");
    }

    @Test
    void endsWhenEverythingThatItToldHasBeenRead() throws Exception {
        Socket socket = connect();
        String padding = ".".repeat(990);
        for (int i = 0; i < 5000; i++) {
            send(socket, "*2\r\n$4\r\nECHO\r\n$1000\r\n%010d%s\r\n".formatted(i, padding));
        }
        assertThat(receive(socket, 1009)).startsWith("$1000\r\n0000000000.");
        thread.close();
        for (int client = 0; client < DoorThread.clients(false); client++) {
            thread.clientEnded();
        }
        byte[] rest = socket.getInputStream().readAllBytes();
        assertThat(rest.length % 1009).isEqualTo(0);
        for (int i = 0; i < rest.length / 1009; i++) {
            assertThat(new String(rest, 1009 * i, 18, StandardCharsets.ISO_8859_1))
                    .isEqualTo("$1000\r\n%010d.".formatted(i + 1));
        }
    }

    @Test
    void endsWithIdleAndHalfHeardClients() throws Exception {
        Socket idle = connect();
        ping(idle);
        Socket half = connect();
        ping(half);
        send(half, "*2\r\n$3\r\nGET");
        thread.close();
        for (int client = 0; client < DoorThread.clients(false); client++) {
            thread.clientEnded();
        }
        assertThat(idle.getInputStream().read()).isEqualTo(-1);
        assertThat(half.getInputStream().read()).isEqualTo(-1);
        assertThat(thread.awaitEnd(LONG_MILLIS)).isTrue();
        assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
    }
}
