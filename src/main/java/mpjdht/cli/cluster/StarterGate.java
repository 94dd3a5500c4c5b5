package mpjdht.cli.cluster;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * Lets one job at a time start from this host. MPJ Express collects the ports of a job's ranks on one fixed port; two
 * jobs that start together would take each other's ranks.
 */
final class StarterGate implements AutoCloseable {
    private static final long WAIT_MILLIS = 5_000;
    private static final long RETRY_MILLIS = 50;

    private final FileChannel channel;

    private StarterGate(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits for the gate, a few seconds at most. It is free again when it is closed or this process ends.
     *
     * @param folder shared by the jobs that start from this host; made if missing
     * @param port the starter's
     * @throws LaunchException if the gate stays closed, or another program has the port
     */
    static StarterGate enter(Path folder, int port) throws LaunchException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WAIT_MILLIS);
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    folder.resolve("starter-" + port + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            while (!tryLock(channel) || !isFree(port)) {
                if (System.nanoTime() - deadline >= 0) {
                    channel.close();
                    throw new LaunchException(
                            LaunchException.JOB_FAILED,
                            "mpj-dht: port " + port + " of this host is taken, perhaps by another cluster job that is"
                                    + " starting here: try again, or change mpjexpress.mpjrun.port.1 in"
                                    + " mpj-config/mpjexpress.conf");
                }
                Thread.sleep(RETRY_MILLIS);
            }
            return new StarterGate(channel);
        } catch (IOException e) {
            throw new LaunchException(
                    LaunchException.JOB_FAILED, "mpj-dht: " + folder + " cannot be used: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException(LaunchException.JOB_FAILED, "mpj-dht: interrupted");
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException alreadyOurs) {
            return true;
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** Lets the next job start. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock goes with the process at the latest.
            return;
        }
    }
}
