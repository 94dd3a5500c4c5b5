package mpjdht.service.grpc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;
import mpjdht.service.DoorThread;
import mpjdht.service.RingWatch;
import mpjdht.service.Token;
import mpjdht.service.grpc.wire.NodeInfo;

/** The door for clients of Chord: a port for each node of the circle, for as long as it is one. */
public final class ChordDoor {
    /** How long those may take, at the end, who have called. */
    private static final long END_LIMIT_MILLIS = 1300;

    /** How often the ring is asked for where nobody tells of its changes. */
    private static final long LOOK_MILLIS = 1000;

    private final DoorThread thread;
    private final InetSocketAddress address;
    private final Optional<RingWatch> watch;
    private final AskedCircle circle;
    private final ChordGate gate;
    private final ChordServers servers;
    private final KeyAnswers keys;
    private final NodePorts ports;
    private boolean isClosed;

    /**
     * How a door is.
     *
     * @param address where the first node listens; with port 0 each listens at any that is free
     * @param connections who comes when so many are there, at all doors together, is turned away; at least 1
     * @param token what those have to show who call; if empty, everybody may
     * @param certificates file with the certificates of this host, as PEM; empty when calls are not by TLS
     * @param key file with the key of the first; there if the certificates are
     */
    public record Plan(
            InetSocketAddress address,
            int connections,
            Optional<Token> token,
            Optional<Path> certificates,
            Optional<Path> key) {}

    private ChordDoor(DoorThread thread, Plan plan, KeySpace space, Optional<RingWatch> watch, boolean keepsPointers)
            throws IOException {
        this.thread = thread;
        this.address = plan.address();
        this.watch = watch;
        this.circle = new AskedCircle(thread.questions(), space, watch, keepsPointers);
        this.gate = new ChordGate(thread, plan.connections(), this::cutOff);
        this.servers = new ChordServers(thread, address.getAddress(), gate, plan);
        this.keys = new KeyAnswers(space, ChordServers.MOST_BYTES);
        this.ports = new NodePorts(address.getPort(), this::openPort, thread::report);
    }

    /**
     * Takes the ports; calls are turned away before {@link #open}.
     *
     * @param space the circle, for the doors' thread alone
     * @param ring the ring at start
     * @param watch knows the ring later on; empty where nobody tells of its changes
     * @param keepsPointers whether nodes have pointers of their own, and are to be asked for them
     * @throws IOException if a port cannot be had
     */
    public static ChordDoor listen(
            DoorThread thread,
            Plan plan,
            KeySpace space,
            RingView ring,
            Optional<RingWatch> watch,
            boolean keepsPointers)
            throws IOException {
        ChordDoor door = new ChordDoor(thread, plan, space, watch, keepsPointers);
        try {
            CompletableFuture.runAsync(() -> door.begin(ring), thread::execute).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException trouble) {
                throw trouble.getCause();
            }
            throw e;
        }
        return door;
    }

    private void begin(RingView ring) {
        try {
            ports.begin(ring);
        } catch (IOException e) {
            servers.cutOff();
            throw new UncheckedIOException(e);
        }
    }

    private NodePorts.Port openPort(long node, int number) throws IOException {
        return servers.open(new ChordCalls(node, circle, new NodeAddresses(), keys), number);
    }

    /**
     * From now on calls are answered.
     *
     * @param whenOpen is told where the nodes listen; in the doors' thread
     */
    public void open(Consumer<String> whenOpen) {
        thread.execute(() -> circle.ring(new Heard<>(
                ring -> {
                    follow(ring);
                    letIn(whenOpen);
                },
                why -> letIn(whenOpen))));
    }

    private void letIn(Consumer<String> whenOpen) {
        gate.open();
        servers.open();
        whenOpen.accept(address.getAddress().getHostAddress() + ":" + ports.text());
        if (watch.isEmpty()) {
            lookLater();
        }
    }

    private void lookLater() {
        thread.executeIn(LOOK_MILLIS, () -> {
            if (!isClosed) {
                circle.ring(new Heard<>(
                        ring -> {
                            follow(ring);
                            lookLater();
                        },
                        why -> lookLater()));
            }
        });
    }

    /** The ring has changed. For any thread. */
    public void lookAtRing() {
        watch.ifPresent(known -> thread.execute(() -> follow(known.view())));
    }

    private void follow(RingView ring) {
        if (!isClosed) {
            ports.follow(ring);
        }
    }

    /** Nobody is let in any more; calls under way are answered, and the rest is cut off after a while. For any thread, once or more often. */
    public void close() {
        thread.execute(() -> {
            if (!isClosed) {
                isClosed = true;
                circle.close();
                servers.close();
                ports.closeAll();
                gate.close();
                thread.executeIn(END_LIMIT_MILLIS, this::cutOff);
            }
        });
    }

    private void cutOff() {
        servers.cutOff();
    }

    private final class NodeAddresses implements ChordCalls.Addresses {
        @Override
        public boolean knows(long node) {
            return ports.of(node).isPresent();
        }

        @Override
        public NodeInfo info(long node) {
            return NodeInfo.newBuilder()
                    .setId(ChordIds.text(node))
                    .setAddress(address.getAddress().getHostAddress() + ":"
                            + ports.of(node).orElseThrow())
                    .build();
        }

        @Override
        public void follow(RingView ring) {
            ChordDoor.this.follow(ring);
        }
    }
}
