package mpjdht.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mpjdht.message.ClientMessage.NodeDescribed;
import mpjdht.message.Finger;
import mpjdht.message.NodeLoad;
import mpjdht.ring.Configuration;
import mpjdht.ring.NodeRef;

/**
 * The results of EXPLAIN, RING, NODE, REPLICAS, LEADER, FLOOD and METRICS for people, the same in every format of text. The first line of each begins with the
 * verb; the lines that belong to it are indented, so that a search for either finds it.
 */
final class RingText {
    private static final List<String> HEADINGS = List.of("id", "rank", "keys", "bytes", "successor");
    private static final List<String> HEADINGS_WITH_COPIES =
            List.of("id", "rank", "keys", "bytes", "successor", "copies");

    private final ByteOutput out;

    RingText(ByteOutput out) {
        this.out = out;
    }

    /** Whether the results of this verb are written here. */
    static boolean tells(Verb verb) {
        return switch (verb) {
            case EXPLAIN, RING, NODE, REPLICAS, LEADER, FLOOD, METRICS -> true;
            default -> false;
        };
    }

    void write(Outcome outcome) throws IOException {
        out.write(Ascii.bytes(outcome.verb()));
        switch (outcome.verb()) {
            case EXPLAIN -> writePath(outcome);
            case RING -> writeRing(outcome.ring(), outcome.configuration());
            case NODE -> writeNode(outcome.described());
            case REPLICAS -> CopiesText.write(out, outcome);
            case LEADER -> writeLeader(outcome);
            case FLOOD -> SearchText.write(out, outcome);
            case METRICS -> MetricsText.write(out, outcome.metrics());
            default -> throw new IllegalArgumentException(outcome.verb() + " is not told here");
        }
    }

    /** {@code EXPLAIN 15 -> position 15 @40, 2 hops: 1000 (rank 6) > 40 (rank 1)}. */
    private void writePath(Outcome outcome) throws IOException {
        out.write(' ');
        BareText.writeKey(out, outcome);
        text(" -> position ");
        out.writeUnsigned(outcome.position());
        text(" @");
        out.writeUnsigned(outcome.node());
        text(", " + counted(outcome.hops(), "hop") + ": ");
        nodes(outcome.path(), " > ");
        out.write('\n');
    }

    /** {@code LEADER 15 -> 40 (rank 1), term 2}. */
    private void writeLeader(Outcome outcome) throws IOException {
        out.write(' ');
        BareText.writeKey(out, outcome);
        text(" -> ");
        nodes(List.of(new NodeRef(outcome.node(), outcome.rank())), "");
        text(", term " + outcome.term() + "\n");
    }

    private void writeRing(List<NodeLoad> ring, Optional<Configuration> copies) throws IOException {
        long keys = ring.stream().mapToLong(NodeLoad::keys).sum();
        long bytes = ring.stream().mapToLong(NodeLoad::bytes).sum();
        text(" -> " + counted(ring.size(), "node") + ", " + contents(keys, bytes) + "\n");
        List<String> headings = copies.isEmpty() ? HEADINGS : HEADINGS_WITH_COPIES;
        int[] widths = headings.stream().mapToInt(String::length).toArray();
        for (NodeLoad node : ring) {
            List<String> row = row(node, copies);
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        writeRow(headings, widths);
        for (NodeLoad node : ring) {
            writeRow(row(node, copies), widths);
        }
    }

    private static List<String> row(NodeLoad node, Optional<Configuration> copies) {
        List<String> row = new ArrayList<>(List.of(
                Long.toUnsignedString(node.id()),
                Integer.toString(node.rank()),
                Long.toString(node.keys()),
                Long.toString(node.bytes()),
                Long.toUnsignedString(node.successor())));
        copies.ifPresent(known -> row.add(CopiesText.ofArc(known, known.arc(node.id()))));
        return row;
    }

    private void writeRow(List<String> cells, int[] widths) throws IOException {
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            text(" ".repeat(2 + widths[column] - cell.length()) + cell);
        }
        out.write('\n');
    }

    private void writeNode(NodeDescribed described) throws IOException {
        NodeLoad node = described.node();
        text(" " + Long.toUnsignedString(node.id()) + " -> rank " + node.rank() + ", "
                + contents(node.keys(), node.bytes()) + "\n  predecessor ");
        if (described.predecessor().isEmpty()) {
            text("(unknown)");
        }
        nodes(described.predecessor(), ", ");
        text("\n  successor ");
        out.writeUnsigned(node.successor());
        out.write('\n');
        if (!described.successors().isEmpty()) {
            text("  successors ");
            nodes(described.successors(), ", ");
            out.write('\n');
        }
        writeFingers(described.fingers());
    }

    /** A line for each run of fingers that name the same node: {@code finger 3-5 from 44 -> 217 (rank 3)}. */
    private void writeFingers(List<Finger> fingers) throws IOException {
        int first = 0;
        while (first < fingers.size()) {
            int last = first;
            NodeRef node = fingers.get(first).node();
            while (last + 1 < fingers.size() && fingers.get(last + 1).node().equals(node)) {
                last++;
            }
            text("  finger " + fingers.get(first).index());
            if (last > first) {
                text("-" + fingers.get(last).index());
            }
            text(" from ");
            out.writeUnsigned(fingers.get(first).start());
            text(" -> ");
            nodes(List.of(node), "");
            out.write('\n');
            first = last + 1;
        }
    }

    private void nodes(List<NodeRef> nodes, String between) throws IOException {
        for (int i = 0; i < nodes.size(); i++) {
            text(i == 0 ? "" : between);
            out.writeUnsigned(nodes.get(i).id());
            text(" (rank " + nodes.get(i).rank() + ")");
        }
    }

    private static String contents(long keys, long bytes) {
        return counted(keys, "key") + ", " + bytes + " B";
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private void text(String ascii) throws IOException {
        out.write(Ascii.bytes(ascii));
    }
}
