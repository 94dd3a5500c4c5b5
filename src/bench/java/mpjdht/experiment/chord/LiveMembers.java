package mpjdht.experiment.chord;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import mpjdht.node.StateMachine;
import mpjdht.node.chord.ChordMachine;
import mpjdht.node.chord.ChordNode;
import mpjdht.sim.Observer;
import mpjdht.sim.Simulation;
import mpjdht.sim.chord.RingPicture;

/** Who is on the ring at this moment, told by looking at every node from outside, after each of its events. */
final class LiveMembers implements Observer {
    private final Simulation simulation;
    private final List<Long> ids = new ArrayList<>();
    private final List<ChordNode> nodes = new ArrayList<>();
    private final TreeMap<Long, ChordNode> members = new TreeMap<>(Long::compareUnsigned);
    private RingPicture picture;

    LiveMembers(Simulation simulation) {
        this.simulation = simulation;
    }

    /** The next rank hosts a node with this id, or none when it is null. */
    void add(Long id) {
        ids.add(id);
        nodes.add(null);
    }

    /** The members. */
    RingPicture picture() {
        if (picture == null) {
            picture = new RingPicture(new ArrayList<>(members.values()));
        }
        return picture;
    }

    @Override
    public void changed(int rank) {
        ChordNode node = nodes.get(rank);
        if (node == null || node.left() || !simulation.up(rank)) {
            node = nodeNow(rank);
            nodes.set(rank, node);
        }
        Long id = ids.get(rank);
        if (id == null) {
            return;
        }
        boolean member = node != null && node.member();
        if (member != (members.get(id) != null)) {
            picture = null;
            if (member) {
                members.put(id, node);
            } else {
                members.remove(id);
            }
        }
    }

    private ChordNode nodeNow(int rank) {
        StateMachine machine = simulation.machine(rank);
        return machine instanceof ChordMachine chord ? chord.node(ids.get(rank)) : null;
    }
}
