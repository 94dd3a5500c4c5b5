package mpjdht.node.replica;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mpjdht.message.ChainMessage.Heard;
import mpjdht.message.HeadMessage.Heartbeat;
import mpjdht.metric.Figure;
import mpjdht.node.Detection;
import mpjdht.node.FailureDetector;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.ring.Replica;
import mpjdht.ring.RingView;

/** Which nodes there are, in which of their lives, and which of them are taken to be alive. */
final class Census {
    private static final long TIMER = 0;

    private final Detection detection;
    private final FailureDetector detector;

    /** How often each rank has begun anew. */
    private final int[] lives;

    private final Map<Long, Replica> alive = new TreeMap<>(Long::compareUnsigned);
    private final Map<Long, Replica> silent = new TreeMap<>(Long::compareUnsigned);
    private boolean watching;

    /** The nodes of a ring, all alive and in their first life. */
    Census(Grid grid, Detection detection, RingView ring) {
        this.detection = detection;
        this.detector = new FailureDetector(detection, grid);
        this.lives = new int[grid.size()];
        for (int i = 0; i < ring.size(); i++) {
            add(ring.id(i), ring.rank(i));
        }
    }

    /** Begins to watch, if it does not yet. */
    void begin(long nowMicros, Outbox outbox) {
        if (!watching) {
            watching = true;
            detector.begin(nowMicros);
            outbox.setTimer(detection.beatMicros(), TIMER);
        }
    }

    /** Looks at the time, and returns the nodes that are dead since it looked last; they are still in the lists. */
    List<Replica> look(long nowMicros, Outbox outbox) {
        List<Replica> dead = new ArrayList<>();
        List<Integer> silent = detector.look(nowMicros);
        silent.forEach(rank -> dead.addAll(aliveOn(rank)));
        outbox.count(Figure.RANKS_TAKEN_FOR_DEAD, silent.size());
        outbox.setTimer(detector.microsUntilNext(nowMicros), TIMER);
        return dead;
    }

    /** A rank says that it is alive; false when that is of a former life. */
    boolean hear(long nowMicros, int rank, Heartbeat report, Outbox outbox) {
        if (report.life() < lives[rank]) {
            return false;
        }
        outbox.send(rank, new Heard(report.sentMicros()));
        if (!report.stopped()) {
            detector.heard(nowMicros, rank);
        }
        return true;
    }

    /** Takes note of the life of a rank; true when it has begun anew. */
    boolean beginsAnew(int rank, int life) {
        boolean anew = life > lives[rank];
        lives[rank] = Math.max(lives[rank], life);
        return anew;
    }

    /** How often a rank has begun anew, as far as was heard. */
    int life(int rank) {
        return lives[rank];
    }

    /** A node as it is in the present life of its rank. */
    Replica present(long id, int rank) {
        return new Replica(id, rank, lives[rank]);
    }

    /** Whether a rank is taken to be alive. */
    boolean isAlive(int rank) {
        return detector.isAlive(rank);
    }

    /** A node that is alive; null when there is none with that id. */
    Replica alive(long id) {
        return alive.get(id);
    }

    /** Whether no node is alive. */
    boolean isEmpty() {
        return alive.isEmpty();
    }

    /** The nodes of a rank that are alive. */
    List<Replica> aliveOn(int rank) {
        return alive.values().stream().filter(replica -> replica.rank() == rank).toList();
    }

    /** A node is there, and alive. */
    void add(long id, int rank) {
        alive.put(id, present(id, rank));
    }

    /** A node is dead; it is expected back if somebody counts on it. */
    void lose(Replica replica, boolean isExpected) {
        alive.remove(replica.id());
        if (isExpected) {
            silent.put(replica.id(), replica);
        }
    }

    /** Whether a rank has nodes that are silent, and may come back. */
    boolean expects(int rank) {
        return silent.values().stream().anyMatch(replica -> replica.rank() == rank);
    }

    /** The silent nodes of a rank are alive again. */
    List<Replica> comeBack(int rank) {
        List<Replica> back = silent.values().stream()
                .filter(replica -> replica.rank() == rank)
                .map(replica -> present(replica.id(), rank))
                .toList();
        back.forEach(replica -> {
            silent.remove(replica.id());
            alive.put(replica.id(), replica);
        });
        return back;
    }

    /** Nodes that are not on a ring are forgotten, but for those that are silent. */
    void keepOnly(RingView ring) {
        alive.keySet().removeIf(id -> ring.indexOf(id) < 0);
    }

    /** The nodes of a ring, and those that may come back. */
    RingView withTheSilent(RingView ring) {
        RingView all = ring;
        for (Replica replica : silent.values()) {
            all = all.indexOf(replica.id()) < 0 ? all.join(replica.id(), replica.rank()) : all;
        }
        return all;
    }

    /** Who of a ring is alive; if nobody is, whoever is alive at all, or the ring itself, for the circle is never empty. */
    RingView living(RingView ring) {
        List<Replica> left = alive.values().stream()
                .filter(replica -> ring.indexOf(replica.id()) >= 0)
                .toList();
        if (left.isEmpty()) {
            left = List.copyOf(alive.values());
        }
        return left.isEmpty() ? ring : ring(ring.epoch(), left);
    }

    private static RingView ring(long epoch, List<Replica> replicas) {
        long[] ids = new long[replicas.size()];
        int[] ranks = new int[replicas.size()];
        Arrays.setAll(ids, i -> replicas.get(i).id());
        Arrays.setAll(ranks, i -> replicas.get(i).rank());
        return RingView.of(epoch, ids, ranks);
    }
}
