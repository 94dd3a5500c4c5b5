package mpjdht.node.replica;

import mpjdht.message.ReplyBatch;
import mpjdht.message.ReplyCursor;
import mpjdht.node.storage.ClientAccount;

/** A batch of answers under construction, each of which uses credit of its client. */
final class ChargedReplies {
    private final ClientAccount account;
    private ReplyBatch batch;

    /** Continues a batch that is empty. */
    ChargedReplies(ClientAccount account, ReplyBatch batch) {
        this.account = account;
        this.batch = batch;
    }

    /** Credit that the answers of a batch have used, in bytes. */
    static int bytes(ReplyBatch batch) {
        return batch.length() - ReplyCursor.headerBytes();
    }

    /** Appends an answer without a value. */
    void add(int outcome, int hops, int sequence, long node) {
        int before = batch.length();
        batch.add(outcome, hops, sequence, node);
        account.addCredit(before - batch.length());
    }

    /** Appends an answer. */
    void add(int outcome, int hops, int sequence, long node, byte[] value, int valueOffset, int valueLength) {
        int before = batch.length();
        batch.add(outcome, hops, sequence, node, value, valueOffset, valueLength);
        account.addCredit(before - batch.length());
    }

    boolean isEmpty() {
        return batch.records() == 0;
    }

    boolean full() {
        return batch.full();
    }

    /** Takes the batch out, and continues with another. */
    ReplyBatch take(ReplyBatch next) {
        ReplyBatch taken = batch;
        batch = next;
        return taken;
    }

    /** Drops what has not been sent; returns the credit that it had used, in bytes. */
    int drop() {
        int bytes = bytes(batch);
        batch.reset();
        return bytes;
    }
}
