package mpjdht.node.client;

/** One method for each {@link Fence}. */
public interface FenceHandler {
    void onAdd(Fence.Add fence);

    void onRemove(Fence.Remove fence);

    void onRing();

    void onKeys();

    void onBarrier();

    void onNode(Fence.Node fence);

    void onReplicas(Fence.Replicas fence);

    void onLeader(Fence.Leader fence);

    void onSearch(Fence.Search fence);

    void onFault(Fence.Fault fence);

    void onPartition(Fence.Partition fence);

    void onHeal();

    void onMetrics();

    void onSynchronise();

    void onWait(Fence.Wait fence);
}
