package mpjdht.node.eventual;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mpjdht.message.ClientMessage.Asked;
import mpjdht.message.ClientMessage.HostDescribed;
import mpjdht.message.ClientMessage.LeaderDescribed;
import mpjdht.message.ClientMessage.NodeDescribed;
import mpjdht.message.ClientMessage.NodesCounted;
import mpjdht.message.ClientMessage.ReplicaDescribed;
import mpjdht.message.ClientMessage.RingPart;
import mpjdht.message.CopyLoad;
import mpjdht.message.KeyVersion;
import mpjdht.message.MemberMessage;
import mpjdht.message.MemberMessage.CountNodes;
import mpjdht.message.MemberMessage.FindHost;
import mpjdht.message.MemberMessage.TellCopy;
import mpjdht.message.MemberMessage.TellLeader;
import mpjdht.message.MemberMessage.TellNode;
import mpjdht.message.MemberMessage.TellRing;
import mpjdht.message.NodeLoad;
import mpjdht.message.Origin;
import mpjdht.node.Outbox;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.NodeRef;
import mpjdht.ring.ReplicaRole;
import mpjdht.ring.RingView;
import mpjdht.ring.Xxh3KeySpace;
import mpjdht.store.Conflicts;
import mpjdht.store.Version;
import mpjdht.store.VersionedTable;

/** Tells clients of the nodes of this rank. Keys and bytes are counted by a walk over the table when they are asked for. */
final class Reporter {
    private static final int MOST_HOPS = 8;

    private final EventualState state;
    private final Members members;
    private final Elections elections;
    private final Optional<NodePointers> pointers;
    private final KeySpace digests = new Xxh3KeySpace(Long.SIZE);
    private final KeyPlace place = new KeyPlace();

    Reporter(EventualState state, Members members, Elections elections, Optional<NodePointers> pointers) {
        this.pointers = pointers;
        this.state = state;
        this.members = members;
        this.elections = elections;
    }

    /** Tells of every node of this rank, in the order of the ids, in as many messages as it takes; or has everybody do so. */
    void tellRing(TellRing question, Outbox outbox) {
        if (question.passOn()) {
            List<Integer> ranks = new ArrayList<>(members.others());
            ranks.add(state.rank);
            passOn(question.question(), ranks, new TellRing(question.origin(), question.question(), false), outbox);
            return;
        }
        int client = Origin.client(question.origin());
        int asker = Origin.rank(question.origin());
        List<NodeLoad> part = new ArrayList<>();
        RingView ring = members.ring().orElse(null);
        for (int index = 0; ring != null && index < ring.size(); index++) {
            if (ring.rank(index) == state.rank) {
                if (part.size() == RingPart.MAX_NODES) {
                    outbox.send(asker, new RingPart(client, question.question(), false, part));
                    part.clear();
                }
                part.add(load(ring, index));
            }
        }
        outbox.send(asker, new RingPart(client, question.question(), true, part));
    }

    private static void passOn(long question, List<Integer> ranks, MemberMessage passedOn, Outbox outbox) {
        tellWhoIsAsked(passedOn.origin(), question, ranks, outbox);
        ranks.forEach(rank -> outbox.send(rank, passedOn));
    }

    private static void tellWhoIsAsked(int origin, long question, List<Integer> ranks, Outbox outbox) {
        outbox.send(Origin.rank(origin), new Asked(Origin.client(origin), question, ranks));
    }

    /** Tells of a node what this rank knows and has of it, or has its rank do so. */
    void tellNode(TellNode question, Outbox outbox) {
        RingView ring = members.ring().orElse(null);
        int index = ring == null ? -1 : ring.indexOf(question.id());
        if (question.passOn()) {
            passOn(
                    question.question(),
                    index < 0 ? List.of() : List.of(ring.rank(index)),
                    new TellNode(question.origin(), question.question(), question.id(), false),
                    outbox);
        } else if (index >= 0) {
            outbox.send(
                    Origin.rank(question.origin()),
                    new NodeDescribed(
                            Origin.client(question.origin()),
                            question.question(),
                            load(ring, index),
                            List.of(ring.node(ring.predecessorIndex(index))),
                            pointers.map(nodes -> nodes.successors(question.id()))
                                    .orElse(List.of()),
                            pointers.map(nodes -> nodes.fingers(question.id())).orElse(List.of())));
        } else {
            tellWhoIsAsked(question.origin(), question.question(), List.of(), outbox);
        }
    }

