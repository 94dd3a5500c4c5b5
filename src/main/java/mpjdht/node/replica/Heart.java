package mpjdht.node.replica;

import mpjdht.message.HeadMessage.Heartbeat;
import mpjdht.node.Detection;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;

/** Tells the head that a rank is alive, and the rank when it has to stop because it may be taken to be dead. */
final class Heart {
    private final ChainRules rules;
    private final Detection detection;
    private final int life;
    private boolean beating;
    private long heardMicros;

    Heart(ChainRules rules, Detection detection, int life) {
        this.rules = rules;
        this.detection = detection;
        this.life = life;
    }

    /** Begins to beat, if it does not yet. */
    void begin(long nowMicros, Outbox outbox) {
        if (!beating) {
            beating = true;
            heardMicros = nowMicros;
            beat(nowMicros, outbox);
        }
    }

    /** Says that the rank is alive, and goes on to. */
    void beat(long nowMicros, Outbox outbox) {
        outbox.send(Grid.HEAD, new Heartbeat(life, nowMicros, hasStopped(nowMicros)));
        outbox.setTimer(detection.beatMicros(), life);
    }

    /** The head has heard what was said at a time. */
    void heard(long sentMicros) {
        heardMicros = Math.max(heardMicros, sentMicros);
    }

    /** Whether the head may take the rank to be dead soon, or does already. */
    boolean hasStopped(long nowMicros) {
        return rules.stops(beating && nowMicros - heardMicros > detection.patienceMicros());
    }
}
