package mpjdht.sim.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mpjdht.sim.Fault;
import mpjdht.sim.Micros;

/**
 * What happened in a run: who was on the ring at its beginning, the changes in their order, and the requests in the order in which
 * they were asked. It is bounded. When there is no room for a change, the record ends there, so that what it tells of any time is true;
 * of the requests it keeps the first.
 */
public final class RunRecord {
    private static final int MOST_CHANGES = 50_000;
    private static final int MOST_REQUESTS = 20_000;
    private static final int MOST_HOPS = 200_000;

    private final Map<String, Object> about;
    private final int mostChanges;
    private final int mostRequests;
    private final List<Object> nodes = new ArrayList<>();
    private final List<Map<String, Object>> changes = new ArrayList<>();
    private final List<RecordedRequest> requests = new ArrayList<>();
    private final List<Fault> faults;
    private int faultsTold;
    private int hops;
    private long refused;
    private long endMicros = -1;

    /**
     * A record of a run that has not begun.
     *
     * @param about what the run is, as members of JSON
     * @param faults what is done to it without anybody's leave; those that the machines show otherwise are not among them
     */
    public RunRecord(Map<String, Object> about, List<Fault> faults) {
        this(about, faults, MOST_CHANGES, MOST_REQUESTS);
    }

    /** The same with room for so many changes and requests. */
    RunRecord(Map<String, Object> about, List<Fault> faults, int mostChanges, int mostRequests) {
        this.about = about;
        this.faults = faults.stream()
                .sorted((one, other) -> Long.compare(one.atMicros(), other.atMicros()))
                .toList();
        this.mostChanges = mostChanges;
        this.mostRequests = mostRequests;
    }

    /** A node was on the ring at the beginning. */
    public void node(long id, int rank, long keys) {
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("id", Long.toUnsignedString(id));
        node.put("rank", rank);
        node.put("keys", keys);
        nodes.add(node);
    }

    /** A node is on the ring from now on. */
    public void joined(long atMicros, long id, int rank, long keys) {
        Map<String, Object> change = change(atMicros, "join", id);
        change.put("rank", rank);
        change.put("keys", keys);
    }

    /**
     * A node is not on the ring any more.
     *
     * @param lost whether it was on a rank that has crashed
     */
    public void left(long atMicros, long id, int rank, boolean lost) {
        change(atMicros, lost ? "lost" : "leave", id).put("rank", rank);
    }

    /** A node has so many keys from now on. */
    public void keys(long atMicros, long id, long keys) {
        change(atMicros, "keys", id).put("keys", keys);
    }

    /** The copies of an arc are here from now on, as RING tells it. */
    public void copies(long atMicros, long id, boolean available, List<Object> replicas) {
        Map<String, Object> change = change(atMicros, "copies", id);
        change.put("available", available);
        change.put("replicas", replicas);
    }

    /** A rank has crashed. */
    public void crashed(long atMicros, int rank) {
        change(atMicros, "crash").put("rank", rank);
    }

    /** An invariant was broken, which ended the run. */
    public void broken(long atMicros, String text) {
        change(atMicros, "broken").put("text", text);
    }

    /** Somebody asks. What is told of the request from now on is kept if there is room for it. */
    public RecordedRequest asked(long atMicros, String verb, String key, long position) {
        RecordedRequest request = new RecordedRequest(atMicros, verb, key, position, this::takeHop);
        if (isFull()) {
            return request;
        }
        if (requests.size() == mostRequests) {
            refused++;
        } else {
            requests.add(request);
        }
        return request;
    }

    private boolean takeHop() {
        return ++hops <= MOST_HOPS;
    }

    private boolean isFull() {
        return endMicros >= 0;
    }

    private Map<String, Object> change(long atMicros, String what, long id) {
        Map<String, Object> change = change(atMicros, what);
        change.put("id", Long.toUnsignedString(id));
        return change;
    }

    private Map<String, Object> change(long atMicros, String what) {
        tellFaults(atMicros);
        return add(atMicros, what);
    }

    private Map<String, Object> add(long atMicros, String what) {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("us", atMicros);
        change.put("what", what);
        if (changes.size() == mostChanges && !isFull()) {
            endMicros = atMicros;
        }
        if (!isFull()) {
            changes.add(change);
        }
        return change;
    }

    private void tellFaults(long upToMicros) {
        while (faultsTold < faults.size() && faults.get(faultsTold).atMicros() <= upToMicros) {
            Fault fault = faults.get(faultsTold++);
            if (fault instanceof Fault.Crash crash) {
                add(fault.atMicros(), "crash").put("rank", crash.rank());
            } else if (fault instanceof Fault.Restart restart) {
                add(fault.atMicros(), "recover").put("rank", restart.rank());
            } else {
                String[] words = fault.toString().split(":", 3);
                add(fault.atMicros(), words[1]).put("text", words[2]);
            }
        }
    }

    /**
     * All of it, as JSON that the page of the dashboard shows.
     *
     * @param lastMicros when the run ended
     * @param traceHash of the run
     */
    public Map<String, Object> json(long lastMicros, String traceHash) {
        tellFaults(lastMicros);
        long end = isFull() ? endMicros - 1 : lastMicros;
        Map<String, Object> map = new LinkedHashMap<>(about);
        map.put("trace_hash", traceHash);
        map.put("end_us", end);
        String cut = cut(lastMicros, end);
        if (!cut.isEmpty()) {
            map.put("cut", cut);
        }
        map.put("nodes", nodes);
        map.put(
                "events",
                changes.stream()
                        .filter(change -> (long) change.get("us") <= end)
                        .toList());
        map.put(
                "requests",
                requests.stream()
                        .filter(request -> request.askedMicros() <= end)
                        .map(request -> request.json(end))
                        .toList());
        return map;
    }

    /** What is missing, in words; nothing when all is there. */
    private String cut(long lastMicros, long end) {
        StringBuilder text = new StringBuilder();
        if (isFull()) {
            text.append("The run went on to " + Micros.text(lastMicros) + "; its first " + mostChanges
                    + " changes are here, up to " + Micros.text(end) + ".");
        }
        if (refused > 0) {
            text.append(text.length() > 0 ? " " : "")
                    .append("Of " + (refused + mostRequests) + " requests the first " + mostRequests + " are here.");
        }
        if (hops > MOST_HOPS) {
            text.append(text.length() > 0 ? " " : "")
                    .append("Of " + hops + " hops the first " + MOST_HOPS + " are here.");
        }
        return text.toString();
    }
}
