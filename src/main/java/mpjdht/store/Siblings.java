package mpjdht.store;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/**
 * All values of a key that no other write has overwritten knowingly, with what is needed to tell: a dotted version vector set
 * (Almeida, Baquero, Gonçalves, Preguiça, Fonte: "Scalable and accurate causality tracking for eventually consistent stores",
 * DAIS 2014). Immutable.
 *
 * <p>An <em>actor</em> is one life of a node that takes writes. It numbers the values that it writes to the key from 1;
 * actor and number are the value's <em>dot</em>. A state says for each actor how many of its values are known, and has those
 * that are not known to be overwritten; these are always its last ones. A state without values is the tombstone of a deleted
 * key, and the empty one is of a key of which nothing was ever heard.
 *
 * <p>What is taken for granted: an actor writes only to a state that has all that it wrote to the key before, so that a dot
 * means one value forever; and a context is of this key.
 */
public final class Siblings {
    /** Of a key of which nothing was ever heard. */
    public static final Siblings EMPTY = new Siblings(List.of());

    /** In ascending unsigned order of the actors. */
    private final List<ActorValues> entries;

    private Siblings(List<ActorValues> entries) {
        this.entries = entries;
    }

    /**
     * Reads what {@link #toBytes} wrote. Values stay where they are: the bytes must not change while this state, or one
     * that was made of it, is in use.
     *
     * @throws IllegalArgumentException if the bytes are anything else
     */
    public static Siblings read(byte[] bytes, int offset, int length) {
        return new Siblings(SiblingsCodec.read(bytes, offset, length));
    }

    /** The state as bytes; equal states are equal bytes. */
    public byte[] toBytes() {
        return SiblingsCodec.toBytes(entries);
    }

    /** How many bytes {@link #toBytes} needs. */
    public long encodedLength() {
        return SiblingsCodec.length(entries);
    }

    /**
     * What both states together know (the paper's {@code sync}): a value that only one of them has is kept if the other has not
     * heard of its dot. Commutative, associative and idempotent: neither order nor repetition matters to replicas.
     */
    public Siblings merge(Siblings other) {
        List<ActorValues> merged = new ArrayList<>(entries.size() + other.entries.size());
        int mine = 0;
        int theirs = 0;
        while (mine < entries.size() && theirs < other.entries.size()) {
            ActorValues here = entries.get(mine);
            ActorValues there = other.entries.get(theirs);
            int order = Long.compareUnsigned(here.actor(), there.actor());
            merged.add(order < 0 ? here : order > 0 ? there : here.merge(there));
            mine += order <= 0 ? 1 : 0;
            theirs += order >= 0 ? 1 : 0;
        }
        merged.addAll(entries.subList(mine, entries.size()));
        merged.addAll(other.entries.subList(theirs, other.entries.size()));
        return new Siblings(merged);
    }

    /**
     * A PUT: the new value takes the place of those that the context has seen, and stands beside all others. With the empty
     * context it stands beside everything. The value is not copied.
     *
     * @param actor the actor that takes the write
     */
    public SiblingUpdate put(
            SiblingLimits limits, CausalContext context, long actor, byte[] from, int valueOffset, int valueLength) {
        Siblings rest = merge(tombstone(context));
        ActorValues before = rest.entry(actor);
        if (rest.valueCount() >= limits.mostValues()) {
            return refused(SiblingUpdate.Outcome.TOO_MANY_VALUES);
        }
        if (before.counter() == Long.MAX_VALUE) {
            return refused(SiblingUpdate.Outcome.NO_DOT_LEFT);
        }
        ActorValues after = before.plus(new ValueSlice(from, valueOffset, valueLength));
        return within(limits, rest.merge(new Siblings(List.of(after))));
    }

    /** A DELETE of what the context has seen; other values stay. It needs no dot, as it adds no value. */
    public SiblingUpdate delete(SiblingLimits limits, CausalContext context) {
        return within(limits, merge(tombstone(context)));
    }

