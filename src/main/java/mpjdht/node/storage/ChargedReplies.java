package mpjdht.node.storage;

import mpjdht.message.ReplyBatch;
import mpjdht.message.ReplyCursor;

/** A batch of answers under construction, each of which uses credit of its client. */
public final class ChargedReplies {
    private final ClientAccount account;
    private ReplyBatch batch;

    /** Continues a batch that is empty. */
    public ChargedReplies(ClientAccount account, ReplyBatch batch) {
        this.account = account;
        this.batch = batch;
    }

    /** Credit that the answers of a batch have used, in bytes. */
    public static int bytes(ReplyBatch batch) {
        return batch.length() - ReplyCursor.headerBytes();
    }

    /** Appends an answer without a value. */
    public void add(int outcome, int hops, int sequence, long node) {
        int before = batch.length();
        batch.add(outcome, hops, sequence, node);
        account.addCredit(before - batch.length());
    }

    /** Appends an answer. */
    public void add(int outcome, int hops, int sequence, long node, byte[] value, int valueOffset, int valueLength) {
        int before = batch.length();
        batch.add(outcome, hops, sequence, node, value, valueOffset, valueLength);
        account.addCredit(before - batch.length());
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return batch.records() == 0;
    }

    /** Whether it is time to send them. */
    public boolean full() {
        return batch.full();
    }

    /** Takes the batch out, and continues with another. */
    public ReplyBatch take(ReplyBatch next) {
        ReplyBatch taken = batch;
        batch = next;
        return taken;
    }

    /** Drops what has not been sent; returns the credit that it had used, in bytes. */
    public int drop() {
        int bytes = bytes(batch);
        batch.reset();
        return bytes;
    }
}
