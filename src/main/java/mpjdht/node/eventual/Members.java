package mpjdht.node.eventual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mpjdht.message.PeerMessage.Alive;
import mpjdht.message.PeerMessage.AskResidents;
import mpjdht.message.PeerMessage.Residents;
import mpjdht.metric.Figure;
import mpjdht.node.Detection;
import mpjdht.node.FailureDetector;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.ring.RingView;

/**
 * Who is on the circle, as one rank knows it: the nodes of the ranks that it hears. Each rank says of its own nodes which they are, and
 * nobody says it of others, but to a rank that has begun anew and remembers none: it takes the newest word that others have of it.
 *
 * <p>A rank that is not heard for the time-out is taken to be dead, and the ring closes without its nodes; when it is heard again they are
 * back. So two parts of a grid that do not reach each other have a ring each, and one when they do again.
 */
final class Members {
    /** The version of what a rank says of its nodes while it does not know them. */
    private static final int UNKNOWN = 0;

    /** In the place of a rank: none. */
    static final int NOBODY = 0;

    private final Grid grid;
    private final int self;
    private final int life;
    private final LamportClock clock;
    private final Detection detection;
    private final FailureDetector detector;
    private final Residents[] known;
    private final Residents initial;
    private boolean beating;
    private long begunMicros;
    private long epoch;
    private Optional<RingView> ring = Optional.empty();
    private boolean changed;

    /** What this rank was told of its own nodes when it began anew; null as long as it was told nothing. */
    private Residents taken;

    private boolean hasChangedOwn;

    /**
     * The members as a rank knows them when it begins.
     *
     * @param self this rank
     * @param life how often it has begun anew; in its first life it knows the ring at start
     * @param start the ring at start
     */
    Members(Grid grid, int self, int life, RingView start, LamportClock clock, Detection detection) {
        this.grid = grid;
        this.self = self;
        this.life = life;
        this.clock = clock;
        this.detection = detection;
        this.detector = new FailureDetector(detection, grid);
        this.known = new Residents[grid.size()];
        for (int rank = 1; rank <= grid.lastStorage(); rank++) {
            known[rank] = new Residents(0, rank, 0, 1, idsOf(start, rank));
        }
        this.initial = known[self];
        if (life > 0) {
            known[self] = new Residents(0, self, life, UNKNOWN, List.of());
        }
        review();
    }

