package mpjdht.message;

import mpjdht.message.HeadMessage.AddNode;
import mpjdht.message.HeadMessage.AwaitReturn;
import mpjdht.message.HeadMessage.Drained;
import mpjdht.message.HeadMessage.Filled;
import mpjdht.message.HeadMessage.Finish;
import mpjdht.message.HeadMessage.HandedOver;
import mpjdht.message.HeadMessage.Heartbeat;
import mpjdht.message.HeadMessage.PointersSettled;
import mpjdht.message.HeadMessage.RemoveNode;
import mpjdht.message.HeadMessage.Unreachable;
import mpjdht.message.HeadMessage.ViewInstalled;

/** One method for each {@link HeadMessage}. */
public interface HeadHandler {

    /** Handles a message of the rank {@code from}. */
    void onAddNode(int from, AddNode message);

    /** Handles a message of the rank {@code from}. */
    void onRemoveNode(int from, RemoveNode message);

    /** Handles a message of the rank {@code from}. */
    void onPointersSettled(int from, PointersSettled message);

    /** Handles a message of the rank {@code from}. */
    void onHandedOver(int from, HandedOver message);

    /** Handles a message of the rank {@code from}. */
    void onViewInstalled(int from, ViewInstalled message);

    /** Handles a message of the rank {@code from}. */
    void onFinish(int from, Finish message);

    /** Handles a message of the rank {@code from}. */
    void onFilled(int from, Filled message);

    /** Handles a message of the rank {@code from}. */
    void onDrained(int from, Drained message);

    /** Handles a message of the rank {@code from}. */
    void onHeartbeat(int from, Heartbeat message);

    /** Handles a message of the rank {@code from}. */
    void onUnreachable(int from, Unreachable message);

    /** Handles a message of the rank {@code from}. */
    void onAwaitReturn(int from, AwaitReturn message);
}
