package mpjdht.sim;

import java.nio.ByteBuffer;
import mpjdht.message.MessageKind;
import mpjdht.node.Outbox;
import mpjdht.node.StateMachine;

/**
 * A machine that asks another now and then, answers what it is asked, and sets a time-out for each question: the pattern of
 * every protocol here, with no work in it. What it says depends on all it has heard.
 */
final class Gossiper implements StateMachine {
    private static final int BYTES = 96;
    private static final int QUESTION = 1;
    private static final int ANSWER = 2;
    private static final long ASK_TIMER = 0;

    private final int rank;
    private final int ranks;
    private final long everyMicros;
    private final ByteBuffer out = ByteBuffer.allocate(BYTES);
    private long memory;
    private long asked;
    private boolean started;

    Gossiper(int rank, int ranks, long everyMicros) {
        this.rank = rank;
        this.ranks = ranks;
        this.everyMicros = everyMicros;
        this.memory = rank * 0x9e3779b97f4a7c15L;
    }

    @Override
    public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
        in.get();
        int code = in.get();
        memory = Long.rotateLeft(memory ^ in.getLong(), 17) * 0x9fb21c651e98df25L;
        if (code == QUESTION) {
            say(from, ANSWER, outbox);
        }
    }

    @Override
    public void onTimer(long nowMicros, long timer, Outbox outbox) {
        if (timer == ASK_TIMER) {
            say((int) ((memory >>> 33) % ranks), QUESTION, outbox);
            outbox.setTimer(4 * everyMicros, ++asked);
            outbox.setTimer(everyMicros, ASK_TIMER);
        }
    }

    @Override
    public boolean onIdle(long nowMicros, Outbox outbox) {
        if (!started) {
            started = true;
            outbox.setTimer(everyMicros * rank / ranks, ASK_TIMER);
        }
        return false;
    }

    @Override
    public boolean finished() {
        return false;
    }

    private void say(int to, int code, Outbox outbox) {
        out.clear();
        out.put(MessageKind.CHORD).put((byte) code).putLong(memory);
        outbox.send(to, out.array(), 0, BYTES);
    }
}
