package mpjdht.service.grpc;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import mpjdht.ring.FingerTable;
import mpjdht.ring.KeySpace;
import mpjdht.ring.NodeRef;
import mpjdht.ring.RingView;

/** Reads the JSON that RING and NODE print. */
final class RingLines {
    private RingLines() {}

    /** The ring of a line of RING. */
    static RingView ring(String line) {
        List<?> nodes = (List<?>) object(line).get("nodes");
        long[] ids = new long[nodes.size()];
        int[] ranks = new int[nodes.size()];
        for (int i = 0; i < ids.length; i++) {
            Map<?, ?> node = (Map<?, ?>) nodes.get(i);
            ids[i] = number(node, "id");
            ranks[i] = (int) number(node, "rank");
        }
        return RingView.of(0, ids, ranks);
    }

    /** What a line of NODE says that the node knows. */
    static Pointers pointers(String line, KeySpace space) {
        Map<?, ?> node = object(line);
        long self = number(node, "id");
        FingerTable fingers = Pointers.noFingers(self, space);
        if (node.get("fingers") instanceof List<?> known) {
            for (Object each : known) {
                Map<?, ?> finger = (Map<?, ?>) each;
                fingers.set((int) number(finger, "index"), new NodeRef(number(finger, "node"), (int)
                        number(finger, "rank")));
            }
        }
        OptionalLong predecessor =
                node.containsKey("predecessor") ? OptionalLong.of(number(node, "predecessor")) : OptionalLong.empty();
        return new Pointers(self, predecessor, number(node, "successor"), fingers);
    }

    private static long number(Map<?, ?> object, String name) {
        return ((Number) object.get(name)).longValue();
    }

    private static Map<?, ?> object(String line) {
        try {
            return JSON.std.mapFrom(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
