package mpjdht.grid;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mpjdht.command.Outcome;
import mpjdht.command.ResultWriter;
import mpjdht.command.Verb;
import mpjdht.message.NodeLoad;
import mpjdht.ring.NodeRef;

/** Writes results as {@link Oracle} does, into a list. */
public final class RecordingWriter implements ResultWriter {
    private final List<String> lines = new ArrayList<>();
    private final List<List<NodeRef>> paths = new ArrayList<>();
    private final List<Integer> hops = new ArrayList<>();
    private boolean finished;

    @Override
    public boolean wants(Verb verb) {
        return true;
    }

    @Override
    public void write(Outcome outcome) {
        String verb = outcome.verb().name();
        switch (outcome.verb()) {
            case PUT, GET, DELETE, CAS, INCR, APPEND ->
                lines.add(Oracle.keyLine(
                        verb,
                        outcome.line(),
                        ByteBuffer.wrap(outcome.keyBytes(), outcome.keyOffset(), outcome.keyLength()),
                        tellsValue(outcome)
                                ? ByteBuffer.wrap(outcome.valueBytes(), outcome.valueOffset(), outcome.valueLength())
                                : null,
                        outcome.isFound(),
                        outcome.node(),
                        outcome.rank()));
            case ADD, REMOVE ->
                lines.add(Oracle.membershipLine(
                        verb, outcome.line(), outcome.id(), outcome.keysMoved(), outcome.bytesMoved()));
            case EXPLAIN -> {
                NodeRef owner = outcome.path().get(outcome.path().size() - 1);
                lines.add(Oracle.explainLine(
                        outcome.line(),
                        ByteBuffer.wrap(outcome.keyBytes(), outcome.keyOffset(), outcome.keyLength()),
                        outcome.position(),
                        owner.id(),
                        owner.rank()));
                paths.add(outcome.path());
                hops.add(outcome.hops());
            }
            case RING ->
                lines.add(Oracle.ringLine(
                        outcome.line(),
                        outcome.ring().stream().map(RecordingWriter::text).toList()));
            case NODE ->
                lines.add(Oracle.nodeLine(
                        outcome.line(),
                        text(outcome.described().node()),
                        outcome.described().predecessor().get(0).id()));
            case REPLICAS, LEADER, SYNC, FLOOD, METRICS, CRASH, RECOVER, PAUSE, DELAY, PARTITION, HEAL, WAIT ->
                throw new AssertionError("no script of the oracle asks for " + verb);
            case EXPORT, IMPORT ->
                lines.add(verb + " " + key(outcome) + " " + outcome.keysMoved() + " " + outcome.bytesMoved());
            case KEYS -> lines.add("KEYS " + key(outcome) + " @" + outcome.node());
            case END -> {}
        }
    }

    private static String key(Outcome outcome) {
        return new String(outcome.keyBytes(), outcome.keyOffset(), outcome.keyLength(), StandardCharsets.ISO_8859_1);
    }

    private static boolean tellsValue(Outcome outcome) {
        return switch (outcome.verb()) {
            case GET, INCR -> outcome.isFound();
            case CAS -> outcome.isFound() && !outcome.isSwapped();
            default -> false;
        };
    }

    private static String text(NodeLoad node) {
        return Oracle.nodeText(node.id(), node.rank(), node.keys(), node.bytes(), node.successor());
    }

    @Override
    public void finish() {
        finished = true;
    }

    /** A line for every result so far. */
    public List<String> lines() {
        return lines;
    }

    /** The path of every EXPLAIN so far. */
    public List<List<NodeRef>> paths() {
        return paths;
    }

    /** The hops of every EXPLAIN so far. */
    public List<Integer> hops() {
        return hops;
    }

    /** Whether the run came to its end. */
    public boolean finished() {
        return finished;
    }
}
