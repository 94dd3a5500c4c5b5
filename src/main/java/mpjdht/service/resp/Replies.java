package mpjdht.service.resp;

import java.util.function.LongSupplier;

/** The replies to a connection's commands: those that are known at once wait for their turn, too. */
final class Replies {
    private final Told told = new Told();
    private final Turns turns;
    private final RespOutput later = new RespOutput();

    /**
     * Nothing to be told.
     *
     * @param clock tells nanoseconds
     */
    Replies(LongSupplier clock) {
        this.turns = new Turns(told, clock);
    }

    /** What is told. */
    RespOutput output() {
        return told.output();
    }

    /** What waits for an answer. */
    Turns turns() {
        return turns;
    }

    /** Where a reply is written that is known at once; {@link #end} gives it its turn. */
    RespOutput begin() {
        if (turns.size() == 0) {
            return told.output();
        }
        later.reset();
        later.speak(told.output().version());
        return later;
    }

    /** A reply is whole. */
    void end(RespOutput reply) {
        if (reply == later) {
            turns.addReady(later.bytes(), later.length());
        }
    }

    /** The whole reply is an error. */
    void error(String text) {
        RespOutput reply = begin();
        reply.error(text);
        end(reply);
    }
}
