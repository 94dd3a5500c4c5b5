package mpjdht.sim;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import mpjdht.message.MessageKind;
import mpjdht.node.Outbox;
import mpjdht.node.StateMachine;

/**
 * Processes in virtual time. A process is one rank: a state machine, as long as it lives. When it crashes, the machine is gone
 * with its memory, its timers, and the messages on their way to it; when it starts again, it has a new machine.
 *
 * <p>After each message or timer a machine is told that it is idle until it has nothing more to do, so nothing is held back
 * for longer than an event takes. Everything follows from the seed, the machines, and what is asked of this class; the
 * {@link #traceHash} tells whether two runs were the same.
 */
public final class Simulation {
    private static final int MOST_STEPS_OF_ONE_EVENT = 1 << 20;

    private static final long LATENESS_CHANCE = 1;

    /** Name of the action that ends a pause; those of others count from 0 or -1. */
    private static final long PAUSE_ENDS = Long.MIN_VALUE;

    private final EventQueue queue = new EventQueue();
    private final EventPool pool = new EventPool();
    private final TraceHash trace = new TraceHash();
    private final Traffic traffic = new Traffic();
    private final List<ProcessState> processes = new ArrayList<>();
    private final List<Observer> observers = new ArrayList<>();
    private final Network network;
    private final NetworkSettings settings;
    private final SeededRandom lateness;
    private final CurrentProcess outbox = new CurrentProcess();
    private MessageFilter filter = MessageFilter.NONE;
    private ServiceTimes service = ServiceTimes.NONE;
    private long nowMicros;

    /**
     * A simulation without processes, at time 0.
     *
     * @param random where the network's chance comes from
     * @param settings how messages travel
     */
    public Simulation(SeededRandom random, NetworkSettings settings) {
        this.network = new Network(settings, random);
        this.settings = settings;
        this.lateness = random.split(LATENESS_CHANCE);
    }

    /**
     * Adds a process, which is down.
     *
     * @param machines makes its machine whenever it starts
     * @return its rank: the number of processes before it
     */
    public int add(Supplier<? extends StateMachine> machines) {
        processes.add(new ProcessState(machines));
        return processes.size() - 1;
    }

    /** Starts a process that is down. */
    public void start(int rank) {
        begin(rank);
        work(rank, processes.get(rank), null);
    }

    /** Starts all processes, which are down, at the same moment: what any of them says at once is for a process that is up. */
    public void startAll() {
        for (int rank = 0; rank < processes.size(); rank++) {
            begin(rank);
        }
        for (int rank = 0; rank < processes.size(); rank++) {
            wake(rank);
        }
    }

    private void begin(int rank) {
        if (up(rank)) {
            throw new IllegalStateException("rank " + rank + " is up");
        }
        processes.get(rank).begin();
    }

    /** Ends a process: its memory, its timers and the messages to it are lost. */
    public void crash(int rank) {
        ProcessState process = processes.get(rank);
        if (!process.up()) {
            throw new IllegalStateException("rank " + rank + " is down");
        }
        process.end();
        handleHeld(process);
        tellObservers(rank);
    }

    /**
     * Makes a process that is up handle nothing for a time: its messages and timers wait, and are then handled in their order.
     * A pause ends with the process, and one within another one adds nothing.
     */
    public void pause(int rank, long forMicros) {
        ProcessState process = processes.get(rank);
        if (process.up()) {
            process.pausedUntilMicros =
                    process.paused ? Math.max(process.pausedUntilMicros, nowMicros + forMicros) : nowMicros + forMicros;
            process.paused = true;
            at(nowMicros + forMicros, PAUSE_ENDS + rank, () -> endPause(rank, process));
        }
    }

    /** Makes the clock of a process leap ahead. It is that of its machine and so of every later one: it never goes back. */
    public void jumpClock(int rank, long byMicros) {
        processes.get(rank).clockAheadMicros += byMicros;
    }

    /** Lets a process look for what has come to it from outside the simulation; when it is paused, once it is not. */
    public void wake(int rank) {
        ProcessState process = processes.get(rank);
        if (process.up() && !process.paused) {
            work(rank, process, null);
        }
    }

