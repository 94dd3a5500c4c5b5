package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a job on this host alone opens to the network: nothing, from its start to its end. */
class LoopbackIT {
    /** 127.0.0.1, as the kernel writes it, also as the end of an address of the other protocol. */
    private static final String LOOPBACK = "0100007F";

    private static final String LISTENS = "0A";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"niodev", "hybdev"})
    void aJobOnThisHostListensOnTheLoopbackInterfaceAlone(String device) throws Exception {
        Path commands = folder.resolve("commands");
        new ProcessBuilder("mkfifo", commands.toString()).start().waitFor();
        AtomicBoolean started = new AtomicBoolean();
        try (Job.Running running = Job.dht(
                        "-np", "3", "--device", device, "--logging-level", "info", commands.toString())
                .start()) {
            CompletableFuture<Set<String>> seen = CompletableFuture.supplyAsync(() -> listeners(running, started));
            running.awaitErr(": command rank");
            started.set(true);
            Set<String> addresses = seen.join();
            Files.writeString(commands, "PUT a 1\nGET a\n");

            assertThat(running.await().text()).contains("GET a -> 1");
            // Those of daemon, port manager and starter stay; those of the ranks are there for a moment.
            assertThat(addresses).hasSizeGreaterThanOrEqualTo(3);
            assertThat(addresses).allMatch(address -> address.substring(0, address.indexOf(':'))
                    .endsWith(LOOPBACK));
        }
    }

    /** Returns the addresses on which the job listens at any time until it has started. */
    private static Set<String> listeners(Job.Running running, AtomicBoolean started) {
        Set<String> addresses = new TreeSet<>();
        boolean last;
        do {
            last = started.get();
            Set<String> sockets = Stream.concat(
                            Stream.concat(
                                    Stream.of(running.process().toHandle()),
                                    running.process().descendants()),
                            running.processes().stream())
                    .flatMap(LoopbackIT::sockets)
                    .collect(Collectors.toSet());
            for (String table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
                rows(table)
                        .filter(columns ->
                                columns[3].equals(LISTENS) && sockets.contains("socket:[" + columns[9] + "]"))
                        .forEach(columns -> addresses.add(columns[1]));
            }
        } while (!last);
        return addresses;
    }

    private static Stream<String[]> rows(String table) {
        try {
            return Files.exists(Path.of(table))
                    ? Files.readAllLines(Path.of(table)).stream()
                            .map(row -> row.strip().split("\\s+", -1))
                    : Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> sockets(ProcessHandle process) {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return files.toList().stream().flatMap(LoopbackIT::target);
        } catch (IOException | UncheckedIOException gone) {
            return Stream.empty();
        }
    }

    private static Stream<String> target(Path link) {
        try {
            return Stream.of(Files.readSymbolicLink(link).toString());
        } catch (IOException closed) {
            return Stream.empty();
        }
    }
}
