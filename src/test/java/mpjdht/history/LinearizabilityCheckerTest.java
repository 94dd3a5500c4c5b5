package mpjdht.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearizabilityCheckerTest {
    private static final int SEEDS = 5_000;

    private final LinearizabilityChecker checker = new LinearizabilityChecker(SearchLimits.standard());

    @ParameterizedTest
    @CsvSource({"true, LINEARIZABILITY", "true, CLIENT_ORDER", "false, LINEARIZABILITY", "false, CLIENT_ORDER"})
    void agreesWithTheNaiveEnumerationOnEverySeed(boolean onlyDistinctWrites, Promise promise) {
        int kept = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Values values = new Values();
            List<Call> calls = RandomHistories.draw(seed, onlyDistinctWrites, values);
            boolean expected = Enumeration.findsOrder(calls, values, promise == Promise.CLIENT_ORDER);

            Verdict verdict = checker.judge(calls, values, true, promise);

            assertThat(verdict)
                    .describedAs("seed %d: %s", seed, calls)
                    .isEqualTo(expected ? Verdict.LINEARIZABLE : Verdict.VIOLATED);
            kept += expected ? 1 : 0;
        }
        assertThat(kept).isBetween(SEEDS / 10, SEEDS - SEEDS / 10);
    }

    @ParameterizedTest
    @CsvSource({"LINEARIZABILITY", "CLIENT_ORDER"})
    void theSearchAgreesWithTheSortOnDistinctWrites(Promise promise) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Values values = new Values();
            List<Call> calls = RandomHistories.draw(seed, true, values);

            boolean sorted = DistinctWrites.hold(calls, true, promise);
            Verdict searched = OrderSearch.hold(calls, values, true, promise, SearchLimits.standard());

            assertThat(searched)
                    .describedAs("seed %d: %s", seed, calls)
                    .isEqualTo(sorted ? Verdict.LINEARIZABLE : Verdict.VIOLATED);
        }
    }

    @Test
    void answersUnknownWhenTheLimitsAreReached() {
        Values values = new Values();
        int seed = 0;
        List<Call> calls = RandomHistories.draw(seed, false, values);
        while (Enumeration.findsOrder(calls, values, false)) {
            values = new Values();
            calls = RandomHistories.draw(++seed, false, values);
        }

        Verdict bySteps = OrderSearch.hold(calls, values, true, Promise.LINEARIZABILITY, new SearchLimits(1, 1 << 20));
        Verdict byMemory = OrderSearch.hold(calls, values, true, Promise.LINEARIZABILITY, new SearchLimits(1000, 1));

        assertThat(bySteps).isEqualTo(Verdict.UNKNOWN);
        assertThat(byMemory).isEqualTo(Verdict.UNKNOWN);
    }
}
