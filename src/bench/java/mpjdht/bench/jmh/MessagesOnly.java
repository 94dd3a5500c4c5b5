package mpjdht.bench.jmh;

import mpjdht.node.Outbox;

/** The outbox of machines that set no timer. */
@FunctionalInterface
interface MessagesOnly extends Outbox {
    @Override
    default void setTimer(long delayMicros, long timer) {
        throw new IllegalStateException("timer " + timer + " in a benchmark without a clock");
    }
}
