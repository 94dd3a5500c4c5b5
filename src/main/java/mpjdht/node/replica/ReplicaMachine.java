package mpjdht.node.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import mpjdht.message.ChainBatch;
import mpjdht.message.ChainHandler;
import mpjdht.message.ChainMessage;
import mpjdht.message.ChainMessage.Confirmed;
import mpjdht.message.ChainMessage.Heard;
import mpjdht.message.ConfigurationCodec;
import mpjdht.message.Confirmation;
import mpjdht.message.ControlCodec;
import mpjdht.message.FlowHandler;
import mpjdht.message.FlowMessage;
import mpjdht.message.FlowMessage.Credit;
import mpjdht.message.FlowMessage.Due;
import mpjdht.message.InquiryHandler;
import mpjdht.message.InquiryMessage;
import mpjdht.message.InquiryMessage.DescribeCopy;
import mpjdht.message.InquiryMessage.DescribeNode;
import mpjdht.message.InquiryMessage.DescribeRing;
import mpjdht.message.MessageKind;
import mpjdht.message.Origin;
import mpjdht.message.RequestBatch;
import mpjdht.node.Detection;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.StateMachine;
import mpjdht.node.flood.SearchedTables;
import mpjdht.node.overlay.NodeHost;
import mpjdht.ring.Configuration;
import mpjdht.store.NodeTable;

/**
 * A storage rank that keeps replicas of regions, each in a chain with others.
 *
 * <p>Whatever says by which configuration it goes is taken in that alone: what is older is dropped, for its sender will hear of the
 * younger one and say it again; what is younger waits. When a configuration comes into force, the rank first tells whoever stands
 * behind it now, in the old order, what had not been confirmed. So of two replicas of a chain the one before always has done what the
 * one behind it has, and in that order (van Renesse and Schneider, OSDI 2004, section 3.2, the update propagation invariant).
 */
public final class ReplicaMachine implements StateMachine {
    private final int rank;
    private final int life;
    private final ReplicaState state;
    private final Heart heart;
    private final Answers answers;
    private final FirstReplica first;
    private final ChainEntrance entrance;
    private final FollowingReplica following;
    private final ReplicaReporter reporter;
    private final Neighbours neighbours;
    private final Succession succession;
    private final JournalCleaner cleaner;
    private List<Early> early = new ArrayList<>();

    /** A message by a configuration that has not come yet. */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    private record Early(int from, byte[] bytes) {}

    /**
     * A storage rank.
     *
     * @param life how often it has begun anew
     * @param configuration in force, as far as it knows
     * @param limits how much each client may have under way
     * @param minReplicas with fewer replicas a region refuses writes
     * @param detection how a dead rank is told from a living one
     * @param rules decide
     * @param nodes what its nodes know of the way to others
     * @param tables makes the table with which it begins
     * @param keeping what of what it does is written down
     */
    public ReplicaMachine(
            Grid grid,
            int rank,
            int life,
            Configuration configuration,
            FlowLimits limits,
            int minReplicas,
            Detection detection,
            ChainRules rules,
            NodeHost nodes,
            Supplier<NodeTable> tables,
            Keeping keeping) {
        this.heart = new Heart(rules, detection, life);
        this.rank = rank;
        this.life = life;
        this.state = new ReplicaState(
                rules, tables, grid.size(), limits.window(), new Roles(configuration, rank, life), keeping);
        this.answers = new Answers(state, limits.creditBytes());
        this.first = new FirstReplica(state, answers, rank, minReplicas);
        this.entrance = new ChainEntrance(grid, rank, nodes, state, first);
        entrance.install();
        this.following = new FollowingReplica(state, answers);
        this.reporter = new ReplicaReporter(state, nodes);
        this.neighbours = new Neighbours(grid.size(), detection, state.streams);
        this.succession = new Succession(state);
        this.cleaner = new JournalCleaner(state, keeping, life);
    }

    /**
     * From now on keeps in mind what it takes to resume the run of a client.
     *
     * @param origin the client, as {@link Origin} names it
     * @param memory what is remembered of it, if its run is resumed
     */
    public void makeResumable(int origin, int window, Optional<RunMemory> memory) {
        state.resumable = Optional.of(new ResumableClient(origin, window, memory));
        memory.ifPresent(known -> known.answered().forEach(state.answered::add));
    }

