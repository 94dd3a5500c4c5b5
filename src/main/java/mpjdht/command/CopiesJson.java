package mpjdht.command;

import java.io.IOException;
import java.util.List;
import mpjdht.message.CopyLoad;
import mpjdht.ring.Arc;
import mpjdht.ring.Configuration;
import mpjdht.ring.Region;

/** The members of JSON objects that tell where copies are. */
final class CopiesJson {
    private final ByteOutput out;

    CopiesJson(ByteOutput out) {
        this.out = out;
    }

    /** The copies of a key, in the order of their chain. */
    void writeCopies(List<CopyLoad> copies) throws IOException {
        text(",\"copies\":[");
        for (int i = 0; i < copies.size(); i++) {
            CopyLoad copy = copies.get(i);
            text((i == 0 ? "" : ",") + "{\"node\":" + Long.toUnsignedString(copy.node()) + ",\"rank\":" + copy.rank()
                    + ",\"role\":\"" + CopiesText.role(copy.role()) + "\",\"present\":" + copy.present());
            if (copy.present()) {
                text(",\"bytes\":" + copy.bytes() + ",\"digest\":\"" + CopiesText.digest(copy) + "\"");
            }
            if (copy.version().isPresent()) {
                text(",\"lamport\":" + copy.version().get().time() + ",\"writer\":"
                        + Integer.toUnsignedString(copy.version().get().writer()));
            }
            out.write('}');
        }
        out.write(']');
    }

    /** The replicas of an arc; while the ring changes it may have several parts, each with its own. */
    void writeArc(Configuration known, Arc arc) throws IOException {
        List<Region> regions = known.regions(arc);
        if (regions.size() == 1) {
            writeReplicas(regions.get(0));
            return;
        }
        text(",\"regions\":[");
        for (int i = 0; i < regions.size(); i++) {
            text((i == 0 ? "" : ",") + "{\"last\":"
                    + Long.toUnsignedString(regions.get(i).arc().last()));
            writeReplicas(regions.get(i));
            out.write('}');
        }
        out.write(']');
    }

    private void writeReplicas(Region region) throws IOException {
        text(",\"available\":" + region.isAvailable() + ",\"replicas\":[");
        for (int place = 0; place < region.line().size(); place++) {
            text((place == 0 ? "" : ",") + "{\"node\":"
                    + Long.toUnsignedString(region.at(place).id()) + ",\"rank\":"
                    + region.at(place).rank() + ",\"role\":\"" + CopiesText.role(region.role(place)) + "\"}");
        }
        out.write(']');
    }

    private void text(String ascii) throws IOException {
        out.write(Ascii.bytes(ascii));
    }
}
