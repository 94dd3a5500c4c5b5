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

    /** How far its clock is ahead of the simulation's. */
    long clockAheadMicros;

    /** When it will have worked on every message that has come to it. */
    private long busyUntilMicros;

    /** Messages that it works on, or that wait for that. */
    private int unserved;

    ProcessState(Supplier<? extends StateMachine> machines) {
        this.machines = machines;
    }

    /** It is up, and knows nothing yet. */
    void begin() {
        life++;
        machine = machines.get();
    }

    /** It is down; what it had to do is lost. */
    void end() {
        life++;
        machine = null;
        paused = false;
        busyUntilMicros = 0;
        unserved = 0;
    }

    /**
     * Whether it handles what has come to it only later, for work on it, or on what came before, takes time; then the event has the time at which that
     * will be done.
     */
    boolean takesTime(Event event, long nowMicros, ServiceTimes times) {
        if (event.kind != Event.Kind.MESSAGE) {
            return false;
        }
        if (event.isServed && event.life == life) {
            unserved--;
            return false;
        }
        long begins = Math.max(nowMicros, busyUntilMicros);
        busyUntilMicros = begins + times.micros(event.process, event.bytes, event.length);
        if (busyUntilMicros == nowMicros && unserved == 0) {
            return false;
        }
        event.atMicros = busyUntilMicros;
        event.isServed = true;
        unserved++;
        return true;
    }

    /** Whether an event is meant for the life that it has now. */
    boolean isFor(Event event, NetworkSettings settings) {
        return up() && (event.life == life || reachesNextLife(event, settings));
    }

    private static boolean reachesNextLife(Event event, NetworkSettings settings) {
        return settings.reachesNextLife()
                && event.kind == Event.Kind.MESSAGE
                && settings.datagrams().contains(event.bytes[0]);
    }

    boolean up() {
        return (life & 1) == 1;
    }

    long clock(long nowMicros) {
        return nowMicros + clockAheadMicros;
    }
}
