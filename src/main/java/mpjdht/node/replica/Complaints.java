package mpjdht.node.replica;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import mpjdht.node.Detection;

/**
 * Ranks that say of others in their chains that these do not answer, though the head hears of both. One of the two has to leave the
 * chains. Who stands before somebody who cannot go on has no answers either; so all who complain are heard first, and it is somebody of
 * whom others complain and who does not complain himself, if there is one. Who has left may come back after a while, the longer the more
 * often it happens.
 */
final class Complaints {
    /** Part of the time-out for which the head waits for further complaints. */
    private static final int HEARING = 4;

    private static final int FIRST_BAN = 2;
    private static final int LONGEST_BAN = 16;

    private final long timeoutMicros;
    private final Map<Integer, Set<Integer>> accusedBy = new TreeMap<>();
    private final Map<Integer, Ban> bans = new HashMap<>();
    private long heardMicros;

    /** Until when a rank stays away, and for how many time-outs. */
    private record Ban(long untilMicros, int timeouts) {}

    Complaints(Detection detection) {
        this.timeoutMicros = detection.timeoutMicros();
    }

    /** A rank complains of another. */
    void add(long nowMicros, int from, int accused) {
        if (accusedBy.isEmpty()) {
            heardMicros = nowMicros;
        }
        accusedBy.computeIfAbsent(from, absent -> new TreeSet<>()).add(accused);
    }

    /** A configuration is in force: what was complained of may be over. */
    void clear() {
        accusedBy.clear();
    }

    /**
     * Decides who has to leave the chains.
     *
     * @param isDispensable whether nothing would be out of reach without a rank
     * @return the rank; none yet, or nobody who is dispensable
     */
    OptionalInt decide(long nowMicros, IntPredicate isDispensable) {
        if (accusedBy.isEmpty() || nowMicros - heardMicros < timeoutMicros / HEARING) {
            return OptionalInt.empty();
        }
        Set<Integer> accused = new TreeSet<>();
        accusedBy.values().forEach(accused::addAll);
        Set<Integer> silent = new TreeSet<>(accused);
        silent.removeAll(accusedBy.keySet());
        OptionalInt choice = choose(silent, isDispensable);
        if (choice.isEmpty()) {
            choice = choose(accused, isDispensable);
        }
        if (choice.isEmpty()) {
            choice = choose(accusedBy.keySet(), isDispensable);
        }
        choice.ifPresent(rank -> ban(nowMicros, rank));
        accusedBy.clear();
        return choice;
    }

    private static OptionalInt choose(Set<Integer> ranks, IntPredicate isDispensable) {
        return ranks.stream().mapToInt(Integer::intValue).filter(isDispensable).max();
    }

    private void ban(long nowMicros, int rank) {
        Ban before = bans.get(rank);
        boolean isRecent = before != null && nowMicros - before.untilMicros() < LONGEST_BAN * timeoutMicros;
        int timeouts = isRecent ? Math.min(LONGEST_BAN, 2 * before.timeouts()) : FIRST_BAN;
        bans.put(rank, new Ban(nowMicros + timeouts * timeoutMicros, timeouts));
    }

    /** Whether a rank has to stay away yet. */
    boolean isBanned(long nowMicros, int rank) {
        Ban ban = bans.get(rank);
        return ban != null && nowMicros < ban.untilMicros();
    }
}
