package mpjdht.sim.grid;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import mpjdht.history.Outcome;
import mpjdht.history.Version;
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
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestCursor;
import mpjdht.metric.JobMetrics;
import mpjdht.node.client.Fence;
import mpjdht.node.client.PlayedFault;
import mpjdht.node.client.ResultSink;
import mpjdht.ring.Configuration;
import mpjdht.ring.NodeRef;
import mpjdht.sim.BrokenInvariant;
import mpjdht.store.Conflicts;
import mpjdht.store.SiblingState;
import mpjdht.store.ValueSlice;

/** What a client of a world hears: each command is answered once. */
final class ClientResults implements ResultSink {
    private final int client;
    private final int commands;
    private final Recorder recorder;
    private final KnownValues known;
    private final Conflicts conflicts;
    private final BitSet answered = new BitSet();
    private long changes;
    private long refusals;
    private long keysMoved;
    private long failures;
    private long unavailable;
    private boolean concluded;

    ClientResults(int client, int commands, Recorder recorder, KnownValues known, Conflicts conflicts) {
        this.conflicts = conflicts;
        this.client = client;
        this.commands = commands;
        this.recorder = recorder;
        this.known = known;
    }

    @Override
    public boolean answered(long location, RequestCursor request, ReplyCursor reply, int rank) {
        once(location);
        int number = (int) location;
        switch (reply.outcome()) {
            case Answer.STORED -> recorder.answered(client, number, Outcome.STORED, null, version(reply));
            case Answer.DELETED -> recorder.answered(client, number, Outcome.DELETED, null, version(reply));
            case Answer.MISSING -> recorder.answered(client, number, Outcome.MISSING, null, version(reply));
            case Answer.SWAPPED -> recorder.answered(client, number, Outcome.SWAPPED, null, version(reply));
            case Answer.FOUND ->
                recorder.answered(client, number, Outcome.FOUND, seen(location, request, reply), version(reply));
            case Answer.DIFFERS ->
                recorder.answered(client, number, Outcome.DIFFERS, seen(location, request, reply), version(reply));
            case Answer.COUNTED ->
                recorder.answered(
                        client, number, Outcome.STORED, DecimalText.of(IncrementRecord.sum(reply)), version(reply));
            case Answer.NOT_A_NUMBER,
                    Answer.OUT_OF_RANGE,
                    Answer.SEVERAL,
                    Answer.CROWDED,
                    Answer.TOO_LONG,
                    Answer.NOT_REACHED -> recorder.failed(client, number);
            case Answer.REFUSED, Answer.UNAVAILABLE -> {
                failures++;
                unavailable += reply.outcome() == Answer.UNAVAILABLE ? 1 : 0;
                if (request.operation() != Operation.EXPLAIN) {
                    recorder.failed(client, number);
                }
            }
            // It may have been done before its copies were lost; whoever looks at the history may take it so, or not.
            case Answer.UNKNOWN -> {
                failures++;
                unavailable++;
            }
            case Answer.EXPLAINED -> {}
            default -> throw new BrokenInvariant(command(location) + " was answered by " + reply.outcome());
        }
        return !Answer.isFailure(reply.outcome());
    }

    private Version version(ReplyCursor reply) {
        return reply.hasVersion() && conflicts == Conflicts.LWW
                ? new Version(
                        mpjdht.store.Version.time(reply.bytes(), reply.versionOffset()),
                        mpjdht.store.Version.writer(reply.bytes(), reply.versionOffset()))
                : Version.UNTOLD;
    }

    private byte[] seen(long location, RequestCursor request, ReplyCursor reply) {
        int begin = reply.valueOffset();
        byte[] value = Arrays.copyOfRange(reply.bytes(), begin, begin + reply.valueLength());
        if (conflicts == Conflicts.SIBLINGS) {
            List<byte[]> values = SiblingState.read(
                            reply.bytes(), begin, reply.valueLength() + mpjdht.store.Version.BYTES)
                    .distinctValues()
                    .stream()
                    .map(ValueSlice::copy)
                    .toList();
            recorder.foundSiblings(client, (int) location, values);
            value = values.get(0);
        }
        known.isThere(request, value);
        return value;
    }

