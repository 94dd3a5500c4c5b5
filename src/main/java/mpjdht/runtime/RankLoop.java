package mpjdht.runtime;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import mpjdht.node.Outbox;
import mpjdht.node.StateMachine;

/**
 * Drives the state machine of one rank: feeds it what has arrived, lets it work on when nothing has, and waits without
 * using the processor when it has nothing to do. What a rank says to itself does not leave it.
 */
public final class RankLoop {
    /** How long a wait for input from outside may keep the loop from looking at its messages. */
    private static final long INPUT_WAIT_MILLIS = 200;

    private final StateMachine machine;
    private final Transport transport;
    private final Surroundings surroundings;
    private final ArrayDeque<byte[]> toItself = new ArrayDeque<>();
    private final Received received = new Received();
    private final Outbox outbox = this::send;

    /** Whether {@link #received} holds a message that the machine has not seen. */
    private boolean taken;

    private long messages;

    /** Held by the loop during a step; fair, so that another thread gets its turn between two steps. */
    private final ReentrantLock working = new ReentrantLock(true);

    /** What a loop has to do besides its machine. */
    public interface Surroundings {

        /** Called after every step; cheap. */
        void stepped();

        /** Called before the loop waits, and at its end. */
        void beforeWaiting();

        /** Waits for input from outside. */
        void awaitInput(long millis) throws InterruptedException;

        /** Nothing besides. */
        Surroundings NONE = new Surroundings() {
            @Override
            public void stepped() {}

            @Override
            public void beforeWaiting() {}

            @Override
            public void awaitInput(long millis) {
                throw new IllegalStateException("this rank has no input");
            }
        };
    }

    /** A loop that has not begun. */
    public RankLoop(StateMachine machine, Transport transport, Surroundings surroundings) {
        this.machine = machine;
        this.transport = transport;
        this.surroundings = surroundings;
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
            boolean progress = feedMachine();
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
        byte[] own = toItself.poll();
        if (own != null) {
            messages++;
            machine.onMessage(transport.rank(), own, 0, own.length, outbox);
            return true;
        }
        if (taken || transport.poll(received)) {
            taken = false;
            messages++;
            machine.onMessage(received.from(), received.bytes(), received.offset(), received.length(), outbox);
            return true;
        }
        return machine.onIdle(outbox);
    }

    private void waitForMore() throws InterruptedException {
        if (machine.awaitsInput()) {
            surroundings.awaitInput(INPUT_WAIT_MILLIS);
        } else {
            transport.take(received);
            taken = true;
        }
    }

    private void send(int to, byte[] bytes, int offset, int length) {
        if (to == transport.rank()) {
            toItself.add(Arrays.copyOfRange(bytes, offset, offset + length));
        } else {
            transport.send(to, bytes, offset, length);
        }
    }
}
