package mpjdht.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import mpjdht.command.CommandError;
import mpjdht.command.Outcome;
import mpjdht.command.ResultWriter;
import mpjdht.command.Summary;
import mpjdht.command.Verb;
import mpjdht.message.Answer;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.ClientMessage.NodeDescribed;
import mpjdht.message.ClientMessage.Sought;
import mpjdht.message.ClientMessage.Synchronised;
import mpjdht.message.CopyLoad;
import mpjdht.message.DecimalText;
import mpjdht.message.IncrementRecord;
import mpjdht.message.MembershipOutcome;
import mpjdht.message.NodeLoad;
import mpjdht.message.Operation;
import mpjdht.message.PathTrace;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestCursor;
import mpjdht.message.WalkRecord;
import mpjdht.metric.JobMetrics;
import mpjdht.node.Grid;
import mpjdht.node.client.Fence;
import mpjdht.node.client.PlayedFault;
import mpjdht.node.client.ResultSink;
import mpjdht.ring.Configuration;
import mpjdht.ring.NodeRef;
import mpjdht.store.Conflicts;
import mpjdht.store.SiblingState;
import mpjdht.store.ValueSlice;
import mpjdht.store.Version;

/** Counts and prints the results of a {@link Script}. */
public final class ResultPrinter implements ResultSink {
    /** Behind the highest position there is none. */
    private static final long HIGHEST = -1L;

    private final Script script;
    private final ResultWriter writer;
    private final Summary summary;
    private final Conflicts conflicts;
    private final FailedCommands failed;
    private final Outlet outlet;
    private final boolean wantsPuts;
    private final Outcome outcome = new Outcome();
    private final KnownVersions versions = new KnownVersions();
    private String currentFile = "";
    private boolean hasEnded;

    /**
     * What a grid keeps to.
     *
     * @param maxNodes most nodes of the circle
     * @param leastOption option that says how many live copies a write needs
     * @param leastCopies how many
     * @param conflicts what becomes of values that were written without knowledge of each other
     */
    public record Bounds(int maxNodes, String leastOption, int leastCopies, Conflicts conflicts) {

        /** The same for copies that are linearizable. */
        public Bounds(int maxNodes, int minReplicas) {
            this(maxNodes, "--min-replicas", minReplicas, Conflicts.LWW);
        }
    }

    /**
     * A printer of results.
     *
     * @param script names the places of the commands
     * @param column of the argument that the failure of an ADD, REMOVE or NODE, or of a fault, is about, whose result is given out
     * @param writer prints
     * @param summary counts
     * @param bounds what the grid keeps to, for the errors that say so
     * @param errors is told every command that failed
     * @param outlet brings out what was printed
     */
    public ResultPrinter(
            Script script,
            IntSupplier column,
            ResultWriter writer,
            Summary summary,
            Bounds bounds,
            Consumer<CommandError> errors,
            Outlet outlet) {
        this.script = script;
        this.writer = writer;
        this.summary = summary;
        this.conflicts = bounds.conflicts();
        this.failed = new FailedCommands(script, column, bounds, errors);
        this.outlet = outlet;
        this.wantsPuts = writer.wants(Verb.PUT);
    }

    /** Whether every command has run. */
    public boolean hasEnded() {
        return hasEnded;
    }

    @Override
    public boolean isReady() {
        return outlet.isReady();
    }

