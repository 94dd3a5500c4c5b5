package mpjdht.node.eventual;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import mpjdht.message.ComparisonMessage;
import mpjdht.message.PeerMessage.RoundOver;
import mpjdht.message.PeerMessage.StartRound;
import mpjdht.metric.Figure;
import mpjdht.node.Outbox;
import mpjdht.ring.NodeRef;

/**
 * When this rank compares what it has with whom: with one other at a time, with each in turn from time to time, with all in a round that
 * somebody asks for, and at once with whoever may have what is missing here, or is to have what does not belong here.
 */
final class AntiEntropy {
    private static final int RANK_BITS = 16;
    private static final int LIFE_AT = 48;
    private static final int PATIENCE = 4;

    /** Comparisons of a round that may fail, and are begun again. */
    private static final int MOST_FAILURES = 100;

    /** How often a rank lets its turn pass because of writes. */
    private static final int MOST_PASSED = 10;

    private final EventualState state;
    private final Members members;
    private final Elections elections;
    private final Spread spread;
    private final Strays strays;
    private final long periodMicros;
    private final long retryMicros;
    private Comparison current;

    /** Of arcs on this ring: who had the same as this rank, and did not have everything either. */
    private final Map<Integer, Set<Integer>> equallyPoor = new HashMap<>();

    private long sessions;
    private long progressMicros;
    private long nextTurnMicros;
    private int passed;
    private long writtenMicros;
    private long notBeforeMicros;
    private int lastPeer;
    private Round round;
    private long compared;
    private long keysMoved;
    private long bytesMoved;

    /** A comparison with everybody that somebody waits for. */
    private static final class Round {
        final int asker;
        final long number;
        final ArrayDeque<Integer> peers;
        boolean same = true;
        boolean isOver;
        int failures;
        long keys;
        long bytes;

        Round(int asker, long number, List<Integer> peers) {
            this.asker = asker;
            this.number = number;
            this.peers = new ArrayDeque<>(peers);
        }
    }

    AntiEntropy(
            EventualState state,
            Members members,
            Elections elections,
            Spread spread,
            Strays strays,
            EventualSettings settings) {
        this.state = state;
        this.members = members;
        this.elections = elections;
        this.spread = spread;
        this.strays = strays;
        this.periodMicros = settings.antiEntropyMicros();
        this.retryMicros = settings.retryMicros();
    }

    /** The comparison that is under way and has this number; empty when it is another one. */
    Optional<Comparison> current(int from, long session) {
        return current != null && current.peer() == from && current.session() == session
                ? Optional.of(current)
                : Optional.empty();
    }

    /** Whether a comparison with this number was begun by this rank. */
    boolean isOwn(long session) {
        return (int) (session & (1 << RANK_BITS) - 1) == state.rank;
    }

    /** The life of a rank in which it began a comparison. */
    static int lifeOf(long session) {
        return (int) (session >>> LIFE_AT);
    }

    /** Comparisons that came to their end, states of keys and bytes that went either way. */
    List<Long> figures() {
        return List.of(compared, keysMoved, bytesMoved);
    }

    /** The ring is another one: what is under way is about the one before. */
    void restart() {
        strays.restart();
        equallyPoor.clear();
        if (current != null) {
            current.fail();
        }
    }

    /** Somebody wants everything compared. */
    void startRound(long nowMicros, int from, StartRound message, Outbox outbox) {
        if (message.restIsLost()) {
            completeAll(nowMicros, outbox);
        }
        if (round == null || round.asker != from || round.number != message.round()) {
            round = new Round(from, message.round(), members.others());
        }
    }

    /** The comparison that is under way comes further. */
    void hasAdvanced(long nowMicros) {
        progressMicros = nowMicros;
    }

    /** Begins what is to be begun, and draws the conclusions from what is over; tells whether there was anything. */
    boolean step(long nowMicros, Outbox outbox) {
        boolean any = false;
        if (current != null && !current.isOver() && nowMicros - progressMicros > retryMicros) {
            progressMicros = nowMicros;
            current.sayAgain(outbox);
        }
        if (current != null && current.isOver()) {
            conclude(nowMicros, outbox);
            any = true;
        }
        if (current == null && state.groups().isPresent() && nowMicros >= notBeforeMicros) {
            any |= begin(nowMicros, outbox);
        } else if (current == null && state.groups().isEmpty() && round != null && !round.isOver) {
            // Without a node on the circle nobody is to have anything.
            endRound(outbox);
            any = true;
        }
        return any;
    }

