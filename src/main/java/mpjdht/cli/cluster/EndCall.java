package mpjdht.cli.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * How the launcher asks the command rank of a job that serves to end it.
 *
 * @param host of the command rank
 * @param port where it hears
 * @param secret what is to be said
 */
record EndCall(String host, int port, String secret) {
    private static final int PATIENCE_MILLIS = 1000;

    /**
     * What a rank has told.
     *
     * @param told the port, a blank, the secret
     */
    static EndCall of(String host, String told) {
        int blank = told.indexOf(' ');
        return new EndCall(host, Integer.parseInt(told.substring(0, blank)), told.substring(blank + 1));
    }

    /** Asks; returns whether the rank has heard it. */
    boolean ask() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            socket.getOutputStream().write(secret.getBytes(StandardCharsets.US_ASCII));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
