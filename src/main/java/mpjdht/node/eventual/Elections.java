package mpjdht.node.eventual;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mpjdht.message.PeerMessage;
import mpjdht.message.PeerMessage.Coordinator;
import mpjdht.message.PeerMessage.Election;
import mpjdht.message.PeerMessage.Leadership;
import mpjdht.message.PeerMessage.Objection;
import mpjdht.metric.Figure;
import mpjdht.node.Outbox;
import mpjdht.ring.NodeRef;

/**
 * Who leads each arc of which this rank keeps a copy: of the nodes that keep one the one with the highest id, by the bully algorithm
 * (Garcia-Molina, "Elections in a Distributed Computing System", IEEE TC 1982, section III). Who misses a leader asks all with higher ids;
 * if none objects in time it leads, and says so to the others; else it waits for the word of one that does.
 *
 * <p>One election is for an arc, and so for all keys of it. A rank without everything of an arc leaves it to those who have it, for as long
 * as there may be any.
 */
final class Elections {
    private static final int PATIENCE = 3;
    private static final int NOBODY_KNOWN = 0;

    private final LamportClock clock;
    private final EventualRules rules;
    private final long retryMicros;
    private final Map<Long, Arc> arcs = new TreeMap<>(Long::compareUnsigned);
    private Arc[] arcOfIndex = {};
    private Groups groups;
    private long repeatedMicros;
    private long held;

    /** Elections that were begun, and won, since that was counted last. */
    private long begunUntold;

    private long wonUntold;

    /** What is known of one arc. */
    private static final class Arc {
        final long owner;
        boolean isLed;
        long leader;
        int term = NOBODY_KNOWN;
        boolean asks;
        boolean waits;
        long untilMicros;
        long unledSinceMicros;
        boolean isComplete;
        /** How often its leader could have said again that it leads, and was not heard. */
        int silences;

        Arc(long owner) {
            this.owner = owner;
        }

        boolean isOpen() {
            return asks || waits;
        }

        void isLedBy(long node, int inTerm) {
            isLed = true;
            leader = node;
            term = Math.max(term, inTerm);
            asks = false;
            waits = false;
            silences = 0;
        }

        void isLedByNobody(long nowMicros) {
            isLed = false;
            unledSinceMicros = nowMicros;
        }
    }

    /** Words for one rank that are gathered to travel together. */
    private static final class Words {
        final List<Long> asked = new ArrayList<>();
        final List<Long> objected = new ArrayList<>();
        final List<Leadership> led = new ArrayList<>();
    }

    private final Map<Integer, Words> words = new TreeMap<>();

    Elections(LamportClock clock, EventualRules rules, long retryMicros) {
        this.clock = clock;
        this.rules = rules;
        this.retryMicros = retryMicros;
    }

    /** Elections that this rank has won. */
    long won() {
        return held;
    }

    /** Everybody knows the ring at start, and so who leads; whoever begins anew has no node on the ring that it knows, and leads nothing. */
    void begin(Groups start) {
        follow(start);
        for (int index = 0; index < start.size(); index++) {
            if (start.isMember(index)) {
                Arc arc = new Arc(start.owner(index));
                arc.isComplete = true;
                arc.isLedBy(start.highest(index).id(), 1);
                keep(index, arc);
            }
        }
    }

    private void follow(Groups next) {
        groups = next;
        arcs.clear();
        arcOfIndex = new Arc[next.size()];
    }

    private void keep(int index, Arc arc) {
        arcs.put(arc.owner, arc);
        arcOfIndex[index] = arc;
    }

    /** The ring is another one. */
    void install(long nowMicros, Groups next, Outbox outbox) {
        Map<Long, Arc> before = new HashMap<>(arcs);
        follow(next);
        for (int index = 0; index < next.size(); index++) {
            if (next.isMember(index)) {
                Arc arc = before.computeIfAbsent(next.owner(index), Arc::new);
                keep(index, arc);
                arc.asks = false;
                arc.waits = false;
                review(nowMicros, index, arc);
            }
        }
        send(outbox);
    }

