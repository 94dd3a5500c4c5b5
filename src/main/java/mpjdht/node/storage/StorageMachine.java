package mpjdht.node.storage;

import java.util.function.Supplier;
import mpjdht.message.BroadcastHandler;
import mpjdht.message.BroadcastMessage;
import mpjdht.message.BroadcastMessage.CopiesMade;
import mpjdht.message.BroadcastMessage.NodeJoined;
import mpjdht.message.BroadcastMessage.NodeLeft;
import mpjdht.message.BroadcastMessage.Shutdown;
import mpjdht.message.BroadcastMessage.ViewRetired;
import mpjdht.message.ControlCodec;
import mpjdht.message.FlowHandler;
import mpjdht.message.FlowMessage;
import mpjdht.message.FlowMessage.Credit;
import mpjdht.message.FlowMessage.Due;
import mpjdht.message.InquiryHandler;
import mpjdht.message.InquiryMessage;
import mpjdht.message.InquiryMessage.DescribeCopy;
import mpjdht.message.InquiryMessage.DescribeNode;
import mpjdht.message.InquiryMessage.DescribeRing;
import mpjdht.message.MessageKind;
import mpjdht.message.MoveHandler;
import mpjdht.message.MoveMessage;
import mpjdht.message.MoveMessage.ChunkTaken;
import mpjdht.message.MoveMessage.HandOver;
import mpjdht.message.Origin;
import mpjdht.message.RequestBatch;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.RingChange;
import mpjdht.node.StateMachine;
import mpjdht.node.flood.SearchedTables;
import mpjdht.node.overlay.NodeHost;
import mpjdht.node.overlay.Overlay;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;
import mpjdht.store.NodeTable;

/**
 * A storage rank: hosts nodes, answers the requests for what they own, passes on what they do not, and moves arcs from node to
 * node, all at the same time.
 *
 * <p>Invariant: every key here is in the table of a node of this rank that owns its position, or is about to.
 */
public final class StorageMachine implements StateMachine {
    private final int rank;
    private final NodeHost host;
    private final KeyTables tables;
    private final RequestServer server;
    private final Departures departures;
    private final Arrivals arrivals;
    private final OwnedRequests owned;
    private final RequestPath path;
    private final NodeReporter reporter;
    private final TwoViews<RingView> views = new TwoViews<>();
    private final EarlyMessages early = new EarlyMessages();
    private boolean finished;

    /**
     * A storage rank of a grid.
     *
     * @param grid the ranks
     * @param rank this rank
     * @param space the circle, for this rank alone
     * @param view the ring at start
     * @param limits how much may be under way
     * @param overlay how nodes come and go, and requests find them
     */
    public StorageMachine(Grid grid, int rank, KeySpace space, RingView view, FlowLimits limits, Overlay overlay) {
        this(grid, rank, space, view, limits, overlay, () -> new NodeTable(space));
    }

    /**
     * A storage rank of a grid, with tables of another size.
     *
     * @param tables makes empty tables on the circle
     */
    public StorageMachine(
            Grid grid,
            int rank,
            KeySpace space,
            RingView view,
            FlowLimits limits,
            Overlay overlay,
            Supplier<NodeTable> tables) {
        this.rank = rank;
        this.host = overlay.host(rank, space);
        this.tables = new KeyTables(tables);
        this.server = new RequestServer(rank, limits.creditBytes(), this.tables);
        this.departures = new Departures(this.tables, server, new TracedRequest(rank));
        this.arrivals = new Arrivals(this.tables);
        this.owned = new OwnedRequests(this.tables, server, departures);
        this.reporter = new NodeReporter(rank, this.tables, host);
        this.path = host.routers()
                .<RequestPath>map(routers -> new NodeToNodePath(grid, rank, routers, owned, new TracedRequest(rank)))
                .orElseGet(() -> new OneHopPath(
                        rank, this.tables, owned, overlay.routing().searchesReads()));
        install(view);
    }

