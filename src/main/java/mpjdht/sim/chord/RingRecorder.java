package mpjdht.sim.chord;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mpjdht.message.ChordCodec;
import mpjdht.message.ChordMessage.Answered;
import mpjdht.message.ChordMessage.ClosestPrecedingFinger;
import mpjdht.message.ChordMessage.Envelope;
import mpjdht.message.ChordMessage.SuccessorFound;
import mpjdht.message.MessageKind;
import mpjdht.node.StateMachine;
import mpjdht.node.chord.ChordMachine;
import mpjdht.node.chord.ChordNode;
import mpjdht.ring.NodeRef;
import mpjdht.sim.Fault;
import mpjdht.sim.MessageFilter;
import mpjdht.sim.Observer;
import mpjdht.sim.Simulation;
import mpjdht.sim.record.RecordedRequest;
import mpjdht.sim.record.RunRecord;

/**
 * Keeps a record of a ring: who comes and goes, what each node has, and the way of each lookup, which is in the questions of the node
 * that was asked. It looks on, and changes nothing.
 */
final class RingRecorder extends AnswersOnly implements Observer, MessageFilter {
    private final Simulation simulation;
    private final RunRecord record;
    private final Map<Integer, Map<Long, Long>> keysOfMembers = new TreeMap<>();
    private final Map<Long, Lookup> underWay = new TreeMap<>();

    private record Lookup(NodeRef first, RecordedRequest request) {}

    /** Begins with the ring as it is. */
    RingRecorder(Simulation simulation, RingPlan plan, RingPicture picture) {
        this.simulation = simulation;
        this.record = new RunRecord(about(plan), untold(plan.faults()));
        for (int i = 0; i < picture.size(); i++) {
            NodeRef node = picture.node(i).self();
            long keys = picture.node(i).table().keys();
            record.node(node.id(), node.rank(), keys);
            membersOf(node.rank()).put(node.id(), keys);
        }
    }

    private static Map<String, Object> about(RingPlan plan) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("kind", "Chord ring");
        about.put("seed", plan.seed());
        about.put("plan", plan.toString());
        about.put("highest_id", Long.toUnsignedString(plan.space().highestId()));
        return about;
    }

    /** What neither the nodes nor the processes show. */
    private static List<Fault> untold(List<Fault> faults) {
        return faults.stream()
                .filter(fault -> fault instanceof Fault.Slow
                        || fault instanceof Fault.Pause
                        || fault instanceof Fault.ClockJump
                        || fault instanceof Fault.Cut)
                .toList();
    }

    RunRecord record() {
        return record;
    }

    private Map<Long, Long> membersOf(int rank) {
        return keysOfMembers.computeIfAbsent(rank, none -> new TreeMap<>());
    }

    @Override
    public void changed(int rank) {
        long now = simulation.nowMicros();
        Map<Long, Long> members = membersOf(rank);
        StateMachine machine = simulation.machine(rank);
        if (machine instanceof ChordMachine chord) {
            for (ChordNode node : chord.nodes()) {
                look(now, node, members);
            }
            members.keySet().removeIf(id -> {
                boolean hasLeft = chord.node(id) == null || !chord.node(id).member();
                if (hasLeft) {
                    record.left(now, id, rank, false);
                }
                return hasLeft;
            });
        } else if (machine == null && rank > 0) {
            record.crashed(now, rank);
            members.keySet().forEach(id -> record.left(now, id, rank, true));
            members.clear();
        }
    }

    private void look(long now, ChordNode node, Map<Long, Long> members) {
        if (!node.member()) {
            return;
        }
        long id = node.self().id();
        long keys = node.table().keys();
        Long before = members.put(id, keys);
        if (before == null) {
            record.joined(now, id, node.self().rank(), keys);
        } else if (before != keys) {
            record.keys(now, id, keys);
        }
    }

    /** A lookup begins at a member. */
    void asked(long position, NodeRef first) {
        RecordedRequest request = record.asked(simulation.nowMicros(), "LOOKUP", null, position);
        underWay.put(position, new Lookup(first, request.from(first.id())));
    }

    /** A lookup has ended. */
    void found(long position, SuccessorFound answer, boolean right) {
        Lookup lookup = underWay.remove(position);
        if (lookup != null) {
            long now = simulation.nowMicros();
            if (answer.found()) {
                lookup.request.endsAt(now, answer.owner().id());
            }
            lookup.request.answered(now, answer.found() ? right ? "right" : "wrong" : "not found", answer.hops());
        }
    }

    @Override
    public boolean passes(int from, int to, byte[] bytes, int offset, int length, Detour detour) {
        if (MessageKind.of(bytes, offset, length) == MessageKind.CHORD) {
            ChordCodec.decode(from, bytes, offset, length, this);
        }
        return true;
    }

    @Override
    public void onClosestPrecedingFinger(Envelope envelope, ClosestPrecedingFinger message) {
        Lookup lookup = underWay.get(message.position());
        if (lookup != null && lookup.first.equals(envelope.from())) {
            lookup.request.goesTo(simulation.nowMicros(), envelope.to());
        }
    }

    @Override
    public void onAnswer(Envelope envelope, Answered answer) {}
}