    private void once(long location) {
        if (answered.get((int) location)) {
            throw new BrokenInvariant(command(location) + " was answered twice");
        }
        answered.set((int) location);
    }

    private String command(long location) {
        return "command " + location + " of client " + client;
    }

    @Override
    public void added(long location, int rank, MembershipChanged result) {
        changed(location, result);
    }

    @Override
    public void removed(long location, MembershipChanged result) {
        changed(location, result);
    }

    private void changed(long location, MembershipChanged result) {
        once(location);
        if (result.outcome() == MembershipOutcome.DONE) {
            changes++;
            keysMoved += result.keysMoved();
        } else {
            refusals++;
        }
    }

    @Override
    public void ringDescribed(long location, List<NodeLoad> nodes, Optional<Configuration> copies) {
        once(location);
    }

    @Override
    public void nodeDescribed(long location, NodeDescribed node) {
        once(location);
    }

    @Override
    public void copiesDescribed(long location, Fence.Replicas replicas, List<CopyLoad> copies) {
        once(location);
    }

    @Override
    public void faultPlayed(long location, PlayedFault result) {
        throw new BrokenInvariant("the faults of a world are not its clients'");
    }

    @Override
    public boolean reached(long location) {
        throw new BrokenInvariant("no client of a world sets a barrier");
    }

    @Override
    public void passed(long location, Fence fence) {
        throw new BrokenInvariant("the faults of a world are not its clients'");
    }

    @Override
    public void leaderDescribed(long location, Fence.Leader command, NodeRef leader, long term) {
        once(location);
    }

    @Override
    public void searched(long location, Fence.Search command, Sought result) {
        throw new IllegalStateException("no client of a world searches");
    }

    @Override
    public void synchronised(long location, Synchronised result) {
        once(location);
        if (!result.done()) {
            throw new BrokenInvariant(command(location) + ", a SYNC, has not made the copies equal: " + result);
        }
        recorder.synchronised(client, (int) location);
    }

    @Override
    public void metricsTold(long location, JobMetrics metrics) {
        once(location);
    }

    @Override
    public void unanswered(long location, Fence fence) {
        once(location);
        if (fence instanceof Fence.Synchronise) {
            throw new BrokenInvariant(command(location) + ", a SYNC, has not been answered");
        }
    }

    @Override
    public void noSuchNode(long location, long id) {
        once(location);
    }

    @Override
    public void ended(long location) {
        if (location != commands - 1) {
            throw new BrokenInvariant("client " + client + " ended at command " + location + " of " + commands);
        }
    }

    @Override
    public boolean conclude(int nodes) {
        concluded = true;
        return true;
    }

    /** At the end: every command was answered. */
    void requireAll() {
        if (answered.cardinality() != commands || !concluded) {
            throw new BrokenInvariant(progress());
        }
    }

    /** How far the client has come. */
    String progress() {
        return "client " + client + " has heard of " + answered.cardinality() + " of " + commands
                + " commands, the first without an answer is " + answered.nextClearBit(0);
    }

    /** Whether it has nothing more to say, and has been told of all. */
    boolean isConcluded() {
        return concluded;
    }

    /** Of how many commands it has heard. */
    int heard() {
        return answered.cardinality();
    }

    /** Whether it has heard of every command. */
    boolean complete() {
        return answered.cardinality() == commands;
    }

    /** Changes of the ring that were done for it. */
    long changes() {
        return changes;
    }

    /** Commands of which no copy was to be had in time. */
    long unavailable() {
        return unavailable;
    }

    /** Commands that were not done. */
    long failures() {
        return failures;
    }

    /** Changes of the ring that it asked for and that could not be. */
    long refusals() {
        return refusals;
    }

    /** Keys that these changes moved. */
    long keysMoved() {
        return keysMoved;
    }
}
