package mpjdht.node.storage;

import mpjdht.message.Answer;
import mpjdht.message.Operation;
import mpjdht.message.PathTrace;
import mpjdht.message.ReplyBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.store.NodeTable;

/**
 * Answers requests out of the tables of the nodes that are hosted here.
 *
 * <p>Answers are larger than questions, so the window of the command rank does not bound their bytes; credit does. Every
 * answer uses up credit, the command rank gives it back once the answer has left, and without credit requests wait in the
 * order in which they came. An answer may overdraw, so one of any size gets through.
 *
 * <p>Nothing waits for ever. Answers leave the command rank in the order of the commands, so all depends on the oldest command
 * without a result. When requests come in the order of their commands, as from the head itself, all answers that hold credit
 * are older than a request that waits, so the oldest never waits. From node to node a younger request may come first by a
 * shorter way, and its answer wait at the command rank for the older request that waits here for credit. The command rank sees
 * that and says that the older one is {@link #due}: it is answered without credit, past those that wait. One command at a time
 * is due, so the answers here are bounded by the credit and two answers. The order of a key's requests holds, because none of
 * those that wait is older than the one that is due.
 */
final class RequestServer {
    private final int rank;
    private final int commandRank;
    private final LookAhead<?> lookAhead;
    private final RequestCursor cursor;
    private final PathTrace path = new PathTrace();
    private final ReplyBatch replies = new ReplyBatch();
    private final WaitingRequests waiting;
    private long credit;
    private boolean hasDue;
    private int due;

    /**
     * A server with nothing to do.
     *
     * @param rank this rank
     * @param commandRank rank that gets the answers
     * @param creditBytes answers that may be sent unasked
     * @param lookAhead knows which node answers a request
     */
    RequestServer(int rank, int commandRank, long creditBytes, LookAhead<?> lookAhead) {
        this.rank = rank;
        this.commandRank = commandRank;
        this.lookAhead = lookAhead;
        this.cursor = lookAhead.newCursor();
        this.waiting = new WaitingRequests(lookAhead.newCursor());
        this.credit = creditBytes;
    }

    void serve(byte[] bytes, int offset, int length, Outbox outbox) {
        int done = waiting.isEmpty() ? serveWhileCredit(bytes, offset, length, outbox) : RequestCursor.headerBytes();
        if (done < length) {
            waiting.add(bytes, offset, length, done);
            answerDue(outbox);
        }
    }

    /** Answers that have left the command rank no longer count. */
    void credit(long bytes, Outbox outbox) {
        // Whatever was due before has its result, or this credit would not be here.
        hasDue = false;
        credit += bytes;
        while (credit > 0 && !waiting.isEmpty()) {
            WaitingRequests.Batch first = waiting.first();
            waiting.pass(serveWhileCredit(first.bytes, first.offset, first.length, outbox));
        }
    }

    /** The command rank waits for this command before all others: it is answered without credit, now or once it comes. */
    void due(int sequence, Outbox outbox) {
        hasDue = true;
        due = sequence;
        answerDue(outbox);
    }

    /** Sends the answers that were held back; tells whether there were any. */
    boolean flush(Outbox outbox) {
        if (replies.records() == 0) {
            return false;
        }
        outbox.send(commandRank, replies.bytes(), 0, replies.length());
        replies.reset();
        return true;
    }

    /** Answers requests until the batch ends or the credit does; returns the bytes of it that are done. */
    private int serveWhileCredit(byte[] bytes, int offset, int length, Outbox outbox) {
        cursor.open(bytes, offset, length);
        lookAhead.open(bytes, offset, length);
        int done = RequestCursor.headerBytes();
        while (credit > 0) {
            if (!cursor.next()) {
                return length;
            }
            answerNext(outbox);
            done = cursor.recordEnd() - offset;
        }
        return done;
    }

    private void answerDue(Outbox outbox) {
        byte[] request = hasDue ? waiting.take(due) : null;
        if (request != null) {
            hasDue = false;
            cursor.open(request, 0, request.length);
            lookAhead.open(request, 0, request.length);
            cursor.next();
            answerNext(outbox);
        }
    }

    private void answerNext(Outbox outbox) {
        int before = replies.length();
        answer();
        credit -= replies.length() - before;
        if (replies.full()) {
            flush(outbox);
        }
    }

    private void answer() {
        lookAhead.next();
        NodeTable table = lookAhead.table();
        long node = lookAhead.node();
        int hops = lookAhead.hops();
        switch (cursor.operation()) {
            case Operation.PUT -> {
                table.put(
                        cursor.hash(),
                        cursor.position(),
                        cursor.bytes(),
                        cursor.keyOffset(),
                        cursor.keyLength(),
                        cursor.valueOffset(),
                        cursor.valueLength());
                replies.add(Answer.STORED, hops, cursor.sequence(), node);
            }
            case Operation.GET -> {
                if (table.find(
                        cursor.hash(), cursor.position(), cursor.bytes(), cursor.keyOffset(), cursor.keyLength())) {
                    replies.add(
                            Answer.FOUND,
                            hops,
                            cursor.sequence(),
                            node,
                            table.valueBytes(),
                            table.valueOffset(),
                            table.valueLength());
                } else {
                    replies.add(Answer.MISSING, hops, cursor.sequence(), node);
                }
            }
            case Operation.DELETE -> {
                boolean deleted = table.delete(
                        cursor.hash(), cursor.position(), cursor.bytes(), cursor.keyOffset(), cursor.keyLength());
                replies.add(deleted ? Answer.DELETED : Answer.MISSING, hops, cursor.sequence(), node);
            }
            case Operation.EXPLAIN -> {
                path.open(cursor);
                path.append(node, rank);
                replies.add(Answer.EXPLAINED, hops, cursor.sequence(), node, path.bytes(), 0, path.length());
            }
            default -> throw new ProtocolException("no operation has the code " + cursor.operation());
        }
    }
}
