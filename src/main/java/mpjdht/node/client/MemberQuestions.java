package mpjdht.node.client;

import mpjdht.message.MemberMessage.FindHost;
import mpjdht.message.MemberMessage.Join;
import mpjdht.message.MemberMessage.Leave;
import mpjdht.message.MemberMessage.Synchronise;
import mpjdht.message.MemberMessage.TellCopy;
import mpjdht.message.MemberMessage.TellLeader;
import mpjdht.message.MemberMessage.TellNode;
import mpjdht.message.MemberMessage.TellRing;
import mpjdht.node.Outbox;

/** Asks whom a command concerns, on a grid on which no head decides about the circle: any storage rank, which knows whom to ask. */
final class MemberQuestions implements FenceHandler {
    /** No head numbers the rings. */
    private static final long NO_EPOCH = 0;

    private final MemberCrossing crossing;
    private final int origin;
    private final Home home;
    private final long question;
    private final long nowMicros;
    private final Outbox outbox;

    /**
     * Asks once.
     *
     * @param crossing gathers the answers
     * @param origin the client
     * @param home the storage rank that it speaks to
     * @param question number of what is asked
     */
    MemberQuestions(MemberCrossing crossing, int origin, Home home, long question, long nowMicros, Outbox outbox) {
        this.crossing = crossing;
        this.origin = origin;
        this.home = home;
        this.question = question;
        this.nowMicros = nowMicros;
        this.outbox = outbox;
    }

    @Override
    public void onAdd(Fence.Add add) {
        outbox.send(add.rank(), new Join(origin, add.id(), add.hasId()));
    }

    @Override
    public void onRemove(Fence.Remove remove) {
        outbox.send(home.rank(), new Leave(origin, remove.id()));
    }

    @Override
    public void onRing() {
        outbox.send(home.rank(), new TellRing(origin, question, true));
    }

    @Override
    public void onKeys() {
        throw new IllegalStateException("a client walks round the circle by requests");
    }

    @Override
    public void onBarrier() {
        crossing.reachBarrier();
    }

    @Override
    public void onNode(Fence.Node node) {
        outbox.send(home.rank(), new TellNode(origin, question, node.id(), true));
    }

    @Override
    public void onReplicas(Fence.Replicas replicas) {
        outbox.send(
                home.rank(),
                new TellCopy(origin, question, true, replicas.hash(), replicas.position(), replicas.key()));
    }

    @Override
    public void onLeader(Fence.Leader leader) {
        outbox.send(home.rank(), new TellLeader(origin, question, leader.position(), 0));
    }

    @Override
    public void onMetrics() {
        crossing.gatherMetrics(outbox);
    }

    @Override
    public void onSynchronise() {
        outbox.send(home.rank(), new Synchronise(origin, question));
    }

    @Override
    public void onSearch(Fence.Search search) {
        outbox.send(home.rank(), search.seek(crossing.client(), question, NO_EPOCH));
    }

    @Override
    public void onFault(Fence.Fault fault) {
        outbox.send(
                home.rank(), new FindHost(origin, question, fault.hasId(), fault.hasId() ? fault.id() : fault.rank()));
    }

    @Override
    public void onPartition(Fence.Partition partition) {
        crossing.partition(partition, outbox);
    }

    @Override
    public void onHeal() {
        crossing.heal(outbox);
    }

    @Override
    public void onWait(Fence.Wait wait) {
        crossing.waitFor(wait, nowMicros, outbox);
    }
}
