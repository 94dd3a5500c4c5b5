package mpjdht.cli.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import mpjdht.runtime.Loopback;

/**
 * Free ports of the loopback interface, each another, held for a listener that knows no other way to a free one than its
 * number. A socket that is bound, and does not listen, keeps a port from everybody who asks for any, and from everybody but
 * a server who asks for this one.
 */
final class ReservedPorts implements AutoCloseable {
    private final List<Socket> sockets = new ArrayList<>();

    /**
     * Takes ports.
     *
     * @param count how many
     * @throws IOException if there are no more
     */
    static ReservedPorts take(int count) throws IOException {
        ReservedPorts reserved = new ReservedPorts();
        try {
            for (int i = 0; i < count; i++) {
                Socket socket = new Socket();
                reserved.sockets.add(socket);
                socket.bind(new InetSocketAddress(Loopback.address(), 0));
                // Now, so that the search for a free one knows no mercy, and servers may listen beside.
                socket.setReuseAddress(true);
            }
            return reserved;
        } catch (IOException e) {
            reserved.close();
            throw e;
        }
    }

    /** Returns the {@code index}th port, from 0. */
    int port(int index) {
        return sockets.get(index).getLocalPort();
    }

    /** Gives the ports back; a listener that has one keeps it. */
    @Override
    public void close() {
        sockets.forEach(ReservedPorts::close);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It goes with the process at the latest.
            return;
        }
    }
}
