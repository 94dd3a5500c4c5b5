package mpjdht.node.eventual;

import java.util.Optional;
import java.util.function.IntUnaryOperator;
import mpjdht.message.Answer;
import mpjdht.message.FlowMessage.Due;
import mpjdht.message.MessageKind;
import mpjdht.message.Operation;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.message.RoutedCursor;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.storage.ClientAccount;
import mpjdht.node.storage.Destination;
import mpjdht.node.storage.OnwardBatches;
import mpjdht.node.storage.WaitingRequests;
import mpjdht.ring.NodeRef;

/**
 * How commands come to whoever does them. Any rank takes a client's commands. A write goes to the leader of its arc, which gives it a
 * version, acknowledges it, and spreads it; a read goes to any replica that has everything of the arc, this rank if it is one.
 *
 * <p>Ranks may know different rings for a time, and different leaders: then a command is passed on, and after some hops given up; its client
 * asks again.
 */
final class Entrance implements Destination {
    private static final int ONE_HOP = 1;
    /** Hops that a command may make beside those from node to node to the owner of its key. */
    private static final int MOST_PASSES = 12;

    private static final int MOST_WAITING = 1 << 16;

    private final int writeAcks;
    private final EventualState state;
    private final Members members;
    private final Elections elections;
    private final Spread spread;
    private final ClientAnswers answers;
    private final Reads reads;
    private final KeyCommands commands;
    private final IntUnaryOperator draw;
    /** The way from node to node to the owners; empty where commands go straight to whoever does them. */
    private final Optional<NodePath> path;

    private final OnwardBatches onward;
    private final RequestCursor entering = new RequestCursor();
    private final RoutedCursor arriving = new RoutedCursor();
    private final CommandsAhead<RequestCursor> aheadOfEntering;
    private final CommandsAhead<RoutedCursor> aheadOfArriving;
    private final RoutedCursor waitingCursor = new RoutedCursor();

    /** Commands for which nobody is known who could do them. */
    private WaitingRequests stuck = new WaitingRequests();

    private int stuckCount;
    private long nowMicros;

    /**
     * The entrance of a rank.
     *
     * @param writeAcks with fewer replicas an arc refuses writes
     * @param pointers what nodes know, where commands go from node to node
     * @param draw draws a number below the one that it is given
     */
    Entrance(
            int ranks,
            int writeAcks,
            EventualState state,
            Members members,
            Elections elections,
            Spread spread,
            ClientAnswers answers,
            Reads reads,
            Optional<NodePointers> pointers,
            IntUnaryOperator draw) {
        this.writeAcks = writeAcks;
        this.state = state;
        this.members = members;
        this.elections = elections;
        this.spread = spread;
        this.answers = answers;
        this.reads = reads;
        this.commands = KeyCommands.of(state);
        this.draw = draw;
        this.path = pointers.map(known -> new NodePath(ranks, state, known, this));
        this.aheadOfEntering = new CommandsAhead<>(new RequestCursor(), state, elections);
        this.aheadOfArriving = new CommandsAhead<>(new RoutedCursor(), state, elections);
        this.onward = OnwardBatches.withTimes(MessageKind.FORWARDED, ranks);
    }

    /** Takes a batch of a client. */
    void enter(long now, byte[] bytes, int offset, int length, Outbox outbox) {
        nowMicros = now;
        state.clock.heard(RequestBatch.epoch(bytes, offset, length));
        if (path.isPresent()) {
            path.get().enter(bytes, offset, length, outbox);
            return;
        }
        int origin = RequestBatch.origin(bytes, offset, length);
        if (state.groups().isEmpty()) {
            // Its clients ask again.
            return;
        }
        entering.open(bytes, offset, length);
        aheadOfEntering.open(bytes, offset, length);
        while (entering.next()) {
            aheadOfEntering.next();
            take(origin, ONE_HOP, aheadOfEntering.index(), entering, outbox);
        }
    }

