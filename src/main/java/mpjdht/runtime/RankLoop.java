package mpjdht.runtime;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import mpjdht.node.Outbox;
import mpjdht.node.StateMachine;

/**
 * Drives the state machine of one rank: feeds it what has arrived and the timers that have expired, lets it work on when
 * nothing has, and waits without using the processor when it has nothing to do: once, for messages, timers and the
 * {@link Inbox}. What a rank says to itself does not leave it.
 *
 * <p>Between two timers the machine gets a message, or the word that none is waiting; between two messages an expired timer,
 * if there is one; and after many messages in a row it may work on as if none were waiting. So none can keep another from its
 * turn. The clock is read once a step, and once more before a wait
 * that a timer limits; all that one step says and sets happens at one time.
 */
public final class RankLoop {
    /** How long a rank that awaits input has had nothing to do when it is quiet. */
    private static final long QUIET_MICROS = 200_000;

    /** Messages in a row after which the machine may work on of its own accord. */
    private static final int MESSAGES_IN_A_ROW = 32;

    private final StateMachine machine;
    private final Transport transport;
    private final Inbox inbox;
    private final Surroundings surroundings;
    private final LongSupplier nanoClock;
    private final long beginNanos;
    private final Timers timers = new Timers();
    private final OwnMessages toItself;
    private final Received fromItself = new Received();
    private final Received received = new Received();
    private final Outbox outbox = new Words();

    /** The time of the step under way, or of the last one, since the loop was made. */
    private long nowMicros;

    /** The time of the last step that was more than a timer's. */
    private long busyMicros;

    /** Whether {@link #received} holds a message that the machine has not seen. */
    private boolean taken;

    /** Whether the last step was a timer's, so that the next one is not. */
    private boolean timerHadItsTurn;

    private int messagesInARow;

    private long messages;

    /** Held by the loop during a step; fair, so that another thread gets its turn between two steps. */
    private final ReentrantLock working = new ReentrantLock(true);

    /** What a loop has to do besides its machine. */
    public interface Surroundings {

        /** Called after every step; cheap. */
        void stepped();

        /** Called before the loop waits, and at its end. */
        void beforeWaiting();

        /** Called before and after every wait of a rank that awaits input and has had nothing to do for a while. */
        void quiet();

        /** Nothing besides. */
        Surroundings NONE = new Surroundings() {
            @Override
            public void stepped() {}

            @Override
            public void beforeWaiting() {}

            @Override
            public void quiet() {}
        };
    }

    /**
     * A loop that has not begun.
     *
     * @param inbox what may wake the rank besides
     * @param nanoClock {@link System#nanoTime}, or what stands for it in a test
     */
    public RankLoop(
            StateMachine machine, Transport transport, Inbox inbox, Surroundings surroundings, LongSupplier nanoClock) {
        this.machine = machine;
        this.transport = transport;
        this.inbox = inbox;
        this.surroundings = surroundings;
        this.nanoClock = nanoClock;
        this.toItself = new OwnMessages(transport.rank());
        this.beginNanos = nanoClock.getAsLong();
    }

    /** Runs until the machine has finished. */
    public void run() throws InterruptedException {
        while (!machine.finished()) {
            if (!step()) {
                waitForMore();
            }
        }
    }

    /**
     * Stops the loop between two steps, for ever, for a process that ends.
     *
     * @param millis how long to wait for the step under way
     * @return whether it has stopped
     */
    public boolean halt(long millis) throws InterruptedException {
        return working.tryLock(millis, TimeUnit.MILLISECONDS);
    }

    /** Messages that the machine has handled. */
    public long messages() {
        return messages;
    }

    /** Does one thing; false when there is nothing to do. */
    private boolean step() {
        working.lock();
        try {
            nowMicros = readClock();
            boolean progress = feedMachine();
            if (progress && !timerHadItsTurn) {
                busyMicros = nowMicros;
            }
            surroundings.stepped();
            if (!progress || machine.finished()) {
                surroundings.beforeWaiting();
            }
            return progress;
        } finally {
            working.unlock();
        }
    }

    private boolean feedMachine() {
        timerHadItsTurn = !timerHadItsTurn && feedTimer();
        if (timerHadItsTurn) {
            return true;
        }
        boolean workOn = messagesInARow == MESSAGES_IN_A_ROW;
        if (!workOn && feedMessage()) {
            messagesInARow++;
            return true;
        }
        messagesInARow = 0;
        return machine.onIdle(nowMicros, outbox) || workOn;
    }

    private boolean feedTimer() {
        if (!timers.pending() || timers.microsLeft(nowMicros) > 0) {
            return false;
        }
        machine.onTimer(nowMicros, timers.take(), outbox);
        return true;
    }

    private boolean feedMessage() {
        if (toItself.poll(fromItself)) {
            feed(fromItself);
            return true;
        }
        if (taken || transport.poll(received)) {
            taken = false;
            feed(received);
            return true;
        }
        return false;
    }

    private void feed(Received message) {
        messages++;
        machine.onMessage(nowMicros, message.from(), message.bytes(), message.offset(), message.length(), outbox);
    }

    private void waitForMore() throws InterruptedException {
        if (!inbox.awaitsInput() && !timers.pending()) {
            transport.take(received);
            taken = true;
            return;
        }
        long now = readClock();
        long timerMicros = timers.pending() ? timers.microsLeft(now) : Long.MAX_VALUE;
        if (timerMicros <= 0) {
            return;
        }
        long untilQuietMicros = inbox.awaitsInput() ? busyMicros + QUIET_MICROS - now : Long.MAX_VALUE;
        if (untilQuietMicros > 0) {
            take(Math.min(timerMicros, untilQuietMicros));
        } else {
            surroundings.quiet();
            take(timerMicros);
            surroundings.quiet();
        }
    }

    private void take(long limitMicros) throws InterruptedException {
        taken = transport.take(received, TimeUnit.MICROSECONDS.toNanos(limitMicros));
    }

    /** Differences alone mean something: the clock may begin with any number. */
    private long readClock() {
        return TimeUnit.NANOSECONDS.toMicros(nanoClock.getAsLong() - beginNanos);
    }

    /** What the machine says. */
    private final class Words implements Outbox {
        @Override
        public void send(int to, byte[] bytes, int offset, int length) {
            if (to == transport.rank()) {
                toItself.add(bytes, offset, length);
            } else {
                transport.send(to, bytes, offset, length);
            }
        }

        @Override
        public void persist(byte[] bytes, int offset, int length) {
            transport.persist(bytes, offset, length);
        }

        @Override
        public long turnOver(long from) {
            return transport.turnOver(from);
        }

        @Override
        public void setTimer(long delayMicros, long timer) {
            timers.set(nowMicros, delayMicros, timer);
        }
    }
}