    /** A DELETE of all that is here. */
    public Siblings deleteAll() {
        return tombstone(context());
    }

    /** What a client that reads this state has seen. */
    public CausalContext context() {
        return new CausalContext(
                entries.stream().mapToLong(ActorValues::actor).toArray(),
                entries.stream().mapToLong(ActorValues::counter).toArray());
    }

    /** The values in the order of their dots, by actor and then by number, which is the same everywhere. */
    public List<ValueSlice> values() {
        List<ValueSlice> values = new ArrayList<>(valueCount());
        for (ActorValues entry : entries) {
            for (int i = entry.values().size() - 1; i >= 0; i--) {
                values.add(entry.values().get(i));
            }
        }
        return values;
    }

    /** The same, each once: a write that was made twice, or by two, counts as one value. */
    public List<ValueSlice> distinctValues() {
        return values().stream().distinct().toList();
    }

    /** How many values there are. */
    public int valueCount() {
        return entries.stream().mapToInt(entry -> entry.values().size()).sum();
    }

    /** How many values are known to have been written, those included that are overwritten. */
    public long written() {
        return entries.stream().mapToLong(ActorValues::counter).sum();
    }

    /** Whether {@link #prune} could forget an actor. */
    public boolean hasActorWithoutValue() {
        return entries.stream().anyMatch(entry -> entry.values().isEmpty());
    }

    /** The last of the actors, in unsigned order, that a condition holds for. */
    public OptionalLong lastActor(LongPredicate condition) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (condition.test(entries.get(i).actor())) {
                return OptionalLong.of(entries.get(i).actor());
            }
        }
        return OptionalLong.empty();
    }

    /** How many actors are known to have written. */
    public int actorCount() {
        return entries.size();
    }

    /** Whether there was a value, and none is left. */
    public boolean isTombstone() {
        return !entries.isEmpty() && valueCount() == 0;
    }

    /**
     * Forgets the actors that have no value left and are settled. Their counters are what keeps overwritten values from coming
     * back, so neither age nor size settles an actor, but only this:
     *
     * <ul>
     *   <li>It never writes to this key again under its id: it would begin anew with dots that mean other values elsewhere. Who
     *       goes on takes another id.
     *   <li>No value of it that is overwritten here is in any state of this key: neither on a replica, nor in a message,
     *       nor in a copy that somebody may still merge. Every replica that has one must have merged this state before.
     * </ul>
     *
     * <p>Whether replicas prune at the same time does not matter: merging with one that has not yet brings the counter back and
     * nothing else, and so does a write with an old context. States are equal again when all have pruned. A context of a pruned
     * state does not cover one from before.
     */
    public Siblings prune(LongPredicate actorIsSettled) {
        return new Siblings(entries.stream()
                .filter(entry -> !entry.values().isEmpty() || !actorIsSettled.test(entry.actor()))
                .toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Siblings that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return valueCount() + " values of " + actorCount() + " actors";
    }

    /** Merging with it discards what the context has seen, and nothing else. */
    private static Siblings tombstone(CausalContext context) {
        return new Siblings(context.overwritten());
    }

    private ActorValues entry(long actor) {
        for (ActorValues entry : entries) {
            if (entry.actor() == actor) {
                return entry;
            }
        }
        return new ActorValues(actor, 0, List.of());
    }

    /** Actors and bytes may be past the limits by merging; a write that makes them no more is not refused for them. */
    private SiblingUpdate within(SiblingLimits limits, Siblings after) {
        if (after.actorCount() > Math.max(limits.mostActors(), actorCount())) {
            return refused(SiblingUpdate.Outcome.TOO_MANY_ACTORS);
        }
        if (after.encodedLength() > Math.max(limits.mostBytes(), encodedLength())) {
            return refused(SiblingUpdate.Outcome.TOO_MANY_BYTES);
        }
        return new SiblingUpdate(SiblingUpdate.Outcome.DONE, after);
    }

    private SiblingUpdate refused(SiblingUpdate.Outcome outcome) {
        return new SiblingUpdate(outcome, this);
    }
}
