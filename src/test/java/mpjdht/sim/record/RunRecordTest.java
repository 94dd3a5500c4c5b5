package mpjdht.sim.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import mpjdht.sim.Fault;
import org.junit.jupiter.api.Test;

class RunRecordTest {
    private final RunRecord record = new RunRecord(
            Map.of("seed", 7L),
            List.of(new Fault.Pause(30, 5, 2), new Fault.Crash(10, 1), new Fault.Restart(20, 1)),
            5,
            2);

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> json, String name) {
        return (List<Map<String, Object>>) json.get(name);
    }

    @Test
    void tellsFaultsAmongTheChangesInTheirOrder() {
        record.joined(15, -1, 3, 4);
        record.left(25, -1, 3, true);

        Map<String, Object> json = record.json(40, "ab");

        assertThat(list(json, "events"))
                .extracting(change -> change.get("us") + " " + change.get("what"))
                .containsExactly("10 crash", "15 join", "20 recover", "25 lost", "30 pause");
        assertThat(list(json, "events").get(1))
                .containsEntry("id", "18446744073709551615")
                .containsEntry("rank", 3)
                .containsEntry("keys", 4L);
        assertThat(json)
                .containsEntry("end_us", 40L)
                .containsEntry("trace_hash", "ab")
                .containsEntry("seed", 7L)
                .doesNotContainKey("cut");
    }

    @Test
    void endsBeforeTheFirstChangeForWhichThereIsNoRoom() {
        record.joined(15, 1, 3, 0);
        record.asked(16, "GET", "k", 1);
        record.joined(32, 2, 3, 0);
        record.joined(33, 3, 3, 0);
        record.asked(34, "GET", "k", 1);
        record.joined(35, 4, 3, 0);

        Map<String, Object> json = record.json(2_000, "");

        assertThat(json).containsEntry("end_us", 32L);
        assertThat(list(json, "events"))
                .extracting(change -> change.get("us"))
                .containsExactly(10L, 15L, 20L, 30L, 32L);
        assertThat(list(json, "requests")).hasSize(1);
        assertThat(json.get("cut")).isEqualTo("The run went on to 2ms; its first 5 changes are here, up to 32us.");
    }

    @Test
    void keepsNoPartOfAMomentThatItCannotTellWhole() {
        for (int id = 0; id < 4; id++) {
            record.joined(9, id, 3, 0);
        }
        record.joined(35, 5, 3, 0);

        Map<String, Object> json = record.json(50, "");

        assertThat(json).containsEntry("end_us", 19L);
        assertThat(list(json, "events")).extracting(change -> change.get("us")).containsExactly(9L, 9L, 9L, 9L, 10L);
    }

    @Test
    void keepsTheFirstRequestsAndSaysHowManyThereWere() {
        record.asked(1, "GET", "a", 5).answered(2, "found", 1);
        RecordedRequest second = record.asked(2, "GET", "b".repeat(100), -1);
        record.asked(3, "GET", "c", 5);
        second.goesTo(3, 8);
        second.goesTo(4, 9);
        second.goesTo(5, 8);
        second.endsAt(6, 8);
        second.answered(60, "found");

        Map<String, Object> json = record.json(50, "");

        assertThat(json.get("cut")).isEqualTo("Of 3 requests the first 2 are here.");
        assertThat(list(json, "requests").get(0))
                .containsEntry("end_us", 2L)
                .containsEntry("hops", 1)
                .containsEntry("outcome", "found");
        assertThat(list(json, "requests").get(1))
                .containsEntry("key", "b".repeat(64) + "…")
                .containsEntry("path", List.of("8", "9", "8"))
                .containsEntry("at_us", List.of(3L, 4L, 6L))
                .containsEntry("position", "18446744073709551615")
                .as("it was answered when the record had ended")
                .doesNotContainKey("end_us");
    }
}
