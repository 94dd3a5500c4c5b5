package mpjdht.sim.chord;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mpjdht.node.chord.ChordNode;
import mpjdht.node.chord.ChordSettings;
import mpjdht.ring.NodeRef;
import mpjdht.sim.Simulation;

/**
 * Decides whether a node may fail now. Zave's proof, like any, stands on an assumption: failures never leave a member
 * without a live successor (section 3.4). So a crash or leave is allowed only if every successor list, be it a member's or on
 * its way to one, names somebody who lives on.
 *
 * <p>A node that leaves counts as dead from the moment it is told to, though it answers until it is gone: its list may be
 * taken by the node before it, moved on by one, and so on for each that leaves and has the one behind it in its list. So in the
 * list of one that leaves the one who lives on must not be among as many of the last entries, which may fall off the end. Nor is
 * a node counted on that has come back lately, or is named on another rank: somebody may be about to find out that it was gone.
 */
final class FailureGuard {
    private final Simulation simulation;
    private final int successors;
    private final long patienceMicros;
    private final Map<Long, ChordNode> leaving = new TreeMap<>();
    private final Map<Long, Long> returnedMicros = new TreeMap<>();
    private int mostLeaving;

    FailureGuard(Simulation simulation, ChordSettings settings) {
        this.simulation = simulation;
        this.successors = settings.successors();
        this.patienceMicros = 2L * settings.tries() * settings.answerMicros();
    }

    /** A node that was on the ring before joins it again. */
    void returns(long id) {
        returnedMicros.put(id, simulation.nowMicros());
    }

    /** The most nodes that were about to leave at a moment. */
    int mostLeaving() {
        return mostLeaving;
    }

    /**
     * Whether nodes may crash now, all at once.
     *
     * @param ring the live members
     */
    boolean mayCrash(RingPicture ring, Set<Long> ids) {
        forgetWhoHasLeft(ring);
        Set<Long> doomed = new TreeSet<>(leaving.keySet());
        doomed.addAll(ids);
        return allSurvive(ring, doomed);
    }

    /** Whether a node may leave now; if so, it has to be told. */
    boolean mayLeave(RingPicture ring, long id) {
        forgetWhoHasLeft(ring);
        if (leaving.putIfAbsent(id, ring.node(ring.indexOf(id))) != null) {
            return false;
        }
        boolean may = allSurvive(ring, leaving.keySet());
        if (!may) {
            leaving.remove(id);
        }
        mostLeaving = Math.max(mostLeaving, leaving.size());
        return may;
    }

    private void forgetWhoHasLeft(RingPicture ring) {
        leaving.values().removeIf(node -> {
            int index = ring.indexOf(node.self().id());
            return index < 0 || ring.node(index) != node;
        });
    }

    private boolean allSurvive(RingPicture ring, Set<Long> doomed) {
        for (int i = 0; i < ring.size(); i++) {
            ChordNode node = ring.node(i);
            long id = node.self().id();
            boolean leaves = leaving.containsKey(id);
            boolean crashes = doomed.contains(id) && !leaves;
            if (!crashes && !survives(node.successors(), successors - leavingUpTo(id), ring, doomed)) {
                return false;
            }
        }
        boolean[] survive = {true};
        ListsInFlight.forEach(simulation, (from, list) -> {
            int counted = leaving.containsKey(from) ? successors - leavingUpTo(from) + 1 : successors;
            survive[0] &= survives(list, counted, ring, doomed);
        });
        return survive[0];
    }

    /** How many nodes that leave lie in a row, of which each has the next in its list, with this one as the last; 0 if it stays. */
    private int leavingUpTo(long id) {
        Set<Long> row = new TreeSet<>();
        if (leaving.containsKey(id)) {
            row.add(id);
        }
        boolean grows = !row.isEmpty();
        while (grows) {
            grows = false;
            for (ChordNode node : leaving.values()) {
                grows |= node.successors().stream().anyMatch(next -> row.contains(next.id()))
                        && row.add(node.self().id());
            }
        }
        return row.size();
    }

    private boolean survives(List<NodeRef> list, int counted, RingPicture ring, Set<Long> doomed) {
        for (int i = 0; i < Math.min(list.size(), counted); i++) {
            NodeRef node = list.get(i);
            if (ring.has(node) && !doomed.contains(node.id()) && !returnedLately(node.id())) {
                return true;
            }
        }
        return false;
    }

    private boolean returnedLately(long id) {
        Long returned = returnedMicros.get(id);
        return returned != null && simulation.nowMicros() - returned < patienceMicros;
    }
}