    private static List<Long> idsOf(RingView ring, int rank) {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < ring.size(); i++) {
            if (ring.rank(i) == rank) {
                ids.add(ring.id(i));
            }
        }
        return ids;
    }

    /** The ring, if there is any node that this rank knows to be alive. */
    Optional<RingView> ring() {
        return ring;
    }

    /** Whether the ring has changed since this was asked last. */
    boolean hasChanged() {
        boolean had = changed;
        changed = false;
        return had;
    }

    /** Whether a rank is taken to be alive. */
    boolean isAlive(int rank) {
        return rank == self || detector.isAlive(rank);
    }

    /** How often a rank has begun anew, as far as is known. */
    int lifeOf(int rank) {
        return known[rank].life();
    }

    /** The storage ranks that are taken to be alive, but this one. */
    List<Integer> others() {
        List<Integer> others = new ArrayList<>();
        for (int rank = 1; rank <= grid.lastStorage(); rank++) {
            if (rank != self && detector.isAlive(rank)) {
                others.add(rank);
            }
        }
        return others;
    }

    /** Begins to say that it is alive, and to listen; tells whether it has not done so before. */
    boolean begin(long nowMicros, Outbox outbox) {
        if (beating) {
            return false;
        }
        beating = true;
        begunMicros = nowMicros;
        detector.begin(nowMicros);
        beat(nowMicros, outbox);
        return true;
    }

    /** Says that this rank is alive, and looks who else is. */
    void beat(long nowMicros, Outbox outbox) {
        for (int rank = 1; rank <= grid.lastStorage(); rank++) {
            if (rank != self) {
                outbox.send(rank, new Alive(clock.time(), life, known[self].version()));
            }
        }
        if (known[self].version() == UNKNOWN) {
            askWhoIAm(nowMicros, outbox);
        }
        List<Integer> silent = detector.look(nowMicros);
        if (!silent.isEmpty()) {
            // It never hears itself.
            outbox.count(
                    Figure.RANKS_TAKEN_FOR_DEAD,
                    silent.stream().filter(rank -> rank != self).count());
            review();
        }
    }

    /** Time between two beats. */
    long beatMicros() {
        return detection.beatMicros();
    }

    private void askWhoIAm(long nowMicros, Outbox outbox) {
        if (nowMicros - begunMicros > detection.timeoutMicros()) {
            // Whoever knew it is dead too: the ring at start is what is left.
            say(initial.ids(), outbox);
            return;
        }
        others().forEach(rank -> outbox.send(rank, new AskResidents(clock.time(), self)));
    }

    void alive(long nowMicros, int from, Alive message, Outbox outbox) {
        boolean wasDead = !detector.isAlive(from);
        detector.heard(nowMicros, from);
        Residents of = known[from];
        boolean isNews =
                message.life() > of.life() || (message.life() == of.life() && message.version() > of.version());
        if (isNews && message.version() != UNKNOWN) {
            outbox.send(from, new AskResidents(clock.time(), from));
        }
        if (wasDead) {
            review();
        }
    }

    /** Tells what it knows of the nodes of a rank. */
    void asked(int from, AskResidents message, Outbox outbox) {
        Residents of = known[message.rank()];
        if (of.version() != UNKNOWN) {
            outbox.send(from, new Residents(clock.time(), of.rank(), of.life(), of.version(), of.ids()));
        }
    }

    /** Is told of the nodes of a rank. */
    void residents(Residents message, Outbox outbox) {
        Residents of = known[message.rank()];
        if (message.rank() == self) {
            takeOwn(message, outbox);
            return;
        }
        if (message.life() > of.life() || (message.life() == of.life() && message.version() > of.version())) {
            known[message.rank()] = message;
            review();
        }
    }

    /** Takes the newest word of the nodes that this rank had, as long as it has not changed them itself. */
    private void takeOwn(Residents message, Outbox outbox) {
        boolean isNewest = taken == null
                || message.life() > taken.life()
                || (message.life() == taken.life() && message.version() > taken.version());
        if (message.life() < life && isNewest && !hasChangedOwn) {
            taken = message;
            say(message.ids(), outbox);
        }
    }

    /** The rank that hosts a node, or did when it was heard last; {@link #NOBODY} when none did. */
    int rankOf(long id) {
        if (ring.isPresent() && ring.get().indexOf(id) >= 0) {
            return ring.get().rank(ring.get().indexOf(id));
        }
        for (int rank = 1; rank <= grid.lastStorage(); rank++) {
            if (known[rank].ids().contains(id)) {
                return rank;
            }
        }
        return NOBODY;
    }

    /** The nodes of a rank, as far as is known. */
    List<Long> nodesOf(int rank) {
        return rank < 1 || rank > grid.lastStorage() ? List.of() : known[rank].ids();
    }

    /** Whether this rank knows which nodes it has. */
    boolean knowsOwn() {
        return known[self].version() != UNKNOWN;
    }

    /** The nodes of this rank. */
    List<Long> own() {
        return known[self].ids();
    }

    /** A node joins here. */
    void join(long id, Outbox outbox) {
        List<Long> ids = new ArrayList<>(own());
        ids.add(id);
        hasChangedOwn = true;
        say(ids, outbox);
    }

    /** A node of this rank leaves. */
    void leave(long id, Outbox outbox) {
        List<Long> ids = new ArrayList<>(own());
        ids.remove(id);
        hasChangedOwn = true;
        say(ids, outbox);
    }

    private void say(List<Long> ids, Outbox outbox) {
        known[self] = new Residents(clock.time(), self, life, known[self].version() + 1, ids);
        others().forEach(rank -> outbox.send(rank, known[self]));
        review();
    }

    /** Where two ranks say that a node is theirs, it is that of the lower one. */
    private void review() {
        Map<Long, Integer> rankOf = new TreeMap<>(Long::compareUnsigned);
        for (int rank = 1; rank <= grid.lastStorage(); rank++) {
            if (isAlive(rank)) {
                for (long id : known[rank].ids()) {
                    rankOf.putIfAbsent(id, rank);
                }
            }
        }
        RingView before = ring.orElse(null);
        if (rankOf.isEmpty()) {
            ring = Optional.empty();
            changed |= before != null;
            return;
        }
        long[] ids = rankOf.keySet().stream().mapToLong(Long::longValue).toArray();
        int[] ranks = Arrays.stream(ids).mapToInt(rankOf::get).toArray();
        RingView next = RingView.of(epoch + 1, ids, ranks);
        if (before == null || !before.hasSameNodes(next)) {
            epoch++;
            ring = Optional.of(next);
            changed = true;
        }
    }
}
