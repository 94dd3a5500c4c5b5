package mpjdht.node.replica;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import mpjdht.message.BroadcastMessage;
import mpjdht.message.BroadcastMessage.Shutdown;
import mpjdht.message.ClientMessage.FaultPlayed;
import mpjdht.message.ControlCodec;
import mpjdht.message.FaultHandler;
import mpjdht.message.FaultMessage;
import mpjdht.message.FaultMessage.Crash;
import mpjdht.message.FaultMessage.CutOff;
import mpjdht.message.FaultMessage.Delay;
import mpjdht.message.FaultMessage.Pause;
import mpjdht.message.FaultMessage.Reconnect;
import mpjdht.message.FaultMessage.Recover;
import mpjdht.message.MessageKind;
import mpjdht.metric.Figure;
import mpjdht.node.Outbox;
import mpjdht.node.StateMachine;

/**
 * A storage rank that plays a fault when it is told to: dead, its memory is gone, and it hears nothing but the end of the job; paused, it
 * does nothing for a time; slow, it hears and says everything late; cut off, what it and some other ranks say to each other waits. No
 * link loses anything but by a crash, or changes an order: they are those of MPI.
 *
 * <p>What waits is bounded by what clients may have under way, because nobody says more before it is answered.
 *
 * @param <M> what it is while it lives
 */
public final class MortalReplica<M extends StateMachine> implements StateMachine {
    /** Its own timer; those of a life are named by that. */
    private static final long TIMER = 1L << Integer.SIZE;

    private static final long MICROS_OF_MILLI = 1000;

    private final IntFunction<M> birth;
    private final LateMessages arriving = new LateMessages();
    private final LateMessages leaving = new LateMessages();
    private final List<Long> expired = new ArrayList<>();
    private final Set<Integer> cutOff = new HashSet<>();
    private final ArrayDeque<Held> heldBack = new ArrayDeque<>();
    private int life;
    private M present;
    private long delayMicros;
    private long pausedUntilMicros = Long.MIN_VALUE;
    private boolean finished;

    /** A message that waits until two ranks reach each other again. */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    private record Held(boolean isArriving, int peer, byte[] bytes) {}

    /**
     * A rank in its first life.
     *
     * @param birth makes what it is in a life, from 0
     */
    public MortalReplica(IntFunction<M> birth) {
        this.birth = birth;
        this.present = birth.apply(0);
    }

    /** Loses its memory, and is deaf and dumb from now on. */
    public void crash() {
        present = null;
        arriving.clear();
        leaving.clear();
        expired.clear();
        heldBack.clear();
        pausedUntilMicros = Long.MIN_VALUE;
    }

    /** Begins anew, with nothing in its memory. */
    public void recover() {
        if (present == null) {
            life++;
            present = birth.apply(life);
        }
    }

    @Override
    public boolean isAlive() {
        return present != null;
    }

    /** How often it has begun anew. */
    public int life() {
        return life;
    }

    /** What it is in its present life; there is one. */
    public M present() {
        return present;
    }

