package mpjdht.sim;

import java.util.BitSet;

/**
 * Something that is done to a simulation at a time: what makes a run hard. Its text is what {@code --faults} takes: the time,
 * the verb, and its arguments, with colons between them.
 */
public sealed interface Fault
        permits Fault.Crash,
                Fault.Restart,
                Fault.Slow,
                Fault.Pause,
                Fault.ClockJump,
                Fault.Cut,
                Fault.Join,
                Fault.Leave {

    /** When it happens, in microseconds since the start. */
    long atMicros();

    /** Calls the method of {@code handler} for this fault. */
    void happen(FaultHandler handler);

    /** A process ends without a word, and loses its memory. */
    record Crash(long atMicros, int rank) implements Fault {
        @Override
        public void happen(FaultHandler handler) {
            handler.onCrash(this);
        }

        @Override
        public String toString() {
            return Micros.text(atMicros) + ":crash:" + rank;
        }
    }

    /** A process that has crashed begins again, with nothing in its memory. */
    record Restart(long atMicros, int rank) implements Fault {
        @Override
        public void happen(FaultHandler handler) {
            handler.onRestart(this);
        }

        @Override
        public String toString() {
            return Micros.text(atMicros) + ":restart:" + rank;
        }
    }

    /**
     * Messages from and to a process take longer for a time.
     *
     * @param forMicros for how long
     * @param factor how many times as long
     */
    record Slow(long atMicros, long forMicros, int rank, int factor) implements Fault {
        @Override
        public void happen(FaultHandler handler) {
            handler.onSlow(this);
        }

        @Override
        public String toString() {
            return Micros.text(atMicros) + ":slow:" + Micros.text(forMicros) + ":" + rank + ":" + factor;
        }
    }

    /**
     * A process handles nothing for a time; what comes to it waits, and is then handled in order.
     *
     * @param forMicros for how long
     */
    record Pause(long atMicros, long forMicros, int rank) implements Fault {
        @Override
        public void happen(FaultHandler handler) {
            handler.onPause(this);
        }

        @Override
        public String toString() {
            return Micros.text(atMicros) + ":pause:" + Micros.text(forMicros) + ":" + rank;
        }
    }

    /**
     * The clock of a process leaps ahead; timers that are set go by what has passed.
     *
     * @param byMicros how far
     */
    record ClockJump(long atMicros, long byMicros, int rank) implements Fault {
        @Override
        public void happen(FaultHandler handler) {
            handler.onClockJump(this);
        }

        @Override
        public String toString() {
            return Micros.text(atMicros) + ":clock:" + Micros.text(byMicros) + ":" + rank;
        }
    }

    /**
     * The links between two groups of processes are cut for a time.
     *
     * @param forMicros for how long
     * @param from ranks of one group
     * @param to ranks of the other
     * @param bothWays whether nothing gets through from the second group to the first, either
     */
    record Cut(long atMicros, long forMicros, BitSet from, BitSet to, boolean bothWays) implements Fault {
        @Override
        public void happen(FaultHandler handler) {
            handler.onCut(this);
        }

        @Override
        public String toString() {
            return Micros.text(atMicros) + (bothWays ? ":cut:" : ":cut-one-way:") + Micros.text(forMicros) + ":"
                    + RankSet.text(from) + ":" + RankSet.text(to);
        }
    }

    /** A process that is not on the ring joins it. */
    record Join(long atMicros, int rank) implements Fault {
        @Override
        public void happen(FaultHandler handler) {
            handler.onJoin(this);
        }

        @Override
        public String toString() {
            return Micros.text(atMicros) + ":join:" + rank;
        }
    }

    /** A process leaves the ring on purpose. */
    record Leave(long atMicros, int rank) implements Fault {
        @Override
        public void happen(FaultHandler handler) {
            handler.onLeave(this);
        }

        @Override
        public String toString() {
            return Micros.text(atMicros) + ":leave:" + rank;
        }
    }
}
