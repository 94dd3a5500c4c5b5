package mpjdht.node.storage;

import java.util.ArrayDeque;
import mpjdht.message.FlowMessage.Due;
import mpjdht.message.HeadMessage.HandedOver;
import mpjdht.message.MessageKind;
import mpjdht.message.MoveMessage.HandOver;
import mpjdht.message.RequestCursor;
import mpjdht.message.RoutedBatch;
import mpjdht.metric.Figure;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.ring.Arc;
import mpjdht.store.NodeTable;

/**
 * An arc on its way from a node of this rank to another node. Going round from its beginning it is in three parts: what is
 * gone, one segment that is on its way, and what is still here.
 *
 * <p>Requests for what is still here are answered here. Those for the segment on its way wait until the taker has confirmed all
 * of it, and then follow it; those for what is gone follow at once. Both go from this rank to the taker's, behind the keys, so
 * none of them comes to a key that is not there yet, and those for a key keep their order.
 */
final class Departure {
    private final HandOver order;
    private final RequestServer server;
    private final TracedRequest traced;
    private final PassingWalk passing = new PassingWalk();
    private final SegmentGiver giver;
    private final RoutedBatch following = new RoutedBatch(MessageKind.FORWARDED);
    /** Requests for the segment that is on its way. */
    private final ArrayDeque<RoutedBatch> held = new ArrayDeque<>();
    /** What is gone or on its way ends here; meaningless as long as nothing is. */
    private long lastOut;

    private boolean anyOut;
    /** What is gone ends here; meaningless as long as nothing is. */
    private long lastGone;

    private boolean anyGone;
    private boolean over;

    Departure(HandOver order, NodeTable table, RequestServer server, TracedRequest traced) {
        this.order = order;
        this.server = server;
        this.traced = traced;
        this.giver = new SegmentGiver(order, table);
        following.address(order.change());
    }

    long change() {
        return order.change();
    }

    long fromNode() {
        return order.fromNode();
    }

    /** Whether a key of a node is in the arc. */
    boolean concerns(long node, long position) {
        return node == order.fromNode() && arc().contains(position);
    }

    /** Lets the first segment go. */
    void begin(Outbox outbox) {
        detachNext(outbox);
    }

    /** The taker has a chunk, and all before it. */
    void chunkTaken(int chunk, Outbox outbox) {
        giver.taken(chunk);
        if (giver.allTaken() && !over) {
            segmentIsGone(outbox);
            detachNext(outbox);
        } else {
            giver.sendChunks(outbox);
        }
    }

    /** Whether requests for a position of the arc are still answered here. */
    boolean isHere(long position) {
        return !anyOut || distance(position) > distance(lastOut);
    }

    /** Takes a request for a position that is not here any more. */
    void follow(int hops, int origin, RequestCursor request, Outbox outbox) {
        if (!anyGone || distance(request.position()) > distance(lastGone)) {
            hold(hops, origin, request);
            return;
        }
        RequestCursor carried = passing.upTo(lastGone, traced.passedBy(order.fromNode(), request));
        if (following.hasNoRoomFor(carried)) {
            flush(outbox);
        }
        following.add(order.toNode(), hops + 1, origin, carried);
    }

    /** The taker's rank and node hear what the giver's was told. */
    void follow(Due due, Outbox outbox) {
        flush(outbox);
        outbox.send(
                order.toRank(),
                new Due(due.origin(), due.sequence(), order.toNode(), due.position(), order.change(), due.epoch()));
    }

    /** Whether what is due can follow: the taker has its key. */
    boolean isGone(long position) {
        return anyGone && distance(position) <= distance(lastGone);
    }

    /** Sends the requests that were held back to make batches larger; tells whether there were any. */
    boolean flush(Outbox outbox) {
        if (following.records() == 0) {
            return false;
        }
        send(following, outbox);
        following.reset();
        return true;
    }

    private void detachNext(Outbox outbox) {
        Arc rest = anyOut ? new Arc(lastOut, order.last()) : arc();
        while (!over && giver.allTaken()) {
            if (anyOut && lastOut == order.last()) {
                over = true;
                outbox.count(Figure.KEYS_MOVED, giver.keys());
                outbox.count(Figure.BYTES_MOVED, giver.payloadBytes());
                outbox.send(Grid.HEAD, new HandedOver(order.change(), giver.keys(), giver.payloadBytes()));
            } else {
                lastOut = giver.detachNext(rest);
                anyOut = true;
                Arc segment = new Arc(rest.after(), lastOut);
                server.takeWaiting(
                        order.fromNode(), segment, request -> hold(request.hops(), request.origin(), request));
                rest = new Arc(lastOut, order.last());
                if (giver.allTaken()) {
                    segmentIsGone(outbox);
                }
            }
        }
        giver.sendChunks(outbox);
    }

    private void segmentIsGone(Outbox outbox) {
        Arc segment = anyGone ? new Arc(lastGone, lastOut) : new Arc(order.after(), lastOut);
        lastGone = lastOut;
        anyGone = true;
        flush(outbox);
        while (!held.isEmpty()) {
            send(held.poll(), outbox);
        }
        server.takeDue(order.fromNode(), segment, due -> follow(due, outbox));
    }

    private void hold(int hops, int origin, RequestCursor request) {
        RequestCursor carried = passing.upTo(lastOut, traced.passedBy(order.fromNode(), request));
        RoutedBatch last = held.peekLast();
        if (last == null || last.hasNoRoomFor(carried)) {
            last = new RoutedBatch(MessageKind.FORWARDED);
            last.address(order.change());
            held.add(last);
        }
        last.add(order.toNode(), hops + 1, origin, carried);
    }

    private void send(RoutedBatch batch, Outbox outbox) {
        outbox.send(order.toRank(), batch.bytes(), 0, batch.length());
    }

    private Arc arc() {
        return new Arc(order.after(), order.last());
    }

    /** How far a position of the arc lies behind its beginning, less 2^63, so that the farther one is the greater. */
    private long distance(long position) {
        return position - order.after() - 1 + Long.MIN_VALUE;
    }
}
