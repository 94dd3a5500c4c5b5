package mpjdht.node.eventual;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntUnaryOperator;
import mpjdht.message.ComparisonMessage;
import mpjdht.message.ControlCodec;
import mpjdht.message.FlowHandler;
import mpjdht.message.FlowMessage;
import mpjdht.message.FlowMessage.Credit;
import mpjdht.message.FlowMessage.Due;
import mpjdht.message.MemberMessage;
import mpjdht.message.MessageKind;
import mpjdht.message.Origin;
import mpjdht.message.PeerHandler;
import mpjdht.message.PeerMessage;
import mpjdht.message.StateBatch;
import mpjdht.message.StateCursor;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.StateMachine;
import mpjdht.node.flood.SearchedTables;
import mpjdht.node.head.MembershipRules;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;
import mpjdht.store.CausalContext;
import mpjdht.store.Conflicts;
import mpjdht.store.SiblingState;
import mpjdht.store.Siblings;
import mpjdht.store.VersionedTable;

/**
 * A storage rank that keeps replicas which become equal in the end. It takes commands of clients whatever else it knows, and passes on what
 * others have to do; it says who its nodes are, and hears it of others; and it compares what it has with them.
 */
public final class EventualMachine implements StateMachine {
    /** Longer than any client waits for an answer, in time-outs. */
    private static final int PATIENCE = 8;

    private static final long FIRST_TIME = 0;
    private static final int FIRST_WRITER = 1;

    private final Grid grid;
    private final int rank;
    private final int life;
    private final EventualSettings settings;
    private final Optional<NodePointers> pointers;
    private final EventualState state;
    private final Members members;
    private final Elections elections;
    private final Spread spread;
    private final ClientAnswers answers;
    private final Reads reads;
    private final Entrance entrance;
    private final AntiEntropy antiEntropy;
    private final Strays strays;
    private final Comparisons comparisons;
    private final MemberRequests memberRequests;
    private final Synchronisation synchronisation;
    private final MembershipChanges changes;
    private final Graves graves;
    private final StateCursor arriving = new StateCursor();
    private final StatesAhead ahead;

    /**
     * A storage rank.
     *
     * @param life how often it has begun anew
     * @param start the ring at start
     * @param limits how much each client may have under way
     * @param space the circle, for this rank alone
     * @param maxNodes most nodes that the circle may hold
     * @param rules decide
     * @param pointers what its nodes know of the way to others, where commands go from node to node
     * @param draw draws a number below the one that it is given
     */
    public EventualMachine(
            Grid grid,
            int rank,
            int life,
            RingView start,
            FlowLimits limits,
            KeySpace space,
            int maxNodes,
            EventualSettings settings,
            EventualRules rules,
            Optional<NodePointers> pointers,
            IntUnaryOperator draw) {
        this.grid = grid;
        this.rank = rank;
        this.life = life;
        this.settings = settings;
        this.pointers = pointers;
        this.state = new EventualState(rank, life, space, settings, rules);
        this.members = new Members(grid, rank, life, start, state.clock, settings.detection());
        this.elections = new Elections(state.clock, rules, settings.retryMicros());
        this.spread = new Spread(grid.size(), life, state.clock, rules, members);
        this.answers = new ClientAnswers(state, spread, settings.writeAcks(), limits.creditBytes());
        this.reads = new Reads(
                grid.size(), state, members, spread, answers, settings.readReplicas(), settings.retryMicros(), draw);
        this.entrance = new Entrance(
                grid.size(), settings.writeAcks(), state, members, elections, spread, answers, reads, pointers, draw);
        this.ahead = new StatesAhead(state.table);
        this.strays = new Strays(state);
        this.antiEntropy = new AntiEntropy(state, members, elections, spread, strays, settings);
        this.synchronisation = new Synchronisation(grid, state, members);
        this.changes = new MembershipChanges(
                state,
                members,
                antiEntropy,
                new MembershipRules(space, maxNodes),
                settings.detection().timeoutMicros());
        this.graves = new Graves(grid, state, members, elections, spread, settings.antiEntropyMicros());
        Reporter reporter = new Reporter(state, members, elections, pointers);
        this.comparisons = new Comparisons(state, members, antiEntropy, graves, entrance);
        this.memberRequests = new MemberRequests(changes, synchronisation, reporter);
        Optional<Groups> groups = members.ring().map(this::groups);
        members.hasChanged();
        state.install(groups);
        groups.ifPresent(elections::begin);
    }

    private Groups groups(RingView ring) {
        return new Groups(ring, settings.placement(), rank);
    }

    /** What searches see of it. */
    public SearchedTables searched() {
        return new SearchedCopies(state);
    }

    /** The keys of this rank, for those who look from outside. */
    public VersionedTable table() {
        return state.table;
    }

