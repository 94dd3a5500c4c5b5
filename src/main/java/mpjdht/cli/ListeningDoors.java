package mpjdht.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mpjdht.cli.setting.TokenFile;
import mpjdht.cli.setting.UsageException;
import mpjdht.service.DoorThread;
import mpjdht.service.Leave;
import mpjdht.service.Listener;
import mpjdht.service.RingWatch;
import mpjdht.service.Token;
import mpjdht.service.grpc.ChordDoor;
import mpjdht.service.http.HttpDoor;
import mpjdht.service.http.HttpLimits;
import mpjdht.service.resp.RespDoor;
import mpjdht.service.resp.RespLimits;

/** The ports of the doors of a job, and who may come in there. */
final class ListeningDoors {
    private static final int MOST_CONNECTIONS = 10_000;

    private final Settings settings;
    private final DoorSettings doors;
    private final JobGrid job;
    private final Leave leave;
    private final DoorThread thread;
    private final RingWatch watch;
    private Optional<ChordDoor> chord = Optional.empty();
    private final long beginNanos = System.nanoTime();
    private final List<String> told = new ArrayList<>();
    private boolean isSecure;

    /** Takes a port. */
    private interface Opener {
        Listener listen(InetSocketAddress address) throws IOException;
    }

    /**
     * Doors that have no ports yet.
     *
     * @param watch knows the ring
     * @param leave what those may do who come in
     */
    ListeningDoors(JobGrid job, DoorThread thread, RingWatch watch, Leave leave) {
        this.leave = leave;
        this.job = job;
        this.settings = job.settings();
        this.doors = settings.doors();
        this.thread = thread;
        this.watch = watch;
    }

    /**
     * Takes the ports.
     *
     * @throws UsageException if one cannot be had
     */
    void listen() throws UsageException {
        InetAddress address = address();
        Optional<Token> token = token();
        if (!address.isLoopbackAddress() && token.isEmpty() && !doors.isInsecure()) {
            throw new UsageException(
                    "--listen " + doors.listen(),
                    "who comes in from other hosts has to show something",
                    "--token-file FILE with it, or --insecure");
        }
        isSecure = secure();
        open(
                "--http",
                "HTTP",
                doors.http(),
                address,
                at -> HttpDoor.listen(
                        thread,
                        at,
                        new HttpLimits(MOST_CONNECTIONS, leave),
                        new HttpDoor.Entrance(token, doors.listen()),
                        description()));
        open(
                "--resp",
                "RESP",
                doors.resp(),
                address,
                at -> RespDoor.listen(thread, at, new RespLimits(MOST_CONNECTIONS, leave, token), this::info));
        if (doors.grpc().isPresent()) {
            openChord(doors.grpc().get(), address, token);
        }
    }

    private InetAddress address() throws UsageException {
        String right = "an address of this host";
        try {
            InetAddress address = InetAddress.getByName(doors.listen());
            if (!address.isAnyLocalAddress() && NetworkInterface.getByInetAddress(address) == null) {
                throw new UsageException(
                        "--listen " + doors.listen(), "no interface of this host has that address", right);
            }
            return address;
        } catch (UnknownHostException e) {
            throw new UsageException("--listen " + doors.listen(), "no host has that name", right);
        } catch (SocketException e) {
            throw new UsageException("--listen " + doors.listen(), e.getMessage(), right);
        }
    }

    private Optional<Token> token() throws UsageException {
        return doors.tokenFile().isEmpty()
                ? Optional.empty()
                : Optional.of(new Token(
                        TokenFile.read("--token-file", doors.tokenFile().get())));
    }

    private boolean secure() throws UsageException {
        if (doors.tlsCertificate().isEmpty()) {
            return false;
        }
        try {
            thread.secure(doors.tlsCertificate().get(), doors.tlsKey().orElseThrow());
            return true;
        } catch (IOException e) {
            throw new UsageException(
                    "--tls-cert "
                            + UsageException.shown(doors.tlsCertificate().get().toString()) + " --tls-key "
                            + UsageException.shown(doors.tlsKey().get().toString()),
                    e.getMessage(),
                    "certificates and the key of the first of them, as PEM");
        }
    }

    private void open(String option, String name, Optional<Integer> port, InetAddress address, Opener opener)
            throws UsageException {
        if (port.isEmpty()) {
            return;
        }
        try {
            InetSocketAddress taken =
                    opener.listen(new InetSocketAddress(address, port.get())).address();
            told.add(named(name) + " on " + shown(taken));
        } catch (IOException e) {
            throw taken(option, port.get(), e);
        }
    }

    private static UsageException taken(String option, int port, IOException why) {
        return new UsageException(
                option + " " + port, "cannot listen there: " + why.getMessage(), "a port that is free, or 0");
    }

    private String named(String protocol) {
        return protocol + (isSecure ? " by TLS" : "");
    }

    private static String shown(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }

    private void openChord(int port, InetAddress address, Optional<Token> token) throws UsageException {
        if (job.hasSeveralHosts()) {
            throw new UsageException(
                    "--grpc " + port, "each node has a port on its host, and there are several", "one host");
        }
        // Of copies that become equal in the end no head tells where they are.
        Optional<RingWatch> known = settings.isEventual() ? Optional.empty() : Optional.of(watch);
        try {
            chord = Optional.of(ChordDoor.listen(
                    thread,
                    new ChordDoor.Plan(
                            new InetSocketAddress(address, port),
                            MOST_CONNECTIONS,
                            token,
                            doors.tlsCertificate(),
                            doors.tlsKey()),
                    job.newSpace(),
                    job.view(),
                    known,
                    settings.routing() == Settings.Routing.CHORD));
        } catch (IOException e) {
            throw taken("--grpc", port, e);
        }
    }

    /**
     * Lets in who comes.
     *
     * @param say is told what listens where
     */
    void open(Consumer<String> say) {
        told.forEach(say);
        chord.ifPresent(door -> door.open(where -> say.accept(named("gRPC") + " on " + where)));
    }

    /** The ring has changed. For any thread. */
    void lookAtRing() {
        chord.ifPresent(ChordDoor::lookAtRing);
    }

    /** Lets nobody in any more. For any thread. */
    void close() {
        chord.ifPresent(ChordDoor::close);
    }

    private Map<String, Object> description() {
        Map<String, Object> server = new LinkedHashMap<>();
        server.put("version", Standalone.version());
        server.put("ranks", job.grid().size());
        server.put("ids", lower(settings.ids()));
        server.put("highest_id", Long.toUnsignedString(settings.highestId()));
        server.put("routing", lower(settings.routing()));
        server.put("replicas", settings.replicas());
        server.put("consistency", settings.isEventual() ? "eventual" : "linearizable");
        server.put("allow_faults", doors.allowsFaults() && settings.keepsCopies());
        server.put("started_ms", System.currentTimeMillis());
        return server;
    }

    private static String lower(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String info() {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beginNanos);
        return "# Server\r\nredis_version:7.0.0\r\nserver_name:mpj-dht\r\nredis_mode:standalone\r\nuptime_in_seconds:"
                + seconds + "\r\n\r\n# Clients\r\nconnected_clients:"
                + thread.door().callers().here() + "\r\n";
    }
}
