package mpjdht.node.client;

import java.util.Arrays;
import mpjdht.message.ClientMessage;
import mpjdht.message.ControlCodec;
import mpjdht.message.HeadMessage.Finish;
import mpjdht.message.MessageKind;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.ring.Arc;
import mpjdht.ring.Configuration;
import mpjdht.ring.RingView;

/**
 * A client that asks for many who know nothing of each other: takes requests from a source, keeps up to a window of them in flight, and tells
 * each answer as soon as it comes, whichever was asked first. Requests for one key take effect in the order in which the source gave them.
 *
 * <p>It has no fences: whoever wants to change the ring, or to look at it, has a {@link CommandFront} for that.
 */
public final class OpenFront implements Client {
    private final RequestSource source;
    private final AnswerSink sink;
    private final Requests requests;
    private final Lateness lateness;
    private int[] answered = new int[64];
    private int told;
    private int answers;
    private boolean endReached;
    private boolean isOver;

    /**
     * A client of a grid.
     *
     * @param access its way there
     * @param source gives the requests
     * @param sink takes the answers
     */
    public OpenFront(GridAccess access, RequestSource source, AnswerSink sink) {
        this.source = source;
        this.sink = sink;
        this.requests = access.requests();
        this.lateness = access.lateness();
        requests.tell((rank, reply) -> noteAnswer(reply));
    }

    private void noteAnswer(ReplyCursor reply) {
        if (answers == answered.length) {
            answered = Arrays.copyOf(answered, 2 * answers);
        }
        answered[answers] = reply.sequence();
        answers++;
    }

    @Override
    public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        requests.at(nowMicros);
        byte kind = MessageKind.of(bytes, offset, length);
        switch (kind) {
            case MessageKind.REPLIES -> requests.take(from, bytes, offset, length, outbox);
            case MessageKind.TO_CLIENT ->
                throw new ProtocolException("rank " + from + " answers a question that a client never asked: "
                        + ControlCodec.decode(ClientMessage.class, bytes, offset, length));
            default -> throw ProtocolException.unexpectedKind("client", from, kind);
        }
        tellAnswers(outbox);
    }

    @Override
    public void onTimer(long nowMicros, Outbox outbox) {
        requests.at(nowMicros);
        lateness.onTimer(nowMicros, !sink.isReady(), Lateness.Question.NONE, outbox);
        tellAnswers(outbox);
    }

    @Override
    public boolean onIdle(long nowMicros, Outbox outbox) {
        requests.at(nowMicros);
        if (isOver) {
            return false;
        }
        lateness.lookLater(nowMicros, outbox);
        boolean asked = readOn(outbox);
        boolean hasTold = tellAnswers(outbox);
        sink.bringOut();
        if (endReached && !requests.hasOldest()) {
            isOver = true;
            sink.ended();
            outbox.send(Grid.HEAD, new Finish());
            return true;
        }
        boolean flushed = requests.flush(outbox);
        return asked || hasTold || flushed;
    }

    /** Reads requests until a batch is full, the window is, or there is nothing to read; sends what was read. */
    private boolean readOn(Outbox outbox) {
        RequestBatch batch = requests.batch();
        boolean progress = false;
        boolean goesOn = !endReached;
        while (goesOn && requests.mayAdd()) {
            int offset = batch.length();
            RequestSource.Next next = source.next(batch, requests.nextSequence());
            switch (next) {
                case REQUEST -> requests.added(offset, source.place(), false);
                case EXPLAIN -> requests.added(offset, source.place(), true);
                case NOTHING_YET -> goesOn = false;
                case END -> endReached = true;
            }
            goesOn &= !endReached;
            progress |= goesOn;
        }
        boolean sent = requests.send(outbox);
        return progress || sent;
    }

    private boolean tellAnswers(Outbox outbox) {
        int before = told;
        while (told < answers && sink.isReady()) {
            requests.open(answered[told]);
            sink.answered(requests.place(), requests.request(), requests.reply(), requests.rank());
            requests.release(outbox);
            told++;
        }
        boolean progress = told != before;
        if (told == answers) {
            told = 0;
            answers = 0;
        }
        return progress;
    }

    @Override
    public void announce(RingView view, Arc moved, Outbox outbox) {
        requests.announce(view, moved);
    }

    @Override
    public void configure(Configuration configuration, Outbox outbox) {
        requests.configure(configuration, outbox);
        tellAnswers(outbox);
    }

    @Override
    public boolean isSettled() {
        return requests.isSettled();
    }
}
