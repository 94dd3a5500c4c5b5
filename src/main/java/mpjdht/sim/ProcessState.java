package mpjdht.sim;

import java.util.ArrayDeque;
import java.util.function.Supplier;
import mpjdht.node.StateMachine;

/** What is known of a process. */
final class ProcessState {
    final Supplier<? extends StateMachine> machines;
    StateMachine machine;

    /** Odd while it is up. What belongs to another life has no meaning. */
    int life;

    /** Whether it handles nothing at present. */
    boolean paused;

    /** When it handles events again, while it is paused. */
    long pausedUntilMicros;

    /** What has come to it while it was paused, in order. */
    final ArrayDeque<Event> held = new ArrayDeque<>();

    ProcessState(Supplier<? extends StateMachine> machines) {
        this.machines = machines;
    }

    /** How far its clock is ahead of the simulation's. */
    long clockAheadMicros;

    boolean up() {
        return (life & 1) == 1;
    }

    long clock(long nowMicros) {
        return nowMicros + clockAheadMicros;
    }
}
