package mpjdht.sim.chord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import mpjdht.node.chord.ChordRules;
import mpjdht.sim.record.RunRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RingRecorderTest {
    private static final int SEEDS = 25;
    private static final long BETWEEN_MICROS = 700_000;

    static IntStream seeds() {
        return IntStream.rangeClosed(1, SEEDS);
    }

    private static Map<String, Object> ring(RingPicture picture) {
        Map<String, Object> ring = new TreeMap<>();
        for (int i = 0; i < picture.size(); i++) {
            ring.put(
                    Long.toUnsignedString(picture.node(i).self().id()),
                    picture.node(i).self().rank());
        }
        return ring;
    }

    /** What the record tells of a time: all changes from the beginning on, one after another. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> told(Map<String, Object> json, long micros) {
        Map<String, Object> ring = new TreeMap<>();
        for (Map<String, Object> node : (List<Map<String, Object>>) json.get("nodes")) {
            ring.put((String) node.get("id"), node.get("rank"));
        }
        for (Map<String, Object> change : (List<Map<String, Object>>) json.get("events")) {
            if ((long) change.get("us") <= micros) {
                switch ((String) change.get("what")) {
                    case "join" -> ring.put((String) change.get("id"), change.get("rank"));
                    case "leave", "lost" -> ring.remove(change.get("id"));
                    default ->
                        assertThat(change.get("what"))
                                .isIn("keys", "crash", "slow", "pause", "clock", "cut", "cut-one-way");
                }
            }
        }
        return ring;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void tellsTheRingOfEveryTimeAndChangesNothing(int seed) {
        RingPlan plan = DrawnPlan.of(seed);
        SimulatedRing ring = new SimulatedRing(plan, new ChordRules());
        RunRecord record = ring.keepRecord();
        Map<Long, Map<String, Object>> seen = new TreeMap<>();
        for (long micros = BETWEEN_MICROS; micros < plan.runMicros(); micros += BETWEEN_MICROS) {
            long at = micros;
            ring.simulation().at(at, at, () -> seen.put(at - 1, ring(ring.picture())));
        }
        ring.run();
        Map<String, Object> json = record.json(ring.simulation().nowMicros(), "");
        seen.forEach((micros, picture) -> assertThat(told(json, micros)).isEqualTo(picture));
        assertThat(told(json, ring.simulation().nowMicros())).isEqualTo(ring(ring.picture()));
        assertThat(json).doesNotContainKey("cut");
        assertThat(requestsOf(json))
                .hasSize((int) (ring.lookups().asked() + ring.lookupsAtRest().asked()));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> requestsOf(Map<String, Object> json) {
        return (List<Map<String, Object>>) json.get("requests");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @SuppressWarnings("unchecked")
    void tellsTheWayOfEveryLookupAndLeavesTheTraceAsItIs(int seed) {
        RingPlan plan = DrawnPlan.of(seed);
        SimulatedRing alone = new SimulatedRing(plan, new ChordRules()).run();
        SimulatedRing ring = new SimulatedRing(plan, new ChordRules());
        RunRecord record = ring.keepRecord();
        ring.run();
        assertThat(ring.simulation().traceHash()).isEqualTo(alone.simulation().traceHash());
        Map<String, Object> json = record.json(ring.simulation().nowMicros(), "");
        for (Map<String, Object> request : requestsOf(json)) {
            if ("right".equals(request.get("outcome"))) {
                List<?> path = (List<?>) request.get("path");
                assertThat(path.get(path.size() - 1))
                        .isEqualTo(owner(told(json, (long) request.get("end_us")), (String) request.get("position")));
                assertThat(path.subList(0, path.size() - 1)).doesNotHaveDuplicates();
                assertThat((List<Long>) request.get("at_us"))
                        .hasSameSizeAs(path)
                        .isSorted()
                        .allMatch(micros -> micros >= (long) request.get("us"));
            }
        }
    }

    /** The first node at or behind a position, by trying all. */
    private static String owner(Map<String, Object> ring, String position) {
        long at = Long.parseUnsignedLong(position);
        return ring.keySet().stream()
                .min((one, other) ->
                        Long.compareUnsigned(Long.parseUnsignedLong(one) - at, Long.parseUnsignedLong(other) - at))
                .orElseThrow();
    }
}
