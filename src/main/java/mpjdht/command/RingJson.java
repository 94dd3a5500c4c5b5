package mpjdht.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import mpjdht.message.ClientMessage.NodeDescribed;
import mpjdht.message.CopyLoad;
import mpjdht.message.Finger;
import mpjdht.message.NodeLoad;
import mpjdht.ring.Configuration;
import mpjdht.ring.NodeRef;

/** The members of the JSON objects of EXPLAIN, RING, NODE and REPLICAS that tell of nodes. */
final class RingJson {
    private final ByteOutput out;
    private final CopiesJson copies;

    RingJson(ByteOutput out) {
        this.out = out;
        this.copies = new CopiesJson(out);
    }

    void writeCopies(List<CopyLoad> loads) throws IOException {
        copies.writeCopies(loads);
    }

    void writePath(List<NodeRef> path) throws IOException {
        writeNodes("path", path);
    }

    void writeRing(List<NodeLoad> ring, Optional<Configuration> known) throws IOException {
        begin("nodes");
        for (int i = 0; i < ring.size(); i++) {
            next(i);
            writeLoad(ring.get(i), "");
            number(",\"successor\":", ring.get(i).successor());
            if (known.isPresent()) {
                copies.writeArc(known.get(), known.get().arc(ring.get(i).id()));
            }
            out.write('}');
        }
        out.write(']');
    }

    void writeNode(NodeDescribed described) throws IOException {
        writeLoad(described.node(), ",");
        for (NodeRef predecessor : described.predecessor()) {
            number(",\"predecessor\":", predecessor.id());
        }
        number(",\"successor\":", described.node().successor());
        if (!described.successors().isEmpty()) {
            writeNodes("successors", described.successors());
        }
        if (!described.fingers().isEmpty()) {
            writeFingers(described.fingers());
        }
    }

    private void writeFingers(List<Finger> fingers) throws IOException {
        begin("fingers");
        for (int i = 0; i < fingers.size(); i++) {
            next(i);
            number("\"index\":", fingers.get(i).index());
            number(",\"start\":", fingers.get(i).start());
            out.write(',');
            writePlace(fingers.get(i).node());
            out.write('}');
        }
        out.write(']');
    }

    private void writeNodes(String name, List<NodeRef> nodes) throws IOException {
        begin(name);
        for (int i = 0; i < nodes.size(); i++) {
            next(i);
            writePlace(nodes.get(i));
            out.write('}');
        }
        out.write(']');
    }

    private void writeLoad(NodeLoad node, String before) throws IOException {
        number(before + "\"id\":", node.id());
        number(",\"rank\":", node.rank());
        number(",\"keys\":", node.keys());
        number(",\"bytes\":", node.bytes());
    }

    private void writePlace(NodeRef node) throws IOException {
        number("\"node\":", node.id());
        number(",\"rank\":", node.rank());
    }

    private void begin(String array) throws IOException {
        out.write(Ascii.bytes(",\"" + array + "\":["));
    }

    private void next(int index) throws IOException {
        if (index > 0) {
            out.write(',');
        }
        out.write('{');
    }

    private void number(String name, long number) throws IOException {
        out.write(Ascii.bytes(name));
        out.writeUnsigned(number);
    }
}
