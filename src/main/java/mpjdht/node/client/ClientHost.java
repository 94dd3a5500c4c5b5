package mpjdht.node.client;

import java.util.List;
import java.util.Optional;
import mpjdht.message.BroadcastHandler;
import mpjdht.message.BroadcastMessage;
import mpjdht.message.BroadcastMessage.CopiesMade;
import mpjdht.message.BroadcastMessage.NodeJoined;
import mpjdht.message.BroadcastMessage.NodeLeft;
import mpjdht.message.BroadcastMessage.Shutdown;
import mpjdht.message.BroadcastMessage.ViewRetired;
import mpjdht.message.ClientMessage;
import mpjdht.message.ClientMessage.MetricsTold;
import mpjdht.message.ConfigurationCodec;
import mpjdht.message.ControlCodec;
import mpjdht.message.HeadMessage.ViewInstalled;
import mpjdht.message.MessageKind;
import mpjdht.message.MetricMessage;
import mpjdht.message.ReplyBatch;
import mpjdht.message.StreamMessage;
import mpjdht.metric.RankMetrics;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.RingChange;
import mpjdht.node.StateMachine;
import mpjdht.ring.Arc;
import mpjdht.ring.Configuration;
import mpjdht.ring.RingView;

/**
 * A rank: its role, if it has one, and its clients. Tells the head when a ring that it has announced is the only one by which
 * anything of this rank goes; counts what leaves the rank and what happens there, and tells that whoever asks.
 */
public final class ClientHost implements StateMachine {
    /** Roles name theirs from 0 on in either direction, and never come as far. */
    private static final long FIRST_CLIENTS_TIMER = Long.MIN_VALUE;

    private final Optional<StateMachine> role;
    private final List<Client> clients;
    private final RankMetrics metrics = new RankMetrics();
    private final CountingOutbox counted = new CountingOutbox(metrics);
    private RingView view;
    private CopiesMade copiesMade = CopiesMade.NONE;
    private boolean owesReport;
    private boolean shutDown;

    /**
     * A rank of a grid.
     *
     * @param view the ring at start
     * @param role head or storage rank; empty when the rank is for clients alone
     * @param clients its clients, by their numbers
     */
    public ClientHost(RingView view, Optional<StateMachine> role, List<? extends Client> clients) {
        this.view = view;
        this.role = role;
        this.clients = List.copyOf(clients);
    }

    /** The name of the timers of a client, which no role gives to one of its own. */
    static long timerOf(int client) {
        return FIRST_CLIENTS_TIMER + client;
    }

