package mpjdht.history.eventual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mpjdht.history.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventualCheckerTest {
    private static final int SEEDS = 2_000;
    private static final Set<Promise> AFTER_A_SYNC =
            EnumSet.of(Promise.KEPT, Promise.DELETED, Promise.OWNED, Promise.AGREED);

    private final EventualChecker checker = new EventualChecker();

    private static Set<Promise> broken(EventualReport report) {
        return report.violations().stream()
                .map(Violation::promise)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Promise.class)));
    }

    private static boolean afterASync(Set<Promise> broken) {
        return broken.stream().anyMatch(AFTER_A_SYNC::contains);
    }

    @ParameterizedTest
    @EnumSource(RandomReplicas.Fault.class)
    void agreesWithTheNaiveCheckOnEverySeed(RandomReplicas.Fault fault) {
        for (int seed = 0; seed < SEEDS; seed++) {
            History history = RandomReplicas.draw(seed, fault);

            EventualReport report = checker.check(history);

            assertThat(broken(report))
                    .describedAs("seed %d: %s %s", seed, history.end(), history.syncs())
                    .isEqualTo(NaiveCheck.broken(history));
            assertThat(report.ages()).describedAs("seed %d", seed).isEqualTo(NaiveCheck.ages(history));
        }
    }

    @ParameterizedTest
    @EnumSource(RandomReplicas.Fault.class)
    void theLastSyncBeforeAReadSaysAllThatTheOthersDo(RandomReplicas.Fault fault) {
        for (int seed = 0; seed < SEEDS / 4; seed++) {
            History history = RandomReplicas.draw(seed, fault);

            assertThat(afterASync(broken(checker.check(history))))
                    .describedAs("seed %d: %s %s", seed, history.end(), history.syncs())
                    .isEqualTo(afterASync(NaiveCheck.brokenAfterAnySync(history)));
        }
    }

    @Test
    void copiesThatAreRightBreakNothingAndAreOftenOld() {
        ReadAges ages = ReadAges.NONE;
        for (int seed = 0; seed < SEEDS; seed++) {
            EventualReport report = checker.check(RandomReplicas.draw(seed, RandomReplicas.Fault.NONE));

            assertThat(report.violations()).describedAs("seed %d", seed).isEmpty();
            ages = ages.plus(report.ages());
        }
        assertThat(ages.stale()).isGreaterThan(SEEDS / 4);
        assertThat(ages.missed()).isGreaterThan(ages.stale());
        assertThat(ages.notOwn()).isBetween(SEEDS / 50L, ages.stale());
        assertThat(ages.back()).isGreaterThan(SEEDS / 50);
    }

    @Test
    void whatIsWrongWithCopiesIsFoundByTheRightName() {
        Map<RandomReplicas.Fault, List<Promise>> expected = Map.of(
                RandomReplicas.Fault.INVENTS, List.of(Promise.WRITTEN),
                RandomReplicas.Fault.LEAVES_A_COPY_OUT, List.of(Promise.KEPT, Promise.DELETED, Promise.AGREED),
                RandomReplicas.Fault.KEEPS_NO_TOMBSTONES, List.of(Promise.DELETED),
                RandomReplicas.Fault.MIXES_VERSIONS_UP, List.of(Promise.ONE_VALUE, Promise.OWNED, Promise.WRITTEN),
                RandomReplicas.Fault.MIXES_VALUES_UP, List.of(Promise.ONE_VALUE, Promise.WRITTEN));
        expected.forEach((fault, promises) -> {
            Map<Promise, Integer> found = new EnumMap<>(Promise.class);
            for (int seed = 0; seed < SEEDS; seed++) {
                broken(checker.check(RandomReplicas.draw(seed, fault)))
                        .forEach(promise -> found.merge(promise, 1, Integer::sum));
            }
            promises.forEach(promise -> assertThat(found.getOrDefault(promise, 0))
                    .as(fault + " breaks " + promise)
                    .isPositive());
        });
    }
}