    private void review(long nowMicros, int index, Arc arc) {
        boolean isThere = arc.isLed && groups.members(index).stream().anyMatch(member -> member.id() == arc.leader);
        if (!isThere) {
            if (arc.isLed || arc.term == NOBODY_KNOWN) {
                arc.unledSinceMicros = nowMicros;
            }
            arc.isLed = false;
            begin(nowMicros, index, arc);
        } else if (arc.leader == groups.ownNode(index)) {
            tellThatItLeads(index, arc);
        } else if (Long.compareUnsigned(groups.ownNode(index), arc.leader) > 0) {
            begin(nowMicros, index, arc);
        }
    }

    /** Whether everything of an arc is here may have changed. */
    void complete(long nowMicros, int index, boolean isComplete, Outbox outbox) {
        Arc arc = arcOfIndex[index];
        if (arc != null && arc.isComplete != isComplete) {
            arc.isComplete = isComplete;
            if (!isComplete && leads(index) && groups.members(index).size() > 1) {
                arc.isLedByNobody(nowMicros);
            }
            // Who asked everybody because it did not stand itself need not wait for them any more.
            if (!arc.isOpen() || (isComplete && arc.asks)) {
                review(nowMicros, index, arc);
                send(outbox);
            }
        }
    }

    /** Whether this rank may lead: it has everything, or nobody has led for so long that nobody has. */
    private boolean stands(long nowMicros, Arc arc) {
        return arc.isComplete || (!arc.isLed && nowMicros - arc.unledSinceMicros > 2 * PATIENCE * retryMicros);
    }

    /** Whether there is somebody who leads an arc, as far as this rank knows. */
    boolean isLed(int index) {
        return arcOfIndex[index] != null && arcOfIndex[index].isLed;
    }

    /** The node that leads an arc that is led. */
    long leader(int index) {
        return arcOfIndex[index].leader;
    }

    /** How many leaders an arc has had. */
    int term(int index) {
        return arcOfIndex[index] == null ? NOBODY_KNOWN : arcOfIndex[index].term;
    }

    /** Whether this rank leads an arc. */
    boolean leads(int index) {
        return isLed(index) && leader(index) == groups.ownNode(index);
    }

    private void begin(long nowMicros, int index, Arc arc) {
        begunUntold++;
        long own = groups.ownNode(index);
        boolean isHighest = true;
        boolean stands = stands(nowMicros, arc);
        for (NodeRef member : groups.members(index)) {
            boolean isHigher = Long.compareUnsigned(member.id(), own) > 0;
            // Who does not stand itself asks everybody.
            if (isHigher || (!stands && member.id() != own)) {
                words(member).asked.add(arc.owner);
                isHighest = false;
            }
        }
        if (isHighest && stands) {
            win(index, arc);
        } else {
            arc.asks = true;
            arc.waits = false;
            arc.untilMicros = nowMicros + retryMicros;
        }
    }

    private void win(int index, Arc arc) {
        held++;
        wonUntold++;
        arc.isLedBy(groups.ownNode(index), arc.term + 1);
        tellThatItLeads(index, arc);
    }

    private void tellThatItLeads(int index, Arc arc) {
        for (NodeRef member : groups.members(index)) {
            if (member.id() != arc.leader) {
                words(member).led.add(new Leadership(arc.owner, arc.leader, arc.term));
            }
        }
    }

    private Words words(NodeRef to) {
        return words.computeIfAbsent(to.rank(), absent -> new Words());
    }

    /** Somebody misses a leader. */
    void election(long nowMicros, int from, Election message, Outbox outbox) {
        for (long owner : message.arcs()) {
            int index = groups.indexOf(owner);
            Arc arc = arcs.get(owner);
            if (index < 0 || arc == null || !groups.isMember(index, from)) {
                continue;
            }
            NodeRef asker = nodeOf(index, from);
            if (arc.isLed && arc.leader == asker.id()) {
                // It has begun anew, or misses something now.
                arc.isLedByNobody(nowMicros);
            }
            if (leads(index)) {
                words(asker).led.add(new Leadership(owner, arc.leader, arc.term));
            } else if (stands(nowMicros, arc) && Long.compareUnsigned(groups.ownNode(index), asker.id()) > 0) {
                words(asker).objected.add(owner);
                if (!arc.isOpen()) {
                    begin(nowMicros, index, arc);
                }
            } else if (stands(nowMicros, arc) && !arc.isLed && !arc.isOpen()) {
                begin(nowMicros, index, arc);
            }
        }
        send(outbox);
    }

