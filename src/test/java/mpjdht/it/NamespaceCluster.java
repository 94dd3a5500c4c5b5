package mpjdht.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Hosts made of network namespaces of this machine: each has its own interface, address, name and daemon, and reaches
 * the others through a bridge in a namespace of its own. Needs root. Names carry this process' id; what a crashed run
 * left behind is removed by the next.
 */
final class NamespaceCluster implements AutoCloseable {
    private static final String PREFIX = "dht-";
    private static final Pattern NAME = Pattern.compile("^" + PREFIX + "(\\d+)-\\w+");
    private static final Path ETC = Path.of("/etc/netns");
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(20);
    private static final Duration DAEMON_LIMIT = Duration.ofSeconds(20);
    private static final long RETRY_MILLIS = 50;

    private final List<String> hosts;
    private final Path hostfile;
    private final Map<String, Process> daemons = new LinkedHashMap<>();
    private final Thread hook = new Thread(this::removeAll, "namespaces");

    private NamespaceCluster(List<String> hosts, Path hostfile) {
        this.hosts = hosts;
        this.hostfile = hostfile;
    }

    /** Skips the test, with the reason, where namespaces cannot be made. */
    static void assumePossible() {
        Optional<String> obstacle = obstacle();
        assumeTrue(obstacle.isEmpty(), () -> "no cluster of network namespaces: " + obstacle.orElse(""));
    }

    private static Optional<String> obstacle() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.of("it needs root");
        }
        String probe = PREFIX + ProcessHandle.current().pid() + "-probe";
        try {
            removeStale();
            run("ip", "netns", "add", probe);
            run("ip", "-n", probe, "link", "add", "name", "bridge0", "type", "bridge");
            run("ip", "netns", "exec", probe, "unshare", "--uts", "hostname", "probe");
            return Optional.empty();
        } catch (UncheckedIOException e) {
            return Optional.of(String.valueOf(e.getCause().getMessage()));
        } finally {
            removeNamespace(probe);
        }
    }

    /**
     * Makes hosts and starts a daemon on each.
     *
     * @param count how many, 1 to 9
     */
    static NamespaceCluster start(int count) {
        long pid = ProcessHandle.current().pid();
        List<String> hosts = IntStream.rangeClosed(1, count)
                .mapToObj(i -> PREFIX + pid + "-h" + i)
                .toList();
        try {
            Path hostfile = Files.createTempFile("hosts", "");
            Files.write(hostfile, hosts);
            NamespaceCluster cluster = new NamespaceCluster(hosts, hostfile);
            Runtime.getRuntime().addShutdownHook(cluster.hook);
            try {
                cluster.connect();
                hosts.forEach(cluster::startDaemon);
            } catch (RuntimeException | IOException e) {
                cluster.close();
                throw e;
            }
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the hosts' names; the first launches. */
    List<String> hosts() {
        return hosts;
    }

    /** Returns a hostfile of all hosts. */
    Path hostfile() {
        return hostfile;
    }

    /** Returns the command that runs another one on a host. */
    static List<String> on(String host) {
        return List.of(
                "ip", "netns", "exec", host, "unshare", "--uts", "sh", "-c", "hostname \"$0\" && exec \"$@\"", host);
    }

    /** Prepares a script on the first host. */
    Job script(String name, String... arguments) {
        return Job.script(on(hosts.get(0)), name, arguments);
    }

    private String switchName() {
        return PREFIX + ProcessHandle.current().pid() + "-switch";
    }

    private void connect() throws IOException {
        String hub = switchName();
        run("ip", "netns", "add", hub);
        run("ip", "-n", hub, "link", "add", "name", "bridge0", "type", "bridge");
        run("ip", "-n", hub, "link", "set", "bridge0", "up");
        StringBuilder names = new StringBuilder("127.0.0.1 localhost\n");
        for (int i = 1; i <= hosts.size(); i++) {
            names.append(address(i)).append(' ').append(hosts.get(i - 1)).append('\n');
        }
        for (int i = 1; i <= hosts.size(); i++) {
            String host = hosts.get(i - 1);
            Files.createDirectories(ETC.resolve(host));
            Files.writeString(ETC.resolve(host).resolve("hosts"), names);
            run("ip", "netns", "add", host);
            run(
                    "ip",
                    "-n",
                    hub,
                    "link",
                    "add",
                    "name",
                    "port" + i,
                    "type",
                    "veth",
                    "peer",
                    "name",
                    "eth0",
                    "netns",
                    host);
            run("ip", "-n", hub, "link", "set", "port" + i, "master", "bridge0", "up");
            run("ip", "-n", host, "addr", "add", address(i) + "/24", "dev", "eth0");
            run("ip", "-n", host, "link", "set", "eth0", "up");
            run("ip", "-n", host, "link", "set", "lo", "up");
        }
    }

    private static String address(int host) {
        return "10.77.0." + host;
    }

    /** Starts the daemon of a host, and waits until it takes jobs. */
    void startDaemon(String host) {
        List<String> command = new ArrayList<>(on(host));
        command.addAll(List.of(Job.ROOT.resolve("scripts/cluster").toString(), "here", "run", host));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("DHT_BUILD", "never");
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            Process daemon = builder.start();
            daemons.put(host, daemon);
            long deadline = System.nanoTime() + DAEMON_LIMIT.toNanos();
            while (!listens(host)) {
                if (daemon.waitFor(RETRY_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                    throw new AssertionError("the daemon on " + host + " did not start");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static boolean listens(String host) {
        // Port 40055, as the kernel writes it, in state LISTEN.
        return run("ip", "netns", "exec", host, "cat", "/proc/net/tcp", "/proc/net/tcp6")
                .lines()
                .anyMatch(row -> row.matches("\\s*\\d+: \\w+:9C77 \\w+:0000 0A .*"));
    }

    /** Kills the daemon of a host. */
    void stopDaemon(String host) {
        Process daemon = daemons.remove(host);
        daemon.destroyForcibly().onExit().join();
    }

    /** Returns the processes of a host. */
    static List<ProcessHandle> processesOn(String host) {
        return run("ip", "netns", "pids", host)
                .lines()
                .map(Long::parseLong)
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .toList();
    }

    /** Removes the hosts, and every process on them. */
    @Override
    public void close() {
        removeAll();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private void removeAll() {
        hosts.forEach(NamespaceCluster::removeNamespace);
        removeNamespace(switchName());
        hostfile.toFile().delete();
    }

    private static void removeStale() {
        run("ip", "netns", "list").lines().forEach(line -> {
            Matcher name = NAME.matcher(line);
            if (name.find() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                removeNamespace(name.group());
            }
        });
    }

    private static void removeNamespace(String name) {
        try {
            List<ProcessHandle> processes = processesOn(name);
            processes.forEach(ProcessHandle::destroyForcibly);
            processes.forEach(process -> process.onExit().join());
            run("ip", "netns", "del", name);
        } catch (UncheckedIOException e) {
            // It was never made, or is removed already; its names may be there.
        }
        try {
            Trees.delete(ETC.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command and returns its output; throws with its complaint if it fails. */
    private static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(COMMAND_LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ": " + output.strip());
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
