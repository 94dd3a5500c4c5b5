package mpjdht.it;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An MPJ Express of a test's own, on free ports: daemons that run here for others are left alone.
 *
 * @param folder to be the MPJ_HOME of scripts
 * @param daemonPort of its configuration
 * @param portManagerPort of its configuration
 */
record MpjHome(Path folder, int daemonPort, int portManagerPort) {
    /** Lays it out under {@code parent}. */
    static MpjHome in(Path parent) throws IOException {
        Path folder = parent.resolve("mpj-home");
        MpjHome home = new MpjHome(folder, freePort(), freePort());
        Files.createDirectories(folder.resolve("conf"));
        Trees.copy(Job.ROOT.resolve("target/mpj-home/lib"), folder.resolve("lib"));
        Files.writeString(
                folder.resolve("conf/mpjexpress.conf"),
                "mpjexpress.mpjdaemon.port.1=" + home.daemonPort + "\nmpjexpress.mpjdaemon.port.2="
                        + home.portManagerPort + "\nmpjexpress.mpjrun.port.1=" + freePort()
                        + "\nmpjexpress.version=0.44\n");
        return home;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
