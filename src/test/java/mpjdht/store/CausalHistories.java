package mpjdht.store;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The oracle of {@link Siblings}: causal histories as they are defined. Every write is an event with the set of all events in
 * its past. A replica, and who reads from it, knows a set of events. A value survives there unless it is in the past of
 * another event that is known there.
 */
final class CausalHistories {
    private final List<Event> events = new ArrayList<>();

    /** A DELETE has no value, so it is no event that a context can tell. */
    private record Event(long actor, long counter, String value, boolean isPut, BitSet past) {}

    /** Adds a PUT to a history. */
    void put(BitSet known, BitSet context, long actor, String value) {
        long before = events.stream().filter(e -> e.isPut && e.actor == actor).count();
        add(known, context, new Event(actor, before + 1, value, true, (BitSet) context.clone()));
    }

    /** Adds a DELETE to a history. */
    void delete(BitSet known, BitSet context) {
        add(known, context, new Event(0, 0, "", false, (BitSet) context.clone()));
    }

    /** The values that survive, by their dots. */
    List<String> survivors(BitSet known) {
        return survivingEvents(known).stream().map(Event::value).toList();
    }

    /** Whether a value of an actor survives. */
    boolean survives(BitSet known, long actor) {
        return survivingEvents(known).stream().anyMatch(e -> e.actor == actor);
    }

    /** How many values would survive a write. */
    int survivorsOf(BitSet known, BitSet context) {
        BitSet all = (BitSet) known.clone();
        all.andNot(context);
        Set<Event> left = new HashSet<>(survivingEvents(known));
        left.retainAll(all.stream().mapToObj(events::get).toList());
        return left.size();
    }

    /** Who has written what is known. */
    Set<Long> actors(BitSet known) {
        Set<Long> actors = new HashSet<>();
        puts(known).stream().forEach(e -> actors.add(events.get(e).actor));
        return actors;
    }

    /** Whether all values of the one history are in the other, overwritten or not. */
    boolean covers(BitSet history, BitSet other) {
        BitSet missing = puts(other);
        missing.andNot(history);
        return missing.isEmpty();
    }

    private List<Event> survivingEvents(BitSet known) {
        return puts(known).stream()
                .filter(e -> known.stream().noneMatch(f -> events.get(f).past.get(e)))
                .mapToObj(events::get)
                .sorted(Comparator.comparing(Event::actor, Long::compareUnsigned)
                        .thenComparing(Event::counter))
                .toList();
    }

    private BitSet puts(BitSet known) {
        BitSet puts = new BitSet();
        known.stream().filter(e -> events.get(e).isPut).forEach(puts::set);
        return puts;
    }

    private void add(BitSet known, BitSet context, Event event) {
        known.or(context);
        known.set(events.size());
        events.add(event);
    }
}