    /** Takes a batch that another rank passes on. */
    void arrive(long now, byte[] bytes, int offset, int length, Outbox outbox) {
        nowMicros = now;
        state.clock.heard(RequestBatch.epoch(bytes, offset, length));
        if (state.groups().isEmpty()) {
            // Its clients ask again.
            return;
        }
        arriving.open(bytes, offset, length);
        aheadOfArriving.open(bytes, offset, length);
        while (arriving.next()) {
            aheadOfArriving.next();
            take(arriving.origin(), arriving.hops(), aheadOfArriving.index(), arriving, outbox);
        }
    }

    /** Takes a batch that goes from node to node. */
    void route(long now, byte[] bytes, int offset, int length, Outbox outbox) {
        nowMicros = now;
        state.clock.heard(RequestBatch.epoch(bytes, offset, length));
        path.orElseThrow(() -> new ProtocolException("commands came from node to node, where they go straight"))
                .arrive(bytes, offset, length, outbox);
    }

    @Override
    public void add(long node, int hops, int origin, RequestCursor request, Outbox outbox) {
        take(origin, hops, request, outbox);
    }

    @Override
    public void lost(String why, int hops, int origin, RequestCursor request, Outbox outbox) {
        take(origin, hops, request, outbox);
    }

    @Override
    public void serve(Outbox outbox) {
        // Each has been taken when it came.
    }

    private void take(int origin, int hops, RequestCursor request, Outbox outbox) {
        if (state.groups().isPresent()) {
            take(origin, hops, state.known().index(request.position()), request, outbox);
        }
    }

    private void take(int origin, int hops, int index, RequestCursor request, Outbox outbox) {
        if (Operation.changes(request.operation())) {
            write(origin, hops, index, request, outbox);
        } else {
            read(origin, hops, index, request, outbox);
        }
    }

    private void read(int origin, int hops, int index, RequestCursor request, Outbox outbox) {
        Groups groups = state.known();
        if (groups.isMember(index) && state.isComplete(index)) {
            perform(origin, hops, index, request, outbox);
            return;
        }
        NodeRef replica = anotherReplica(index);
        if (replica != null && mayGoOn(hops)) {
            pass(replica, origin, hops, request, outbox);
        } else if (groups.isMember(index) && isHere(request)) {
            perform(origin, hops, index, request, outbox);
        } else {
            waitForChange(origin, hops, index, request);
        }
    }

    private boolean isHere(RequestCursor request) {
        return state.table.find(
                request.hash(), request.position(), request.bytes(), request.keyOffset(), request.keyLength());
    }

    /** A replica of an arc that is alive and not here, by a draw; null when there is none. */
    private NodeRef anotherReplica(int index) {
        int others = 0;
        for (NodeRef member : state.known().members(index)) {
            others += isOther(member) ? 1 : 0;
        }
        if (others == 0) {
            return null;
        }
        int drawn = draw.applyAsInt(others);
        for (NodeRef member : state.known().members(index)) {
            if (isOther(member) && drawn-- == 0) {
                return member;
            }
        }
        throw new IllegalStateException("counted above");
    }

    private boolean isOther(NodeRef member) {
        return member.rank() != state.rank && members.isAlive(member.rank());
    }

    private void write(int origin, int hops, int index, RequestCursor request, Outbox outbox) {
        Groups groups = state.known();
        if (!groups.isMember(index)) {
            NodeRef leader = groups.highest(index);
            if (mayGoOn(hops)) {
                pass(leader, origin, hops, request, outbox);
            }
            return;
        }
        if (!elections.isLed(index)) {
            waitForChange(origin, hops, index, request);
        } else if (elections.leads(index)) {
            lead(origin, hops, index, request, outbox);
        } else if (mayGoOn(hops)) {
            long leader = elections.leader(index);
            for (NodeRef member : groups.members(index)) {
                if (member.id() == leader) {
                    pass(member, origin, hops, request, outbox);
                }
            }
        }
    }

    private void waitForChange(int origin, int hops, int index, RequestCursor request) {
        if (stuckCount < MOST_WAITING) {
            stuckCount++;
            stuck.add(state.known().owner(index), hops, origin, request);
        }
    }

