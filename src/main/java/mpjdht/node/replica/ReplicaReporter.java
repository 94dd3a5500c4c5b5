package mpjdht.node.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mpjdht.message.ClientMessage.CopyDescribed;
import mpjdht.message.ClientMessage.NodeDescribed;
import mpjdht.message.ClientMessage.RingPart;
import mpjdht.message.InquiryMessage.DescribeCopy;
import mpjdht.message.InquiryMessage.DescribeNode;
import mpjdht.message.InquiryMessage.DescribeRing;
import mpjdht.message.NodeLoad;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.overlay.NodeHost;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;
import mpjdht.ring.Xxh3KeySpace;
import mpjdht.store.KeyWalk;
import mpjdht.store.NodeTable;

/**
 * Tells clients of the keys of the regions of which a rank is the first replica, as those of the nodes that own the regions; and of its
 * copy of one key, whatever its role. Keys and bytes are counted by a walk over the table when they are asked for.
 */
final class ReplicaReporter {
    private final ReplicaState state;
    private final NodeHost nodes;
    private final KeySpace digests = new Xxh3KeySpace(Long.SIZE);
    private final KeyPlace place = new KeyPlace();

    ReplicaReporter(ReplicaState state, NodeHost nodes) {
        this.state = state;
        this.nodes = nodes;
    }

    /** Tells of every node that owns a region of which this rank is the first, in the order of the ids, in as many messages as it takes. */
    void describeRing(int asker, DescribeRing question, Outbox outbox) {
        List<NodeLoad> part = new ArrayList<>();
        for (NodeLoad load : loads().values()) {
            if (part.size() == RingPart.MAX_NODES) {
                outbox.send(asker, new RingPart(question.client(), question.question(), false, part));
                part.clear();
            }
            part.add(load);
        }
        outbox.send(asker, new RingPart(question.client(), question.question(), true, part));
    }

    /**
     * Tells of one node what this rank knows and has of it.
     *
     * @throws ProtocolException if it is not on the circle
     */
    void describeNode(int asker, DescribeNode question, Outbox outbox) {
        long id = question.id();
        RingView ring = state.roles.configuration().ring();
        int index = ring.indexOf(id);
        if (index < 0) {
            throw new ProtocolException("rank " + asker + " asked about node " + Long.toUnsignedString(id)
                    + ", which is not on the circle");
        }
        NodeLoad load = loads().getOrDefault(id, nothing(ring, index));
        outbox.send(
                asker,
                new NodeDescribed(
                        question.client(),
                        question.question(),
                        load,
                        List.of(ring.node(ring.predecessorIndex(index))),
                        nodes.successors(id),
                        nodes.fingers(id)));
    }

    /** Tells of this rank's copy of a key. */
    void describeCopy(int asker, DescribeCopy question, Outbox outbox) {
        NodeTable table = state.table;
        boolean present = table.find(question.hash(), question.position(), question.key(), 0, question.key().length);
        int bytes = present ? table.valueLength() : 0;
        long digest = present ? digest(table.valueBytes(), table.valueOffset(), bytes) : 0;
        outbox.send(asker, new CopyDescribed(question.client(), question.question(), present, bytes, digest));
    }

    private long digest(byte[] bytes, int offset, int length) {
        digests.locate(bytes, offset, length, place);
        return place.position();
    }

    private Map<Long, NodeLoad> loads() {
        RingView ring = state.roles.configuration().ring();
        Map<Long, NodeLoad> loads = new TreeMap<>(Long::compareUnsigned);
        KeyWalk walk = state.table.walk();
        while (walk.next()) {
            int region = state.roles.regionIndex(walk.position());
            if (state.roles.isFirst(region)) {
                long bytes = (long) walk.keyLength() + walk.valueLength();
                long owner = state.roles.owner(region);
                NodeLoad before = loads.computeIfAbsent(owner, id -> nothing(ring, ring.indexOf(id)));
                loads.put(
                        owner,
                        new NodeLoad(
                                owner, before.rank(), before.keys() + 1, before.bytes() + bytes, before.successor()));
            }
        }
        return loads;
    }

    private static NodeLoad nothing(RingView ring, int index) {
        return new NodeLoad(ring.id(index), ring.rank(index), 0, 0, ring.id(ring.successorIndex(index)));
    }
}
