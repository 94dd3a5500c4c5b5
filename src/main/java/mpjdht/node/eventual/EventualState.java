package mpjdht.node.eventual;

import java.util.List;
import java.util.Optional;
import mpjdht.message.RequestCursor;
import mpjdht.node.ProtocolException;
import mpjdht.ring.Arc;
import mpjdht.ring.KeySpace;
import mpjdht.store.Digest;
import mpjdht.store.KeyWalk;
import mpjdht.store.Siblings;
import mpjdht.store.Version;
import mpjdht.store.VersionedTable;

/** What a rank has and knows under eventual consistency: its keys, its clock, the ring and the groups on it, and of which positions it has everything. */
final class EventualState {
    /** How many bits of a writer's number are its rank; the others are its life. */
    private static final int RANK_BITS = 15;

    /** An actor of siblings is a rank, some bits of its life, and the time at which it began. */
    private static final int ACTOR_LIFE_BITS = 9;

    private static final int ACTOR_TIME_BITS = 40;
    private static final long ACTOR_TIME = (1L << ACTOR_TIME_BITS) - 1;

    final EventualRules rules;
    final LamportClock clock;
    final VersionedTable table;
    /** Of what this rank is to keep: where it has everything. */
    private final Coverage coverage = new Coverage();

    /**
     * Of what others are to keep: where this rank had everything when it was to keep it, until one of them is known to have it. What was
     * written since they know.
     */
    private final Coverage inheritance = new Coverage();

    final int rank;
    final int life;
    private Optional<Groups> groups = Optional.empty();
    private boolean[] isComplete = {};
    private boolean hadRing;

    /** What the keys of each arc come to; not known until it is asked for. */
    private long[] sums = {};

    private int[] counts = {};
    private boolean isCounted;

    /** When keys were given up here last. */
    private long lastDrop;

    EventualState(int rank, int life, KeySpace space, EventualSettings settings, EventualRules rules) {
        this.rank = rank;
        this.life = life;
        this.rules = rules;
        this.clock = new LamportClock(rules);
        this.table = new VersionedTable(
                space, settings.segmentSlots(), settings.digestLevels(), settings.conflicts(), rules::isNewer);
        if (life == 0) {
            // At the start nobody has any key.
            coverage.add(Arc.wholeCircle(0));
        }
    }

    /** The number that this rank has as a writer; none has it a second time, because it comes back with another life. */
    int writer() {
        return life << RANK_BITS | rank;
    }

    /**
     * The actor as which this rank writes to a key: the one that it has been there already, if it has kept all that it wrote since, else
     * a new one. So an actor never gives a dot to two values.
     */
    long actor(Siblings before) {
        long self = (long) rank << ACTOR_LIFE_BITS | (life & ((1 << ACTOR_LIFE_BITS) - 1));
        long began = clock.tick() & ACTOR_TIME;
        return before.lastActor(actor -> actor >>> ACTOR_TIME_BITS == self && (actor & ACTOR_TIME) > lastDrop)
                .orElse(self << ACTOR_TIME_BITS | began);
    }

    /** The groups, if there is a ring. */
    Optional<Groups> groups() {
        return groups;
    }

    /** The groups of the ring, of which there is one. */
    Groups known() {
        return groups.orElseThrow();
    }

    /** The ring is another one, or there is none. */
    void install(Optional<Groups> next) {
        groups = next;
        isCounted = false;
        isComplete = new boolean[next.map(Groups::size).orElse(0)];
        for (int index = 0; index < isComplete.length; index++) {
            isComplete[index] = known().isMember(index) ? becomesMember(index) : becomesStranger(index);
        }
        hadRing |= next.isPresent();
    }

    private boolean becomesMember(int index) {
        Arc arc = known().arc(index);
        if (known().members(index).size() == 1) {
            // Nobody has taken it over meanwhile, and nobody else can tell what there was.
            inheritance.of(arc).forEach(coverage::add);
        }
        inheritance.remove(arc);
        return coverage.covers(arc);
    }

    private boolean becomesStranger(int index) {
        Arc arc = known().arc(index);
        if (hadRing) {
            coverage.of(arc).forEach(inheritance::add);
        }
        // What is written from now on does not come here.
        coverage.remove(arc);
        return inheritance.covers(arc);
    }

    /** Where in an arc this rank has everything, or had when it was to keep it. */
    List<Arc> everythingOf(int index) {
        return (known().isMember(index) ? coverage : inheritance).of(known().arc(index));
    }

    /** Whether others are to keep an arc now of which this rank had everything somewhere, and none of them is known to have that. */
    boolean hasInheritance(int index) {
        return !inheritance.isEmpty()
                && !known().isMember(index)
                && !everythingOf(index).isEmpty();
    }

    /** One of those who are to keep an arc has everything of it. */
    void isInherited(int index) {
        inheritance.remove(known().arc(index));
        isComplete[index] = false;
    }

    /** This rank has everything of a part of what it is to keep. */
    void hasEverythingOf(Arc part) {
        coverage.add(part);
    }

    /** Whether this rank is to keep an arc, and has got everything of it. */
    boolean isFilled(int index) {
        return known().isMember(index) && !isComplete[index] && coverage.covers(known().arc(index));
    }

    /** This rank has everything of an arc now that it is to keep. */
    void complete(int index) {
        coverage.add(known().arc(index));
        isComplete[index] = true;
    }

    /** Whether this rank has everything of an arc, or had when it was to keep it and nobody has taken it over. */
    boolean isComplete(int index) {
        return isComplete[index];
    }

    /**
     * Refuses a key without a version.
     *
     * @throws ProtocolException if the key has none on which the cursor stands
     */
    static void requireVersion(RequestCursor key, int from) {
        if (key.valueLength() < Version.BYTES) {
            throw new ProtocolException("rank " + from + " sent a key without a version");
        }
    }

    /** Takes the state of a key from another replica, on which a cursor stands; tells whether it was newer. */
    boolean merge(RequestCursor key) {
        return merge(key.hash(), key.position(), key.bytes(), key.keyOffset(), key.keyLength(), key.valueLength());
    }

    /** Takes the state of a key from another replica, which lies right behind the key; tells whether it was newer. */
    boolean merge(int hash, long position, byte[] from, int keyOffset, int keyLength, int stateLength) {
        boolean isNews = table.merge(hash, position, from, keyOffset, keyLength, stateLength);
        if (isNews) {
            changed(position);
        }
        return isNews;
    }

    /** The table has changed at a position. */
    void changed(long position) {
        if (isCounted && rules.isCounted(position)) {
            int index = known().index(position);
            sums[index] += table.sumChange();
            counts[index] += table.keysChange();
        }
    }

    /** What the keys of an arc come to. */
    Digest digest(int index) {
        if (!isCounted) {
            count();
        }
        return new Digest(sums[index], counts[index]);
    }

    /** Looks at every key once after the ring has changed. */
    private void count() {
        isCounted = true;
        sums = new long[known().size()];
        counts = new int[sums.length];
        KeyWalk walk = table.keys().walk();
        while (walk.next()) {
            if (rules.isCounted(walk.position())) {
                int index = known().index(walk.position());
                sums[index] += VersionedTable.digest(walk);
                counts[index]++;
            }
        }
    }

    /** Gives up everything of an arc. */
    void drop(int index) {
        table.drop(known().arc(index));
        lastDrop = clock.tick() & ACTOR_TIME;
        isComplete[index] = false;
        isCounted = false;
    }
}