    /** The ring, a leader or what is here has changed: what waits may go on. */
    void retry(long now, Outbox outbox) {
        nowMicros = now;
        if (stuckCount == 0) {
            return;
        }
        WaitingRequests waited = stuck;
        stuck = new WaitingRequests();
        stuckCount = 0;
        while (!waited.isEmpty()) {
            WaitingRequests.Batch batch = waited.first();
            waitingCursor.open(batch.bytes(), batch.offset(), batch.length());
            while (waitingCursor.next()) {
                take(waitingCursor.origin(), waitingCursor.hops(), waitingCursor, outbox);
            }
            waited.pass(batch.length() - RequestCursor.headerBytes());
        }
    }

    /** Gives a write a version; a CAS, INCR or APPEND of a key of which this rank may miss the value waits. */
    private void lead(int origin, int hops, int index, RequestCursor request, Outbox outbox) {
        if (state.known().members(index).size() < writeAcks) {
            answers.fail(origin, Answer.REFUSED, hops, request, state.known().owner(index), outbox);
            return;
        }
        boolean needsValue = request.operation() != Operation.PUT;
        if (needsValue && !state.isComplete(index) && !isHere(request)) {
            waitForChange(origin, hops, index, request);
            return;
        }
        perform(origin, hops, index, request, outbox);
    }

    private void perform(int origin, int hops, int index, RequestCursor request, Outbox outbox) {
        ClientAccount account = answers.account(origin);
        if (account.mayAnswer(request.sequence())) {
            performNow(account, hops, index, request, outbox);
        } else {
            account.waiting().add(state.known().owner(index), hops, origin, request);
        }
    }

    private void performNow(ClientAccount account, int hops, int index, RequestCursor request, Outbox outbox) {
        if (account.isDue(request.sequence())) {
            account.setDue(null);
        }
        if (request.operation() == Operation.GET && reads.asksOthers(index)) {
            reads.begin(nowMicros, account.origin(), hops, index, request, outbox);
            return;
        }
        long owner = state.known().owner(index);
        commands.apply(request, owner);
        if (commands.wrote()) {
            for (int rank : state.known().otherRanks(index)) {
                spread.add(nowMicros, rank, request.hash(), request.position(), state.table, outbox);
            }
        }
        answers.add(account.origin(), hops, request, owner, commands, outbox);
    }

    private boolean mayGoOn(int hops) {
        return hops < MOST_PASSES
                || (path.isPresent() && hops < MOST_PASSES + path.get().mostHops());
    }

    private void pass(NodeRef to, int origin, int hops, RequestCursor request, Outbox outbox) {
        onward.add(to.rank(), state.clock.time(), to.id(), hops + 1, origin, request, outbox);
    }

    /** Answers that a client has used no longer count. */
    void credit(long now, int origin, long bytes, int oldest, Outbox outbox) {
        nowMicros = now;
        ClientAccount account = answers.account(origin);
        account.forgetDueBefore(oldest);
        account.giveBack(bytes);
        while (account.hasCredit() && !account.waiting().isEmpty()) {
            WaitingRequests.Batch batch = account.waiting().first();
            waitingCursor.open(batch.bytes(), batch.offset(), batch.length());
            int done = 0;
            while (account.hasCredit() && waitingCursor.next()) {
                take(account.origin(), waitingCursor.hops(), waitingCursor, outbox);
                done = waitingCursor.recordEnd() - batch.offset() - RequestCursor.headerBytes();
            }
            account.waiting().pass(done);
        }
    }

    /** A client waits for this command before all others; whoever has it answers it without credit. */
    void due(long now, Due command, Outbox outbox) {
        nowMicros = now;
        ClientAccount account = answers.account(command.origin());
        account.setDue(command);
        account.waiting().take(command.sequence(), late -> take(account.origin(), late.hops(), late, outbox));
    }

    /** Sends what was held back to make batches larger; tells whether there was any. */
    boolean flush(Outbox outbox) {
        boolean wentOn = path.isPresent() && path.get().flush(outbox);
        return onward.flush(outbox) || wentOn;
    }
}
