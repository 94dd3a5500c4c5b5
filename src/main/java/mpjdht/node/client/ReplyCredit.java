package mpjdht.node.client;

import mpjdht.message.StorageMessage.Credit;
import mpjdht.message.StorageMessage.Due;
import mpjdht.node.FlowLimits;
import mpjdht.node.Outbox;

/**
 * What the command rank owes the storage ranks: credit for the answers that have left, and a word to a rank without credit
 * that has the one command for which all others wait (see {@code RequestServer}).
 */
final class ReplyCredit {
    private static final long TOLD_NOTHING = -1;

    private final FlowLimits limits;
    private final long[] owedBytes;
    private final long[] usedBytes;
    private long toldSequence = TOLD_NOTHING;

    ReplyCredit(int ranks, FlowLimits limits) {
        this.limits = limits;
        this.owedBytes = new long[ranks];
        this.usedBytes = new long[ranks];
    }

    /** Answers of a rank have come: they use credit until it is given back. */
    void received(int rank, int bytes) {
        usedBytes[rank] += bytes;
    }

    /** An answer of a rank has left. */
    void released(int rank, int bytes, Outbox outbox) {
        owedBytes[rank] += bytes;
        if (owedBytes[rank] >= limits.creditPieceBytes()) {
            outbox.send(rank, new Credit(owedBytes[rank]));
            usedBytes[rank] -= owedBytes[rank];
            owedBytes[rank] = 0;
        }
    }

    /** No result can be given out before that of this command, which {@code rank} answers: it is told so if it has no credit. */
    void heldUpBy(int sequence, int rank, Outbox outbox) {
        long number = Integer.toUnsignedLong(sequence);
        if (usedBytes[rank] >= limits.creditBytes() && toldSequence != number) {
            toldSequence = number;
            outbox.send(rank, new Due(sequence));
        }
    }
}
