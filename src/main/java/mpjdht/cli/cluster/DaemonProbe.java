package mpjdht.cli.cluster;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;

/**
 * Asks a host's MPJ daemon for a sign of life: its port manager, which nobody else of MPJ Express 0.44 asks for ports any
 * longer, and not the port for jobs. On a connection without a job there, the thread with which the daemon notices that a
 * launcher is gone dies of a NullPointerException.
 */
final class DaemonProbe {
    /** How long a connection may take, and then an answer. */
    static final int LIMIT_MILLIS = 3_000;

    private static final int LAST_PORT = 65_535;

    private DaemonProbe() {}

    /**
     * Asks the port manager on a port for two ports, as MPJ Express' ranks once did.
     *
     * @return why no daemon answers, or an empty text if one does
     */
    static String whyUnreachable(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), LIMIT_MILLIS);
            return isDaemon(socket) ? "" : "what listens there is no MPJ daemon";
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    /** Returns whether a daemon answers on {@code host}, a name or address; no name that does not resolve has one. */
    static boolean answers(String host, int port) {
        try {
            return whyUnreachable(InetAddress.getByName(host), port).isEmpty();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean isDaemon(Socket socket) {
        try {
            socket.setSoTimeout(LIMIT_MILLIS);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            out.writeInt(0);
            int one = in.readInt();
            int other = in.readInt();
            out.writeInt(0);
            return isPort(one) && isPort(other);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isPort(int number) {
        return number > 0 && number <= LAST_PORT;
    }
}
