package mpjdht.node.client;

import mpjdht.message.FlowMessage.Credit;
import mpjdht.message.FlowMessage.Due;
import mpjdht.message.Origin;
import mpjdht.node.FlowLimits;
import mpjdht.node.Outbox;
import mpjdht.ring.RingView;

/**
 * What a client owes the storage ranks: credit for the answers that it has used, and a word about the one command for which all
 * others wait, once a rank is out of credit (see {@code RequestServer}).
 */
final class ReplyCredit {
    private static final long TOLD_NOTHING = -1;

    private final int origin;
    private final FlowLimits limits;
    private final long[] owedBytes;
    private final long[] usedBytes;
    private int ranksWithoutCredit;
    private long toldSequence = TOLD_NOTHING;

    ReplyCredit(int origin, int ranks, FlowLimits limits) {
        this.origin = origin;
        this.limits = limits;
        this.owedBytes = new long[ranks];
        this.usedBytes = new long[ranks];
    }

    /** Answers of a rank have come: they use credit until it is given back. */
    void received(int rank, int bytes) {
        use(rank, bytes);
    }

    /** Whoever was told that a command holds up all others has forgotten it, or is not the one who answers it any more. */
    void restart() {
        toldSequence = TOLD_NOTHING;
    }

    /** An answer of a rank has been used, or is of no use, and {@code oldest} is now the oldest command that waits for one. */
    void released(int rank, int bytes, int oldest, Outbox outbox) {
        owedBytes[rank] += bytes;
        if (owedBytes[rank] >= limits.creditPieceBytes()) {
            outbox.send(rank, new Credit(Origin.client(origin), owedBytes[rank], oldest));
            use(rank, -owedBytes[rank]);
            owedBytes[rank] = 0;
        }
    }

    /**
     * No result can be given out before that of this command. If any rank is out of credit, it may be the one that answers it,
     * whatever way it went: the rank of the owner is told, and passes it on if the key has left.
     *
     * @param view the ring by which the client goes; with copies, the regions and where requests for them enter
     * @param position position of the key
     */
    void heldUpBy(int sequence, RingView view, long position, Outbox outbox) {
        long number = Integer.toUnsignedLong(sequence);
        if (isShort() && toldSequence != number) {
            toldSequence = number;
            int owner = view.ownerIndex(position);
            outbox.send(view.rank(owner), new Due(origin, sequence, view.id(owner), position, 0, view.epoch()));
        }
    }

    /** Whether any rank is out of credit. */
    boolean isShort() {
        return ranksWithoutCredit > 0;
    }

    private void use(int rank, long bytes) {
        boolean had = usedBytes[rank] < limits.creditBytes();
        usedBytes[rank] += bytes;
        boolean has = usedBytes[rank] < limits.creditBytes();
        if (had != has) {
            ranksWithoutCredit += had ? 1 : -1;
        }
    }
}
