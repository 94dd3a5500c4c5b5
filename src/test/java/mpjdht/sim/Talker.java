package mpjdht.sim;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mpjdht.node.Outbox;
import mpjdht.node.StateMachine;

/** A machine that notes what it hears, and says or does what a test wants of it. */
final class Talker implements StateMachine {
    final List<String> heard = new ArrayList<>();
    final List<String> times = new ArrayList<>();
    Reaction onStart = outbox -> {};
    Reaction onTimer = outbox -> {};
    Reaction onMessage = outbox -> {};
    boolean finished;
    private boolean started;

    /** What it does. */
    interface Reaction {
        void act(Outbox outbox);
    }

    @Override
    public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        heard.add(from + ":" + new String(bytes, offset + 1, length - 1, StandardCharsets.US_ASCII));
        times.add("message at " + nowMicros);
        onMessage.act(outbox);
    }

    @Override
    public void onTimer(long nowMicros, long timer, Outbox outbox) {
        heard.add("timer " + timer);
        times.add("timer at " + nowMicros);
        onTimer.act(outbox);
    }

    @Override
    public boolean onIdle(long nowMicros, Outbox outbox) {
        if (started) {
            return false;
        }
        started = true;
        times.add("idle at " + nowMicros);
        onStart.act(outbox);
        return true;
    }

    @Override
    public boolean finished() {
        return finished;
    }

    /** From now on it has something to do again when it is idle. */
    void sleeps() {
        started = false;
    }

    /** A message of a kind that says something. */
    static byte[] message(byte kind, String text) {
        byte[] bytes = (" " + text).getBytes(StandardCharsets.US_ASCII);
        bytes[0] = kind;
        return bytes;
    }
}
