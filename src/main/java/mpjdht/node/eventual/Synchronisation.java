package mpjdht.node.eventual;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import mpjdht.message.ClientMessage.StillWorking;
import mpjdht.message.ClientMessage.Synchronised;
import mpjdht.message.MemberMessage.Synchronise;
import mpjdht.message.Origin;
import mpjdht.message.PeerMessage.RoundOver;
import mpjdht.message.PeerMessage.StartRound;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;

/**
 * Sees to it, when a client asks for it, that all replicas become equal: everybody who is alive compares with everybody, round after round,
 * until in one of them nobody has found a difference, and all knew the same ring.
 */
final class Synchronisation {
    private static final int MOST_ROUNDS = 100;
    private static final int ROUNDS_TO_BE_SURE = 3;

    private final Grid grid;
    private final EventualState state;
    private final Members members;
    private final List<Synchronise> askers = new ArrayList<>();
    private final Map<Integer, RoundOver> answers = new HashMap<>();
    private long round;
    private int rounds;
    private long keys;
    private long bytes;
    private int roundsWithoutMoves;
    private boolean restIsLost;
    private boolean running;

    Synchronisation(Grid grid, EventualState state, Members members) {
        this.grid = grid;
        this.state = state;
        this.members = members;
        // No life of a rank has rounds with the numbers of another.
        this.round = (long) state.life << Integer.SIZE;
    }

    /** A client asks for it. */
    void ask(Synchronise asker, Outbox outbox) {
        askers.add(asker);
        if (!running) {
            running = true;
            rounds = 0;
            keys = 0;
            bytes = 0;
            roundsWithoutMoves = 0;
            begin(outbox);
        }
    }

    private void begin(Outbox outbox) {
        // Everybody has told everybody what there is.
        restIsLost = roundsWithoutMoves >= ROUNDS_TO_BE_SURE && everybody().size() == grid.lastStorage();
        round++;
        rounds++;
        answers.clear();
        say(outbox);
    }

    private void say(Outbox outbox) {
        for (int rank : everybody()) {
            if (!answers.containsKey(rank)) {
                outbox.send(rank, new StartRound(state.clock.time(), round, restIsLost));
            }
        }
    }

    private Set<Integer> everybody() {
        Set<Integer> all = new TreeSet<>(members.others());
        all.add(state.rank);
        return all;
    }

    /** Time has passed: who has not answered is asked again, and who is dead is not waited for. */
    void look(Outbox outbox) {
        if (running) {
            askers.forEach(
                    asker -> outbox.send(Origin.rank(asker.origin()), new StillWorking(Origin.client(asker.origin()))));
            say(outbox);
            review(outbox);
        }
    }

    /** Somebody has compared. */
    void over(int from, RoundOver message, Outbox outbox) {
        if (running && message.round() == round) {
            answers.put(from, message);
            review(outbox);
        }
    }

    private void review(Outbox outbox) {
        Set<Integer> all = everybody();
        if (!answers.keySet().containsAll(all)) {
            return;
        }
        long ring = state.groups().map(Groups::digest).orElse(0L);
        boolean same = all.stream().map(answers::get).allMatch(answer -> answer.same() && answer.ring() == ring);
        roundsWithoutMoves = all.stream().allMatch(rank -> answers.get(rank).keys() == 0) ? roundsWithoutMoves + 1 : 0;
        for (int rank : all) {
            keys += answers.get(rank).keys();
            bytes += answers.get(rank).bytes();
        }
        if (same || rounds == MOST_ROUNDS) {
            // Whoever is silent may be cut off, and have what nobody here has.
            boolean done =
                    same && all.size() == grid.lastStorage() && state.groups().isPresent();
            running = false;
            askers.forEach(asker -> outbox.send(
                    Origin.rank(asker.origin()),
                    new Synchronised(Origin.client(asker.origin()), asker.question(), done, rounds, keys, bytes)));
            askers.clear();
        } else {
            begin(outbox);
        }
    }
}
