package mpjdht.sim.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A request of a run: who asked for what, which nodes it came to, and what was answered. */
public final class RecordedRequest {
    private static final long NEVER = -1;
    private static final int LONGEST_KEY = 64;

    private final long askedMicros;
    private final String verb;
    private final String key;
    private final long position;
    private final BooleanSupplier room;
    private final List<Long> path = new ArrayList<>();
    private final List<Long> cameMicros = new ArrayList<>();
    private String from;
    private long endedMicros = NEVER;
    private int hops = -1;
    private String outcome;

    RecordedRequest(long askedMicros, String verb, String key, long position, BooleanSupplier room) {
        this.askedMicros = askedMicros;
        this.verb = verb;
        this.key = key;
        this.position = position;
        this.room = room;
    }

    long askedMicros() {
        return askedMicros;
    }

    /** It is a node that asks the others. */
    public RecordedRequest from(long node) {
        from = Long.toUnsignedString(node);
        return this;
    }

    /** It goes to a node; where it went before, it does not go again. */
    public void goesTo(long atMicros, long node) {
        if (endedMicros == NEVER && !path.contains(node)) {
            add(atMicros, node);
        }
    }

    /** It ends at a node, which may be one that it went to before. */
    public void endsAt(long atMicros, long node) {
        if (path.isEmpty() || path.get(path.size() - 1) != node) {
            add(atMicros, node);
        }
    }

    private void add(long atMicros, long node) {
        if (room.getAsBoolean()) {
            path.add(node);
            cameMicros.add(atMicros);
        }
    }

    /** It is answered after so many hops. */
    public void answered(long atMicros, String word, int afterHops) {
        hops = afterHops;
        answered(atMicros, word);
    }

    /** It is answered. */
    public void answered(long atMicros, String word) {
        endedMicros = atMicros;
        outcome = word;
    }

    Map<String, Object> json(long lastMicros) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("us", askedMicros);
        map.put("verb", verb);
        if (key != null) {
            map.put("key", key.length() > LONGEST_KEY ? key.substring(0, LONGEST_KEY) + "…" : key);
        }
        map.put("position", Long.toUnsignedString(position));
        if (from != null) {
            map.put("from", from);
        }
        if (!path.isEmpty()) {
            map.put("path", path.stream().map(Long::toUnsignedString).toList());
            map.put("at_us", cameMicros);
        }
        if (endedMicros != NEVER && endedMicros <= lastMicros) {
            map.put("end_us", endedMicros);
            map.put("outcome", outcome);
            if (hops >= 0) {
                map.put("hops", hops);
            }
        }
        return map;
    }
}