    @Override
    public boolean answered(long location, RequestCursor request, ReplyCursor reply, int rank) {
        int operation = request.operation();
        if (script.tables().isUnderWay()) {
            return script.tables()
                    .answered(request, reply, () -> failed.request(location, verb(operation), request, reply));
        }
        if (Answer.isFailure(reply.outcome())) {
            failed.request(location, verb(operation), request, reply);
            return false;
        }
        if (operation == Operation.WALK) {
            tellKeys(location, reply, rank);
            return true;
        }
        if (operation != Operation.EXPLAIN) {
            summary.countHops(reply.hops());
        }
        int behind = hasOneVersion(reply) ? countBehind(request, reply) : 0;
        if (operation == Operation.PUT && !wantsPuts) {
            summary.count(Verb.PUT, true);
            return true;
        }
        begin(verb(operation), location);
        outcome.key(request.bytes(), request.keyOffset(), request.keyLength());
        switch (reply.outcome()) {
            case Answer.STORED -> outcome.value(request.bytes(), request.valueOffset(), request.valueLength());
            case Answer.FOUND, Answer.DIFFERS -> tellValue(reply);
            case Answer.DELETED -> outcome.found();
            case Answer.SWAPPED -> outcome.swapped();
            case Answer.COUNTED -> {
                byte[] sum = DecimalText.of(IncrementRecord.sum(reply));
                outcome.value(sum, 0, sum.length);
            }
            case Answer.EXPLAINED -> outcome.path(request.position(), PathTrace.nodes(reply));
            default -> {}
        }
        outcome.at(reply.node(), rank, reply.hops());
        if (hasOneVersion(reply)) {
            outcome.version(new Outcome.ToldVersion(
                    Version.time(reply.bytes(), reply.versionOffset()),
                    Version.writer(reply.bytes(), reply.versionOffset()),
                    behind));
        }
        finish();
        return true;
    }

    @Override
    public boolean reached(long location) {
        return script.tables().reached((order, transfer) -> {
            begin(order.verb(), location);
            byte[] name = order.file().name().getBytes(StandardCharsets.UTF_8);
            outcome.key(name, 0, name.length).moved(transfer.keys(), transfer.bytes());
            finish();
        });
    }

    /** Tells the keys of a part of a KEYS, each as a result of its own. */
    private void tellKeys(long location, ReplyCursor reply, int rank) {
        WalkRecord.visit(reply.bytes(), reply.valueOffset(), reply.valueLength(), (bytes, offset, length) -> {
            begin(Verb.KEYS, location);
            outcome.key(bytes, offset, length).at(reply.node(), rank, reply.hops());
            write();
        });
        if (WalkRecord.last(reply.bytes(), reply.valueOffset(), reply.valueLength()) == HIGHEST) {
            summary.count(Verb.KEYS, true);
        }
    }

    private boolean hasOneVersion(ReplyCursor reply) {
        return reply.hasVersion() && !keepsSiblings();
    }

    private boolean keepsSiblings() {
        return conflicts == Conflicts.SIBLINGS;
    }

    /** Tells the value of an answer, or all of them. */
    private void tellValue(ReplyCursor reply) {
        if (!keepsSiblings()) {
            outcome.value(reply.bytes(), reply.valueOffset(), reply.valueLength());
            return;
        }
        List<ValueSlice> values = SiblingState.read(
                        reply.bytes(), reply.valueOffset(), reply.valueLength() + Version.BYTES)
                .distinctValues();
        ValueSlice first = values.get(0);
        outcome.value(first.bytes(), first.offset(), first.length());
        if (values.size() > 1) {
            outcome.siblings(values.stream().map(ValueSlice::copy).toList());
            summary.countSiblings();
        }
    }

    /** By how many versions an answer is behind the newest of its key of which the client has heard. */
    private int countBehind(RequestCursor request, ReplyCursor reply) {
        int behind = versions.behind(request.hash(), reply.bytes(), reply.versionOffset());
        if (request.operation() == Operation.GET) {
            summary.countBehind(behind);
        }
        return behind;
    }

    @Override
    public void added(long location, int rank, MembershipChanged result) {
        if (result.outcome() == MembershipOutcome.DONE) {
            begin(Verb.ADD, location);
            outcome.rank(rank).id(result.id()).moved(result.keysMoved(), result.bytesMoved());
            finish();
        } else {
            failed.change(location, rank, result);
        }
    }

    @Override
    public void removed(long location, MembershipChanged result) {
        if (result.outcome() == MembershipOutcome.DONE) {
            begin(Verb.REMOVE, location);
            outcome.id(result.id())
                    .moved(result.keysMoved(), result.bytesMoved())
                    .successor(result.successor());
            finish();
        } else {
            failed.change(location, Grid.HEAD, result);
        }
    }

