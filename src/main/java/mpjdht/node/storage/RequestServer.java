package mpjdht.node.storage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import mpjdht.message.FlowMessage.Due;
import mpjdht.message.ReplyBatch;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.message.RoutedCursor;
import mpjdht.node.Outbox;
import mpjdht.ring.Arc;
import mpjdht.store.NodeTable;

/**
 * Answers requests out of the tables of the nodes that are hosted here; what each makes of its table is {@link AppliedRequest}'s.
 *
 * <p>Answers are larger than questions, so the window of a client does not bound their bytes; credit does. Every answer uses up
 * credit of its client, the client gives it back once it has used the answer, and without credit its requests wait in the order
 * in which they came. An answer may overdraw, so one of any size gets through. What one client leaves waiting keeps no other
 * from its answers.
 *
 * <p>Nothing waits for ever. A client may use answers in the order of its commands alone, so that all depends on its oldest
 * command without an answer, while younger ones that came here first hold all credit. The client sees that, and says that the
 * older one is due: it is answered without credit, past those that wait. One command of a client at a time is due, so the
 * answers here are bounded by the credit and two answers for each client. The order of a key's requests holds, because none of
 * those that wait is older than the one that is due.
 */
final class RequestServer {
    private final long creditBytes;
    private final ByNode byNode;
    private final RequestCursor plain = new RequestCursor();
    private final RoutedCursor routed = new RoutedCursor();
    private final AppliedRequest applied;
    private final Map<Integer, ClientAccount> accounts = new LinkedHashMap<>();
    /** Accounts with answers that wait for company. */
    private final List<ClientAccount> answering = new ArrayList<>();

    private ClientAccount lastUsed;

    /**
     * A server with nothing to do.
     *
     * @param rank this rank
     * @param creditBytes answers that may be sent to a client unasked
     */
    RequestServer(int rank, long creditBytes, KeyTables tables) {
        this.applied = new AppliedRequest(rank);
        this.creditBytes = creditBytes;
        this.byNode = new ByNode(tables);
    }

    /**
     * Answers a {@link mpjdht.message.MessageKind#REQUESTS} batch.
     *
     * @param lookAhead knows which node answers each
     */
    void serve(OwnerLookAhead<RequestCursor> lookAhead, byte[] bytes, int offset, int length, Outbox outbox) {
        ClientAccount account = account(RequestBatch.origin(bytes, offset, length));
        plain.open(bytes, offset, length);
        lookAhead.open(bytes, offset, length);
        while (plain.next()) {
            lookAhead.next();
            serve(account, plain, lookAhead, outbox);
        }
    }

    /** Answers a batch of requests whose nodes are known. */
    void serveOwned(byte[] bytes, int offset, int length, Outbox outbox) {
        routed.open(bytes, offset, length);
        byNode.open(bytes, offset, length);
        while (routed.next()) {
            byNode.next();
            serve(account(routed.origin()), routed, byNode, outbox);
        }
    }

    /** Answers that a client has used no longer count; it waits for none older than {@code oldest}. */
    void credit(int origin, long bytes, int oldest, Outbox outbox) {
        ClientAccount account = account(origin);
        account.forgetDueBefore(oldest);
        account.addCredit(bytes);
        while (account.hasCredit() && !account.waiting.isEmpty()) {
            account.waiting.pass(serveWaiting(account, account.waiting.first(), outbox));
        }
    }

    /** A client waits for this command before all others: it is answered without credit, now or once it comes. */
    void due(Due command, Outbox outbox) {
        ClientAccount account = account(command.origin());
        account.setDue(command);
        account.waiting.take(command.sequence(), request -> {
            byNode.open(request.bytes(), request.legOffset() - RequestCursor.headerBytes(), requestBytes(request));
            byNode.next();
            answer(account, request, byNode, outbox);
        });
    }

    private static int requestBytes(RoutedCursor request) {
        return RequestCursor.headerBytes() + request.recordEnd() - request.legOffset();
    }

    /** Takes out what waits here for keys of an arc of a node, because the arc leaves. */
    void takeWaiting(long node, Arc arc, WaitingRequests.Taker taker) {
        accounts.values().forEach(account -> account.waiting.take(node, arc, taker));
    }

    /** Hands over what is due for keys of an arc of a node, because the arc has left. */
    void takeDue(long node, Arc arc, Consumer<Due> taker) {
        for (ClientAccount account : accounts.values()) {
            Due due = account.due();
            if (due != null && due.node() == node && arc.contains(due.position())) {
                account.setDue(null);
                taker.accept(due);
            }
        }
    }

    /** Sends the answers that were held back; tells whether there were any. */
    boolean flush(Outbox outbox) {
        boolean sent = !answering.isEmpty();
        answering.forEach(account -> account.sendReplies(outbox));
        answering.clear();
        return sent;
    }

    /** Forgets tables that it may have been looking into. */
    void forget() {
        byNode.forget();
    }

    private ClientAccount account(int origin) {
        if (lastUsed == null || lastUsed.origin != origin) {
            lastUsed = accounts.computeIfAbsent(origin, absent -> new ClientAccount(absent, creditBytes));
        }
        return lastUsed;
    }

    private void serve(ClientAccount account, RequestCursor request, OwnerLookAhead<?> found, Outbox outbox) {
        if (account.mayAnswer(request.sequence())) {
            answer(account, request, found, outbox);
        } else {
            account.waiting.add(found.node(), found.hops(), account.origin, request);
        }
    }

    /** Answers requests that wait until the batch ends or the credit does; returns the bytes of it that are done. */
    private int serveWaiting(ClientAccount account, WaitingRequests.Batch batch, Outbox outbox) {
        routed.open(batch.bytes(), batch.offset(), batch.length());
        byNode.open(batch.bytes(), batch.offset(), batch.length());
        int done = 0;
        while (account.hasCredit() && routed.next()) {
            byNode.next();
            answer(account, routed, byNode, outbox);
            done = routed.recordEnd() - batch.offset() - RequestCursor.headerBytes();
        }
        return done;
    }

    private void answer(ClientAccount account, RequestCursor request, OwnerLookAhead<?> found, Outbox outbox) {
        ReplyBatch replies = account.replies;
        if (replies.records() == 0) {
            answering.add(account);
        }
        int before = replies.length();
        answer(request, found, replies);
        account.addCredit(before - replies.length());
        if (account.isDue(request.sequence())) {
            account.setDue(null);
        }
        if (replies.full()) {
            answering.remove(account);
            account.sendReplies(outbox);
        }
    }

    private void answer(RequestCursor request, OwnerLookAhead<?> found, ReplyBatch replies) {
        NodeTable table = found.table();
        long node = found.node();
        int hops = found.hops();
        applied.apply(request, table, node);
        if (applied.hasValue()) {
            replies.add(
                    applied.outcome(),
                    hops,
                    request.sequence(),
                    node,
                    applied.valueBytes(table),
                    applied.valueOffset(table),
                    applied.valueLength(table));
        } else {
            replies.add(applied.outcome(), hops, request.sequence(), node);
        }
    }
}