    /** Has a key from the beginning, as version 0 of writer 1, before the first message comes. */
    public void place(int hash, long position, byte[] key, byte[] value) {
        if (settings.conflicts() == Conflicts.SIBLINGS) {
            Siblings first = Siblings.EMPTY
                    .put(SiblingCommands.LIMITS, CausalContext.EMPTY, FIRST_WRITER, value, 0, value.length)
                    .siblings();
            state.table.write(hash, position, key, 0, key.length, SiblingState.of(first));
        } else {
            state.table.write(
                    hash, position, key, 0, key.length, value, 0, value.length, FIRST_TIME, FIRST_WRITER, false);
        }
        state.changed(position);
    }

    /** The ring as this rank knows it, for those who look from outside. */
    public Optional<RingView> ring() {
        return members.ring();
    }

    /** The node that leads the arc of a node, as this rank knows it, for those who look from outside. */
    public OptionalLong leader(long owner) {
        int index = state.groups().map(groups -> groups.indexOf(owner)).orElse(-1);
        return index >= 0 && elections.isLed(index) ? OptionalLong.of(elections.leader(index)) : OptionalLong.empty();
    }

    @Override
    public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        byte kind = MessageKind.of(bytes, offset, length);
        switch (kind) {
            case MessageKind.REQUESTS -> entrance.enter(nowMicros, bytes, offset, length, outbox);
            case MessageKind.FORWARDED -> entrance.arrive(nowMicros, bytes, offset, length, outbox);
            case MessageKind.FETCH -> reads.asked(from, bytes, offset, length, outbox);
            case MessageKind.FETCHED -> reads.told(from, bytes, offset, length, outbox);
            case MessageKind.SPREAD -> {
                antiEntropy.wasWritten(nowMicros);
                taken(from, bytes, offset, length, outbox);
            }
            case MessageKind.GRAVES -> {
                state.clock.heard(StateBatch.clock(bytes, offset, length));
                graves.proposed(from, bytes, offset, length, outbox);
            }
            case MessageKind.DIFFERENCES -> comparisons.differ(nowMicros, from, bytes, offset, length, outbox);
            case MessageKind.TO_PEER -> {
                PeerMessage message = ControlCodec.decode(PeerMessage.class, bytes, offset, length);
                state.clock.heard(message.clock());
                message.handle(from, new FromPeer(nowMicros, outbox));
            }
            case MessageKind.COMPARISON -> {
                ComparisonMessage message = ControlCodec.decode(ComparisonMessage.class, bytes, offset, length);
                comparisons.take(nowMicros, from, message, outbox);
            }
            case MessageKind.TO_MEMBER ->
                memberRequests.take(
                        nowMicros, from, ControlCodec.decode(MemberMessage.class, bytes, offset, length), outbox);
            case MessageKind.FLOW ->
                ControlCodec.decode(FlowMessage.class, bytes, offset, length).handle(from, new Flow(nowMicros, outbox));
            case MessageKind.ROUTED -> entrance.route(nowMicros, bytes, offset, length, outbox);
            default -> {
                if (pointers.filter(nodes -> nodes.takes(kind)).isEmpty()) {
                    throw ProtocolException.unexpectedKind("storage rank", from, kind);
                }
                pointers.get().onMessage(nowMicros, from, bytes, offset, length, outbox);
            }
        }
        follow(nowMicros, outbox);
    }

    /** Takes what a leader has written. */
    private void taken(int from, byte[] bytes, int offset, int length, Outbox outbox) {
        int senderLife = (int) StateBatch.purpose(bytes, offset, length);
        long clock = StateBatch.clock(bytes, offset, length);
        state.clock.heard(clock);
        if (senderLife < members.lifeOf(from) || graves.isTooLate(from, clock)) {
            return;
        }
        arriving.open(bytes, offset, length);
        ahead.open(bytes, offset, length);
        while (arriving.next()) {
            ahead.next();
            EventualState.requireVersion(arriving, from);
            state.merge(arriving);
        }
        int number = StateBatch.number(bytes, offset, length);
        outbox.send(from, new PeerMessage.Taken(state.clock.time(), life, senderLife, number));
    }

    /** Draws the conclusions from what has changed. */
    private void follow(long nowMicros, Outbox outbox) {
        if (members.hasChanged()) {
            Optional<Groups> groups = members.ring().map(this::groups);
            state.install(groups);
            antiEntropy.restart();
            if (groups.isPresent()) {
                elections.install(nowMicros, groups.get(), outbox);
                tellOfCompleteness(nowMicros, outbox);
            }
            followPointers(outbox);
            antiEntropy.step(nowMicros, outbox);
            entrance.retry(nowMicros, outbox);
        }
    }

    private void followPointers(Outbox outbox) {
        pointers.ifPresent(nodes -> members.ring().ifPresent(ring -> nodes.follow(ring, members.own(), outbox)));
    }

    private void tellOfCompleteness(long nowMicros, Outbox outbox) {
        for (int index = 0; index < state.known().size(); index++) {
            if (state.known().isMember(index)) {
                elections.complete(nowMicros, index, state.isComplete(index), outbox);
            }
        }
    }

    @Override
    public void onTimer(long nowMicros, long timer, Outbox outbox) {
        if (timer != life) {
            pointers.ifPresent(nodes -> nodes.onTimer(nowMicros, timer, outbox));
            return;
        }
        members.beat(nowMicros, outbox);
        follow(nowMicros, outbox);
        followPointers(outbox);
        if (state.groups().isPresent()) {
            elections.look(nowMicros, outbox);
        }
        spread.look(nowMicros, settings.retryMicros(), outbox);
        antiEntropy.step(nowMicros, outbox);
        reads.look(nowMicros, outbox);
        answers.look(nowMicros, PATIENCE * settings.detection().timeoutMicros());
        synchronisation.look(outbox);
        graves.look(nowMicros, outbox);
        changes.look(outbox);
        entrance.retry(nowMicros, outbox);
        outbox.setTimer(members.beatMicros(), life);
    }

    @Override
    public boolean onIdle(long nowMicros, Outbox outbox) {
        if (members.begin(nowMicros, outbox)) {
            outbox.setTimer(members.beatMicros(), life);
            followPointers(outbox);
        }
        boolean wentOn = entrance.flush(outbox);
        boolean asked = reads.flush(outbox);
        boolean toldOthers = spread.flush(nowMicros, outbox);
        boolean answered = answers.flush(nowMicros, outbox);
        boolean compared = antiEntropy.step(nowMicros, outbox);
        boolean changed = changes.review(nowMicros, outbox);
        return wentOn || asked || toldOthers || answered || compared || changed;
    }

    @Override
    public boolean finished() {
        // Whoever lets it live and die hears of the end.
        return false;
    }

    /** What other storage ranks say. */
    private final class FromPeer implements PeerHandler {
        private final long nowMicros;
        private final Outbox outbox;

        FromPeer(long nowMicros, Outbox outbox) {
            this.nowMicros = nowMicros;
            this.outbox = outbox;
        }

        @Override
        public void onAlive(int from, PeerMessage.Alive message) {
            members.alive(nowMicros, from, message, outbox);
        }

        @Override
        public void onAskResidents(int from, PeerMessage.AskResidents message) {
            if (grid.stores(message.rank())) {
                members.asked(from, message, outbox);
            }
        }

        @Override
        public void onResidents(int from, PeerMessage.Residents message) {
            if (grid.stores(message.rank())) {
                members.residents(message, outbox);
            }
        }

        @Override
        public void onElection(int from, PeerMessage.Election message) {
            if (state.groups().isPresent()) {
                elections.election(nowMicros, from, message, outbox);
            }
        }

        @Override
        public void onObjection(int from, PeerMessage.Objection message) {
            elections.objection(nowMicros, message);
        }

        @Override
        public void onCoordinator(int from, PeerMessage.Coordinator message) {
            if (state.groups().isPresent()) {
                elections.coordinator(nowMicros, from, message, outbox);
                entrance.retry(nowMicros, outbox);
            }
        }

        @Override
        public void onTaken(int from, PeerMessage.Taken message) {
            spread.taken(from, message);
            answers.release(outbox);
        }

        @Override
        public void onMayForget(int from, PeerMessage.MayForget message) {
            graves.mayForget(from, message, outbox);
        }

        @Override
        public void onForget(int from, PeerMessage.Forget message) {
            graves.forget(from, message);
        }

        @Override
        public void onStartRound(int from, PeerMessage.StartRound message) {
            antiEntropy.startRound(nowMicros, from, message, outbox);
            antiEntropy.tellOfRound(outbox);
        }

        @Override
        public void onRoundOver(int from, PeerMessage.RoundOver message) {
            synchronisation.over(from, message, outbox);
        }
    }

    /** What keeps answers in bounds. */
    private final class Flow implements FlowHandler {
        private final long nowMicros;
        private final Outbox outbox;

        Flow(long nowMicros, Outbox outbox) {
            this.nowMicros = nowMicros;
            this.outbox = outbox;
        }

        @Override
        public void onCredit(int from, Credit message) {
            entrance.credit(nowMicros, Origin.of(from, message.client()), message.bytes(), message.oldest(), outbox);
        }

        @Override
        public void onDue(int from, Due message) {
            entrance.due(nowMicros, message, outbox);
            if (Origin.rank(message.origin()) == from) {
                // The client does not know who has its command.
                members.others().stream().filter(other -> other != from).forEach(other -> outbox.send(other, message));
            }
        }
    }
}