    @Override
    public void ringDescribed(long location, List<NodeLoad> nodes, Optional<Configuration> copies) {
        begin(Verb.RING, location);
        outcome.ring(nodes, copies);
        finish();
    }

    @Override
    public void nodeDescribed(long location, NodeDescribed node) {
        begin(Verb.NODE, location);
        outcome.described(node);
        finish();
    }

    @Override
    public void copiesDescribed(long location, Fence.Replicas replicas, List<CopyLoad> copies) {
        begin(Verb.REPLICAS, location);
        outcome.key(replicas.key(), 0, replicas.key().length).copies(replicas.position(), copies);
        finish();
    }

    @Override
    public void faultPlayed(long location, PlayedFault result) {
        Fence.Fault fault = result.fault();
        Verb verb = Verb.valueOf(fault.kind().name());
        if (!result.done()) {
            failed.fault(location, verb, result.rank());
            return;
        }
        begin(verb, location);
        if (fault.hasId()) {
            outcome.id(fault.id());
        }
        outcome.rank(result.rank())
                .nodes(result.nodes())
                .millis(fault.millis())
                .moved(result.keysMoved(), result.bytesMoved());
        finish();
    }

    @Override
    public void passed(long location, Fence fence) {
        if (fence instanceof Fence.Partition partition) {
            begin(Verb.PARTITION, location);
            outcome.sides(partition.oneSide(), partition.otherSide());
        } else if (fence instanceof Fence.Wait wait) {
            begin(Verb.WAIT, location);
            outcome.millis(wait.millis());
        } else {
            begin(Verb.HEAL, location);
        }
        finish();
    }

    @Override
    public void leaderDescribed(long location, Fence.Leader command, NodeRef leader, long term) {
        begin(Verb.LEADER, location);
        outcome.key(command.key(), 0, command.key().length).leader(leader, term);
        finish();
    }

    @Override
    public void searched(long location, Fence.Search command, Sought result) {
        begin(Verb.FLOOD, location);
        outcome.key(command.key(), 0, command.key().length).search(result);
        finish();
    }

    @Override
    public void synchronised(long location, Synchronised result) {
        if (!result.done()) {
            failed.synchronisation(location, result.rounds());
            return;
        }
        begin(Verb.SYNC, location);
        outcome.synchronised(result.rounds(), result.keys(), result.bytes());
        finish();
    }

    @Override
    public void metricsTold(long location, JobMetrics metrics) {
        begin(Verb.METRICS, location);
        outcome.metrics(metrics);
        finish();
    }

    @Override
    public void unanswered(long location, Fence fence) {
        failed.unanswered(location);
    }

    @Override
    public void noSuchNode(long location, long id) {
        failed.noSuchNode(location, id);
    }

    @Override
    public void ended(long location) {
        hasEnded = true;
        try {
            if (script.endReached()) {
                begin(Verb.END, location);
                writer.write(outcome);
            }
            writer.finish();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    @Override
    public boolean conclude(int nodes) {
        return outlet.conclude(nodes);
    }

    private void begin(Verb verb, long location) {
        if (script.severalFiles()) {
            String file = script.file(location);
            if (!file.equals(currentFile)) {
                currentFile = file;
                writer.startFile(file);
            }
        }
        outcome.of(verb, Script.line(location));
    }

    private void finish() {
        summary.count(outcome);
        write();
    }

    private void write() {
        try {
            writer.write(outcome);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private static Verb verb(int operation) {
        return switch (operation) {
            case Operation.PUT -> Verb.PUT;
            case Operation.GET -> Verb.GET;
            case Operation.DELETE -> Verb.DELETE;
            case Operation.CAS -> Verb.CAS;
            case Operation.INCR -> Verb.INCR;
            case Operation.APPEND -> Verb.APPEND;
            case Operation.WALK -> Verb.KEYS;
            default -> Verb.EXPLAIN;
        };
    }

    /** What is thrown when results cannot get out. */
    public static UncheckedIOException unwritable(IOException cause) {
        return new UncheckedIOException("the results cannot be written: " + cause.getMessage(), cause);
    }
}
