package mpjdht.sim.chord;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import mpjdht.ring.KeySpace;
import mpjdht.sim.SeededRandom;

/** Gives each node of a ring its id. */
final class NodeIds {
    private NodeIds() {}

    /** Ids of the nodes, by their numbers; there is no node 0. Where ids move, some are those of two nodes, on different ranks. */
    static long[] of(RingPlan plan, SeededRandom random) {
        KeySpace space = plan.space();
        Set<Long> taken = new TreeSet<>();
        long[] ids = new long[plan.nodes() + plan.spares() + 1];
        long name = 1;
        for (int rank = 1; rank < ids.length; rank++) {
            do {
                ids[rank] = space.idOf("node-" + name++);
            } while (!taken.add(ids[rank]));
        }
        if (plan.crowded()) {
            inTheOrderOfTheCircle(ids, plan.nodes(), random);
            crowd(ids, plan, taken, random);
        }
        if (plan.hardship().movingIds()) {
            giveTwice(ids, plan);
        }
        return ids;
    }

    /** Gives every other spare node the id of a member that may fail and is on another rank, from the first of either on. */
    private static void giveTwice(long[] ids, RingPlan plan) {
        int last = plan.crowded() ? Math.min(plan.base() + RingPlan.CROWD, plan.nodes()) : plan.nodes();
        int member = plan.base() + 1;
        for (int spare = plan.nodes() + 1; spare < ids.length && member <= last; spare += 2) {
            if (plan.rankOf(member) != plan.rankOf(spare)) {
                ids[spare] = ids[member++];
            }
        }
    }

    /** Puts the members at the start in order, from any place on the circle on. */
    private static void inTheOrderOfTheCircle(long[] ids, int nodes, SeededRandom random) {
        Long[] members = new Long[nodes];
        Arrays.setAll(members, i -> ids[i + 1]);
        Arrays.sort(members, Long::compareUnsigned);
        int first = random.nextInt(nodes);
        for (int i = 0; i < nodes; i++) {
            ids[i + 1] = members[(first + i) % nodes];
        }
    }

    /** Moves spare nodes in between those behind the base, as far as there is room. */
    private static void crowd(long[] ids, RingPlan plan, Set<Long> taken, SeededRandom random) {
        long highest = plan.space().highestId();
        long before = ids[Math.min(plan.base(), plan.nodes())];
        long width = (ids[Math.min(plan.base() + RingPlan.CROWD, plan.nodes())] - before) & highest;
        for (int rank = plan.nodes() + 1; rank < ids.length; rank++) {
            long id = (before + Long.remainderUnsigned(random.nextLong(), Math.max(1, width))) & highest;
            if (taken.add(id)) {
                ids[rank] = id;
            }
        }
    }
}
