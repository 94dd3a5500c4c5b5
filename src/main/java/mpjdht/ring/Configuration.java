package mpjdht.ring;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who is on the circle, and where the copies of every key are, at one epoch. Never changes; the head makes the next one (the
 * configuration master of Lamport, Malkhi and Zhou, "Vertical Paxos", PODC 2009).
 *
 * <p>Invariant: the regions part the circle, in the order of their last positions.
 */
public final class Configuration {
    private final RingView ring;
    private final List<Region> regions;
    private final RingView byPosition;
    private final boolean everythingAvailable;

    /**
     * A configuration.
     *
     * @param ring the nodes that are taken to be alive, with the epoch
     * @param regions the parts of the circle, in the order of their last positions
     * @throws IllegalArgumentException if the regions do not part the circle, or come in another order
     */
    public Configuration(RingView ring, List<Region> regions) {
        this.ring = ring;
        this.regions = List.copyOf(regions);
        requireParted();
        long[] lasts = new long[regions.size()];
        int[] entries = new int[regions.size()];
        boolean available = true;
        for (int i = 0; i < lasts.length; i++) {
            Region region = regions.get(i);
            lasts[i] = region.arc().last();
            entries[i] = region.serving().isEmpty()
                    ? ring.rank(ring.ownerIndex(lasts[i]))
                    : region.first().rank();
            available &= region.isAvailable();
        }
        this.byPosition = RingView.of(ring.epoch(), lasts, entries);
        this.everythingAvailable = available;
    }

    /** The configuration of a ring whose nodes are all in their first life, and hold nothing or what {@code placement} says. */
    public static Configuration initial(RingView ring, Placement placement) {
        List<Region> regions = new ArrayList<>();
        for (int i = 0; i < ring.size(); i++) {
            List<Replica> replicas = new ArrayList<>();
            for (int index : placement.replicas(ring, i)) {
                replicas.add(new Replica(ring.id(index), ring.rank(index), 0));
            }
            regions.add(Region.of(ring.arc(i), replicas));
        }
        return new Configuration(ring, regions);
    }

    private void requireParted() {
        for (int i = 0; i < regions.size(); i++) {
            Arc arc = regions.get(i).arc();
            Arc before = regions.get(i == 0 ? regions.size() - 1 : i - 1).arc();
            if (arc.after() != before.last()) {
                throw new IllegalArgumentException(arc + " does not begin where " + before + " ends");
            }
            if (i > 0 && Long.compareUnsigned(before.last(), arc.last()) >= 0) {
                throw new IllegalArgumentException(arc + " does not end behind " + before);
            }
        }
    }

    /** Number of this configuration; every change makes it larger. */
    public long epoch() {
        return ring.epoch();
    }

    /** The nodes that are taken to be alive. */
    public RingView ring() {
        return ring;
    }

    /** The parts of the circle. */
    public List<Region> regions() {
        return regions;
    }

    /** The place of the region of a position in {@link #regions}. */
    public int regionIndex(long position) {
        return byPosition.ownerIndex(position);
    }

    /** The region of a position. */
    public Region region(long position) {
        return regions.get(regionIndex(position));
    }

    /** The arc of a node of the ring. */
    public Arc arc(long id) {
        return ring.arc(ring.indexOf(id));
    }

    /** The regions of an arc, in the order of the circle; more than one while the ring changes. */
    public List<Region> regions(Arc arc) {
        List<Region> parts = new ArrayList<>();
        int last = regionIndex(arc.last());
        int index = regionIndex(arc.after() + 1);
        parts.add(regions.get(index));
        while (index != last) {
            index = index + 1 == regions.size() ? 0 : index + 1;
            parts.add(regions.get(index));
        }
        return parts;
    }

    /** The ranks where requests for some regions enter, as far as these are available. */
    public Set<Integer> firstRanks(List<Region> some) {
        Set<Integer> ranks = new TreeSet<>();
        some.stream()
                .filter(Region::isAvailable)
                .forEach(region -> ranks.add(region.first().rank()));
        return ranks;
    }

    /** The regions as if they were nodes, named by their last positions, each on the rank where its requests enter. */
    public RingView entries() {
        return byPosition;
    }

    /** Whether no region has lost all of its copies, or the way to them. */
    public boolean isEverythingAvailable() {
        return everythingAvailable;
    }

    /**
     * Whether all replicas of a position had become equal before a later configuration, the next one: else its chain would be what is left of
     * the one here.
     */
    public boolean wereEqualBefore(Configuration later, long position) {
        List<Replica> before = region(position).serving();
        int place = 0;
        for (Replica replica : later.region(position).serving()) {
            while (place < before.size() && !isSamePlace(before.get(place), replica)) {
                place++;
            }
            if (place == before.size()) {
                return true;
            }
            place++;
        }
        return false;
    }

    private static boolean isSamePlace(Replica a, Replica b) {
        return a.rank() == b.rank() && a.life() == b.life();
    }

    /** Whether what has been done here to fill the replicas of a region of a later configuration counts there as well. */
    public boolean fillGoesOn(Region later) {
        Region now = region(later.arc().last());
        return !later.filling().isEmpty()
                && now.arc().equals(later.arc())
                && now.filling().equals(later.filling())
                && !now.serving().isEmpty()
                && now.last().equals(later.last());
    }

    @Override
    public String toString() {
        return "epoch " + epoch() + " " + regions;
    }
}