    private boolean begin(long nowMicros, Outbox outbox) {
        if (round != null && !round.isOver) {
            while (!round.peers.isEmpty()) {
                int peer = round.peers.remove();
                if (members.isAlive(peer) && begin(nowMicros, peer, outbox)) {
                    return true;
                }
            }
            endRound(outbox);
            return true;
        }
        for (int peer : urgentPeers()) {
            if (begin(nowMicros, peer, outbox)) {
                return true;
            }
        }
        if (nowMicros >= nextTurnMicros) {
            nextTurnMicros = nowMicros + periodMicros;
            passed = isWritten(nowMicros) && passed < MOST_PASSED ? passed + 1 : 0;
            return passed == 0 && begin(nowMicros, nextPeer(), outbox);
        }
        return false;
    }

    /** Whether there are writes on their way: then whatever differs is nearly all in these, and comes without a comparison. */
    private boolean isWritten(long nowMicros) {
        return !spread.isQuiet() || nowMicros - writtenMicros < retryMicros;
    }

    /** A leader has told this rank of writes. */
    void wasWritten(long nowMicros) {
        writtenMicros = nowMicros;
    }

    /** Those who may have what is missing here, or are to have what does not belong here. */
    private List<Integer> urgentPeers() {
        List<Integer> peers = new ArrayList<>();
        Groups groups = state.known();
        for (int index = 0; index < groups.size(); index++) {
            if (groups.isMember(index) && !state.isComplete(index)) {
                for (NodeRef member : groups.members(index)) {
                    addTo(peers, member.rank());
                }
            } else if (state.hasInheritance(index)) {
                groups.members(index).forEach(member -> addTo(peers, member.rank()));
            } else if (strays.has(index)) {
                strays.ranksToAsk(index).forEach(rank -> addTo(peers, rank));
            }
        }
        // The one that was asked last comes last, so that one that cannot help keeps none from its turn.
        peers.sort((a, b) -> Integer.compare(distance(a), distance(b)));
        return peers;
    }

    private int distance(int rank) {
        return rank > lastPeer ? rank : rank + (1 << RANK_BITS);
    }

    private void addTo(List<Integer> peers, int rank) {
        if (rank != state.rank && members.isAlive(rank) && !peers.contains(rank)) {
            peers.add(rank);
        }
    }

    private int nextPeer() {
        List<Integer> others = members.others();
        return others.stream()
                .filter(rank -> rank > lastPeer)
                .findFirst()
                .orElse(others.isEmpty() ? -1 : others.get(0));
    }

    private boolean begin(long nowMicros, int peer, Outbox outbox) {
        lastPeer = peer;
        List<Integer> arcs = peer < 0 ? List.of() : arcsWith(peer);
        if (arcs.isEmpty()) {
            return false;
        }
        sessions++;
        long session = (long) state.life << LIFE_AT | sessions << RANK_BITS | state.rank;
        current = new Comparison(state, peer, session, arcs);
        progressMicros = nowMicros;
        current.begin(outbox);
        return true;
    }

    private List<Integer> arcsWith(int peer) {
        Groups groups = state.known();
        List<Integer> arcs = new ArrayList<>();
        for (int index = 0; index < groups.size(); index++) {
            if (groups.isMember(index, peer) && (groups.isMember(index) || strays.isToGo(index))) {
                arcs.add(index);
            }
        }
        return arcs;
    }

