package mpjdht.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

    /**
     * Clients that were left without an answer twice go on, all at the same time: PUTs and DELETEs that are answered, and a read at
     * the end that cannot be. Where every set of unanswered calls is gone on from, equal ones are tried in each other's place, and
     * values that nobody reads are told from each other, this takes 6.5 million steps and more.
     */
    @Test
    void unansweredWritesThatNobodyReadDoNotMultiplyTheSearch() {
        Values values = new Values();
        List<Call> calls = new ArrayList<>();
        int clients = 4;
        int end = 1000;
        for (int client = 0; client < clients; client++) {
            for (int i = 0; i < 2; i++) {
                calls.add(call(
                        client,
                        i,
                        Verb.PUT,
                        values.number(bytes(client, i)),
                        Outcome.PENDING,
                        calls.size(),
                        Call.NEVER));
            }
        }
        for (int client = 0; client < clients; client++) {
            for (int i = 2; i < 5; i++) {
                boolean puts = i % 2 == 1;
                int value = puts ? values.number(bytes(client, i)) : Values.ABSENT;
                calls.add(call(
                        client,
                        i,
                        puts ? Verb.PUT : Verb.DELETE,
                        value,
                        puts ? Outcome.STORED : Outcome.DELETED,
                        calls.size(),
                        end + calls.size()));
            }
        }
        calls.add(new Call(
                clients, 0, Verb.GET, 0, 0, 0, Outcome.FOUND, values.number(bytes(9, 9)), 2 * end, 2 * end + 1));

        for (Promise promise : Promise.values()) {
            SearchLimits limits = new SearchLimits(1_000_000, Long.MAX_VALUE);
            assertThat(OrderSearch.hold(calls, values, true, promise, limits)).isEqualTo(Verdict.VIOLATED);
        }
    }

    private static Call call(
            int client, int sequence, Verb verb, int argument, Outcome outcome, int invoked, int returned) {
        return new Call(client, sequence, verb, argument, 0, 0, outcome, Call.UNTOLD, invoked, returned);
    }

    private static byte[] bytes(int client, int i) {
        return (client + "n" + i).getBytes(StandardCharsets.UTF_8);
    }
}
