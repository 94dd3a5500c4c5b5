package mpjdht.cli.cluster;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Properties;

/**
 * The TCP ports of MPJ Express' own configuration.
 *
 * @param daemon where the daemon of a host takes jobs
 * @param portManager where the daemon's port manager answers
 * @param starter where a starting job collects its ranks' ports, on the launching host
 */
record MpjPorts(int daemon, int portManager, int starter) {
    private static final String FILE = "conf/mpjexpress.conf";
    private static final String DAEMON = "mpjexpress.mpjdaemon.port.1";
    private static final String PORT_MANAGER = "mpjexpress.mpjdaemon.port.2";
    private static final String STARTER = "mpjexpress.mpjrun.port.1";

    /**
     * Reads the configuration in {@code mpjHome}.
     *
     * @throws LaunchException if it cannot be read, or misses a port
     */
    static MpjPorts read(Path mpjHome) throws LaunchException {
        Path file = mpjHome.resolve(FILE);
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new LaunchException(
                    LaunchException.JOB_FAILED, "mpj-dht: " + file + " cannot be read: " + e.getMessage());
        }
        return new MpjPorts(
                port(file, properties, DAEMON), port(file, properties, PORT_MANAGER), port(file, properties, STARTER));
    }

    /**
     * Adds these ports to the configuration in {@code mpjHome}, which names none.
     *
     * @throws LaunchException if it cannot be written
     */
    void addTo(Path mpjHome) throws LaunchException {
        Path file = mpjHome.resolve(FILE);
        try {
            Files.write(
                    file,
                    List.of(DAEMON + "=" + daemon, PORT_MANAGER + "=" + portManager, STARTER + "=" + starter),
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new LaunchException(
                    LaunchException.JOB_FAILED, "mpj-dht: " + file + " cannot be written: " + e.getMessage());
        }
    }

    private static int port(Path file, Properties properties, String key) throws LaunchException {
        String value = properties.getProperty(key, "").strip();
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > 65_535) {
            throw new LaunchException(
                    LaunchException.JOB_FAILED,
                    "mpj-dht: " + file + ": " + key + " is '" + value + "'; give a port from 1 to 65535");
        }
        return Integer.parseInt(value);
    }
}
