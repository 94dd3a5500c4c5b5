package mpjdht.node.replica;

import java.util.function.IntFunction;
import mpjdht.message.BroadcastMessage;
import mpjdht.message.BroadcastMessage.Shutdown;
import mpjdht.message.ControlCodec;
import mpjdht.message.MessageKind;
import mpjdht.node.Outbox;
import mpjdht.node.StateMachine;

/** A storage rank that plays dead when it is told to: its memory is gone, and it hears nothing but the end of the job. */
public final class MortalReplica implements StateMachine {
    private final IntFunction<ReplicaMachine> birth;
    private int life;
    private ReplicaMachine present;
    private boolean finished;

    /**
     * A rank in its first life.
     *
     * @param birth makes what it is in a life, from 0
     */
    public MortalReplica(IntFunction<ReplicaMachine> birth) {
        this.birth = birth;
        this.present = birth.apply(0);
    }

    /** Loses its memory, and is deaf and dumb from now on. */
    public void crash() {
        present = null;
    }

    /** Begins anew, with nothing in its memory. */
    public void recover() {
        if (present == null) {
            life++;
            present = birth.apply(life);
        }
    }

    /** Whether it is alive. */
    public boolean isAlive() {
        return present != null;
    }

    /** How often it has begun anew. */
    public int life() {
        return life;
    }

    /** What it is in its present life; there is one. */
    public ReplicaMachine present() {
        return present;
    }

    @Override
    public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        if (MessageKind.of(bytes, offset, length) == MessageKind.TO_EVERY_RANK) {
            finished |= ControlCodec.decode(BroadcastMessage.class, bytes, offset, length) instanceof Shutdown;
        } else if (present != null) {
            present.onMessage(nowMicros, from, bytes, offset, length, outbox);
        }
    }

    @Override
    public void onTimer(long nowMicros, long timer, Outbox outbox) {
        if (present != null) {
            present.onTimer(nowMicros, timer, outbox);
        }
    }

    @Override
    public boolean onIdle(long nowMicros, Outbox outbox) {
        return present != null && present.onIdle(nowMicros, outbox);
    }

    @Override
    public boolean finished() {
        return finished;
    }
}
