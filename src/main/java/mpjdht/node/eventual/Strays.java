package mpjdht.node.eventual;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mpjdht.ring.NodeRef;
import mpjdht.store.Digest;

/**
 * Keys of arcs of which this rank is to keep no copy any more. They are given up once every replica of the arc has been found to have the
 * same, with nothing changed meanwhile: so nothing is lost that somebody counts on, and no key stays where it does not belong.
 */
final class Strays {
    private final EventualState state;
    private final Map<Integer, Progress> arcs = new TreeMap<>();

    /** Who has the same as this rank had in an arc. */
    private static final class Progress {
        Digest digest;
        final Set<Integer> equals = new HashSet<>();

        Progress(Digest digest) {
            this.digest = digest;
        }
    }

    Strays(EventualState state) {
        this.state = state;
    }

    /** The ring is another one. */
    void restart() {
        arcs.clear();
    }

    /** Whether an arc has keys here that do not belong here. */
    boolean has(int index) {
        return !state.known().isMember(index) && state.digest(index).keys() > 0;
    }

    /** Whether there are any. */
    boolean any() {
        if (state.groups().isPresent()) {
            for (int index = 0; index < state.known().size(); index++) {
                if (has(index)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The replicas of an arc that have not been compared with it. */
    List<Integer> ranksToAsk(int index) {
        Progress progress = arcs.get(index);
        boolean counts = progress != null && progress.digest.equals(state.digest(index));
        List<Integer> ranks = new ArrayList<>();
        for (NodeRef member : state.known().members(index)) {
            if (!counts || !progress.equals.contains(member.rank())) {
                ranks.add(member.rank());
            }
        }
        return ranks;
    }

    /**
     * A replica has what is here of an arc.
     *
     * @param had what was here when they were compared
     */
    void hasThem(int index, int rank, Digest had) {
        Digest now = state.digest(index);
        if (!now.equals(had)) {
            return;
        }
        Progress progress = arcs.computeIfAbsent(index, absent -> new Progress(now));
        if (!progress.digest.equals(now)) {
            progress.digest = now;
            progress.equals.clear();
        }
        progress.equals.add(rank);
        if (ranksToAsk(index).isEmpty()) {
            arcs.remove(index);
            state.drop(index);
        }
    }
}
