package mpjdht.experiment.replication;

import java.util.List;

/**
 * What a client asks for, again and again.
 *
 * @param updatesPerMillion how many of a million requests are updates; the others are queries
 * @param keys that it asks for
 * @param order in which it does
 * @param window requests that it has under way, as soon as there is anything to ask for
 * @param intervalMicros time between two requests, if there is a place in the window; 0 for as many as there are places
 * @param untilMicros from this time on it asks for nothing
 */
record Load(
        int updatesPerMillion, List<String> keys, Order order, int window, long intervalMicros, long untilMicros) {
    static final int MILLION = 1_000_000;

    /** In which order a client asks for keys. */
    enum Order {
        /** Any at any time, each as likely, for ever. */
        RANDOM,
        /** One after another, each once. */
        EACH_ONCE
    }

    /** One request after another. */
    static Load oneAfterAnother(int updatesPerMillion, List<String> keys) {
        return new Load(updatesPerMillion, keys, Order.RANDOM, 1, 0, Long.MAX_VALUE);
    }

    /** Writes each key once. */
    static Load filling(List<String> keys) {
        return new Load(MILLION, keys, Order.EACH_ONCE, 1, 0, Long.MAX_VALUE);
    }

    /** As many requests in a second, one after another. */
    static Load paced(int updatesPerMillion, List<String> keys, int window, long intervalMicros) {
        return new Load(updatesPerMillion, keys, Order.RANDOM, window, intervalMicros, Long.MAX_VALUE);
    }

    /** The same up to a time. */
    Load until(long micros) {
        return new Load(updatesPerMillion, keys, order, window, intervalMicros, micros);
    }

    /** The next is asked for when the one before is answered, {@code window} of them side by side. */
    static Load of(int updatesPerMillion, List<String> keys, int window) {
        return new Load(updatesPerMillion, keys, Order.RANDOM, window, 0, Long.MAX_VALUE);
    }
}