    /** Tells of this rank's copy of a key, or has all who keep one do so. */
    void tellCopy(TellCopy question, Outbox outbox) {
        Groups groups = state.groups().orElse(null);
        int index = groups == null ? -1 : groups.index(question.position());
        if (question.passOn()) {
            List<Integer> ranks = index < 0
                    ? List.of()
                    : groups.members(index).stream().map(NodeRef::rank).toList();
            TellCopy passedOn = new TellCopy(
                    question.origin(),
                    question.question(),
                    false,
                    question.hash(),
                    question.position(),
                    question.key());
            passOn(question.question(), ranks, passedOn, outbox);
        } else if (index >= 0) {
            outbox.send(
                    Origin.rank(question.origin()),
                    new ReplicaDescribed(Origin.client(question.origin()), question.question(), copy(index, question)));
        }
    }

    private CopyLoad copy(int index, TellCopy question) {
        Groups groups = state.known();
        long node = groups.isMember(index) ? groups.ownNode(index) : groups.owner(index);
        ReplicaRole role = !groups.isMember(index) || !state.isComplete(index)
                ? ReplicaRole.FILLING
                : elections.leads(index) ? ReplicaRole.LEADER : ReplicaRole.FOLLOWER;
        VersionedTable table = state.table;
        if (!table.find(question.hash(), question.position(), question.key(), 0, question.key().length)) {
            return new CopyLoad(node, state.rank, role, false, 0, 0);
        }
        byte[] bytes = table.bytes();
        if (table.isTombstone()) {
            return new CopyLoad(node, state.rank, role, false, 0, 0, version());
        }
        digests.locate(bytes, table.stateOffset(), table.valueLength(), place);
        int length = (int) table.bytesOfValues(bytes, table.stateOffset(), table.stateLength());
        return new CopyLoad(node, state.rank, role, true, length, place.position(), version());
    }

    /** The version found last, where one writer gave it. */
    private Optional<KeyVersion> version() {
        byte[] bytes = state.table.bytes();
        int at = state.table.versionOffset();
        return state.table.conflicts() == Conflicts.SIBLINGS
                ? Optional.empty()
                : Optional.of(new KeyVersion(Version.time(bytes, at), Version.writer(bytes, at)));
    }

    /** Tells who leads the replicas of a position, if this rank knows it; else asks one that may. */
    void tellLeader(TellLeader question, Outbox outbox) {
        Groups groups = state.groups().orElse(null);
        if (groups == null) {
            return;
        }
        int index = groups.index(question.position());
        if (groups.isMember(index) && elections.isLed(index)) {
            long leader = elections.leader(index);
            for (NodeRef member : groups.members(index)) {
                if (member.id() == leader) {
                    outbox.send(
                            Origin.rank(question.origin()),
                            new LeaderDescribed(
                                    Origin.client(question.origin()),
                                    question.question(),
                                    member,
                                    elections.term(index)));
                }
            }
        } else if (!groups.isMember(index) && question.hops() < MOST_HOPS) {
            outbox.send(
                    groups.highest(index).rank(),
                    new TellLeader(question.origin(), question.question(), question.position(), question.hops() + 1));
        }
    }

    /** Tells how many nodes there are. */
    void countNodes(CountNodes question, Outbox outbox) {
        int nodes = members.ring().map(RingView::size).orElse(0);
        int ranks = members.ring()
                .map(ring -> (int) IntStream.range(0, ring.size())
                        .map(ring::rank)
                        .distinct()
                        .count())
                .orElse(0);
        outbox.send(
                Origin.rank(question.origin()),
                new NodesCounted(Origin.client(question.origin()), question.question(), nodes, ranks));
    }

    /** Tells which rank hosts a node, and what other nodes; who is dead is remembered. */
    void findHost(FindHost question, Outbox outbox) {
        int rank = question.isNode() ? members.rankOf(question.named()) : (int) question.named();
        outbox.send(
                Origin.rank(question.origin()),
                new HostDescribed(
                        Origin.client(question.origin()),
                        question.question(),
                        rank,
                        rank == Members.NOBODY ? List.of() : members.nodesOf(rank)));
    }

    private NodeLoad load(RingView ring, int index) {
        long[] sums = {0, 0};
        state.table.forEach(ring.arc(index), key -> {
            int version = key.keyOffset() + key.keyLength() + key.valueLength() - Version.BYTES;
            if (!Version.isTombstone(key.bytes(), version)) {
                sums[0]++;
                sums[1] += key.keyLength()
                        + state.table.bytesOfValues(key.bytes(), key.keyOffset() + key.keyLength(), key.valueLength());
            }
        });
        return new NodeLoad(ring.id(index), ring.rank(index), sums[0], sums[1], ring.id(ring.successorIndex(index)));
    }
}
