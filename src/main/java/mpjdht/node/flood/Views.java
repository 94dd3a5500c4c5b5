package mpjdht.node.flood;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import mpjdht.ring.NodeRef;

/**
 * Whom a node knows: its neighbours, the active view, and others who may take a neighbour's place, the passive view. Nobody is in both, nor the
 * node itself in either, and neither grows beyond its limit.
 */
final class Views {
    private final NodeRef self;
    private final NeighbourSettings settings;
    private final IntUnaryOperator draw;
    /** When each neighbour was heard last, by its id. */
    private final Map<Long, Neighbour> active = new LinkedHashMap<>();

    private final List<NodeRef> passive = new ArrayList<>();
    private long version;
    private long activeVersion;

    /** A neighbour. */
    static final class Neighbour {
        final NodeRef node;
        long heardMicros;

        Neighbour(NodeRef node, long heardMicros) {
            this.node = node;
            this.heardMicros = heardMicros;
        }
    }

    Views(NodeRef self, NeighbourSettings settings, IntUnaryOperator draw) {
        this.self = self;
        this.settings = settings;
        this.draw = draw;
    }

    /** Another number whenever somebody has come or gone. */
    long version() {
        return version;
    }

    /** Another number whenever a neighbour has come or gone. */
    long activeVersion() {
        return activeVersion;
    }

    List<NodeRef> active() {
        return active.values().stream().map(neighbour -> neighbour.node).toList();
    }

    Collection<Neighbour> neighbours() {
        return active.values();
    }

    List<NodeRef> passive() {
        return Collections.unmodifiableList(passive);
    }

    boolean isNeighbour(NodeRef node) {
        return active.containsKey(node.id());
    }

    int neighbourCount() {
        return active.size();
    }

    boolean isFull() {
        return active.size() >= settings.active();
    }

    /** Takes a node for a neighbour; it is not the node itself, and there is room. */
    void addActive(NodeRef node, long nowMicros) {
        version++;
        activeVersion++;
        passive.remove(node);
        active.put(node.id(), new Neighbour(node, nowMicros));
    }

    void heard(NodeRef node, long nowMicros) {
        Neighbour neighbour = active.get(node.id());
        if (neighbour != null) {
            neighbour.heardMicros = nowMicros;
        }
    }

    /** A node is no neighbour any more; tells whether it was one. */
    boolean removeActive(NodeRef node) {
        version++;
        activeVersion++;
        return active.remove(node.id()) != null;
    }

    /** Notes a node down; when there is no room, one of those that need not stay, or any other, makes place. */
    void addPassive(NodeRef node, List<NodeRef> needNotStay) {
        if (node.equals(self) || isNeighbour(node) || passive.contains(node)) {
            return;
        }
        if (passive.size() >= settings.passive()) {
            List<NodeRef> candidates = new ArrayList<>(passive);
            candidates.retainAll(needNotStay);
            passive.remove(pick(candidates.isEmpty() ? passive : candidates));
        }
        version++;
        passive.add(node);
    }

    void removePassive(NodeRef node) {
        version++;
        passive.remove(node);
    }

    /** Any neighbour but one; null when there is no other. */
    NodeRef anyActive(NodeRef but) {
        List<NodeRef> others = new ArrayList<>(active());
        others.remove(but);
        return others.isEmpty() ? null : pick(others);
    }

    /** Any of a list, which is not empty. */
    NodeRef pick(List<NodeRef> nodes) {
        return nodes.get(draw.applyAsInt(nodes.size()));
    }

    /** So many of a list, or all, in a drawn order. */
    List<NodeRef> some(List<NodeRef> nodes, int most) {
        List<NodeRef> rest = new ArrayList<>(nodes);
        List<NodeRef> drawn = new ArrayList<>();
        while (drawn.size() < most && !rest.isEmpty()) {
            drawn.add(rest.remove(draw.applyAsInt(rest.size())));
        }
        return drawn;
    }
}