    /** From now on, every message has to pass a filter. */
    public void filter(MessageFilter messages) {
        filter = messages;
    }

    /** From now on, messages take time to be handled. */
    public void serve(ServiceTimes times) {
        service = times;
    }

    /** Cuts all links from some ranks to others, for a time. Datagrams are lost, other messages wait. */
    public void cut(BitSet from, BitSet to, long forMicros) {
        network.cut(from, to, nowMicros + forMicros);
    }

    /** Makes messages from and to a rank take {@code factor} times as long, for a time. */
    public void slow(int rank, int factor, long forMicros) {
        network.slow(rank, factor, nowMicros + forMicros);
    }

    /** When the last of the messages arrives that keep their order, as far as any was sent. */
    public long latestArrivalMicros() {
        return network.latestArrival();
    }

    /** Does something at a time that has not passed; before what is added for the same time later. */
    public void at(long atMicros, long name, Runnable action) {
        Event event = pool.take(Event.Kind.ACTION);
        event.atMicros = atMicros;
        event.name = name;
        event.action = action;
        queue.add(event);
    }

    /** Sends a message in the name of a rank that need not be up. */
    public void send(int from, int to, byte[] bytes, int offset, int length) {
        traffic.sent++;
        traffic.sentBytes += length;
        if (!filter.passes(from, to, bytes, offset, length, this::deliverAside)) {
            return;
        }
        network.send(nowMicros, from, to, MessageKind.of(bytes, offset, length));
        if (network.arrival() == Network.NEVER) {
            traffic.lost++;
            trace.add(~link(from, to));
            return;
        }
        deliverAt(network.arrival(), from, to, bytes, offset, length);
        if (network.secondArrival() != Network.NEVER) {
            traffic.duplicated++;
            deliverAt(network.secondArrival(), from, to, bytes, offset, length);
        }
    }

    /** Adds an observer, which is told of every event from now on, after those that were added before it. */
    public void observe(Observer observer) {
        observers.add(observer);
    }

    /** Does the next event that is not later than a time; false, and that time has come, when there is none. */
    public boolean step(long limitMicros) {
        Event event = queue.poll(limitMicros);
        if (event == null) {
            nowMicros = Math.max(nowMicros, limitMicros);
            return false;
        }
        nowMicros = event.atMicros;
        if (happen(event)) {
            pool.give(event);
        }
        return true;
    }

    /** Runs until a time. */
    public void runUntil(long micros) {
        while (step(micros)) {}
    }

    /** Runs until something is so after an event; false when it is not so by {@code limitMicros}. */
    public boolean runUntil(BooleanSupplier condition, long limitMicros) {
        while (!condition.getAsBoolean()) {
            if (queue.size() == 0 || !step(limitMicros)) {
                return false;
            }
        }
        return true;
    }

    /** The time, in microseconds since the start. */
    public long nowMicros() {
        return nowMicros;
    }

    /** Number of processes, up or down. */
    public int size() {
        return processes.size();
    }

    /** Whether a process is up: it has started, and neither crashed nor finished. */
    public boolean up(int rank) {
        return processes.get(rank).up();
    }

    /** How often a process has begun, crashed and ended: another number in each of its lives. */
    public int life(int rank) {
        return processes.get(rank).life;
    }

    /** The machine of a process; null when it has crashed or never started. */
    public StateMachine machine(int rank) {
        return processes.get(rank).machine;
    }

    /** What has travelled and happened. */
    public Traffic traffic() {
        return traffic;
    }

    /** A hash over every event so far: its time, its kind, whom it concerned, every byte of every message. */
    public long traceHash() {
        return trace.value();
    }

    /** Shows every message that is on its way to a process that is up. */
    public void forEachMessage(MessageViewer viewer) {
        queue.forEach(event -> show(event, viewer));
        for (ProcessState process : processes) {
            process.held.forEach(event -> show(event, viewer));
        }
    }

    private void show(Event event, MessageViewer viewer) {
        if (event.kind == Event.Kind.MESSAGE && isForThisLife(event)) {
            viewer.view(event.from, event.process, event.bytes, event.length);
        }
    }

