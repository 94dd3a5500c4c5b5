package mpjdht.node.client;

import mpjdht.message.Answer;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.WalkRecord;
import mpjdht.node.Outbox;

/** A walk of a client round the circle, which meets every key: one request after another, each from where the answer to the last one ended. */
final class CircleWalk {
    /** Behind the highest position there is none. */
    private static final long HIGHEST = -1L;

    private static final int MOST_KEYS = 1024;

    private final Requests requests;
    private long location;
    private long next;
    private boolean isOver = true;

    /** No walk so far; the requests are those of its client, which has no others under way. */
    CircleWalk(Requests requests) {
        this.requests = requests;
    }

    /** Begins a walk, for the command that stands there. */
    void begin(long at, Outbox outbox) {
        location = at;
        next = 0;
        ask(outbox);
    }

    /** Takes the answer to the last request; one that failed ends the walk. */
    void take(ReplyCursor answer) {
        isOver = true;
        if (answer.outcome() == Answer.WALKED) {
            long last = WalkRecord.last(answer.bytes(), answer.valueOffset(), answer.valueLength());
            isOver = last == HIGHEST;
            next = last + 1;
        }
    }

    /** Asks for what comes next; false when nothing does. */
    boolean goesOn(Outbox outbox) {
        if (!isOver) {
            ask(outbox);
        }
        return !isOver;
    }

    private void ask(Outbox outbox) {
        RequestBatch batch = requests.batch();
        int offset = batch.length();
        batch.addWalk(requests.nextSequence(), next, HIGHEST, MOST_KEYS);
        requests.added(offset, location, false);
        requests.send(outbox);
    }
}