    @Override
    public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox out) {
        Outbox outbox = state.disk.before(out);
        byte kind = MessageKind.of(bytes, offset, length);
        switch (kind) {
            case MessageKind.REQUESTS, MessageKind.ROUTED, MessageKind.FORWARDED -> {
                if (isInForce(nowMicros, RequestBatch.epoch(bytes, offset, length), from, bytes, offset, length)) {
                    entrance.take(from, kind, bytes, offset, length, outbox);
                }
            }
            case MessageKind.CHAIN -> {
                if (isInForce(nowMicros, RequestBatch.epoch(bytes, offset, length), from, bytes, offset, length)) {
                    following.take(from, bytes, offset, length, outbox);
                }
            }
            case MessageKind.TO_CHAIN ->
                ControlCodec.decode(ChainMessage.class, bytes, offset, length)
                        .handle(
                                from,
                                new FromChain(
                                        nowMicros,
                                        outbox,
                                        epoch -> isInForce(nowMicros, epoch, from, bytes, offset, length)));
            case MessageKind.INQUIRY -> {
                InquiryMessage question = ControlCodec.decode(InquiryMessage.class, bytes, offset, length);
                if (isInForce(nowMicros, question.epoch(), from, bytes, offset, length)) {
                    question.handle(from, new Inquiries(outbox));
                }
            }
            case MessageKind.FLOW ->
                ControlCodec.decode(FlowMessage.class, bytes, offset, length)
                        .handle(
                                from,
                                new Flow(outbox, epoch -> isInForce(nowMicros, epoch, from, bytes, offset, length)));
            case MessageKind.CONFIGURATION -> {
                state.disk.add(bytes, offset, length, outbox);
                install(nowMicros, ConfigurationCodec.decode(bytes, offset, length), outbox);
            }
            default -> throw ProtocolException.unexpectedKind("storage rank", from, kind);
        }
        if (cleaner.isDue()) {
            state.disk.flush(outbox);
            cleaner.step(outbox);
        }
    }

    /** Whether something may be taken now: it waits if its configuration is still to come, or this rank has stopped. */
    private boolean isInForce(long nowMicros, long epoch, int from, byte[] bytes, int offset, int length) {
        boolean waits = epoch > state.roles.epoch() || heart.hasStopped(nowMicros);
        if (waits) {
            byte[] copy = new byte[length];
            System.arraycopy(bytes, offset, copy, 0, length);
            early.add(new Early(from, copy));
        }
        return !waits
                && state.rules.isInForce(bytes[offset], epoch, state.roles.epoch())
                && !state.roles.isOfFormerLife();
    }

    private void takeWaiting(long nowMicros, Outbox outbox) {
        List<Early> waited = early;
        early = new ArrayList<>();
        waited.forEach(
                message -> onMessage(nowMicros, message.from(), message.bytes(), 0, message.bytes().length, outbox));
    }

    @Override
    public void onTimer(long nowMicros, long timer, Outbox out) {
        Outbox outbox = state.disk.before(out);
        cleaner.onTimer(timer);
        if (timer == life) {
            heart.beat(nowMicros, outbox);
            if (!heart.hasStopped(nowMicros)) {
                neighbours.look(nowMicros, state.roles.epoch(), outbox);
            }
        }
    }

    @Override
    public boolean onIdle(long nowMicros, Outbox out) {
        Outbox outbox = state.disk.before(out);
        heart.begin(nowMicros, outbox);
        if (heart.hasStopped(nowMicros)) {
            return false;
        }
        boolean filled = succession.fill(outbox);
        boolean wentOn = entrance.flush(outbox);
        boolean answered = answers.flush(outbox);
        boolean passedOn = state.streams.flush(outbox);
        boolean confirmed = following.flush(outbox);
        state.disk.flush(outbox);
        cleaner.step(outbox);
        return filled || wentOn || answered || passedOn || confirmed;
    }

    @Override
    public boolean finished() {
        // Whoever lets it live and die hears of the end.
        return false;
    }

    /** What searches see of it. */
    public SearchedTables searched() {
        return new SearchedReplicas(state, rank);
    }

    /** The keys of this rank, for those who look from outside. */
    public NodeTable table() {
        return state.table;
    }

    private void install(long nowMicros, Configuration configuration, Outbox outbox) {
        Roles before = state.roles;
        if (!state.rules.isNews(configuration.epoch(), before.epoch())) {
            return;
        }
        state.roles = new Roles(configuration, rank, life);
        state.done.install(state.roles);
        List<ChainBatch> unconfirmed = state.streams.restart(state.roles);
        answers.restart();
        neighbours.restart();
        entrance.install();
        succession.sayAgain(before, unconfirmed, outbox);
        following.restart();
        succession.begin(before, outbox);
        takeWaiting(nowMicros, outbox);
    }

    /** What keeps answers in bounds. */
    private final class Flow implements FlowHandler {
        private final Outbox outbox;
        private final LongPredicate isInForce;

        Flow(Outbox outbox, LongPredicate isInForce) {
            this.outbox = outbox;
            this.isInForce = isInForce;
        }

        @Override
        public void onCredit(int from, Credit message) {
            // Whenever it was used: but what waits for it may be answered only as long as this rank has not stopped.
            if (isInForce.test(state.roles.epoch())) {
                first.credit(Origin.of(from, message.client()), message.bytes(), message.oldest(), outbox);
            }
        }

        @Override
        public void onDue(int from, Due message) {
            if (isInForce.test(message.epoch())) {
                first.due(message, outbox);
            }
        }
    }

    /** What clients ask about this rank. */
    private final class Inquiries implements InquiryHandler {
        private final Outbox outbox;

        Inquiries(Outbox outbox) {
            this.outbox = outbox;
        }

        @Override
        public void onDescribeRing(int from, DescribeRing message) {
            reporter.describeRing(from, message, outbox);
        }

        @Override
        public void onDescribeNode(int from, DescribeNode message) {
            reporter.describeNode(from, message, outbox);
        }

        @Override
        public void onDescribeCopy(int from, DescribeCopy message) {
            reporter.describeCopy(from, message, outbox);
        }
    }

    /** What others of its chains, and the head, tell this rank. */
    private final class FromChain implements ChainHandler {
        private final long nowMicros;
        private final Outbox outbox;
        private final LongPredicate isInForce;

        FromChain(long nowMicros, Outbox outbox, LongPredicate isInForce) {
            this.nowMicros = nowMicros;
            this.outbox = outbox;
            this.isInForce = isInForce;
        }

        @Override
        public void onConfirmed(int from, Confirmed message) {
            if (isInForce.test(message.epoch())) {
                for (Confirmation confirmation : message.confirmations()) {
                    state.streams.confirm(from, confirmation.region(), confirmation.number());
                    following.confirmedBehind(confirmation.region());
                }
                state.streams.forgetConfirmed(from);
                answers.release(outbox);
            }
        }

        @Override
        public void onHeard(int from, Heard message) {
            heart.heard(message.sentMicros());
            if (!heart.hasStopped(nowMicros)) {
                takeWaiting(nowMicros, outbox);
            }
        }
    }
}
