package mpjdht.node.client;

import java.util.Optional;
import mpjdht.message.Answer;
import mpjdht.message.ReplyBatch;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.metric.Figure;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.overlay.Overlay;
import mpjdht.ring.Arc;
import mpjdht.ring.Configuration;
import mpjdht.ring.RingView;
import mpjdht.store.Version;

/**
 * What a client has under way: requests by their sequence numbers, answered in any order. Whoever has the client, its front, appends requests, and uses the answers in the order that it likes: a request that
 * {@link #isAnswered} is opened, used and released.
 *
 * <p>A number is in use from {@link #added} to {@link #release}. Those in use lie within a window; so a front that never
 * releases one comes to a stop, and bytes and answers are bounded.
 */
final class Requests {
    /** The rank of an answer that the client has given itself. */
    private static final int NOBODY_ASKED = Grid.HEAD;

    private final FlowLimits limits;
    private final SentRequests sent;
    private final ReplyBoard board;
    private final UnansweredRequests unanswered;
    private final ReplyCredit credit;
    private final RequestFlow flow;
    private final CheckpointWindow checkpoints;
    /** In which order requests for a key leave; empty where none overtakes another on its way. */
    private final Optional<KeyOrder> order;

    /** What has to do with copies; empty on a grid that keeps none. */
    private final Optional<Repetition> repetition;

    /** Who is asked on a grid where any rank takes requests; else empty. */
    private final Optional<AnyRank> anyRank;

    private AnswerListener listener = AnswerListener.NOBODY;
    private int next;
    private int oldest;
    private int awaited;

    private int opened;
    private long nowMicros;

    private RequestCursor request;
    private ReplyCursor reply;
    private int rank;

    /**
     * Nothing under way.
     *
     * @param grid the ranks
     * @param origin the client, as {@link mpjdht.message.Origin} names it
     * @param view the ring at start
     * @param overlay how requests find their owners
     * @param limits how much may be under way
     * @param repetition what has to do with copies, on a grid that keeps any
     * @param anyRank whom the client asks, on a grid where any rank takes requests
     */
    Requests(
            Grid grid,
            int origin,
            RingView view,
            Overlay overlay,
            FlowLimits limits,
            Optional<Repetition> repetition,
            Optional<AnyRank> anyRank) {
        this.limits = limits;
        this.checkpoints = new CheckpointWindow(limits.window());
        int slots = limits.window() == 1 ? 1 : Integer.highestOneBit(limits.window() - 1) << 1;
        this.sent = new SentRequests(slots);
        this.board = new ReplyBoard(slots, anyRank.isPresent() ? Version.BYTES : 0);
        this.unanswered = new UnansweredRequests(sent, board);
        this.credit = new ReplyCredit(origin, grid.size(), limits);
        this.flow = new RequestFlow(origin, grid, overlay, view, limits);
        this.repetition = repetition;
        this.order = repetition.map(Repetition::order).or(() -> KeyOrder.on(overlay, limits.window()));
        this.anyRank = anyRank;
    }

    /** From now on tells {@code ear} of every answer that counts. */
    void tell(AnswerListener ear) {
        listener = ear;
    }

    /** A step of the client begins. */
    void at(long micros) {
        nowMicros = micros;
    }

    /** The newest ring that the client knows. */
    RingView view() {
        return flow.view();
    }

    /** A ring is in force, in which an arc has another owner than in the one before. */
    void announce(RingView view, Arc moved) {
        if (!flow.isSettled()) {
            throw new ProtocolException("the ring of epoch " + view.epoch()
                    + " was announced while requests go by the one before the last");
        }
        Arc altered = flow.altered(moved);
        int inArc = unanswered.count(oldest, next, request -> altered.contains(request.position()));
        flow.announce(view, altered, next, awaited, inArc);
    }

    /** A configuration is in force: everything without an answer is sent again, in the order of the commands. */
    void configure(Configuration configuration, Outbox outbox) {
        order.orElseThrow().forgetFreed();
        flow.restart(configuration.entries());
        credit.restart();
        repetition.orElseThrow().configure(configuration);
        sendAgain(outbox);
    }

    /** Whoever takes the requests does not answer: another one does, and whatever does no harm when it is done twice is sent again. */
    void moveHome(Outbox outbox) {
        anyRank.orElseThrow().move(next);
        credit.restart();
        order.orElseThrow().forgetFreed();
        sendAgain(outbox);
    }

