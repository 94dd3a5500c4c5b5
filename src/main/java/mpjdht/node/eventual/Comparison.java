package mpjdht.node.eventual;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
import mpjdht.message.ComparisonMessage.MadeEqual;
import mpjdht.message.ComparisonMessage.NodeDigest;
import mpjdht.message.ComparisonMessage.NodesCompared;
import mpjdht.message.StateBatch;
import mpjdht.node.Outbox;
import mpjdht.ring.Arc;
import mpjdht.store.Digest;

/**
 * One rank compares what it has with another, and makes it equal: from one sum over everything through the arcs and the digest tree of each
 * down to single keys, whose states go both ways. One question is under way at a time, so that little is, however much there is to send.
 */
final class Comparison {
    private static final int MOST_ATTEMPTS = 6;

    /** About so many keys are in a slice, far fewer than a message can list. */
    private static final int KEYS_OF_A_SLICE = ComparisonMessage.MOST / 2;

    private final EventualState state;
    private final int peer;
    private final long session;
    private final Groups groups;
    private final List<Integer> arcs;
    private final ArrayDeque<Integer> differing = new ArrayDeque<>();
    private final Map<Integer, Boolean> peerIsComplete = new TreeMap<>();
    private final Map<Integer, Digest> foundEqual = new TreeMap<>();
    private int asked;
    private int arc;
    private Descent descent;
    private List<Integer> nodes = List.of();
    private int slice;
    private int slices;
    private List<KeyDigest> listed = List.of();
    private Set<KeyDigest> wanted = Set.of();
    private KeysCompared answer;
    private final Set<Integer> received = new HashSet<>();
    private byte[] lastSaid = {};
    private int step = 1;
    private int attempts;
    private boolean isAskingKeys;
    private boolean isOver;
    private boolean failed;
    private long keysMoved;
    private long bytesMoved;
    private boolean foundDifference;

    /**
     * A comparison that has not begun.
     *
     * @param arcs which, in the ring as it is now
     */
    Comparison(EventualState state, int peer, long session, List<Integer> arcs) {
        this.state = state;
        this.peer = peer;
        this.session = session;
        this.groups = state.known();
        this.arcs = List.copyOf(arcs);
    }

    int peer() {
        return peer;
    }

    long session() {
        return session;
    }

    /** Whether it has come to an end, good or bad. */
    boolean isOver() {
        return isOver;
    }

    /** Whether it could not be brought to its end. */
    boolean hasFailed() {
        return failed;
    }

    /** Whether the two differed in anything. */
    boolean foundDifference() {
        return foundDifference;
    }

    /** States of keys that went either way. */
    long keysMoved() {
        return keysMoved;
    }

    /** Bytes that went either way. */
    long bytesMoved() {
        return bytesMoved;
    }

    /** The ring in which it takes place. */
    Groups groups() {
        return groups;
    }

    /** The arcs that are compared. */
    List<Integer> arcs() {
        return arcs;
    }

    /** What both had in an arc when it was compared; empty where they differed. */
    Optional<Digest> foundEqual(int index) {
        return Optional.ofNullable(foundEqual.get(index));
    }

    /** Whether the other has everything of an arc that was compared, as far as it knows. */
    boolean isPeerComplete(int index) {
        return peerIsComplete.getOrDefault(index, false);
    }

    /** Asks the first question. */
    void begin(Outbox outbox) {
        boolean isUsual = arcs.stream().allMatch(index -> groups.isMember(index) && state.isComplete(index));
        if (!isUsual) {
            askArcs(outbox);
            return;
        }
        Digest all = Digest.NONE;
        for (int index : arcs) {
            all = all.and(state.digest(index));
        }
        ask(new CompareAll(state.clock.time(), session, step, groups.digest(), all.sum(), all.keys()), outbox);
    }

    private void ask(ComparisonMessage question, Outbox outbox) {
        say(question.encode(), outbox);
    }

    private void say(byte[] bytes, Outbox outbox) {
        lastSaid = bytes;
        bytesMoved += bytes.length;
        outbox.send(peer, bytes, 0, bytes.length);
    }

    /** The other does not answer: says again what it said last; fails when it has done so often. */
    void sayAgain(Outbox outbox) {
        attempts++;
        if (attempts > MOST_ATTEMPTS) {
            fail();
        } else if (isAskingKeys) {
            // What has come of an answer may not be all of it, nor what comes yet.
            askKeys(outbox);
        } else {
            say(lastSaid, outbox);
        }
    }

    /** Whether a message is the answer to what was said last; if so, the other has answered. */
    boolean isAnswer(ComparisonMessage message) {
        return message.step() == step;
    }

    /** Goes on to the next question. */
    private void goOn() {
        step++;
        attempts = 0;
        isAskingKeys = false;
    }

    /** It cannot go on. */
    void fail() {
        isOver = true;
        failed = true;
    }

    void allCompared(AllCompared message, Outbox outbox) {
        goOn();
        if (message.same()) {
            isOver = true;
        } else {
            foundDifference = true;
            askArcs(outbox);
        }
    }

    private void askArcs(Outbox outbox) {
        int end = Math.min(arcs.size(), asked + ComparisonMessage.MOST);
        List<ArcDigest> digests = new ArrayList<>();
        for (int index : arcs.subList(asked, end)) {
            Digest of = state.digest(index);
            digests.add(new ArcDigest(groups.owner(index), of.sum(), of.keys(), state.isComplete(index)));
        }
        ask(new CompareArcs(state.clock.time(), session, step, groups.digest(), digests), outbox);
    }

