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
 * taken by the node before it, moved on by one, and so on for each that leaves. So in the list of one that leaves the one who
 * lives on must not be among as many of the last entries, which may fall off the end. Nor is a node counted on that has come back lately: somebody may
 * be about to find out that it was gone.
 */
final class FailureGuard {
    private final Simulation simulation;
    private final int successors;
    private final long patienceMicros;
    private final Set<Long> leaving = new TreeSet<>();
    private final Map<Long, Long> returnedMicros = new TreeMap<>();

    FailureGuard(Simulation simulation, ChordSettings settings) {
        this.simulation = simulation;
        this.successors = settings.successors();
        this.patienceMicros = 2L * settings.tries() * settings.answerMicros();
    }

    /** A node that was on the ring before joins it again. */
    void returns(long id) {
        returnedMicros.put(id, simulation.nowMicros());
    }

    /**
     * Whether a node may crash now.
     *
     * @param ring the live members
     */
    boolean mayCrash(RingPicture ring, long id) {
        leaving.removeIf(other -> ring.indexOf(other) < 0);
        Set<Long> doomed = new TreeSet<>(leaving);
        doomed.add(id);
        return allSurvive(ring, doomed);
    }

    /** Whether a node may leave now; if so, it has to be told. */
    boolean mayLeave(RingPicture ring, long id) {
        leaving.removeIf(other -> ring.indexOf(other) < 0);
        if (!leaving.add(id)) {
            return false;
        }
        boolean may = allSurvive(ring, leaving);
        if (!may) {
            leaving.remove(id);
        }
        return may;
    }

    private boolean allSurvive(RingPicture ring, Set<Long> doomed) {
        for (int i = 0; i < ring.size(); i++) {
            ChordNode node = ring.node(i);
            boolean leaves = leaving.contains(node.self().id());
            boolean crashes = doomed.contains(node.self().id()) && !leaves;
            int counted = leaves ? successors - leaving.size() : successors;
            if (!crashes && !survives(node.successors(), counted, ring, doomed)) {
                return false;
            }
        }
        boolean[] survive = {true};
        ListsInFlight.forEach(simulation, (from, list) -> {
            int counted = leaving.contains(from) ? successors - leaving.size() + 1 : successors;
            survive[0] &= survives(list, counted, ring, doomed);
        });
        return survive[0];
    }

    private boolean survives(List<NodeRef> list, int counted, RingPicture ring, Set<Long> doomed) {
        for (int i = 0; i < Math.min(list.size(), counted); i++) {
            long id = list.get(i).id();
            if (ring.indexOf(id) >= 0 && !doomed.contains(id) && !returnedLately(id)) {
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