    private void sendAgain(Outbox outbox) {
        KeyOrder inOrder = order.orElseThrow();
        // All are taken before any is answered here, because that frees others.
        unanswered
                .copies(
                        oldest,
                        next,
                        request -> !inOrder.holds(request)
                                && (anyRank.isEmpty() || AnyRank.mayBeSentAgain(request.operation())))
                .forEach(batch -> {
                    outbox.count(Figure.REQUESTS_SENT_AGAIN, batch.records());
                    passPossible(batch, true, outbox);
                });
    }

    /** Number of the oldest request that has no answer, or of the next one. */
    int oldestUnanswered() {
        return unanswered.first(oldest, next);
    }

    /** Number of the first request that is held, or of the next one: all before it have been sent. */
    int sentEnd() {
        int sequence = oldest;
        while (sequence != next
                && (order.isEmpty() || !sent.has(sequence) || !order.get().holds(sent.request(sequence)))) {
            sequence++;
        }
        return sequence;
    }

    /** Waits no longer for the answers to the requests before a number, all of which have been sent: the client answers them itself. */
    void giveUpBefore(int end, Outbox outbox) {
        for (RequestBatch late : unanswered.copies(oldest, end, request -> true)) {
            outbox.count(Figure.REQUESTS_GIVEN_UP, late.records());
            ReplyBatch replies = repetition.orElseThrow().giveUp(late);
            keep(NOBODY_ASKED, replies.bytes(), 0, replies.length(), outbox);
        }
    }

    /** Sends the requests of a batch for which there is somebody to ask, and answers the others. */
    private void passPossible(RequestBatch batch, boolean isAgain, Outbox outbox) {
        if (repetition.isEmpty()) {
            flow.pass(batch, outbox);
            return;
        }
        Repetition known = repetition.get();
        anyRank.ifPresent(rank -> flow.restart(rank.way()));
        if (known.isEverythingAvailable()) {
            flow.pass(anyRank.map(rank -> rank.dressed(batch)).orElse(batch), outbox);
        } else {
            ReplyBatch replies = known.answerImpossible(batch, isAgain);
            flow.pass(known.possible(), outbox);
            keep(NOBODY_ASKED, replies.bytes(), 0, replies.length(), outbox);
        }
    }

    /** Whether nothing that is under way goes by an older ring than {@link #view}. */
    boolean isSettled() {
        return flow.isSettled();
    }

    /** Number that the next request gets. */
    int nextSequence() {
        return next;
    }

    /** The batch under construction, for a request if {@link #mayAdd} says so. */
    RequestBatch batch() {
        return sent.open();
    }

    /** Whether a request may be added to the batch; one of any size may when nothing is under way. */
    boolean mayAdd() {
        return !batch().full()
                && next - checkpoints.start(oldest) < limits.window()
                && (next == oldest || flow.hasRoomBeside(batch()));
    }

    /**
     * Gives numbers from here on.
     *
     * @return which of them may be asked again, from now on
     */
    CheckpointWindow startAt(int first) {
        next = first;
        oldest = first;
        checkpoints.begin(first);
        return checkpoints;
    }

    /**
     * The next request has been appended to the batch.
     *
     * @param offset where its record begins there
     * @param place where its command stands, as the front names it
     * @param grows whether it is an EXPLAIN
     */
    void added(int offset, long place, boolean grows) {
        if (grows) {
            flow.pathWillGrow();
        }
        sent.added(next, offset, place);
        next++;
        awaited++;
    }

    /**
     * Sends the requests of the batch on their way; what is not yet worth a message waits for {@link #flush}.
     *
     * @return whether there was any that could go
     */
    boolean send(Outbox outbox) {
        boolean anyFreed = sendFreed(outbox);
        boolean any = sent.open().records() > 0;
        if (any) {
            send(sent.open(), outbox);
            sent.close(nowMicros);
        }
        return any || anyFreed;
    }

    /** Sends what was held, and is not any more. */
    private boolean sendFreed(Outbox outbox) {
        if (order.isEmpty() || !order.get().hasFreed()) {
            return false;
        }
        RequestBatch freed = new RequestBatch();
        while (order.get().hasFreed()) {
            freed.addCopy(sent.request(order.get().takeFreed()));
            if (freed.full() || !order.get().hasFreed()) {
                // Those that have nobody to ask are answered here, and that may free others.
                passPossible(freed, false, outbox);
                freed.reset();
            }
        }
        return true;
    }