    private NodeRef nodeOf(int index, int rank) {
        return groups.members(index).stream()
                .filter(member -> member.rank() == rank)
                .findFirst()
                .orElseThrow();
    }

    /** Somebody with a higher id sees to an election. */
    void objection(long nowMicros, Objection message) {
        for (long owner : message.arcs()) {
            Arc arc = arcs.get(owner);
            if (arc != null && arc.asks && rules.standsBack(true)) {
                arc.asks = false;
                arc.waits = true;
                arc.untilMicros = nowMicros + PATIENCE * retryMicros;
            }
        }
    }

    /** Somebody leads. */
    void coordinator(long nowMicros, int from, Coordinator message, Outbox outbox) {
        for (Leadership led : message.arcs()) {
            int index = groups.indexOf(led.arc());
            Arc arc = arcs.get(led.arc());
            if (index < 0 || arc == null || !groups.isMember(index, from)) {
                continue;
            }
            boolean isLower = Long.compareUnsigned(led.node(), groups.ownNode(index)) < 0;
            arc.term = Math.max(arc.term, led.term());
            if (rules.standsBack(!isLower || !stands(nowMicros, arc))) {
                arc.isLedBy(led.node(), led.term());
            } else if (leads(index)) {
                words(nodeOf(index, from)).led.add(new Leadership(arc.owner, arc.leader, arc.term));
            } else if (!arc.isOpen()) {
                begin(nowMicros, index, arc);
            }
        }
        send(outbox);
    }

    /** Time has passed: who has got no answer leads, and who has heard of no leader asks again. */
    void look(long nowMicros, Outbox outbox) {
        for (Arc arc : arcs.values()) {
            int index = groups.indexOf(arc.owner);
            if (arc.asks && nowMicros >= arc.untilMicros) {
                if (stands(nowMicros, arc)) {
                    win(index, arc);
                } else {
                    begin(nowMicros, index, arc);
                }
            } else if (arc.waits && nowMicros >= arc.untilMicros) {
                begin(nowMicros, index, arc);
            }
        }
        if (nowMicros - repeatedMicros >= 2 * PATIENCE * retryMicros) {
            repeatedMicros = nowMicros;
            arcs.values().forEach(arc -> repeat(nowMicros, arc));
        }
        send(outbox);
    }

    /** Who leads says so again; who has not heard that for long asks, because two may each have taken the other for the leader. */
    private void repeat(long nowMicros, Arc arc) {
        int index = groups.indexOf(arc.owner);
        if (leads(index)) {
            if (rules.repeatsThatItLeads()) {
                tellThatItLeads(index, arc);
            }
        } else if (arc.isLed) {
            arc.silences++;
            if (arc.silences > PATIENCE && !arc.isOpen()) {
                arc.isLedByNobody(nowMicros);
                begin(nowMicros, index, arc);
            }
        }
    }

    private void send(Outbox outbox) {
        outbox.count(Figure.ELECTIONS, begunUntold);
        outbox.count(Figure.TERMS, wonUntold);
        begunUntold = 0;
        wonUntold = 0;
        for (Map.Entry<Integer, Words> to : words.entrySet()) {
            Words said = to.getValue();
            int rank = to.getKey();
            inParts(said.asked, part -> outbox.send(rank, new Election(clock.time(), part)));
            inParts(said.objected, part -> outbox.send(rank, new Objection(clock.time(), part)));
            inParts(said.led, part -> outbox.send(rank, new Coordinator(clock.time(), part)));
        }
        words.clear();
    }

    private static <E> void inParts(List<E> all, java.util.function.Consumer<List<E>> sender) {
        for (int from = 0; from < all.size(); from += PeerMessage.MOST_ARCS) {
            sender.accept(all.subList(from, Math.min(all.size(), from + PeerMessage.MOST_ARCS)));
        }
    }
}
