package mpjdht.node;

import java.util.ArrayDeque;
import java.util.Arrays;
import mpjdht.message.Answer;
import mpjdht.message.Operation;
import mpjdht.message.PathTrace;
import mpjdht.message.ReplyBatch;
import mpjdht.message.RequestCursor;
import mpjdht.ring.RingView;
import mpjdht.store.NodeTable;

/**
 * Answers requests out of the tables of the nodes that are hosted here.
 *
 * <p>Answers are larger than questions, so the window of the command rank does not bound their bytes; credit does. Every
 * answer uses up credit, the command rank gives it back once the answer has left, and without credit requests wait in the
 * order in which they came. An answer may overdraw, so one of any size gets through. Nothing waits for ever: the oldest
 * command without a result is never behind an unanswered one.
 */
final class RequestServer {
    private final int commandRank;
    private final RequestCursor cursor = new RequestCursor();
    private final LookAhead lookAhead = new LookAhead();
    private final PathTrace path = new PathTrace();
    private final ReplyBatch replies = new ReplyBatch();
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private RingView view;
    private NodeTable[] tableOfIndex;
    private long credit;

    RequestServer(int commandRank, long creditBytes) {
        this.commandRank = commandRank;
        this.credit = creditBytes;
    }

    /** From now on serves this ring; {@code tables} has the table of every node of the view that is hosted here. */
    void install(RingView newView, NodeTable[] tables) {
        view = newView;
        tableOfIndex = tables;
    }

    void serve(byte[] bytes, int offset, int length, Outbox outbox) {
        if (!waiting.isEmpty()) {
            waiting.add(Arrays.copyOfRange(bytes, offset, offset + length));
            return;
        }
        int served = serveWhileCredit(bytes, offset, length, outbox);
        if (served < length) {
            waiting.add(rest(bytes, offset, length, served));
        }
    }

    /** Answers that have left the command rank no longer count. */
    void credit(long bytes, Outbox outbox) {
        credit += bytes;
        while (credit > 0 && !waiting.isEmpty()) {
            byte[] batch = waiting.poll();
            int served = serveWhileCredit(batch, 0, batch.length, outbox);
            if (served < batch.length) {
                waiting.addFirst(rest(batch, 0, batch.length, served));
            }
        }
    }

    /** Sends the answers that were held back; tells whether there were any. */
    boolean flush(Outbox outbox) {
        if (replies.records() == 0) {
            return false;
        }
        outbox.send(commandRank, replies.bytes(), 0, replies.length());
        replies.reset(replies.hops());
        return true;
    }

    /** Answers requests until the batch ends or the credit does; returns the bytes of it that are done. */
    private int serveWhileCredit(byte[] bytes, int offset, int length, Outbox outbox) {
        int hops = RequestCursor.hops(bytes, offset);
        if (hops != replies.hops()) {
            flush(outbox);
            replies.reset(hops);
        }
        cursor.open(bytes, offset, length);
        lookAhead.open(bytes, offset, length);
        int done = 0;
        while (credit > 0) {
            if (!cursor.next()) {
                return length;
            }
            int before = replies.length();
            answer();
            credit -= replies.length() - before;
            done = cursor.recordEnd() - offset;
            if (replies.full()) {
                flush(outbox);
            }
        }
        return done;
    }

    private void answer() {
        int owner = lookAhead.nextOwner(view, tableOfIndex);
        NodeTable table = tableOfIndex[owner];
        if (table == null) {
            throw new ProtocolException("a request for position " + Long.toUnsignedString(cursor.position())
                    + " came here, but its owner " + Long.toUnsignedString(view.id(owner)) + " is on rank "
                    + view.rank(owner));
        }
        long node = view.id(owner);
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
                replies.add(Answer.STORED, cursor.sequence(), node);
            }
            case Operation.GET -> {
                if (table.find(
                        cursor.hash(), cursor.position(), cursor.bytes(), cursor.keyOffset(), cursor.keyLength())) {
                    replies.add(
                            Answer.FOUND,
                            cursor.sequence(),
                            node,
                            table.valueBytes(),
                            table.valueOffset(),
                            table.valueLength());
                } else {
                    replies.add(Answer.MISSING, cursor.sequence(), node);
                }
            }
            case Operation.DELETE -> {
                boolean deleted = table.delete(
                        cursor.hash(), cursor.position(), cursor.bytes(), cursor.keyOffset(), cursor.keyLength());
                replies.add(deleted ? Answer.DELETED : Answer.MISSING, cursor.sequence(), node);
            }
            case Operation.EXPLAIN -> {
                path.open(cursor);
                path.append(node, view.rank(owner));
                replies.add(Answer.EXPLAINED, cursor.sequence(), node, path.bytes(), 0, path.length());
            }
            default -> throw new ProtocolException("no operation has the code " + cursor.operation());
        }
    }

    /** What is left of a batch, as a batch of its own: the header, then the requests that are not done. */
    private static byte[] rest(byte[] bytes, int offset, int length, int done) {
        int header = RequestCursor.headerBytes();
        int from = Math.max(done, header);
        byte[] rest = new byte[header + length - from];
        System.arraycopy(bytes, offset, rest, 0, header);
        System.arraycopy(bytes, offset + from, rest, header, length - from);
        return rest;
    }
}