    private void send(RequestBatch batch, Outbox outbox) {
        if (order.isEmpty()) {
            flow.send(batch, outbox);
        } else {
            flow.count(batch);
            passPossible(order.get().leaving(batch), false, outbox);
        }
    }

    /** Sends what was held back to make messages larger; tells whether there was any. */
    boolean flush(Outbox outbox) {
        boolean anyFreed = sendFreed(outbox);
        return flow.flush(outbox) || anyFreed;
    }

    /** Takes a batch of answers of a rank. */
    void take(int from, byte[] bytes, int offset, int length, Outbox outbox) {
        int bytesOfAll = length - ReplyCursor.headerBytes();
        anyRank.ifPresent(rank -> rank.heard(ReplyBatch.epoch(bytes, offset, length)));
        boolean counts = repetition.isEmpty() || repetition.get().counts(bytes, offset, length);
        int ignored = counts ? keep(from, bytes, offset, length, outbox) : bytesOfAll;
        credit.received(from, bytesOfAll);
        if (ignored > 0) {
            credit.released(from, ignored, oldest, outbox);
        }
    }

    /** Keeps the answers for which a request waits; returns the bytes of the others. */
    private int keep(int from, byte[] bytes, int offset, int length, Outbox outbox) {
        int ignored = 0;
        board.open(nowMicros, from, bytes, offset, length);
        int known = 0;
        while (board.next()) {
            if (order.isPresent() && known-- == 0) {
                known = order.get().lookAhead(board.ahead()) - 1;
            }
            int sequence = board.sequence();
            if (sequence - oldest >= 0 && sequence - next < 0 && unanswered.has(sequence)) {
                if (anyRank.isPresent() && anyRank.get().leavesOpen(sequence, board.arriving())) {
                    board.arriving().becomes(Answer.UNKNOWN);
                }
                board.keep();
                if (anyRank.isPresent()) {
                    anyRank.get().learn(from, sent.request(sequence), board.arriving());
                }
                listener.answered(from, board.arriving());
                awaited--;
                if (order.isPresent()) {
                    order.get().ends(sequence);
                }
                if (!flow.isSettled()) {
                    flow.answered(sequence, sent.request(sequence).position(), outbox);
                }
            } else if (repetition.isEmpty()) {
                throw new ProtocolException(
                        "rank " + from + " answered command " + sequence + ", which does not wait for an answer");
            } else {
                ignored += board.arriving().recordBytes();
            }
        }
        return ignored;
    }

    /** Whether a number is in use; if not, every request is over. */
    boolean hasOldest() {
        return oldest != next;
    }

    /** The oldest number in use. */
    int oldest() {
        return oldest;
    }

    /** Whether a request in use has its answer. */
    boolean isAnswered(int sequence) {
        return board.has(sequence);
    }

    /** Whether answers that are not used may keep others from being given. */
    boolean isShortOfCredit() {
        return credit.isShort();
    }

    /** The front can use no answer before that of this request, which has none. */
    void holdsUp(int sequence, Outbox outbox) {
        credit.heldUpBy(sequence, flow.viewOf(sequence), sent.request(sequence).position(), outbox);
    }

    /** Stands on a request in use that has its answer, until it is released or another is opened. */
    void open(int sequence) {
        opened = sequence;
        request = sent.request(sequence);
        reply = board.reply(sequence);
        rank = board.rank(sequence);
    }

    /** The request that was opened. */
    RequestCursor request() {
        return request;
    }

    /** Where its command stands. */
    long place() {
        return sent.place(opened);
    }

    /** Its answer. */
    ReplyCursor reply() {
        return reply;
    }

    /** The rank that answered it. */
    int rank() {
        return rank;
    }

    /** The answer of the request that was opened has been used: the request is over. */
    void release(Outbox outbox) {
        outbox.answered(
                request.operation(),
                Answer.isFailure(reply.outcome()),
                reply.hops(),
                board.cameMicros(opened) - sent.leftMicros(opened));
        flow.released(request);
        board.release(opened);
        sent.release(opened);
        while (oldest != next && !sent.has(oldest)) {
            oldest++;
        }
        if (rank != NOBODY_ASKED) {
            credit.released(rank, reply.recordBytes(), oldest, outbox);
        }
    }
}