    @Override
    public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        byte kind = MessageKind.of(bytes, offset, length);
        switch (kind) {
            case MessageKind.REQUESTS, MessageKind.ROUTED -> {
                if (views.isNewer(RequestBatch.epoch(bytes, offset, length))) {
                    early.add(from, bytes, offset, length);
                } else {
                    path.take(from, kind, bytes, offset, length, outbox);
                }
            }
            case MessageKind.FORWARDED -> owned.takeForwarded(bytes, offset, length, outbox);
            case MessageKind.HANDOVER -> arrivals.take(from, bytes, offset, length, outbox);
            case MessageKind.FLOW ->
                ControlCodec.decode(FlowMessage.class, bytes, offset, length)
                        .handle(from, new Flow(outbox, () -> early.add(from, bytes, offset, length)));
            case MessageKind.MOVE ->
                ControlCodec.decode(MoveMessage.class, bytes, offset, length).handle(from, new Moves(outbox));
            case MessageKind.INQUIRY ->
                ControlCodec.decode(InquiryMessage.class, bytes, offset, length)
                        .handle(from, new Inquiries(outbox, () -> early.add(from, bytes, offset, length)));
            case MessageKind.TO_EVERY_RANK ->
                ControlCodec.decode(BroadcastMessage.class, bytes, offset, length)
                        .handle(from, new Announcements(nowMicros, outbox));
            default -> host.onMessage(nowMicros, from, kind, bytes, offset, length, outbox);
        }
    }

    @Override
    public void onTimer(long nowMicros, long timer, Outbox outbox) {
        host.onTimer(nowMicros, timer, outbox);
    }

    @Override
    public boolean onIdle(long nowMicros, Outbox outbox) {
        boolean passedOn = path.flush(outbox);
        boolean followed = departures.flush(outbox);
        boolean answered = server.flush(outbox);
        return host.onIdle(nowMicros, outbox) || passedOn || followed || answered;
    }

    @Override
    public boolean finished() {
        return finished;
    }

    /** The table of a node that is hosted here, for those who look from outside; null when there is none. */
    public NodeTable table(long id) {
        return tables.table(id);
    }

    /** What searches see of it. */
    public SearchedTables searched() {
        return new SearchedStorage(views, tables);
    }

    private void install(RingView view) {
        views.install(view.epoch(), view);
        tables.host(view, rank);
        host.install(view);
        path.install(view, host);
    }

    /** What keeps answers in bounds. */
    private final class Flow implements FlowHandler {
        private final Outbox outbox;
        private final Runnable putOff;

        /** What is about a ring that is not in force here yet waits. */
        Flow(Outbox outbox, Runnable putOff) {
            this.outbox = outbox;
            this.putOff = putOff;
        }

        @Override
        public void onCredit(int from, Credit message) {
            server.credit(Origin.of(from, message.client()), message.bytes(), message.oldest(), outbox);
        }

        @Override
        public void onDue(int from, Due message) {
            if (views.isNewer(message.epoch())) {
                putOff.run();
            } else if (!departures.take(message, outbox)) {
                server.due(message, outbox);
            }
        }
    }

    /** Arcs that leave, and the confirmations of those that arrive elsewhere. */
    private final class Moves implements MoveHandler {
        private final Outbox outbox;

        Moves(Outbox outbox) {
            this.outbox = outbox;
        }

        @Override
        public void onHandOver(int from, HandOver message) {
            departures.begin(message, outbox);
        }

        @Override
        public void onChunkTaken(int from, ChunkTaken message) {
            departures.chunkTaken(message, outbox);
        }
    }

    /** What clients ask about the nodes. */
    private final class Inquiries implements InquiryHandler {
        private final Outbox outbox;
        private final Runnable putOff;

        /** Answers to {@code outbox} what is about a ring in force; any other waits. */
        Inquiries(Outbox outbox, Runnable putOff) {
            this.outbox = outbox;
            this.putOff = putOff;
        }

        @Override
        public void onDescribeRing(int from, DescribeRing message) {
            if (views.isNewer(message.epoch())) {
                putOff.run();
            } else {
                reporter.describeRing(views.of(message.epoch()), from, message, outbox);
            }
        }

        @Override
        public void onDescribeCopy(int from, DescribeCopy message) {
            throw new ProtocolException("rank " + from + " asked for a copy where there are none");
        }

        @Override
        public void onDescribeNode(int from, DescribeNode message) {
            if (views.isNewer(message.epoch())) {
                putOff.run();
            } else {
                reporter.describeNode(views.of(message.epoch()), from, message, outbox);
            }
        }
    }

    /** What the head tells every rank. */
    private final class Announcements implements BroadcastHandler {
        private final long nowMicros;
        private final Outbox outbox;

        Announcements(long nowMicros, Outbox outbox) {
            this.nowMicros = nowMicros;
            this.outbox = outbox;
        }

        @Override
        public void onNodeJoined(int from, NodeJoined message) {
            change(RingChange.apply(views.current(), message));
        }

        @Override
        public void onNodeLeft(int from, NodeLeft message) {
            change(RingChange.apply(views.current(), message));
        }

        private void change(RingView view) {
            install(view);
            early.takeAll((from, bytes, offset, length) -> onMessage(nowMicros, from, bytes, offset, length, outbox));
        }

        @Override
        public void onViewRetired(int from, ViewRetired message) {
            views.retire();
            path.retire();
            server.forget();
            arrivals.settle(message.settledChange());
            departures.end(message.change(), giver -> {
                // It may be about to join again: then it has keys, or gets a table with the first.
                if (views.current().indexOf(giver) < 0 && tables.table(giver).keys() == 0) {
                    tables.drop(giver);
                }
            });
        }

        @Override
        public void onCopiesMade(int from, CopiesMade message) {
            throw new ProtocolException("rank " + from + " spoke of copies on a grid that keeps one of each key");
        }

        @Override
        public void onShutdown(int from, Shutdown message) {
            finished = true;
        }
    }
}
