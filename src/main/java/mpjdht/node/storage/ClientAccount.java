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
final class ClientAccount {
    final int origin;
    final WaitingRequests waiting = new WaitingRequests();
    final ReplyBatch replies;
    private long creditBytes;
    private Due due;

    ClientAccount(int origin, long creditBytes) {
        this.origin = origin;
        this.creditBytes = creditBytes;
        this.replies = new ReplyBatch(Origin.client(origin));
    }

    boolean hasCredit() {
        return creditBytes > 0;
    }

    /** Whether a request that comes now may be answered, and need not wait. */
    boolean mayAnswer(int sequence) {
        return creditBytes > 0 || isDue(sequence);
    }

    /** Answers have used credit up, or the client has given some back. */
    void addCredit(long bytes) {
        creditBytes += bytes;
    }

    /** The client waits for this command before all others; null when it has what it waited for. */
    void setDue(Due command) {
        due = command;
    }

    /** Commands before this one have their answers. */
    void forgetDueBefore(int sequence) {
        if (due != null && due.sequence() - sequence < 0) {
            due = null;
        }
    }

    /** The command that is due; null when none is. */
    Due due() {
        return due;
    }

    boolean isDue(int sequence) {
        return due != null && due.sequence() == sequence;
    }

    /** Sends the answers that wait. */
    void sendReplies(Outbox outbox) {
        outbox.send(Origin.rank(origin), replies.bytes(), 0, replies.length());
        replies.reset();
    }
}