    private void deliverAt(long atMicros, int from, int to, byte[] bytes, int offset, int length) {
        Event event = pool.take(Event.Kind.MESSAGE);
        event.atMicros = atMicros;
        event.from = from;
        event.process = to;
        event.life = processes.get(to).life;
        event.copy(bytes, offset, length);
        queue.add(event);
    }

    private void deliverAside(int from, int to, byte[] bytes, int offset, int length, long afterMicros) {
        deliverAt(nowMicros + afterMicros, from, to, bytes, offset, length);
    }

    /** Lets an event happen, unless its process is paused or busy; tells whether it is over. */
    private boolean happen(Event event) {
        if (event.kind == Event.Kind.ACTION) {
            traffic.actions++;
            trace.add(nowMicros);
            trace.add(event.name);
            event.action.run();
            return true;
        }
        ProcessState process = processes.get(event.process);
        if (!isForThisLife(event)) {
            traffic.lost += event.kind == Event.Kind.MESSAGE ? 1 : 0;
            return true;
        }
        if (process.paused) {
            process.held.add(event);
            return false;
        }
        if (process.takesTime(event, nowMicros, service)) {
            queue.add(event);
            return false;
        }
        work(event.process, process, event);
        return true;
    }

    private void endPause(int rank, ProcessState process) {
        if (process.paused && nowMicros >= process.pausedUntilMicros) {
            process.paused = false;
            handleHeld(process);
            wake(rank);
        }
    }

    private void handleHeld(ProcessState process) {
        for (Event event = process.held.poll(); event != null; event = process.held.poll()) {
            if (happen(event)) {
                pool.give(event);
            }
        }
    }

    private boolean isForThisLife(Event event) {
        return processes.get(event.process).isFor(event, settings);
    }

    /** Lets a machine work on an event, or when it starts on none, until it has nothing more to do. */
    private void work(int rank, ProcessState process, Event event) {
        outbox.rank = rank;
        outbox.life = process.life;
        try {
            if (event != null) {
                feed(process, event);
            }
            int steps = 0;
            while (!process.machine.finished() && process.machine.onIdle(process.clock(nowMicros), outbox)) {
                if (++steps == MOST_STEPS_OF_ONE_EVENT) {
                    throw new IllegalStateException("it does not come to rest");
                }
            }
        } catch (BrokenInvariant e) {
            throw e;
        } catch (RuntimeException e) {
            throw new SimulationException(
                    "rank " + rank + " failed at " + Micros.text(nowMicros) + ", event " + traffic.events() + ": "
                            + e.getMessage(),
                    e);
        }
        if (process.machine.finished()) {
            process.life++;
        }
        tellObservers(rank);
    }

    private void feed(ProcessState process, Event event) {
        trace.add(nowMicros);
        if (event.kind == Event.Kind.TIMER) {
            traffic.timers++;
            trace.add(event.process);
            trace.add(event.name);
            process.machine.onTimer(process.clock(nowMicros), event.name, outbox);
        } else {
            traffic.delivered++;
            trace.add(link(event.from, event.process));
            trace.add(event.bytes, 0, event.length);
            process.machine.onMessage(process.clock(nowMicros), event.from, event.bytes, 0, event.length, outbox);
        }
    }

    private void tellObservers(int rank) {
        for (int i = 0; i < observers.size(); i++) {
            observers.get(i).changed(rank);
        }
    }

    private static long link(int from, int to) {
        return ((from + 1L) << Integer.SIZE) | to;
    }

    private long lateness() {
        return settings.lateness().mostMicros() == 0 ? 0 : settings.lateness().draw(lateness);
    }

    /** The outbox of the process that is at work. */
    private final class CurrentProcess implements Outbox {
        private int rank;
        private int life;

        @Override
        public void send(int to, byte[] bytes, int offset, int length) {
            Simulation.this.send(rank, to, bytes, offset, length);
        }

        @Override
        public void setTimer(long delayMicros, long timer) {
            Event event = pool.take(Event.Kind.TIMER);
            event.atMicros = nowMicros + delayMicros + lateness();
            event.process = rank;
            event.life = life;
            event.name = timer;
            queue.add(event);
        }
    }
}
