package mpjdht.store;

import java.util.ArrayList;
import java.util.List;

/**
 * What one actor has written to a key: how many values, and those of them that are not known to be overwritten. The dot of
 * the newest is {@code counter}, and one less for each older one, so no dot is stored.
 *
 * @param actor id of the actor, unsigned
 * @param counter how many values the actor is known to have written
 * @param values what is left of them, newest first
 */
record ActorValues(long actor, long counter, List<ValueSlice> values) {

    /** The dots up to this one are known to be overwritten. */
    long overwritten() {
        return counter - values.size();
    }

    /** With one value more, and the next dot for it. */
    ActorValues plus(ValueSlice value) {
        List<ValueSlice> more = new ArrayList<>(values.size() + 1);
        more.add(value);
        more.addAll(values);
        return new ActorValues(actor, counter + 1, List.copyOf(more));
    }

    /**
     * What both together know of the same actor: the larger counter, and the larger of what is overwritten. As both are
     * maxima, order and repetition of merges do not matter.
     */
    ActorValues merge(ActorValues other) {
        ActorValues newer = counter >= other.counter ? this : other;
        long overwritten = Math.max(overwritten(), other.overwritten());
        int left = (int) (newer.counter - overwritten);
        return left == newer.values.size()
                ? newer
                : new ActorValues(actor, newer.counter, List.copyOf(newer.values.subList(0, left)));
    }
}