    void arcsCompared(ArcsCompared message, Outbox outbox) {
        goOn();
        for (ArcDigest theirs : message.arcs()) {
            int index = groups.indexOf(theirs.arc());
            if (index < 0 || asked == arcs.size() || arcs.get(asked) != index) {
                fail();
                return;
            }
            asked++;
            peerIsComplete.put(index, theirs.complete());
            Digest own = state.digest(index);
            if (own.sum() != theirs.sum() || own.keys() != theirs.keys()) {
                differing.add(index);
                foundDifference = true;
            } else {
                foundEqual.put(index, own);
            }
        }
        if (asked < arcs.size()) {
            askArcs(outbox);
        } else {
            nextArc(outbox);
        }
    }

    private void nextArc(Outbox outbox) {
        if (differing.isEmpty()) {
            conclude(outbox);
            return;
        }
        arc = differing.remove();
        descent = new Descent(state.table, groups.arc(arc));
        descend(outbox);
    }

    /** Goes on with nodes of the digest tree that differ: down to the next level, or to the keys. */
    private void descend(Outbox outbox) {
        if (!descent.hasNext()) {
            nextArc(outbox);
            return;
        }
        List<Integer> few = descent.nextWithFewKeys();
        if (few.isEmpty()) {
            askNodes(outbox);
            return;
        }
        nodes = few;
        slice = 0;
        slices = 1 + (int) (descent.keysOfThese() / KEYS_OF_A_SLICE);
        askKeys(outbox);
    }

    private void askNodes(Outbox outbox) {
        List<NodeDigest> children = descent.childrenOfNext();
        ask(
                new CompareNodes(state.clock.time(), session, step, groups.owner(arc), descent.level() + 1, children),
                outbox);
    }

    void nodesCompared(NodesCompared message, Outbox outbox) {
        goOn();
        if (!Differences.arePossible(
                state.table,
                descent.level() + 1,
                message.nodes().stream().map(NodeDigest::node).toList())) {
            fail();
            return;
        }
        descent.differ(message.nodes());
        descend(outbox);
    }

    private void askKeys(Outbox outbox) {
        step++;
        answer = null;
        received.clear();
        isAskingKeys = true;
        listed = keys().digests();
        if (listed.size() > ComparisonMessage.MOST) {
            // Far more than there were when they were counted: there will be other comparisons.
            fail();
            return;
        }
        ask(
                new CompareKeys(
                        state.clock.time(),
                        session,
                        step,
                        groups.owner(arc),
                        descent.level(),
                        nodes,
                        slice,
                        slices,
                        listed),
                outbox);
    }

    private Differences keys() {
        return new Differences(state, groups.arc(arc), descent.level(), nodes, slice, slices);
    }

    /** Keys have come that the other has and this rank had not, or in another version. */
    void received(int number, int keys, int bytes, Outbox outbox) {
        received.add(number);
        keysMoved += keys;
        bytesMoved += bytes;
        goOnWithKeys(outbox);
    }

    void keysCompared(KeysCompared message, Outbox outbox) {
        answer = message;
        wanted = new HashSet<>();
        for (int place : message.wanted()) {
            if (place < 0 || place >= listed.size()) {
                fail();
                return;
            }
            wanted.add(listed.get(place));
        }
        goOnWithKeys(outbox);
    }

    private void goOnWithKeys(Outbox outbox) {
        if (answer != null && isEverythingReceived()) {
            isAskingKeys = false;
            pushOrGoOn(outbox);
        }
    }

    private boolean isEverythingReceived() {
        for (int place = 1; place <= answer.batches(); place++) {
            if (!received.contains(ComparisonMessage.batchNumber(answer.step(), place))) {
                return false;
            }
        }
        return true;
    }

    private void pushOrGoOn(Outbox outbox) {
        goOn();
        if (!pushNext(outbox)) {
            boolean more = answer.more();
            answer = null;
            if (more) {
                askKeys(outbox);
            } else if (slice + 1 < slices) {
                slice++;
                askKeys(outbox);
            } else {
                descend(outbox);
            }
        }
    }

    /** Sends a batch of what the other wants; false when there is nothing left. */
    private boolean pushNext(Outbox outbox) {
        if (wanted.isEmpty()) {
            return false;
        }
        StateBatch batch = keys().gather(wanted);
        if (batch.records() == 0) {
            return false;
        }
        batch.address(step, state.clock.time(), session);
        keysMoved += batch.records();
        say(Arrays.copyOf(batch.bytes(), batch.length()), outbox);
        return true;
    }

    /** The batch that was sent last is with the other. */
    void taken(Outbox outbox) {
        pushOrGoOn(outbox);
    }

    private void conclude(Outbox outbox) {
        isOver = true;
        List<Arc> parts = new ArrayList<>();
        for (int index : arcs) {
            List<Arc> here = isPeerComplete(index) ? List.of() : state.everythingOf(index);
            if (parts.size() + here.size() <= ComparisonMessage.MOST) {
                parts.addAll(here);
            }
        }
        if (!parts.isEmpty()) {
            outbox.send(peer, new MadeEqual(state.clock.time(), session, step, groups.digest(), parts));
        }
    }
}