    private void conclude(long nowMicros, Outbox outbox) {
        Comparison over = current;
        current = null;
        keysMoved += over.keysMoved();
        bytesMoved += over.bytesMoved();
        outbox.count(Figure.COMPARISONS, 1);
        outbox.count(Figure.KEYS_REPAIRED, over.keysMoved());
        if (over.hasFailed()) {
            // Both may know the same ring by then.
            notBeforeMicros = nowMicros + retryMicros / PATIENCE;
            if (round != null && !round.isOver && round.failures < MOST_FAILURES) {
                round.failures++;
                round.peers.add(over.peer());
                round.keys += over.keysMoved();
                round.bytes += over.bytesMoved();
                return;
            }
        } else {
            compared++;
            learn(nowMicros, over, outbox);
        }
        if (round != null && !round.isOver) {
            round.same &= !over.hasFailed() && !over.foundDifference();
            round.keys += over.keysMoved();
            round.bytes += over.bytesMoved();
        }
    }

    private void learn(long nowMicros, Comparison over, Outbox outbox) {
        if (over.groups() != state.groups().orElse(null)) {
            return;
        }
        for (int index : over.arcs()) {
            if (!state.known().isMember(index)) {
                if (over.isPeerComplete(index)) {
                    state.isInherited(index);
                }
                // Where they differed, another comparison has to find that they do not any more.
                over.foundEqual(index).ifPresent(had -> strays.hasThem(index, over.peer(), had));
            } else if (over.isPeerComplete(index) && !state.isComplete(index)) {
                complete(nowMicros, index, outbox);
            } else if (over.foundEqual(index).isPresent()) {
                equallyPoor.computeIfAbsent(index, absent -> new HashSet<>()).add(over.peer());
            }
        }
    }

    /** This rank has everything of an arc now. */
    void complete(long nowMicros, int index, Outbox outbox) {
        state.complete(index);
        elections.complete(nowMicros, index, true, outbox);
    }

    /** Whatever is missing here is nowhere. */
    private void completeAll(long nowMicros, Outbox outbox) {
        for (int index = 0; state.groups().isPresent() && index < state.known().size(); index++) {
            if (state.known().isMember(index) && !state.isComplete(index)) {
                complete(nowMicros, index, outbox);
            }
        }
    }

    /** Somebody who has everything somewhere has made this rank equal. */
    void madeEqual(long nowMicros, ComparisonMessage.MadeEqual message, Outbox outbox) {
        if (state.groups().isEmpty() || state.known().digest() != message.ring()) {
            return;
        }
        message.parts().forEach(state::hasEverythingOf);
        for (int index = 0; index < state.known().size(); index++) {
            if (state.isFilled(index)) {
                complete(nowMicros, index, outbox);
            }
        }
    }

    /** Whether this rank has everything that it is to have, and nothing else. */
    boolean isInPlace() {
        return state.groups().isEmpty() || !isAnyArc(this::isOutOfPlace);
    }

    /** The same of a rank that has lost its memory: of what it alone was to keep nobody can tell it anything. */
    boolean isInPlaceAgain() {
        return state.groups().isEmpty()
                || !isAnyArc(index ->
                        isOutOfPlace(index) && state.known().members(index).size() > 1);
    }

    /** Whether this rank has everything that those who are to have it, too, can tell it, though that is not everything. */
    boolean hasWhatThereIs() {
        return state.groups().isEmpty() || !isAnyArc(index -> isOutOfPlace(index) && !isAsRichAsAll(index));
    }

    private boolean isAsRichAsAll(int index) {
        Set<Integer> others = equallyPoor.getOrDefault(index, Set.of());
        return state.known().isMember(index)
                && state.known().members(index).stream()
                        .allMatch(node -> node.rank() == state.rank || others.contains(node.rank()));
    }

    private boolean isOutOfPlace(int index) {
        return state.known().isMember(index) ? !state.isComplete(index) : strays.isToGo(index);
    }

    private boolean isAnyArc(IntPredicate is) {
        return IntStream.range(0, state.known().size()).anyMatch(is);
    }

    private void endRound(Outbox outbox) {
        round.isOver = true;
        round.same &= isInPlace() && spread.isQuiet();
        tellOfRound(outbox);
    }

    /** Says again how the last round went, if it is over, to whoever asked for it. */
    void tellOfRound(Outbox outbox) {
        if (round != null && round.isOver) {
            long ring = state.groups().map(Groups::digest).orElse(0L);
            outbox.send(
                    round.asker,
                    new RoundOver(state.clock.time(), round.number, round.same, ring, round.keys, round.bytes));
        }
    }
}
