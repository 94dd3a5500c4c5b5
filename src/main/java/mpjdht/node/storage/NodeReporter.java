package mpjdht.node.storage;

import java.util.ArrayList;
import java.util.List;
import mpjdht.message.ClientMessage.NodeDescribed;
import mpjdht.message.ClientMessage.RingPart;
import mpjdht.message.InquiryMessage.DescribeNode;
import mpjdht.message.InquiryMessage.DescribeRing;
import mpjdht.message.NodeLoad;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.overlay.NodeHost;
import mpjdht.ring.NodeRef;
import mpjdht.ring.RingView;
import mpjdht.store.KeyWalk;
import mpjdht.store.NodeTable;

/**
 * Tells clients of the nodes that are hosted on one rank. Keys and bytes are counted when they are asked for, by a
 * walk over the table, so that PUT and DELETE count nothing.
 */
final class NodeReporter {
    private final int rank;
    private final KeyTables tables;
    private final NodeHost host;

    NodeReporter(int rank, KeyTables tables, NodeHost host) {
        this.rank = rank;
        this.tables = tables;
        this.host = host;
    }

    /** Tells of every node of this rank, in the order of the ids, in as many messages as it takes, at least one. */
    void describeRing(RingView view, int asker, DescribeRing question, Outbox outbox) {
        List<NodeLoad> part = new ArrayList<>();
        for (int i = 0; i < view.size(); i++) {
            if (view.rank(i) == rank) {
                if (part.size() == RingPart.MAX_NODES) {
                    outbox.send(asker, new RingPart(question.client(), question.question(), false, part));
                    part.clear();
                }
                part.add(load(view, i, tables.table(view.id(i))));
            }
        }
        outbox.send(asker, new RingPart(question.client(), question.question(), true, part));
    }

    /**
     * Tells of one node.
     *
     * @throws ProtocolException if it is not hosted here
     */
    void describeNode(RingView view, int asker, DescribeNode question, Outbox outbox) {
        long id = question.id();
        int index = view.indexOf(id);
        if (index < 0 || view.rank(index) != rank) {
            throw new ProtocolException(
                    "rank " + rank + " was asked about node " + Long.toUnsignedString(id) + ", which it does not host");
        }
        int before = view.predecessorIndex(index);
        NodeRef predecessor = view.node(before);
        outbox.send(
                asker,
                new NodeDescribed(
                        question.client(),
                        question.question(),
                        load(view, index, tables.table(id)),
                        List.of(predecessor),
                        host.successors(id),
                        host.fingers(id)));
    }

    private NodeLoad load(RingView view, int index, NodeTable table) {
        long keys = 0;
        long bytes = 0;
        KeyWalk walk = table.walk();
        while (walk.next()) {
            keys++;
            bytes += walk.keyLength() + walk.valueLength();
        }
        return new NodeLoad(view.id(index), rank, keys, bytes, view.id(view.successorIndex(index)));
    }
}