    @Override
    public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        switch (MessageKind.of(bytes, offset, length)) {
            case MessageKind.TO_EVERY_RANK ->
                finished |= ControlCodec.decode(BroadcastMessage.class, bytes, offset, length) instanceof Shutdown;
            case MessageKind.FAULT ->
                ControlCodec.decode(FaultMessage.class, bytes, offset, length)
                        .handle(from, new Player(nowMicros, outbox));
            default -> {
                if (present != null) {
                    arrive(nowMicros, from, bytes, offset, length, outbox);
                }
            }
        }
    }

    private void arrive(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        if (cutOff.contains(from)) {
            heldBack.add(held(true, from, bytes, offset, length));
        } else if (delayMicros > 0 || isPaused(nowMicros) || !arriving.isEmpty()) {
            long due = arriving.add(nowMicros + delayMicros, from, bytes, offset, length);
            outbox.setTimer(due - nowMicros, TIMER);
        } else {
            present.onMessage(nowMicros, from, bytes, offset, length, outward(nowMicros, outbox));
        }
    }

    private static Held held(boolean isArriving, int peer, byte[] bytes, int offset, int length) {
        byte[] copy = new byte[length];
        System.arraycopy(bytes, offset, copy, 0, length);
        return new Held(isArriving, peer, copy);
    }

    private boolean isPaused(long nowMicros) {
        return nowMicros < pausedUntilMicros;
    }

    @Override
    public void onTimer(long nowMicros, long timer, Outbox outbox) {
        if (timer == TIMER) {
            goOn(nowMicros, outbox);
        } else if (isPaused(nowMicros)) {
            expired.add(timer);
        } else if (present != null) {
            present.onTimer(nowMicros, timer, outward(nowMicros, outbox));
        }
    }

    /** Time has passed: does what was due meanwhile. */
    private void goOn(long nowMicros, Outbox outbox) {
        leaving.takeArrived(nowMicros, outbox::send);
        if (isPaused(nowMicros) || present == null) {
            return;
        }
        Outbox outward = outward(nowMicros, outbox);
        List<Long> timers = List.copyOf(expired);
        expired.clear();
        timers.forEach(timer -> present.onTimer(nowMicros, timer, outward));
        arriving.takeArrived(
                nowMicros,
                (from, bytes, offset, length) -> present.onMessage(nowMicros, from, bytes, offset, length, outward));
    }

    /** The way of what it says; the same as without this class when it plays nothing. */
    private Outbox outward(long nowMicros, Outbox outbox) {
        return cutOff.isEmpty() && delayMicros == 0 && leaving.isEmpty() ? outbox : new Outward(nowMicros, outbox);
    }

    @Override
    public boolean onIdle(long nowMicros, Outbox outbox) {
        return present != null && !isPaused(nowMicros) && present.onIdle(nowMicros, outward(nowMicros, outbox));
    }

    @Override
    public boolean finished() {
        return finished;
    }

    /** A way that takes time, or ends somewhere. */
    private final class Outward implements Outbox {
        private final long nowMicros;
        private final Outbox outbox;

        Outward(long nowMicros, Outbox outbox) {
            this.nowMicros = nowMicros;
            this.outbox = outbox;
        }

        @Override
        public void send(int to, byte[] bytes, int offset, int length) {
            if (cutOff.contains(to)) {
                heldBack.add(held(false, to, bytes, offset, length));
            } else if (delayMicros > 0 || !leaving.isEmpty()) {
                long due = leaving.add(nowMicros + delayMicros, to, bytes, offset, length);
                outbox.setTimer(due - nowMicros, TIMER);
            } else {
                outbox.send(to, bytes, offset, length);
            }
        }

        @Override
        public void persist(byte[] bytes, int offset, int length) {
            outbox.persist(bytes, offset, length);
        }

        @Override
        public long turnOver(long from) {
            return outbox.turnOver(from);
        }

        @Override
        public void setTimer(long delay, long timer) {
            outbox.setTimer(delay, timer);
        }

        @Override
        public void count(Figure figure, long more) {
            outbox.count(figure, more);
        }
    }

    /** Plays what it is told to. */
    private final class Player implements FaultHandler {
        private final long nowMicros;
        private final Outbox outbox;

        Player(long nowMicros, Outbox outbox) {
            this.nowMicros = nowMicros;
            this.outbox = outbox;
        }

        private void answer(int from, FaultMessage message, boolean done) {
            outbox.send(from, new FaultPlayed(message.client(), done, life));
        }

        @Override
        public void onCrash(int from, Crash message) {
            boolean wasAlive = present != null;
            crash();
            answer(from, message, wasAlive);
        }

        @Override
        public void onRecover(int from, Recover message) {
            boolean wasAlive = present != null;
            recover();
            answer(from, message, !wasAlive);
        }

        @Override
        public void onPause(int from, Pause message) {
            if (present != null) {
                long micros = MICROS_OF_MILLI * message.millis();
                pausedUntilMicros = Math.max(pausedUntilMicros, nowMicros + micros);
                outbox.setTimer(micros, TIMER);
            }
            answer(from, message, present != null);
        }

        @Override
        public void onDelay(int from, Delay message) {
            if (present != null) {
                delayMicros = MICROS_OF_MILLI * message.millis();
            }
            answer(from, message, present != null);
        }

        @Override
        public void onCutOff(int from, CutOff message) {
            cutOff.addAll(message.ranks());
            answer(from, message, true);
        }

        @Override
        public void onReconnect(int from, Reconnect message) {
            cutOff.clear();
            delayMicros = 0;
            while (!heldBack.isEmpty()) {
                Held held = heldBack.remove();
                LateMessages way = held.isArriving() ? arriving : leaving;
                way.add(nowMicros, held.peer(), held.bytes(), 0, held.bytes().length);
            }
            outbox.setTimer(0, TIMER);
            answer(from, message, true);
        }
    }
}
