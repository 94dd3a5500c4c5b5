package mpjdht.node.replica;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import mpjdht.ring.Arc;
import mpjdht.ring.Region;
import mpjdht.ring.RingView;

/** Cuts the circle into regions, and puts them together again. */
final class Regions {
    private static final Comparator<Region> BY_LAST =
            (a, b) -> Long.compareUnsigned(a.arc().last(), b.arc().last());

    private Regions() {}

    /** The regions, cut so that each of them belongs to one node of a ring. */
    static List<Region> cut(List<Region> regions, RingView ring) {
        List<Region> cut = new ArrayList<>();
        for (Region region : regions) {
            Arc arc = region.arc();
            int node = ring.ownerIndex(arc.after() + 1);
            for (int i = 0; i < ring.size() && arc.contains(ring.id(node)) && ring.id(node) != arc.last(); i++) {
                cut.add(region.over(new Arc(arc.after(), ring.id(node))));
                node = ring.successorIndex(node);
            }
            cut.add(region);
        }
        cut.sort(BY_LAST);
        return joined(cut);
    }

    /** The regions, with those in one that have the same replicas and belong to the same node. */
    static List<Region> merged(List<Region> regions, RingView ring) {
        List<Region> merged = new ArrayList<>();
        for (Region region : regions) {
            Region before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (before != null && areAlike(before, region, ring)) {
                merged.remove(merged.size() - 1);
            }
            merged.add(region);
        }
        if (merged.size() > 1 && areAlike(merged.get(merged.size() - 1), merged.get(0), ring)) {
            merged.remove(merged.size() - 1);
        }
        return joined(merged);
    }

    private static boolean areAlike(Region a, Region b, RingView ring) {
        return ring.ownerIndex(a.arc().last()) == ring.ownerIndex(b.arc().last())
                && a.over(b.arc()).equals(b);
    }

    /** The same regions, each beginning where the one before it ends. */
    private static List<Region> joined(List<Region> regions) {
        List<Region> joined = new ArrayList<>();
        for (int i = 0; i < regions.size(); i++) {
            Region before = regions.get(i == 0 ? regions.size() - 1 : i - 1);
            joined.add(regions.get(i)
                    .over(new Arc(before.arc().last(), regions.get(i).arc().last())));
        }
        return joined;
    }
}
