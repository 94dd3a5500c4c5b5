package mpjdht.node.storage;

import mpjdht.message.FlowMessage.Due;
import mpjdht.message.Origin;
import mpjdht.message.ReplyBatch;
import mpjdht.node.Outbox;

/**
 * What a storage rank has to do with one client: the credit that is left, the requests that wait for more, the one that is due,
 * and the answers that wait for company.
 *
 * <p>Invariant: nothing waits while there is credit.
 */
public final class ClientAccount {
    final int origin;
    final WaitingRequests waiting = new WaitingRequests();
    final ReplyBatch replies;
    private final long limitBytes;
    private long creditBytes;
    private Due due;

    /**
     * A client that has used nothing.
     *
     * @param origin the client, as {@link Origin} names it
     * @param limitBytes answers that may be sent to it unasked, in bytes
     */
    public ClientAccount(int origin, long limitBytes) {
        this.origin = origin;
        this.limitBytes = limitBytes;
        this.creditBytes = limitBytes;
        this.replies = new ReplyBatch(Origin.client(origin));
    }

    /** The client, as {@link Origin} names it. */
    public int origin() {
        return origin;
    }

    /** The requests that wait for credit. */
    public WaitingRequests waiting() {
        return waiting;
    }

    /** The answers that wait for company. */
    public ReplyBatch replies() {
        return replies;
    }

    /** Whether a request that waits may be answered. */
    public boolean hasCredit() {
        return creditBytes > 0;
    }

    /** Whether a request that comes now may be answered, and need not wait. */
    public boolean mayAnswer(int sequence) {
        return creditBytes > 0 || isDue(sequence);
    }

    /** Answers have used credit up, which may leave less than none, or the client has given some back. */
    public void addCredit(long bytes) {
        creditBytes += bytes;
    }

    /** Credit is given back, which this rank may not know to have been used: never comes to more than the limit. */
    public void giveBack(long bytes) {
        creditBytes = Math.min(limitBytes, creditBytes + bytes);
    }

    /** The client waits for this command before all others; null when it has what it waited for. */
    public void setDue(Due command) {
        due = command;
    }

    /** Commands before this one have their answers. */
    public void forgetDueBefore(int sequence) {
        if (due != null && due.sequence() - sequence < 0) {
            due = null;
        }
    }

    /** The command that is due; null when none is. */
    Due due() {
        return due;
    }

    /** Whether this command is due. */
    public boolean isDue(int sequence) {
        return due != null && due.sequence() == sequence;
    }

    /** Sends the answers that wait. */
    public void sendReplies(Outbox outbox) {
        outbox.send(Origin.rank(origin), replies.bytes(), 0, replies.length());
        replies.reset();
    }
}
