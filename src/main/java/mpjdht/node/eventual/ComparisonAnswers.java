package mpjdht.node.eventual;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mpjdht.message.ComparisonMessage;
import mpjdht.message.ComparisonMessage.AllCompared;
import mpjdht.message.ComparisonMessage.ArcDigest;
import mpjdht.message.ComparisonMessage.ArcsCompared;
import mpjdht.message.ComparisonMessage.CompareAll;
import mpjdht.message.ComparisonMessage.CompareArcs;
import mpjdht.message.ComparisonMessage.CompareKeys;
import mpjdht.message.ComparisonMessage.CompareNodes;
import mpjdht.message.ComparisonMessage.KeyDigest;
import mpjdht.message.ComparisonMessage.KeysCompared;
import mpjdht.message.ComparisonMessage.NodeDigest;
import mpjdht.message.ComparisonMessage.NodesCompared;
import mpjdht.message.ComparisonMessage.OtherRing;
import mpjdht.message.StateBatch;
import mpjdht.node.Outbox;
import mpjdht.store.Digest;

/** Answers the questions of a {@link Comparison} of another rank; remembers nothing of it between them. */
final class ComparisonAnswers {
    /** After so many bytes of keys whoever asked has to ask again. */
    private static final int MOST_BYTES = 1 << 20;

    private final EventualState state;

    ComparisonAnswers(EventualState state) {
        this.state = state;
    }

    private boolean isOtherRing(int from, ComparisonMessage question, long ring, Outbox outbox) {
        if (state.groups().isPresent() && state.known().digest() == ring) {
            return false;
        }
        outbox.send(from, new OtherRing(state.clock.time(), question.session(), question.step()));
        return true;
    }

    void compareAll(int from, CompareAll message, Outbox outbox) {
        if (isOtherRing(from, message, message.ring(), outbox)) {
            return;
        }
        Digest all = Digest.NONE;
        for (int index = 0; index < state.known().size(); index++) {
            if (state.known().isMember(index) && state.known().isMember(index, from)) {
                all = all.and(state.digest(index));
            }
        }
        boolean same = all.sum() == message.sum() && all.keys() == message.keys();
        outbox.send(from, new AllCompared(state.clock.time(), message.session(), message.step(), same));
    }

    void compareArcs(int from, CompareArcs message, Outbox outbox) {
        if (isOtherRing(from, message, message.ring(), outbox)) {
            return;
        }
        List<ArcDigest> own = new ArrayList<>();
        for (ArcDigest theirs : message.arcs()) {
            int index = state.known().indexOf(theirs.arc());
            if (index >= 0) {
                Digest of = state.digest(index);
                own.add(new ArcDigest(theirs.arc(), of.sum(), of.keys(), state.isComplete(index)));
            }
        }
        outbox.send(from, new ArcsCompared(state.clock.time(), message.session(), message.step(), own));
    }

    void compareNodes(int from, CompareNodes message, Outbox outbox) {
        int index = state.groups().map(groups -> groups.indexOf(message.arc())).orElse(-1);
        List<Integer> nodes = message.nodes().stream().map(NodeDigest::node).toList();
        if (index < 0 || !Differences.arePossible(state.table, message.level(), nodes)) {
            outbox.send(from, new OtherRing(state.clock.time(), message.session(), message.step()));
            return;
        }
        List<NodeDigest> differing = new ArrayList<>();
        for (NodeDigest theirs : message.nodes()) {
            Digest own = state.table.digest(state.known().arc(index), message.level(), theirs.node());
            if (own.sum() != theirs.sum() || own.keys() != theirs.keys()) {
                differing.add(new NodeDigest(theirs.node(), own.sum(), own.keys()));
            }
        }
        outbox.send(from, new NodesCompared(state.clock.time(), message.session(), message.step(), differing));
    }

    void compareKeys(int from, CompareKeys message, Outbox outbox) {
        int index = state.groups().map(groups -> groups.indexOf(message.arc())).orElse(-1);
        if (index < 0
                || message.slices() < 1
                || !Differences.arePossible(state.table, message.level(), message.nodes())) {
            outbox.send(from, new OtherRing(state.clock.time(), message.session(), message.step()));
            return;
        }
        Differences keys = new Differences(
                state, state.known().arc(index), message.level(), message.nodes(), message.slice(), message.slices());
        List<Integer> wanted = new ArrayList<>();
        Set<KeyDigest> own = new HashSet<>(keys.digests());
        for (int place = 0; place < message.keys().size(); place++) {
            if (!own.contains(message.keys().get(place))) {
                wanted.add(place);
            }
        }
        Set<KeyDigest> missing = keys.notIn(message.keys());
        int batches = 0;
        long bytes = 0;
        while (!missing.isEmpty() && bytes < MOST_BYTES) {
            StateBatch batch = keys.gather(missing);
            if (batch.records() > 0) {
                batches++;
                bytes += batch.length();
                batch.address(
                        ComparisonMessage.batchNumber(message.step(), batches), state.clock.time(), message.session());
                outbox.send(from, batch.bytes(), 0, batch.length());
            }
        }
        outbox.send(
                from,
                new KeysCompared(
                        state.clock.time(), message.session(), message.step(), batches, !missing.isEmpty(), wanted));
    }
}