    @Override
    public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox way) {
        Outbox outbox = counted.to(way);
        byte kind = MessageKind.of(bytes, offset, length);
        switch (kind) {
            case MessageKind.REPLIES ->
                client(from, ReplyBatch.client(bytes, offset, length))
                        .onMessage(nowMicros, from, bytes, offset, length, outbox);
            case MessageKind.TO_CLIENT -> {
                int client = ControlCodec.decode(ClientMessage.class, bytes, offset, length)
                        .client();
                client(from, client).onMessage(nowMicros, from, bytes, offset, length, outbox);
            }
            case MessageKind.TO_STREAM -> {
                int client = ControlCodec.decode(StreamMessage.class, bytes, offset, length)
                        .client();
                client(from, client).onMessage(nowMicros, from, bytes, offset, length, outbox);
            }
            case MessageKind.TO_EVERY_RANK -> {
                role.ifPresent(machine -> machine.onMessage(nowMicros, from, bytes, offset, length, outbox));
                ControlCodec.decode(BroadcastMessage.class, bytes, offset, length)
                        .handle(from, new Announcements(outbox));
            }
            case MessageKind.CONFIGURATION -> {
                role.ifPresent(machine -> machine.onMessage(nowMicros, from, bytes, offset, length, outbox));
                Configuration configuration = ConfigurationCodec.decode(bytes, offset, length);
                view = configuration.ring();
                clients.forEach(client -> client.configure(configuration, outbox));
            }
            case MessageKind.METRICS -> tellMetrics(from, bytes, offset, length, outbox);
            default ->
                role.orElseThrow(() -> ProtocolException.unexpectedKind("rank of clients", from, kind))
                        .onMessage(nowMicros, from, bytes, offset, length, outbox);
        }
        report(outbox);
    }

    /** Past the role, which may play dead, paused or late: what it has counted is asked for by whoever watches it do so. */
    private void tellMetrics(int from, byte[] bytes, int offset, int length, Outbox outbox) {
        int client =
                ControlCodec.decode(MetricMessage.class, bytes, offset, length).client();
        boolean isAlive = role.map(StateMachine::isAlive).orElse(true);
        outbox.send(
                from,
                new MetricsTold(client, isAlive, isAlive ? metrics.snapshot().encode() : new byte[0]));
    }

    @Override
    public void onTimer(long nowMicros, long timer, Outbox way) {
        Outbox outbox = counted.to(way);
        if (timer < timerOf(clients.size())) {
            clients.get((int) (timer - FIRST_CLIENTS_TIMER)).onTimer(nowMicros, outbox);
            return;
        }
        role.orElseThrow(() -> new ProtocolException("a timer expired on a rank that sets none"))
                .onTimer(nowMicros, timer, outbox);
    }

    @Override
    public boolean onIdle(long nowMicros, Outbox way) {
        Outbox outbox = counted.to(way);
        boolean progress = role.isPresent() && role.get().onIdle(nowMicros, outbox);
        for (Client client : clients) {
            progress |= client.onIdle(nowMicros, outbox);
        }
        report(outbox);
        return progress;
    }

    @Override
    public boolean finished() {
        return role.map(StateMachine::finished).orElse(shutDown);
    }

    /** The ring that was announced last. */
    public RingView view() {
        return view;
    }

    /** The copies that have been made again so far, by what the head has told. */
    public CopiesMade copiesMade() {
        return copiesMade;
    }

    /** What the rank counts. */
    public RankMetrics metrics() {
        return metrics;
    }

    /** The role; empty when the rank is for clients alone. */
    public Optional<StateMachine> role() {
        return role;
    }

    /** The clients, by their numbers. */
    public List<Client> clients() {
        return clients;
    }

    private Client client(int from, int number) {
        if (number < 0 || number >= clients.size()) {
            throw new ProtocolException(
                    "rank " + from + " spoke to client " + number + ", and there are " + clients.size() + " here");
        }
        return clients.get(number);
    }

    private void report(Outbox outbox) {
        if (owesReport && clients.stream().allMatch(Client::isSettled)) {
            owesReport = false;
            outbox.send(Grid.HEAD, new ViewInstalled(view.epoch()));
        }
    }

    /** What the head tells every rank. */
    private final class Announcements implements BroadcastHandler {
        private final Outbox outbox;

        Announcements(Outbox outbox) {
            this.outbox = outbox;
        }

        @Override
        public void onNodeJoined(int from, NodeJoined message) {
            RingView next = RingChange.apply(view, message);
            change(next, next.arc(next.indexOf(message.id())));
        }

        @Override
        public void onNodeLeft(int from, NodeLeft message) {
            RingView next = RingChange.apply(view, message);
            change(next, view.arc(view.indexOf(message.id())));
        }

        private void change(RingView next, Arc moved) {
            view = next;
            owesReport = true;
            clients.forEach(client -> client.announce(next, moved, outbox));
        }

        @Override
        public void onViewRetired(int from, ViewRetired message) {
            // Clients have left that ring, or it would not be retired.
        }

        @Override
        public void onCopiesMade(int from, CopiesMade message) {
            copiesMade = copiesMade.and(message);
        }

        @Override
        public void onShutdown(int from, Shutdown message) {
            shutDown = true;
        }
    }
}
