package mpjdht.message;

import mpjdht.message.StorageMessage.ChunkTaken;
import mpjdht.message.StorageMessage.Credit;
import mpjdht.message.StorageMessage.DescribeNode;
import mpjdht.message.StorageMessage.DescribeRing;
import mpjdht.message.StorageMessage.Due;
import mpjdht.message.StorageMessage.HandOver;
import mpjdht.message.StorageMessage.JoinRing;
import mpjdht.message.StorageMessage.LeaveRing;

/** One method for each {@link StorageMessage}. */
public interface StorageHandler {

    /** Handles a message of the rank {@code from}. */
    void onHandOver(int from, HandOver message);

    /** Handles a message of the rank {@code from}. */
    void onChunkTaken(int from, ChunkTaken message);

    /** Handles a message of the rank {@code from}. */
    void onCredit(int from, Credit message);

    /** Handles a message of the rank {@code from}. */
    void onDue(int from, Due message);

    /** Handles a message of the rank {@code from}. */
    void onJoinRing(int from, JoinRing message);

    /** Handles a message of the rank {@code from}. */
    void onLeaveRing(int from, LeaveRing message);

    /** Handles a message of the rank {@code from}. */
    void onDescribeRing(int from, DescribeRing message);

    /** Handles a message of the rank {@code from}. */
    void onDescribeNode(int from, DescribeNode message);
}
