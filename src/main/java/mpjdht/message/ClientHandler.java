package mpjdht.message;

import mpjdht.message.ClientMessage.Asked;
import mpjdht.message.ClientMessage.CopyDescribed;
import mpjdht.message.ClientMessage.FaultPlayed;
import mpjdht.message.ClientMessage.HostDescribed;
import mpjdht.message.ClientMessage.LeaderDescribed;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.ClientMessage.MetricsTold;
import mpjdht.message.ClientMessage.NodeDescribed;
import mpjdht.message.ClientMessage.NodesCounted;
import mpjdht.message.ClientMessage.ReplicaDescribed;
import mpjdht.message.ClientMessage.RingPart;
import mpjdht.message.ClientMessage.Sought;
import mpjdht.message.ClientMessage.StillWorking;
import mpjdht.message.ClientMessage.Synchronised;

/** One method for each {@link ClientMessage}. */
public interface ClientHandler {

    /** Handles a message of the rank {@code from}. */
    void onMembershipChanged(int from, MembershipChanged message);

    /** Handles a message of the rank {@code from}. */
    void onRingPart(int from, RingPart message);

    /** Handles a message of the rank {@code from}. */
    void onNodeDescribed(int from, NodeDescribed message);

    /** Handles a message of the rank {@code from}. */
    void onCopyDescribed(int from, CopyDescribed message);

    /** Handles a message of the rank {@code from}. */
    void onFaultPlayed(int from, FaultPlayed message);

    /** Handles a message of the rank {@code from}. */
    void onSynchronised(int from, Synchronised message);

    /** Handles a message of the rank {@code from}. */
    void onAsked(int from, Asked message);

    /** Handles a message of the rank {@code from}. */
    void onHostDescribed(int from, HostDescribed message);

    /** Handles a message of the rank {@code from}. */
    void onReplicaDescribed(int from, ReplicaDescribed message);

    /** Handles a message of the rank {@code from}. */
    void onLeaderDescribed(int from, LeaderDescribed message);

    /** Handles a message of the rank {@code from}. */
    void onStillWorking(int from, StillWorking message);

    /** Handles a message of the rank {@code from}. */
    void onNodesCounted(int from, NodesCounted message);

    /** Handles a message of the rank {@code from}. */
    void onMetricsTold(int from, MetricsTold message);

    /** Handles a message of the rank {@code from}. */
    void onSought(int from, Sought message);
}
